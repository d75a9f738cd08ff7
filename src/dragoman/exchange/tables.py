"""Tables that grow row by row on disk, so that memory does not grow with the corpus."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.intake.skipped import Skipped
from dragoman.record import CodedReport
from dragoman.record.columns import EVENTS
from dragoman.record.table import STRUCTS, Column, Kind, Row, Table, storable

ROW_GROUP = 20_000
"""Rows of one row group of a Parquet file: readers hold that many at a time."""

LONGEST_ROW = 1 << 28
"""Bytes that one row may take on its way to Parquet: a quarter of a gigabyte, far above the longest report's."""

SKIPPED: Table[Skipped] = Table(
    "skipped",
    "something that was offered and gave no record",
    (
        Column("location", "text", "what it was: path, address, row", lambda _, s: s.location),
        Column("reason", "text", "why, as a short stable name", lambda _, s: s.reason),
        Column("detail", "text", "why, in words", lambda _, s: s.detail),
    ),
)

RECORDS: Table[CodedReport] = Table(
    "records",
    "a report's whole record, from which a desk takes it in",
    (
        Column("report", "text", "the report's id: 16 digits of the SHA-256 of its text", lambda r, _: r.id),
        Column("record", "text", "the whole record as JSON, text included", lambda _, coded: coded.to_json()),
    ),
)

EVENTS_AND_RECORDS: Table[Any] = Table(
    EVENTS.name,
    EVENTS.row,
    (
        *EVENTS.columns,
        Column(
            "records",
            "texts",
            "at a report's first event its whole record as JSON, after those of reports without events before it",
            lambda _, row: row["records"],
        ),
    ),
)
"""What the one file of events holds: the column behind the events' own lets a desk take the reports in."""

_SQL: dict[Kind, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "flag": "BOOLEAN",
    "day": "DATE",
    "texts": "VARCHAR[]",
}


class ParquetTable:
    """One table as a Parquet file: rows wait as JSON Lines, DuckDB turns them into Parquet at the end."""

    def __init__(self, table: Table[Any], folder: Path) -> None:
        """The files lie in `folder`, which the caller clears away."""
        self._table = table
        self._path = folder / f"{table.name}.parquet"
        self._waiting = folder / f"{table.name}.jsonl"
        self._file = self._waiting.open("w", encoding="utf-8", newline="\n")

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows of the table."""
        for row in rows:
            self._file.write(json.dumps(storable(row), default=date.isoformat, ensure_ascii=False) + "\n")

    def finish(self) -> Path:
        """The path of the whole table; without rows it still has its columns."""
        import duckdb

        self.close()
        columns = ", ".join(f"'{column.name}': '{_sql(column.kind)}'" for column in self._table.columns)
        rows = (
            f"read_json(?, format = 'newline_delimited', columns = {{{columns}}}, maximum_object_size = {LONGEST_ROW})"
        )
        # DuckDB would fetch what it lacks from its makers; nothing here may open a connection.
        with duckdb.connect(
            config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        ) as connection:
            try:
                connection.execute(
                    f"COPY (SELECT * FROM {rows}) TO '{_quoted(self._path)}' "
                    f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})",
                    [str(self._waiting)],
                )
            except duckdb.IOException as error:
                raise disk_error(str(error)) from error
        self._waiting.unlink()
        return self._path

    def close(self) -> None:
        """Let go of what is written so far, where nothing comes of it."""
        self._file.close()


class CsvTable:
    """One table as CSV (RFC 4180, UTF-8, a heading line): lists of texts joined by "; ", other lists as JSON."""

    def __init__(self, table: Table[Any], folder: Path) -> None:
        """The file lies in `folder`, which the caller clears away."""
        self._table = table
        self._path = folder / f"{table.name}.csv"
        self._file = self._path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(table.names)

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows of the table."""
        for row in rows:
            self._writer.writerow(cell(column.kind, storable(row[column.name])) for column in self._table.columns)

    def finish(self) -> Path:
        """The path of the whole table."""
        self.close()
        return self._path

    def close(self) -> None:
        """Let go of what is written so far, where nothing comes of it."""
        self._file.close()


def disk_error(told: str) -> OSError:
    """What DuckDB says of a disk that takes no more: the system's own error is only in the text."""
    found = re.search(r'"errno":"(\d+)"', told)
    number = int(found[1]) if found else errno.EIO
    return OSError(number, os.strerror(number))


def cell(kind: Kind, value: Any) -> object:
    """A value as CSV has it; None is an empty cell, a flag `true` or `false`."""
    if value is None:
        return ""
    if kind == "texts":
        return "; ".join(value)
    if kind in STRUCTS:
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if kind == "flag" else value


def _sql(kind: Kind) -> str:
    """The type of a kind of column in DuckDB's SQL."""
    if kind in STRUCTS:
        fields = ", ".join(f'"{name}" {_sql(of)}' for name, of in STRUCTS[kind].items())
        return f"STRUCT({fields})[]"
    return _SQL[kind]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
