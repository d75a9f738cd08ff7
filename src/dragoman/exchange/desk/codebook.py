"""The codebook of some tables: each column with its kind and meaning, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from dragoman.desk.questions.answer import Columns, column, table
from dragoman.exchange.tables import CsvTable

KINDS = {
    "text": "text; empty where nothing is known",
    "integer": "a whole number",
    "number": "a number, with a point before its decimals",
    "flag": "true or false",
    "day": "a day, ISO 8601 (2019-06-01)",
    "texts": "texts divided by `; `",
}
"""What a cell of each kind looks like in CSV."""
CODEBOOK = table(
    "codebook",
    "a column",
    column("table", "text", "the table that it belongs to"),
    column("column", "text", "its name"),
    column("kind", "text", "what its cells hold"),
    column("meaning", "text", "what they tell"),
)


def write(tables: Sequence[Columns], folder: Path) -> None:
    """Writes `codebook.csv` and `codebook.md` into a folder."""
    file = CsvTable(CODEBOOK, folder)
    for one in tables:
        file.add({"table": one.name, "column": c.name, "kind": c.kind, "meaning": c.meaning} for c in one.columns)
    file.finish()
    (folder / "codebook.md").write_text("\n".join(_lines(tables)) + "\n", encoding="utf-8", newline="\n")


def listed(one: Columns) -> list[str]:
    """The columns of a table as a table in Markdown."""
    cells = [f"| `{c.name}` | {c.kind} | {c.meaning} |" for c in one.columns]
    return ["| column | kind | what it holds |", "|---|---|---|", *cells]


def _lines(tables: Iterable[Columns]) -> Iterable[str]:
    yield "# Codebook"
    yield from ("", "Files are CSV by RFC 4180 in UTF-8 with one line of headings. What cells hold:", "")
    yield from (f"- {kind}: {meaning}" for kind, meaning in KINDS.items())
    for one in tables:
        yield from ("", f"## {one.name}.csv", "", f"One row: {one.row}.", "", *listed(one))
