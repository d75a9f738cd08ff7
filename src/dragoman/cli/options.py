"""The options that several subcommands share."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Scale = Literal["phia", "icd203", "kent", "nato", "capphrase"]

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
