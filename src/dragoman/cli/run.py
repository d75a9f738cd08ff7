"""A run over many reports: each outcome goes to the screen, to standard output or to files, and is counted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from dragoman.cli.exits import INTERRUPTED
from dragoman.cli.progress import Display
from dragoman.cli.tally import Tally
from dragoman.intake import Pause, ReadOptions, Skipped, arriving, read_all
from dragoman.intake.arriving import is_stream
from dragoman.present import legend, record
from dragoman.record import CodedReport
from dragoman.report import Report

if TYPE_CHECKING:
    from dragoman.exchange import Output


def first(items: Iterable[Report | Skipped], limit: int | None) -> Iterator[Report | Skipped]:
    """The items up to and with the report whose number is `limit`; without a limit all."""
    reports = 0
    for item in items:
        yield item
        reports += isinstance(item, Report)
        if reports == limit:
            return


def reports(sources: Sequence[str], options: ReadOptions, limit: int | None) -> Iterator[Report | Skipped | Pause]:
    """What the sources hold, up to a limit; pauses show where one of them is a pipe that may stay open."""
    found = first(read_all(sources, options), limit)
    return arriving(found) if any(map(is_stream, sources)) else found


def run(
    outcomes: Iterable[CodedReport | Skipped],
    *,
    out: Path | None = None,
    json: bool = False,
    strict: bool = False,
    quiet: bool = False,
) -> int:
    """Take every outcome where it belongs, sum up on standard error, and tell the exit code.

    Without `out` and `json` each record is shown on standard output for reading. What was skipped is named on standard
    error as it comes, also when `quiet`.
    """
    tally = Tally()
    show = print_json if json else Screen() if out is None else None
    display = Display(moving=not quiet and show is None)
    output = _output(out)
    interrupted = False
    try:
        with output or nullcontext(), display.shown():
            for outcome in outcomes:
                tally.add(outcome)
                _take(outcome, output, show, display)
                display.update(tally)
    except KeyboardInterrupt:
        interrupted = True
    if interrupted or not quiet:
        written = f"; written to {output.kept}" if output is not None and output.kept is not None else ""
        display.say(f"{'interrupted: ' if interrupted else ''}{tally.summary()}{written}")
        if warning := tally.warning():
            display.say(warning)
    return INTERRUPTED if interrupted else tally.exit_code(strict=strict)


def print_json(coded: CodedReport) -> None:
    """The record as one line of JSON, in UTF-8 whatever the locale, and at once, for whoever reads along."""
    sys.stdout.buffer.write(coded.to_json().encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


class Screen:
    """Shows records on standard output, with the legend of the marks before the first."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)
        self._shown = 0

    def __call__(self, coded: CodedReport) -> None:
        if self._shown == 0 and self._console.is_terminal and self._console.color_system:
            self._console.print(legend(), "")
        self._console.print(record(coded))
        self._console.file.flush()
        self._shown += 1


def _output(out: Path | None) -> Output | None:
    if out is None:
        return None
    from dragoman.exchange import open_output

    return open_output(out)


def _take(
    outcome: CodedReport | Skipped,
    output: Output | None,
    show: Callable[[CodedReport], None] | None,
    display: Display,
) -> None:
    if isinstance(outcome, Skipped):
        display.skipped(outcome)
        if output is not None:
            output.skip(outcome)
    else:
        if output is not None:
            output.add(outcome)
        if show is not None:
            show(outcome)
