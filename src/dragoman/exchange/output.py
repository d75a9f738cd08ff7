"""Where records go: one file of events, one file of whole records, or a folder with every table."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from dragoman.errors import OptionError
from dragoman.exchange.place import building_in, put, unwritten
from dragoman.exchange.tables import EVENTS_AND_RECORDS, LONGEST_ROW, RECORDS, SKIPPED, CsvTable, ParquetTable
from dragoman.intake.skipped import Skipped
from dragoman.record import CodedReport
from dragoman.record.columns import EVENTS, TABLES
from dragoman.record.table import Row

FORMATS = {
    ".parquet": "the events, one row each, as Parquet, with the whole records beside them",
    ".csv": "the events, one row each, as CSV; nested values as text",
    ".jsonl": "whole records, one JSON object a line",
    "": "a folder with every table as Parquet, the whole records, and a table of what was skipped",
}
"""What an output's suffix makes of it."""
ROOM = LONGEST_ROW // 16
"""Characters of records that one row holds: escaped, and with the longest record, they are still far from too long."""


class _Layout:
    """What is written: takes records, and names at the end the files that make up the output. What it writes to is
    closed in the end, also where the disk takes no more."""

    def add(self, coded: CodedReport) -> None:
        raise NotImplementedError

    def skip(self, skipped: Skipped) -> None:
        """Most layouts hold records alone."""

    def finish(self) -> dict[str, Path]:
        raise NotImplementedError

    def open_files(self) -> Iterable[ParquetTable | CsvTable | IO[str]]:
        raise NotImplementedError

    def close(self) -> None:
        """Let go of all files; what they lack is no news any more."""
        for file in self.open_files():
            with suppress(OSError):
                file.close()


class _EventsAndRecords(_Layout):
    """The events, with each whole record at the first event of its report. A report without events has no row of its
    own: its record goes with the next event's, or with the last row of all. Where many wait, the rows share them."""

    def __init__(self, folder: Path) -> None:
        self._table = ParquetTable(EVENTS_AND_RECORDS, folder)
        self._waiting = deque[str]()
        self._last: Row | None = None

    def add(self, coded: CodedReport) -> None:
        self._waiting.append(coded.to_json())
        for row in EVENTS.rows(coded.report, coded.events):
            self._release()
            self._last = {**row, "records": self._some()}

    def finish(self) -> dict[str, Path]:
        if self._last is not None:
            self._last["records"] = [*cast("list[str]", self._last["records"]), *self._waiting]
        self._release()
        return {EVENTS.name: self._table.finish()}

    def open_files(self) -> Iterable[ParquetTable]:
        return [self._table]

    def _some(self) -> list[str]:
        """As many of the waiting records as one row takes, one at least."""
        taken, size = list[str](), 0
        while self._waiting and (not taken or size + len(self._waiting[0]) <= ROOM):
            taken.append(self._waiting.popleft())
            size += len(taken[-1])
        return taken

    def _release(self) -> None:
        if self._last is not None:
            self._table.add([self._last])


class _Events(_Layout):
    def __init__(self, table: CsvTable) -> None:
        self._table = table

    def add(self, coded: CodedReport) -> None:
        self._table.add(EVENTS.rows(coded.report, coded.events))

    def finish(self) -> dict[str, Path]:
        return {EVENTS.name: self._table.finish()}

    def open_files(self) -> Iterable[CsvTable]:
        return [self._table]


class _JsonLines(_Layout):
    def __init__(self, folder: Path) -> None:
        self._path = folder / "records.jsonl"
        self._file = self._path.open("w", encoding="utf-8", newline="\n")

    def add(self, coded: CodedReport) -> None:
        self._file.write(coded.to_json() + "\n")

    def finish(self) -> dict[str, Path]:
        self._file.close()
        return {self._path.name: self._path}

    def open_files(self) -> Iterable[IO[str]]:
        return [self._file]


class _Folder(_Layout):
    def __init__(self, folder: Path) -> None:
        self._tables = {table.name: ParquetTable(table, folder) for table in (*TABLES, RECORDS, SKIPPED)}

    def add(self, coded: CodedReport) -> None:
        for name, rows in coded.rows().items():
            self._tables[name].add(rows)
        self._tables[RECORDS.name].add(RECORDS.rows(coded.report, [coded]))

    def skip(self, skipped: Skipped) -> None:
        self._tables[SKIPPED.name].add([asdict(skipped)])

    def finish(self) -> dict[str, Path]:
        return {f"{name}.parquet": table.finish() for name, table in self._tables.items()}

    def open_files(self) -> Iterable[ParquetTable]:
        return self._tables.values()


_LAYOUTS: dict[str, Callable[[Path], _Layout]] = {
    ".parquet": _EventsAndRecords,
    ".csv": lambda folder: _Events(CsvTable(EVENTS, folder)),
    ".jsonl": _JsonLines,
    "": _Folder,
}


def open_output(path: Path) -> Output:
    """An output for records, to be used in a `with` statement.

    Raises:
        OptionError: if the suffix is unknown or the place cannot be written to.
    """
    suffix = "" if path.is_dir() else path.suffix.lower()
    if suffix not in _LAYOUTS:
        known = ", ".join(name for name in _LAYOUTS if name)
        raise OptionError(f"{path}: records are written to {known} or a folder, not to {suffix}")
    if not suffix and path.exists() and not path.is_dir():
        raise OptionError(f"{path}: is no folder; a file's name tells what is written to it by its ending")
    return Output(path, _LAYOUTS[suffix], is_folder=suffix == "")


class Output:
    """An output that is built beside its place and put there when it is whole: a reader never finds half of it.

    If the work is broken off by an error or an interruption, what there is so far is kept beside the place as
    `<name>.partial<suffix>`, and an older output in that place stays untouched. `kept` names what was written. A place
    that cannot be written to is an `OptionError`, a disk that is full or fails a `DragomanError`.
    """

    def __init__(self, path: Path, layout: Callable[[Path], _Layout], *, is_folder: bool) -> None:
        self.path = path
        self.kept: Path | None = None
        self._open = layout
        self._is_folder = is_folder
        self._written = False

    def __enter__(self) -> Self:
        try:
            self._folder = tempfile.TemporaryDirectory(dir=building_in(self.path), prefix=".dragoman-")
            self._layout = self._open(Path(self._folder.name))
        except OSError as error:
            raise unwritten(self.path, error) from error
        return self

    def add(self, coded: CodedReport) -> None:
        """Take a record."""
        try:
            self._layout.add(coded)
        except OSError as error:
            raise unwritten(self.path, error) from error
        self._written = True

    def skip(self, skipped: Skipped) -> None:
        """Take note of what was skipped, where the output has a place for that."""
        self._layout.skip(skipped)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            files = self._layout.finish()
            if kind is None:
                self._put(files, self.path)
            elif self._written:
                self._put(files, self.path.with_name(f"{self.path.stem}.partial{self.path.suffix}"))
        except OSError as failure:
            raise unwritten(self.path, failure) from failure
        finally:
            self._layout.close()
            self._folder.cleanup()

    def _put(self, files: dict[str, Path], place: Path) -> None:
        if self._is_folder:
            place.mkdir(exist_ok=True)
        for name, file in files.items():
            put(file, place / name if self._is_folder else place)
        self.kept = place
