"""`dragoman import`: records that were coded elsewhere, taken into a desk."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.exits import DONE, FAILURE
from dragoman.cli.options import QuietOption


def import_(
    desk: Annotated[
        str,
        typer.Argument(
            metavar="DESK", help="The desk: a file, made if there is none, or a PostgreSQL address.", show_default=False
        ),
    ],
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="What `dragoman code` wrote: .parquet, .jsonl, or a folder with all tables.",
            show_default=False,
        ),
    ],
    quiet: QuietOption = False,
) -> None:
    """Take records that `dragoman code` wrote into a desk, without coding them again."""
    from dragoman.desk import Desk
    from dragoman.exchange.desk import import_files
    from dragoman.present.words import counted
    from dragoman.record.visible import visible

    with Desk.open(desk, create=True) as opened:
        done = import_files(opened, files)
    for one in done.skipped:
        print(visible(f"skipped {one.location}: {one.reason}: {one.detail}"), file=sys.stderr)
    if not quiet:
        skipped = f", {len(done.skipped)} skipped" if done.skipped else ""
        print(
            f"took in {counted(done.kept, 'report')} with {counted(done.statements, 'statement')}; "
            f"{done.held} there already{skipped}",
            file=sys.stderr,
        )
    raise typer.Exit(FAILURE if done.skipped else DONE)
