"""Answers of a desk on standard output: as a table, as JSON lines, as CSV."""

from __future__ import annotations

import csv
import io
import sys

from rich.console import Console
from rich.text import Text

from dragoman.desk.questions import LONGEST, PAGE, Answer
from dragoman.errors import OptionError
from dragoman.exchange.tables import cell
from dragoman.present import answers
from dragoman.record.json import dumps
from dragoman.record.table import storable


def window(limit: int | None, page: int, offset: int | None, *, whole: bool) -> tuple[int, int]:
    """The limit and offset of a filter; `whole` where no page is wanted but all.

    Raises
    ------
    OptionError
        If both a page and an offset are given.
    """
    if offset is not None and page != 1:
        raise OptionError("--page and --offset are given; one of them says where to begin")
    rows = limit if limit is not None else LONGEST if whole else PAGE
    return rows, offset if offset is not None else (page - 1) * rows


def print_answer(answer: Answer, *, as_json: bool, as_csv: bool, offset: int = 0) -> None:
    """Prints an answer: as a table, as JSON lines or as CSV, the last two in UTF-8 whatever the locale. Where more rows
    follow, that is said on standard error."""
    if as_json:
        sys.stdout.buffer.writelines(dumps(row).encode("utf-8") + b"\n" for row in answer.rows)
        sys.stdout.buffer.flush()
    elif as_csv:
        _print_csv(answer)
    else:
        _print_table(answer)
    last = offset + len(answer.rows)
    if answer.more:
        print(f"rows {offset + 1:,} to {last:,}; more follow, from --offset {last}", file=sys.stderr)


def check_form(*, as_json: bool, as_csv: bool) -> None:
    """Refuses two forms at once.

    Raises
    ------
    OptionError
        If both are asked for.
    """
    if as_json and as_csv:
        raise OptionError("--json and --csv are given; choose one of them")


def _print_csv(answer: Answer) -> None:
    stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    writer = csv.writer(stream)
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow(cell(column.kind, storable(row[column.name])) for column in answer.table.columns)
    stream.detach()


def _print_table(answer: Answer) -> None:
    console = Console(highlight=False)
    if answer.rows:
        console.print(answers.answer(answer))
    else:
        console.print(Text("nothing on this desk answers that", "dim"))
