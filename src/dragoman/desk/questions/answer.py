"""Answers: rows with named columns, whether more follow, and the frames that they become."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from dragoman.record.table import Column, Kind, Row, Table

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Columns = Table[Row]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of what was asked: a row each by the names of `table`'s columns, days as ISO 8601 texts. `more` says
    that rows follow behind the page."""

    table: Columns
    rows: list[Row]
    more: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return self.table.names

    def polars(self) -> pl.DataFrame:
        """The rows as a Polars frame, with its types also where it is empty. Needs the extra `polars`."""
        return self.table.polars(self._dated())

    def pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame with nullable types. Needs the extra `pandas`."""
        return self.table.pandas(self._dated())

    def _dated(self) -> list[Row]:
        days = {column.name for column in self.table.columns if column.kind == "day"}
        return [{name: _day(value) if name in days else value for name, value in row.items()} for row in self.rows]


def table(name: str, row: str, *columns: Column[Row]) -> Columns:
    """The table of a question: `row` tells what one row is."""
    return Table(name, row, columns)


def column(name: str, kind: Kind, meaning: str) -> Column[Row]:
    """A column that a row holds under the same name."""
    return Column(name, kind, meaning, lambda _, row: row[name])


def answer(columns: Columns, found: list[Row], limit: int) -> Answer:
    """The answer of what was found, one row beyond `limit` showing that more follow; other values of the rows go."""
    rows = [{name: _plain(row.get(name)) for name in columns.names} for row in found[:limit]]
    return Answer(columns, rows, more=len(found) > limit)


REPORT = column("report", "text", "the first 16 digits of the report's hash")
TRACE = (
    REPORT,
    column("ref", "text", "the statement within the report; `report:ref` names it on the desk"),
    column("start", "integer", "first character of its evidence in the report's text"),
    column("end", "integer", "the character behind its last one"),
    column("words", "text", "the evidence: the report's own words"),
)
"""The columns that lead from a row back to the words that it rests on."""


def _plain(value: object) -> object:
    """An empty text is nothing known."""
    return None if value == "" else value


def _day(value: object) -> date | None:
    return date.fromisoformat(cast(str, value)) if value else None
