"""Full text search over kept reports, on both databases."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, text

from dragoman.desk import Desk, words
from dragoman.desk.adding import now
from dragoman.desk.keeping import keep
from dragoman.desk.tables import REPORTS
from dragoman.record import CodedReport


@pytest.fixture(params=["desk", "postgres_desk"])
def kept(request: pytest.FixtureRequest) -> Desk:
    return request.getfixturevalue(request.param)


def held(records: list[CodedReport], pattern: str) -> int:
    """How many reports have a pattern in their title or text."""
    return sum(
        bool(re.search(pattern, f"{coded.report.title}\n{coded.report.text}", re.IGNORECASE)) for coded in records
    )


def test_a_word_is_found_in_all_its_forms(kept: Desk, records: list[CodedReport]):
    with kept.reading() as connection:
        found = [set(words.find(connection, form)) for form in ("refugee", "refugees", "REFUGEES")]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == held(records, r"\brefugees?\b") > 0


def test_words_in_quotation_marks_stand_together(kept: Desk, records: list[CodedReport]):
    with kept.reading() as connection:
        together = words.find(connection, '"observation post"')
        apart = words.find(connection, "post observation")
    assert len(together) == held(records, r"\bobservation posts?\b") > 0
    assert set(together) <= set(apart)


def test_a_phrase_and_a_word_are_both_asked_for(kept: Desk, records: list[CodedReport]):
    with kept.reading() as connection:
        both = set(words.find(connection, 'convoy "observation post"'))
        assert both == set(words.find(connection, "convoy")) & set(words.find(connection, '"observation post"'))
        assert len(both) < len(words.find(connection, '"observation post"'))
        assert words.find(connection, "observation zzyzx") == []


def test_words_of_the_title_come_first_in_postgresql(postgres_desk: Desk):
    with postgres_desk.reading() as connection:
        found = words.find(connection, "truce")
        held = re.compile(r"\btruces?\b", re.IGNORECASE)
        titled = [
            id for id, title in connection.execute(select(REPORTS.c.id, REPORTS.c.title)) if held.search(title or "")
        ]
        assert words.find(connection, "truce", most=1) == found[:1]
    assert 0 < len(titled) < len(found)
    assert found[: len(titled)] == sorted(titled, reverse=True)
    assert found[len(titled) :] == sorted(found[len(titled) :], reverse=True)


def test_marks_alone_find_nothing(kept: Desk):
    with kept.reading() as connection:
        assert words.find(connection, '"?!" -- ()') == []


def test_stems_that_come_late_are_found_too(empty_postgres: Desk, records: list[CodedReport]):
    with empty_postgres.writing() as connection:
        keep(connection, records[:2], now())
        connection.execute(text("ALTER TABLE stems ALTER id RESTART WITH 40000"))
        keep(connection, records[2:], now())
    with empty_postgres.reading() as connection:
        rare = connection.scalar(text("SELECT min(stem) FROM stems WHERE id > 32767 AND stem ~ '^[a-z]{8}$'"))
        assert rare
        found = words.find(connection, f"{rare} Idlib")
        holding = text(
            "SELECT report_id FROM report_words WHERE rare @> ARRAY(SELECT id FROM stems WHERE stem = :stem)"
        )
        assert found and set(found) <= set(connection.scalars(holding, {"stem": rare}))
        assert len(words.find(connection, "Idlib")) == held(records, r"\bIdlib\b")
