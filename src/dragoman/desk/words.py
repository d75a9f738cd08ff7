"""Full text search of a desk: FTS5 in SQLite; in PostgreSQL its own stemming with a GIN index. Neither keeps the text a
second time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
_SO = """SELECT said FROM unnest(CAST(:said AS text[])) AS said, phraseto_tsquery('english', :phrase) AS asked
WHERE numnode(asked) = 0 OR to_tsvector('english', said) @@ asked"""
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
    looks = [_Look(connection, phrase) for phrase in phrases]
    for at in range(0, len(reports), _READ):
        read = reading.reports(reports[at : at + _READ])
        texts = {id: f"{report.title or ''}\n{report.text}" for id, report in read.items()}
        for look in looks:
            texts = look.among(texts)
        found += texts
        if len(found) >= most:
            break
    return found[:most]


class _Look:
    """A look for a phrase in texts: where words that begin like its own stand together, the database is asked whether
    these are its words in some form, once for all places that read alike."""

    def __init__(self, connection: Connection, phrase: str) -> None:
        self.connection, self.phrase = connection, phrase
        begins = (re.escape(word[: 3 if len(word) > 3 else 2]) + r"\w*" for word in re.findall(r"\w+", phrase))
        together = r"\W+".join(begins)
        self._places = re.compile(rf"(?=\b({together}))", re.IGNORECASE)
        self._known = dict[str, bool]()

    def among(self, texts: Mapping[int, str]) -> dict[int, str]:
        """Those of some texts that hold the phrase."""
        said = {id: {" ".join(place.lower().split()) for place in self._places.findall(t)} for id, t in texts.items()}
        unknown = sorted({place for places in said.values() for place in places} - self._known.keys())
        if unknown:
            so = set(self.connection.scalars(text(_SO), {"said": unknown, "phrase": self.phrase}))
            self._known |= {place: place in so for place in unknown}
        return {id: texts[id] for id, places in said.items() if any(self._known[place] for place in places)}


def _terms(query: str) -> list[str]:
    """The words of a query, and the phrases in quotation marks; what has no letter or figure aside."""
    asked = list[str]()
    for number, part in enumerate(query.split('"')):
        asked += [part] if number % 2 else part.split()
    return [term for term in asked if any(c.isalnum() for c in term)]
