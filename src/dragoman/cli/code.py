"""`dragoman code`: reports in, records out, to the terminal, as JSON, or to files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.options import OutletOption, PublishedOption, QuietOption, ScaleOption, SourcesArgument


def _column(what: str) -> Any:
    return typer.Option(metavar="NAME", help=f"In tables: the column with the {what}.")


def code(
    sources: SourcesArgument,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="PATH",
            help="Write there: .parquet or .csv (events), .jsonl (whole records), or a folder (all tables).",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a report on standard output.")] = False,
    scale: ScaleOption = "phia",
    outlet: OutletOption = None,
    published: PublishedOption = None,
    text_column: Annotated[str | None, _column("text")] = None,
    title_column: Annotated[str | None, _column("headline")] = None,
    date_column: Annotated[str | None, _column("date of publication")] = None,
    outlet_column: Annotated[str | None, _column("outlet")] = None,
    url_column: Annotated[str | None, _column("address")] = None,
    follow: Annotated[bool, typer.Option("--follow", help="Fetch the page behind each entry of a feed.")] = False,
    actors: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Actors of your own (.toml or .csv), which win over the built-in ones."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes; by default one a core for many reports."),
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Stop after so many reports.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything was skipped.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Code reports: show their records or write them to files."""
    from dragoman.cli.run import first, run
    from dragoman.coder import Coder
    from dragoman.intake import ReadOptions, read_all

    options = ReadOptions(
        text_column=text_column,
        title_column=title_column,
        date_column=date_column,
        outlet_column=outlet_column,
        url_column=url_column,
        published=published,
        outlet=outlet,
        follow=follow,
    )
    coder = Coder(scale=scale, jobs=jobs, options=options, actors=actors)
    outcomes = coder.outcomes(first(read_all(sources, options), limit))
    raise typer.Exit(run(outcomes, out=out, json=json, strict=strict, quiet=quiet))
