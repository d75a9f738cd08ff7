"""The options that several subcommands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

Scale = Literal["phia", "icd203", "kent", "nato", "capphrase"]


def _column(what: str) -> Any:
    return typer.Option(metavar="NAME", help=f"In tables: the column with the {what}.")


SourcesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Files, folders, patterns, addresses, feeds, tables (.csv, .jsonl, .parquet), archives (.zip, .warc.gz), "
        "or - for standard input.",
        show_default=False,
    ),
]
ScaleOption = Annotated[Scale, typer.Option(help="The scale that likelihoods are read through.", show_choices=True)]
OutletOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who published the reports, in place of what they say.")
]
PublishedOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="When they were published (YYYY-MM-DD), in place of what they say.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary on standard error.")]
TextColumnOption = Annotated[str | None, _column("text")]
TitleColumnOption = Annotated[str | None, _column("headline")]
DateColumnOption = Annotated[str | None, _column("date of publication")]
OutletColumnOption = Annotated[str | None, _column("outlet")]
UrlColumnOption = Annotated[str | None, _column("address")]
FollowOption = Annotated[bool, typer.Option("--follow", help="Fetch the page behind each entry of a feed.")]
ActorsOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Actors of your own (.toml or .csv), which win over the built-in ones."),
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes; by default one a core for many reports."),
]
LimitOption = Annotated[int | None, typer.Option(metavar="N", min=1, help="Stop after so many reports.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything was skipped.")]
DeskArgument = Annotated[
    str, typer.Argument(metavar="DESK", help="The desk: a file or a PostgreSQL address.", show_default=False)
]
NewDeskArgument = Annotated[
    str,
    typer.Argument(
        metavar="DESK", help="The desk: a file, made if there is none, or a PostgreSQL address.", show_default=False
    ),
]
