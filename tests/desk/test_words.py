"""Full text search over kept reports, on both databases."""

from __future__ import annotations

import re

import pytest

from dragoman.desk import Desk, words
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


def test_marks_alone_find_nothing(kept: Desk):
    with kept.reading() as connection:
        assert words.find(connection, '"?!" -- ()') == []
