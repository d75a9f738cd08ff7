"""`dragoman export`: a desk, or a part of it, in the forms that others read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman.cli.options import QuietOption

FormatName = Literal["parquet", "csv", "geojson", "plover", "polecat", "cameo", "ftm", "training"]


def export(
    desk: Annotated[
        str, typer.Argument(metavar="DESK", help="The desk: a file or a PostgreSQL address.", show_default=False)
    ],
    to: Annotated[
        Path,
        typer.Option("--to", metavar="PATH", help="The file or, for parquet, csv and training, the folder to write."),
    ],
    format: Annotated[FormatName, typer.Option("--format", "-f", help="The form to write.", show_choices=True)],
    actor: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only with this actor: a name, a key, or a country's letters."),
    ] = None,
    type: Annotated[
        list[str] | None, typer.Option(metavar="TYPE", help="Only of this PLOVER type or quad class; may be repeated.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only there; a country holds what lies in it.")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option(help="Only of this status: act, not, plan, want, may, if; may be repeated.")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Only in the words of this source.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only from this outlet.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only up to this day.")] = None,
    min_origins: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Only incidents that so many independent origins assert.")
    ] = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="Also what a person rejected.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Export a desk: as tables, on a map, as event data, as entities, as training data."""
    from dragoman.desk import Desk
    from dragoman.desk.questions.filters import Filter
    from dragoman.exchange.desk import export as write

    given = Filter.of(
        actor=actor,
        type=type,
        place=place,
        status=status,
        source=source,
        outlet=outlet,
        since=since,
        until=until,
        min_origins=min_origins,
        rejected=rejected,
    )
    with Desk.open(desk) as opened:
        done = write(opened, format, to, given)
    if not quiet:
        counts = ", ".join(f"{number:,} {what}" for what, number in done.counts.items()) or "nothing"
        print(f"wrote {done.target}: {counts}", file=sys.stderr)
