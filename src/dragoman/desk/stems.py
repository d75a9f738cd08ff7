"""Full text search in PostgreSQL: its own stemming, the stems of a report's words by number, and a GIN index.

A `tsvector` takes one and a half times the room of the text that it is made of. Numbered, its stems take a fifth:
those that a desk meets first, and so the frequent ones, have two bytes. Where words stand is read off the texts, when
somebody asks for a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, text

from dragoman.desk.blocks import Reading

LATEST = 3000
"""Reports that are looked at at most, those that came last."""
_READ = 128
"""Reports whose texts are read at a time to find phrases."""
_LAST = 32_767
"""The last number that takes two bytes; the first is -32,768."""
_INDEX = f"""WITH told AS MATERIALIZED (
    SELECT id, lexeme FROM unnest(CAST(:ids AS int[]), CAST(:texts AS text[])) AS held (id, said),
        unnest(to_tsvector('english', said))),
made AS (INSERT INTO stems (stem) SELECT DISTINCT lexeme FROM told
    WHERE NOT EXISTS (SELECT FROM stems WHERE stem = lexeme) RETURNING id, stem),
known AS (SELECT id, stem FROM stems WHERE stem IN (SELECT lexeme FROM told) UNION ALL SELECT id, stem FROM made)
INSERT INTO report_words (report_id, common, rare)
SELECT told.id,
    coalesce(array_agg(CAST(known.id AS smallint) ORDER BY known.id) FILTER (WHERE known.id <= {_LAST}), '{{}}'),
    array_agg(known.id ORDER BY known.id) FILTER (WHERE known.id > {_LAST})
FROM told JOIN known ON known.stem = told.lexeme GROUP BY told.id"""
_ASKED = """SELECT id FROM unnest(to_tsvector('english', :query)) LEFT JOIN stems ON stem = lexeme"""
_HELD = f"""SELECT report_id FROM report_words WHERE {{held}} ORDER BY report_id DESC LIMIT {LATEST}"""
_SO = """SELECT said FROM unnest(CAST(:said AS text[])) AS said, phraseto_tsquery('english', :phrase) AS asked
WHERE numnode(asked) = 0 OR to_tsvector('english', said) @@ asked"""
_TITLED = """SELECT id FROM reports WHERE id = ANY(:ids)
ORDER BY to_tsvector('english', coalesce(title, '')) @@ plainto_tsquery('english', :query) DESC, id DESC LIMIT :most"""


def index(connection: Connection, texts: Mapping[int, str]) -> None:
    """Takes the words of new reports into the index, title and text of each by its number."""
    connection.execute(text(_INDEX), {"ids": list(texts), "texts": list(texts.values())})


def find(connection: Connection, terms: Sequence[str], most: int) -> list[int]:
    """Numbers of the reports that hold all of some words and phrases: those first that have them in the title, then the
    newest; of the last `LATEST` reports with these words, and at most so many."""
    query = " ".join(terms)
    stems = list(connection.scalars(text(_ASKED), {"query": query}))
    if not stems or None in stems:
        return []
    asked = {"common": [id for id in stems if id <= _LAST], "rare": [id for id in stems if id > _LAST]}
    kinds = {"common": "smallint", "rare": "int"}
    held = " AND ".join(f"{name} @> CAST(:{name} AS {kinds[name]}[])" for name, ids in asked.items() if ids)
    found = list(connection.scalars(text(_HELD.format(held=held)), {name: ids for name, ids in asked.items() if ids}))
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
