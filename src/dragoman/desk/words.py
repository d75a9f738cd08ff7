"""Full text search of a desk: FTS5 in SQLite, `dragoman.desk.stems` in PostgreSQL; neither keeps the text twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from dragoman.desk import stems


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one report, by its row's number."""

    report: int
    title: str
    body: str


_INSERT = "INSERT INTO report_words (rowid, title, body) VALUES (:report, :title, :body)"
_RANKED = """SELECT rowid, bm25(report_words, 1.0, 4.0) FROM report_words WHERE report_words MATCH :query
ORDER BY 2 LIMIT :most"""


def index(connection: Connection, words: Sequence[Words]) -> None:
    """Takes the words of new reports into the index."""
    if not words:
        return
    if connection.dialect.name == "sqlite":
        rows = [{"report": w.report, "title": w.title, "body": w.body} for w in words]
        connection.execute(text(_INSERT), rows)
    else:
        stems.index(connection, {w.report: f"{w.title}\n{w.body}" for w in words})


def find(connection: Connection, query: str, most: int = 1000) -> list[int]:
    """Numbers of the reports that hold all words of a query, the best first. Words count in all their forms ("strike",
    "strikes"). "Words in quotation marks" stand together in that order; a query of nothing but marks finds nothing.

    The best are in SQLite those that hold the words most often for their length; for PostgreSQL see
    `dragoman.desk.stems.find`."""
    terms = _terms(query)
    if not terms:
        return []
    if connection.dialect.name != "sqlite":
        return stems.find(connection, terms, most)
    asked = " ".join(f'"{term}"' for term in terms)
    return [row[0] for row in connection.execute(text(_RANKED), {"query": asked, "most": most})]


def _terms(query: str) -> list[str]:
    """The words of a query, and the phrases in quotation marks; what has no letter or figure aside."""
    asked = list[str]()
    for number, part in enumerate(query.split('"')):
        asked += [part] if number % 2 else part.split()
    return [term for term in asked if any(c.isalnum() for c in term)]
