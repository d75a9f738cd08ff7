"""The command and its subcommands. Each lives in a module of its own, which loads the heavy parts when it is run."""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import ask
from dragoman.cli.add import add
from dragoman.cli.brief import brief
from dragoman.cli.code import code
from dragoman.cli.compact import compact
from dragoman.cli.correct import correct, history, undo
from dragoman.cli.demo import demo
from dragoman.cli.exits import FAILURE, USAGE
from dragoman.cli.explain import explain
from dragoman.cli.export import export
from dragoman.cli.filters import spelled
from dragoman.cli.import_ import import_
from dragoman.cli.incident import incident
from dragoman.cli.recode import recode
from dragoman.cli.resolve import propose_outcomes, resolve_forecast
from dragoman.cli.schema import schema
from dragoman.cli.serve import serve
from dragoman.cli.watch import watch
from dragoman.errors import DragomanError, OptionError

app = typer.Typer(
    name="dragoman",
    help="Reads news reports and keeps the sourced record of a crisis: who did what to whom, who says so, how certain.",
    epilog="Exit codes: 0 done; 1 failed, nothing coded, or anything skipped with --strict; 2 usage; 130 interrupted.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (code, explain, demo, schema):
    app.command()(command)
for command in (add, watch):
    app.command()(command)
for name in ask.QUESTIONS:
    app.command(name)(ask.command(name))
app.command()(incident)
for command in (brief, recode, correct, undo, history, resolve_forecast, propose_outcomes, compact):
    app.command()(command)
app.command()(export)
app.command("import")(import_)
app.command()(serve)

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _version(asked: bool) -> None:
    if asked:
        print(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What holds for every subcommand."""


def main() -> None:
    """Run the command of this process and exit with its code."""
    # A report's letters must not end the run on a terminal that lacks them.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    try:
        app()
    except OptionError as error:
        sys.exit(_complain(spelled(str(error)), USAGE))
    except DragomanError as error:
        sys.exit(_complain(error, FAILURE))
    except OSError as error:
        if error.errno not in _FULL:
            raise
        # What waits to be written would fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_complain(error.strerror or error, FAILURE))


def _complain(error: object, code: int) -> int:
    print(f"dragoman: {error}", file=sys.stderr)
    return code
