"""Full text search of a desk: FTS5 in SQLite; in PostgreSQL its own stemming with a GIN index. Neither keeps the text a
second time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from dragoman.desk.blocks import Reading


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one report, by its row's number."""

    report: int
    title: str
    body: str


RANKED = 3000
"""Reports that PostgreSQL looks at most, those that came last."""
_READ = 128
"""Reports whose texts are read at a time to find phrases."""
_STEMS = "ARRAY(SELECT CAST(CAST('x' || left(md5(lexeme), 8) AS bit(32)) AS int) FROM unnest({words}) ORDER BY 1)"
"""A `tsvector`'s stems, each by 32 bits of its MD5: a quarter of what they take as words with their positions, which
are read off the texts where somebody asks for a phrase."""
_INSERT = {
    "sqlite": "INSERT INTO report_words (rowid, title, body) VALUES (:report, :title, :body)",
    "postgresql": "INSERT INTO report_words VALUES (CAST(:report AS int), "
    + _STEMS.format(words="to_tsvector('english', concat(CAST(:title AS text), E'\\n', CAST(:body AS text)))")
    + ")",
}
_RANKED = (
    "SELECT rowid, bm25(report_words, 1.0, 4.0) FROM report_words WHERE report_words MATCH :query "
    "ORDER BY 2 LIMIT :most"
)
_ASKED = "SELECT " + _STEMS.format(words="to_tsvector('english', :query)")
_HELD = f"SELECT report_id FROM report_words WHERE words @> :stems ORDER BY report_id DESC LIMIT {RANKED}"
_TOGETHER = """SELECT id FROM unnest(CAST(:ids AS int[]), CAST(:texts AS text[])) AS held (id, said),
to_tsvector('english', said) AS words WHERE words @@ ALL (SELECT phraseto_tsquery('english', asked)
FROM unnest(CAST(:phrases AS text[])) AS asked WHERE numnode(phraseto_tsquery('english', asked)) > 0)
ORDER BY id DESC"""
_TITLED = """SELECT id FROM reports WHERE id = ANY(:ids)
ORDER BY to_tsvector('english', coalesce(title, '')) @@ plainto_tsquery('english', :query) DESC, id DESC LIMIT :most"""


def index(connection: Connection, words: Sequence[Words]) -> None:
    """Takes the words of new reports into the index."""
    if words:
        rows = [{"report": w.report, "title": w.title, "body": w.body} for w in words]
        connection.execute(text(_INSERT[connection.dialect.name]), rows)


def find(connection: Connection, query: str, most: int = 1000) -> list[int]:
    """Numbers of the reports that hold all words of a query, the best first. Words count in all their forms ("strike",
    "strikes"). "Words in quotation marks" stand together in that order; a query of nothing but marks finds nothing.

    The best are in SQLite those that hold the words most often for their length; in PostgreSQL those that have them in
    the title, then the newest, and only the last `RANKED` are found."""
    terms = _terms(query)
    if not terms:
        return []
    if connection.dialect.name == "sqlite":
        asked = " ".join(f'"{term}"' for term in terms)
        return [row[0] for row in connection.execute(text(_RANKED), {"query": asked, "most": most})]
    return _newest(connection, terms, most)


def _newest(connection: Connection, terms: Sequence[str], most: int) -> list[int]:
    query = " ".join(terms)
    stems = connection.scalar(text(_ASKED), {"query": query})
    if not stems:
        return []
    found = list(connection.scalars(text(_HELD), {"stems": stems}))
    phrases = [term for term in terms if len(term.split()) > 1]
    if phrases:
        found = _together(connection, found, phrases, most)
    return list(connection.scalars(text(_TITLED), {"ids": found, "query": query, "most": most}))


def _together(connection: Connection, reports: Sequence[int], phrases: Sequence[str], most: int) -> list[int]:
    """Those of some reports that hold phrases, at most so many."""
    reading, found = Reading(connection), list[int]()
    for at in range(0, len(reports), _READ):
        read = reading.reports(reports[at : at + _READ])
        texts = [f"{report.title or ''}\n{report.text}" for report in read.values()]
        found += connection.scalars(text(_TOGETHER), {"ids": list(read), "texts": texts, "phrases": phrases})
        if len(found) >= most:
            break
    return found[:most]


def _terms(query: str) -> list[str]:
    """The words of a query, and the phrases in quotation marks; what has no letter or figure aside."""
    asked = list[str]()
    for number, part in enumerate(query.split('"')):
        asked += [part] if number % 2 else part.split()
    return [term for term in asked if any(c.isalnum() for c in term)]
