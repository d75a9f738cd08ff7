"""Full text search of a desk: FTS5 in SQLite, tsvector in PostgreSQL; neither keeps the text a second time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one report, by its row's number."""

    report: int
    title: str
    body: str


CREATE = {
    "sqlite": (
        """CREATE VIRTUAL TABLE report_words
        USING fts5(body, title, content='', tokenize='porter unicode61 remove_diacritics 2')""",
    ),
    "postgresql": (
        "CREATE TABLE report_words (report_id INTEGER PRIMARY KEY REFERENCES reports (id), words TSVECTOR NOT NULL)",
        "CREATE INDEX report_words_index ON report_words USING gin (words)",
    ),
}
"""What makes the index, by the dialect of the database."""
RANKED = 3000
"""Reports that PostgreSQL ranks at most, those that came last: it reads the words of each of them to do so, 20 to 30
microseconds a report."""
_INSERT = {
    "sqlite": "INSERT INTO report_words (rowid, title, body) VALUES (:report, :title, :body)",
    "postgresql": "INSERT INTO report_words VALUES (:report, setweight(to_tsvector('english', :title), 'A') || "
    "to_tsvector('english', :body))",
}
_SEARCH = {
    "sqlite": "SELECT rowid, bm25(report_words, 1.0, 4.0) FROM report_words WHERE report_words MATCH :query "
    "ORDER BY 2 LIMIT :most",
    "postgresql": "SELECT report_id, -ts_rank(words, q) FROM (SELECT report_id, words, q FROM report_words, "
    f"websearch_to_tsquery('english', :query) q WHERE words @@ q ORDER BY report_id DESC LIMIT {RANKED}) newest "
    "ORDER BY 2 LIMIT :most",
}


def index(connection: Connection, words: Sequence[Words]) -> None:
    """Takes the words of new reports into the index."""
    if words:
        rows = [{"report": w.report, "title": w.title, "body": w.body} for w in words]
        connection.execute(text(_INSERT[connection.dialect.name]), rows)


def find(connection: Connection, query: str, most: int = 1000) -> list[int]:
    """Numbers of the reports that hold all words of a query, the best first; on PostgreSQL those of the last `RANKED`.
    Words count in all their forms ("strike", "strikes"). "Words in quotation marks" stand together in that order; a
    query of nothing but marks finds nothing."""
    asked = _plain(query) if connection.dialect.name == "sqlite" else query
    if not asked.strip():
        return []
    found = connection.execute(text(_SEARCH[connection.dialect.name]), {"query": asked, "most": most})
    return [row[0] for row in found]


def _plain(query: str) -> str:
    """A query in FTS5's language that means its words and phrases and no operator."""
    asked = list[str]()
    for number, part in enumerate(query.split('"')):
        words = part if number % 2 else part.split()
        terms = [words] if isinstance(words, str) else words
        asked += [f'"{term}"' for term in terms if any(c.isalnum() for c in term)]
    return " ".join(asked)
