"""`dragoman code`: reports in, records out, to the terminal, as JSON, or to files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import (
    ActorsOption,
    DateColumnOption,
    FollowOption,
    JobsOption,
    LimitOption,
    OutletColumnOption,
    OutletOption,
    PublishedOption,
    QuietOption,
    ScaleOption,
    SourcesArgument,
    StrictOption,
    TextColumnOption,
    TitleColumnOption,
    UrlColumnOption,
)


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
    text_column: TextColumnOption = None,
    title_column: TitleColumnOption = None,
    date_column: DateColumnOption = None,
    outlet_column: OutletColumnOption = None,
    url_column: UrlColumnOption = None,
    follow: FollowOption = False,
    actors: ActorsOption = None,
    jobs: JobsOption = None,
    limit: LimitOption = None,
    strict: StrictOption = False,
    quiet: QuietOption = False,
) -> None:
    """Code reports: show their records or write them to files."""
    from dragoman.cli.run import reports, run
    from dragoman.coder import Coder
    from dragoman.intake import ReadOptions

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
    outcomes = coder.outcomes(reports(sources, options, limit))
    raise typer.Exit(run(outcomes, out=out, json=json, strict=strict, quiet=quiet))
