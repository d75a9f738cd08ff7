"""Reading of tables, packaged ones and a user's own: CSV, with comment lines that start with `#` above the header."""

from __future__ import annotations

import csv
import gc
import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from dragoman.errors import InputError

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class TableError(InputError):
    """An actor or country table with a mistake in it: the message names the file, the line and the field."""

    def __init__(self, file: str, line: int | None, field: str | None, what: str) -> None:
        where = file if line is None else f"{file}, line {line}"
        where = where if field is None else f"{where}, field {field}"
        super().__init__("table", f"{where}: {what}")
        self.file = file
        self.line = line
        self.field = field


def rows(text: str, file: str, columns: Iterable[str], optional: Iterable[str] = ()) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV text, each with its line number and its cells in the order of `columns`, then `optional`.

    `file` is the name that messages give. A column of `optional` that the table does not have is read as empty.

    Raises
    ------
    TableError
        Where a column is missing or unknown, or a row has more or fewer cells than the header.
    """
    wanted, extra = list(columns), list(optional)
    lines = text.removeprefix("\ufeff").splitlines()
    skipped = 0
    while skipped < len(lines) and (lines[skipped].startswith("#") or not lines[skipped].strip()):
        skipped += 1
    reader = csv.reader(lines[skipped:])
    header = [cell.strip() for cell in next(reader, list[str]())]
    if missing := [name for name in wanted if name not in header]:
        raise TableError(
            file, skipped + 1, missing[0], f"the column is missing; the header is to name {', '.join(wanted)}"
        )
    if unknown := [name for name in header if name not in wanted and name not in extra]:
        raise TableError(file, skipped + 1, unknown[0], f"no such column; known are {', '.join([*wanted, *extra])}")
    order = [header.index(name) if name in header else -1 for name in [*wanted, *extra]]
    straight = order == list(range(len(header)))
    for row in reader:
        if not row or row[0].startswith("#"):
            continue
        if len(row) != len(header):
            raise TableError(
                file,
                skipped + reader.line_num,
                None,
                f"{len(row)} cells where the header has {len(header)}; quote commas",
            )
        yield skipped + reader.line_num, row if straight else [row[i] if i >= 0 else "" for i in order]


@contextmanager
def uncollected() -> Generator[None]:
    """No garbage collection within: what is read off a table stays, so that looking for garbage in it is time lost."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def parts(cell: str) -> tuple[str, ...]:
    """The items of a cell that lists them with semicolons."""
    if ";" not in cell:
        cell = cell.strip()
        return (cell,) if cell else ()
    return tuple([item for piece in cell.split(";") if (item := piece.strip())])


def day(cell: str, *, end: bool = False) -> str | None:
    """A date cell (YYYY, YYYY-MM or YYYY-MM-DD) as an ISO day, the last one of its month or year with `end`.

    None for an empty cell. Raises ValueError where the cell is no date.
    """
    if not cell:
        return None
    found = _DATE.fullmatch(cell)
    if not found:
        raise ValueError(f"{cell!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, exact = found.groups()
    if exact:
        try:
            date(int(year), int(month), int(exact))
        except ValueError as error:
            raise ValueError(f"{cell!r} is no day of the calendar") from error
        return cell
    if month is None:
        return f"{year}-12-31" if end else f"{year}-01-01"
    if not "01" <= month <= "12":
        raise ValueError(f"{cell!r} has no such month")
    # Days are compared as text, so that the 31st stands for the end of every month.
    return f"{year}-{month}-31" if end else f"{year}-{month}-01"
