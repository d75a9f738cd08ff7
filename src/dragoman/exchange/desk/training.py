"""What people checked on a desk, as annotated sentences in the codebook's format (`docs/codebook.md`), and as a list.

A sentence is written where somebody accepted, rejected or changed one of its statements, with all that the record has
of that sentence as it stands after all corrections: what was rejected is gone. A change that the sentence has no words
for (an actor whom it does not name) cannot be taught by it, so such a sentence is left out and counted. Days, and what
was changed of actors, places and incidents, are no part of a sentence's graph: they stand in the list alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from dragoman.desk.tables import CORRECTIONS, PLACES, REPORTS, STATEMENTS
from dragoman.exchange.desk.chosen import Chosen
from dragoman.exchange.desk.sentences import NoWords, annotated
from dragoman.record.table import storable

_STATEMENTS = select(STATEMENTS, PLACES.c.key.label("place_key")).outerjoin(
    PLACES, PLACES.c.id == STATEMENTS.c.place_id
)


def write(chosen: Chosen, folder: Path) -> dict[str, int]:
    """Writes `corrected.sents.jsonl` and `corrected.ann.jsonl`, line by line of the same sentences, and all standing
    corrections as `corrections.jsonl`."""
    given = replace(chosen.scope.given, rejected=True)  # what was rejected is what there is to learn
    everything = replace(chosen, scope=replace(chosen.scope, given=given))
    checked = _checked(everything)
    written = wordless = 0
    with (
        (folder / "corrected.sents.jsonl").open("w", encoding="utf-8", newline="\n") as texts,
        (folder / "corrected.ann.jsonl").open("w", encoding="utf-8", newline="\n") as annotations,
    ):
        for report, sentences in sorted(checked.items()):
            coded = everything.records([report])[report]
            rows = everything.connection.execute(_STATEMENTS.where(STATEMENTS.c.report_id == report)).all()
            parties = everything.parties([row.id for row in rows])
            for number in sorted(sentences):
                name = f"{coded.report.id}:{number}"
                try:
                    graph = annotated(coded, number, rows, parties)
                except NoWords:
                    wordless += 1
                    continue
                _put(texts, {"i": name, "text": coded.report.quote(coded.sentences[number])})
                _put(annotations, {"i": name, **graph})
                written += 1
    corrections = _list(everything, folder / "corrections.jsonl")
    left_out = {"sentences without words for a change, left out": wordless}
    return {"sentences": written, **left_out, "corrections": corrections}


def _checked(chosen: Chosen) -> dict[int, set[int]]:
    """The sentences in which somebody checked a statement, by the numbers of their reports."""
    query = (
        select(STATEMENTS.c.report_id, STATEMENTS.c.sentence)
        .where(STATEMENTS.c.verdict.is_not(None), *chosen.holds())
        .distinct()
    )
    found = defaultdict[int, set[int]](set)
    for report, sentence in chosen.connection.execute(query):
        found[report].add(sentence)
    return found


def _list(chosen: Chosen, path: Path) -> int:
    """Writes every standing correction, those of statements with the words that they are about."""
    query = (
        select(CORRECTIONS, STATEMENTS.c.kind, STATEMENTS.c.start, STATEMENTS.c.end, STATEMENTS.c.report_id)
        .outerjoin(REPORTS, REPORTS.c.hash == CORRECTIONS.c.hash)
        .outerjoin(STATEMENTS, (STATEMENTS.c.report_id == REPORTS.c.id) & (STATEMENTS.c.ref == CORRECTIONS.c.ref))
        .where(CORRECTIONS.c.undone.is_(None))
        .order_by(CORRECTIONS.c.id)
    )
    if chosen.narrows:
        query = query.where(STATEMENTS.c.id.in_(chosen.ids()))
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for rows in chosen.portions(query):
            records = chosen.records(row.report_id for row in rows if row.report_id is not None)
            for row in rows:
                text = records[row.report_id].report.text if row.report_id is not None else None
                _put(file, _correction(row, text))
                count += 1
    return count


def _correction(row: Row[Any], text: str | None) -> dict[str, Any]:
    names = ("subject", "hash", "ref", "kind", "field", "old", "new", "who", "why", "moment")
    told = {name: getattr(row, name) for name in names}
    return {**told, "words": text[row.start : row.end] if text is not None else None}


def _put(file: Any, value: dict[str, Any]) -> None:
    file.write(json.dumps(storable(value), ensure_ascii=False) + "\n")
