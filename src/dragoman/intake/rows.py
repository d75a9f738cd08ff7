"""The rows of tables, one at a time: JSON lines, CSV and TSV, Parquet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, cast

from dragoman.errors import InputError
from dragoman.intake.columns import Columns, choose_columns, known_names
from dragoman.intake.decoding import decode
from dragoman.intake.options import ReadOptions

BATCH: Final = 256
"""Rows of a Parquet file in memory at a time, as far as its row groups allow."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's values by column, its number (lines of text files and rows of Parquet count from 1), or what is wrong."""

    number: int
    values: Mapping[str, object]
    columns: Columns | None = None
    error: InputError | None = None


def bad(number: int, reason: str, message: str) -> Row:
    """A row that cannot be read."""
    return Row(number, {}, error=InputError(reason, message))


def json_lines(stream: io.BufferedIOBase, options: ReadOptions) -> Iterator[Row]:
    """One object a line; blank lines are passed over."""
    for number, line in _lines(stream, options.max_bytes):
        if line is None:
            yield bad(number, "too-large", f"a line of more than {options.max_bytes:,} bytes")
        elif line.strip():
            yield _json_row(number, line, options)


def json_rows(data: bytes, options: ReadOptions) -> Iterator[Row]:
    """The objects of one JSON document: the document itself, or the members of its list; or those of JSON lines.

    Raises:
        InputError: 'bad-row' or 'truncated' if the document is neither.
    """
    text, _ = decode(data, given=options.encoding)
    try:
        document: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
            yield from json_lines(io.BytesIO(data), options)
            return
        reason = "truncated" if _ends_early(error, text) else "bad-row"
        raise InputError(reason, f"not a JSON document: {error}") from None
    for number, item in enumerate(cast("list[object]", document) if isinstance(document, list) else [document], 1):
        yield _object_row(number, item, options)


def delimited(stream: io.BufferedIOBase, delimiter: str, options: ReadOptions) -> Iterator[Row]:
    """The rows of a table whose first row names the columns.

    Where the first row names more known columns by another usual delimiter, that one holds: GDELT's .csv has tabs.

    Raises:
        InputError: 'missing-column'.
    """
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))
    source = _Decoded(stream, options)
    header = next(source, None)
    if header is None:
        raise InputError("empty", "a table without rows")
    delimiter = _delimiter(header, delimiter, options)
    reader = csv.reader(chain([header], source), delimiter=delimiter, strict=True)
    names = next(reader)
    columns = choose_columns(names, options)
    while True:
        number = reader.line_num + 1
        source.error = None
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _broken(number, str(error), source)
            if source.error is not None or source.ended or "limit" in str(error):
                return
            continue
        except InputError as error:
            yield Row(number, {}, error=error)
            return
        if source.error is not None:
            yield Row(number, {}, error=source.error)
        elif len(fields) == len(names):
            yield Row(number, dict(zip(names, fields, strict=True)), columns)
        elif fields:
            reason = "truncated" if source.cut and len(fields) < len(names) else "bad-row"
            yield bad(number, reason, f"{len(fields)} fields where the header has {len(names)}")


def parquet(path: Path, options: ReadOptions) -> Iterator[Row]:
    """The rows of a Parquet file, of which only the columns needed are read.

    Raises:
        InputError: 'missing-column', 'truncated' or 'unreadable'.
    """
    import duckdb

    with path.open("rb") as stream:
        stream.seek(-min(4, path.stat().st_size), 2)
        if stream.read(4) != b"PAR1":
            raise InputError("truncated", "a Parquet file without its end")
    # In DuckDB a path is a pattern; a bracketed character stands for itself. Nothing it lacks may be fetched.
    place = re.sub(r"([*?\[])", r"[\1]", str(path))
    offline = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    with offline as connection:
        try:
            names = [name for name, *_ in connection.execute("FROM read_parquet(?) LIMIT 0", [place]).description or ()]
            columns = choose_columns(names, options)
            wanted = ", ".join('"' + name.replace('"', '""') + '"' for name in columns.named)
            cursor = connection.execute(f"SELECT {wanted} FROM read_parquet(?)", [place])
            number = 0
            while rows := cursor.fetchmany(BATCH):
                for row in rows:
                    number += 1
                    yield Row(number, dict(zip(columns.named, row, strict=True)), columns)
        except duckdb.Error as error:
            raise InputError("unreadable", f"not a readable Parquet file: {error}") from None


class _Decoded:
    """The lines of a stream as text. A line that cannot be decoded comes with its bad bytes replaced, and `error` set
    until the reader resets it; `cut` tells that the last line had no line end, `ended` that there are no more."""

    def __init__(self, stream: io.BufferedIOBase, options: ReadOptions) -> None:
        self._lines = _lines(stream, options.max_bytes)
        self._options = options
        self.error: InputError | None = None
        self.cut = False
        self.ended = False

    def __iter__(self) -> _Decoded:
        return self

    def __next__(self) -> str:
        number, line = next(self._lines, (0, b""))
        if number == 0:
            self.ended = True
            raise StopIteration
        if line is None:
            raise InputError(
                "too-large", f"a line of more than {self._options.max_bytes:,} bytes; the rest was not read"
            )
        self.cut = not line.endswith((b"\n", b"\r"))
        if number == 1:
            return decode(line, given=self._options.encoding)[0]
        try:
            return line.decode("utf-8") if self._options.encoding is None else line.decode(self._options.encoding)
        except UnicodeDecodeError:
            pass
        try:
            return decode(line, given=self._options.encoding)[0]
        except InputError as error:
            self.error = error
            return line.decode("utf-8", "replace")


def _lines(stream: io.BufferedIOBase, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; None in place of a line of more than `limit` bytes, which is read past."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield number, None


def _json_row(number: int, line: bytes, options: ReadOptions) -> Row:
    try:
        text, _ = decode(line, given=options.encoding)
        item: object = json.loads(text)
    except InputError as error:
        return Row(number, {}, error=error)
    except (ValueError, RecursionError) as error:
        cut = not line.endswith(b"\n") and line.lstrip().startswith(b"{")
        return bad(number, "truncated" if cut else "bad-row", f"not a JSON object: {error}")
    return _object_row(number, item, options)


def _object_row(number: int, item: object, options: ReadOptions) -> Row:
    if not isinstance(item, dict):
        return bad(number, "bad-row", "not a JSON object, but another value")
    values = cast("dict[str, object]", item)
    try:
        return Row(number, values, choose_columns(values, options, sparse=True))
    except InputError as error:
        return Row(number, {}, error=error)


def _ends_early(error: Exception, text: str) -> bool:
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")


def _broken(number: int, message: str, source: _Decoded) -> Row:
    if "unexpected end of data" in message:
        return bad(number, "truncated", "the table ends inside a quoted field")
    if "limit" in message:
        return bad(
            number, "too-large", "a field beyond the limit, as from a quotation mark left open; the rest was not read"
        )
    return Row(number, {}, error=source.error) if source.error else bad(number, "bad-row", message)


def _delimiter(header: str, usual: str, options: ReadOptions) -> str:
    """The delimiter by which the header names the most known columns; the usual one if none names more."""
    known = {name for names in known_names().values() for name in names}
    known |= {name.casefold() for name in options.columns.values()}

    def named(delimiter: str) -> int:
        names = next(iter(csv.reader([header], delimiter=delimiter)), list[str]())
        return sum(name.strip().casefold() in known for name in names)

    return max((usual, ",", "\t", ";", "|"), key=named)


def is_table_header(line: str, options: ReadOptions) -> str | None:
    """The delimiter by which a first line names the text's column among others of an identifier's form, or None."""
    for delimiter in "\t,;|":
        names = [name.strip().strip('"') for name in line.strip().split(delimiter)]
        wanted = {options.text_column.casefold()} if options.text_column else set(known_names()["text"])
        if (
            len(names) > 1
            and wanted & {name.casefold() for name in names}
            and all(name.isidentifier() for name in names)
        ):
            return delimiter
    return None
