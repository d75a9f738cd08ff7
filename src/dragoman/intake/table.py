"""Tables: one report a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from dragoman.errors import InputError
from dragoman.intake.columns import Columns
from dragoman.intake.compose import Parts, compose
from dragoman.intake.options import ReadOptions
from dragoman.intake.publication import Claim
from dragoman.intake.resource import Resource
from dragoman.intake.rows import Row
from dragoman.intake.skipped import Skipped
from dragoman.report import Report


def row_reports(rows: Iterable[Row], resource: Resource, options: ReadOptions) -> Iterator[Report | Skipped]:
    """A report or a named skip for each row; `location` is the table's with the row's number behind a colon."""
    for row in rows:
        location = f"{resource.location}:{row.number}"
        try:
            yield compose(_parts(row, resource, location, options), options)
        except InputError as error:
            yield Skipped(location, error.reason, str(error))


def _parts(row: Row, resource: Resource, location: str, options: ReadOptions) -> Parts:
    if row.error is not None or row.columns is None:
        raise row.error or InputError("bad-row", "a row without columns")
    columns = row.columns
    text = row.values[columns.text]
    if text is not None and not isinstance(text, str):
        raise InputError("bad-row", f"column {columns.text!r} holds {type(text).__name__}, not text")
    if text is None or not text.strip():
        raise InputError("empty", f"nothing in column {columns.text!r}")
    if len(text) > options.max_bytes:
        raise InputError("too-large", f"more than {options.max_bytes:,} characters in column {columns.text!r}")
    identity = _plain(row, columns.id)
    return Parts(
        body=text,
        title=_plain(row, columns.title),
        outlet=_plain(row, columns.outlet),
        url=_plain(row, columns.url),
        location=location,
        claims=_claims(row, columns),
        captured=resource.captured,
        not_after=resource.not_after,
        metadata={**resource.metadata, **({"id": identity} if identity else {})},
    )


def _claims(row: Row, columns: Columns) -> tuple[Claim, ...]:
    value = row.values.get(columns.date) if columns.date else None
    if value is None or value == "" or columns.date is None:
        return ()
    return (Claim("column", columns.date, value),)


def _plain(row: Row, column: str | None) -> str | None:
    """A value as text; of a nested one, as news services give the source, its name."""
    value = row.values.get(column) if column else None
    if isinstance(value, dict):
        value = cast("dict[str, object]", value).get("name")
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip() or None
    return None
