"""Tables of a record: each is a list of columns, and a column knows its name, its kind, its meaning and its value.

Nothing else defines the tables: frames, Parquet and CSV files, empty results and the list of columns in the manual all
follow from `dragoman.record.columns`. Polars and pandas are extras, loaded when a frame is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, cast

from dragoman.errors import OptionError
from dragoman.report import Report

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Kind = Literal["text", "integer", "number", "flag", "day", "texts", "mentions", "links", "counts", "terms"]
"""What a column holds. The last five are lists: of texts, or of structs with the fields of `STRUCTS`."""

STRUCTS: dict[str, dict[str, Kind]] = {
    "mentions": {"text": "text", "start": "integer", "end": "integer", "score": "number"},
    "links": {"kind": "text", "name": "text", "origin": "text", "start": "integer", "end": "integer"},
    "counts": {
        "kind": "text",
        "text": "text",
        "start": "integer",
        "end": "integer",
        "low": "integer",
        "high": "integer",
        "value": "integer",
        "score": "number",
    },
    "terms": {"text": "text", "start": "integer", "end": "integer", "obliged": "text"},
}

PANDAS: dict[Kind, str] = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "flag": "boolean",
    "day": "datetime64[s]",
}
"""The pandas type of each kind that is not a list."""

S = TypeVar("S")
S_contra = TypeVar("S_contra", contravariant=True)
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Column(Generic[S_contra]):
    """One column of a table over statements of one kind: `value` reads it off the report and the statement."""

    name: str
    kind: Kind
    meaning: str
    value: Callable[[Report, S_contra], object]


@dataclass(frozen=True, slots=True)
class Table(Generic[S]):
    """A table: one row for each statement of one kind."""

    name: str
    row: str
    columns: tuple[Column[S], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def rows(self, report: Report, statements: Iterable[S]) -> list[Row]:
        """One row a statement, in the order given."""
        return [{c.name: c.value(report, statement) for c in self.columns} for statement in statements]

    def polars(self, rows: Sequence[Row]) -> pl.DataFrame:
        """The rows as a Polars frame. Without rows it still has all its columns with their types.

        Raises:
            OptionError: if Polars is not installed.
        """
        try:
            import polars as pl
        except ImportError as error:
            raise _missing("polars") from error
        columns = {c.name: [storable(row[c.name]) for row in rows] for c in self.columns}
        return pl.DataFrame(columns, schema={c.name: _dtype(c.kind) for c in self.columns})

    def pandas(self, rows: Sequence[Row]) -> pd.DataFrame:
        """The rows as a pandas frame with nullable types; lists stand as Python objects.

        Raises:
            OptionError: if pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise _missing("pandas") from error
        columns = {c.name: [storable(row[c.name]) for row in rows] for c in self.columns}
        return pd.DataFrame(
            {c.name: pd.Series(columns[c.name], dtype=PANDAS.get(c.kind, "object")) for c in self.columns}
        )


def storable(value: object) -> object:
    """The value with half surrogate pairs replaced: they stand for no character, and no table takes them."""
    match value:
        case str():
            return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
        case list():
            return [storable(item) for item in cast("list[object]", value)]
        case dict():
            return {key: storable(item) for key, item in cast("dict[str, object]", value).items()}
        case _:
            return value


def _missing(package: str) -> OptionError:
    return OptionError(f"{package} is not installed: run `pip install 'dragoman[{package}]'`")


def _dtype(kind: Kind) -> pl.DataType:
    import polars as pl

    if kind in STRUCTS:
        return pl.List(pl.Struct({name: _dtype(of) for name, of in STRUCTS[kind].items()}))
    plain: dict[str, pl.DataType] = {
        "text": pl.String(),
        "integer": pl.Int64(),
        "number": pl.Float64(),
        "flag": pl.Boolean(),
        "day": pl.Date(),
        "texts": pl.List(pl.String()),
    }
    return plain[kind]
