"""How single facts read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.present.words import circumstances, counted, dated, deed, likely, said_by, toll
from dragoman.record import CodedReport, Count, Likelihood, Link, Mention
from dragoman.report import Span

HERE = Span(0, 1)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(33, 33, "killed 33"), (11, None, "killed 11 or more"), (1800, 2200, "killed 1,800–2,200")],
)
def test_tolls(low: int, high: int | None, expected: str):
    assert toll(Count("some", HERE, 1.0, "killed", low, high)) == expected


def test_likelihoods_stand_beside_their_words():
    hedge = Likelihood(Mention("unlikely", HERE), "unlikely", 0.1, 0.2, "phia")
    assert likely(hedge) == "10–20 % “unlikely” (unlikely, phia)"
    assert likely(replace(hedge, low=0.5, high=0.5, negated=True)) == "50 % “not unlikely” (unlikely, phia)"


def test_a_hedge_stands_beside_the_status_where_there_is_no_likelihood(coded: CodedReport):
    shelled, reopen = coded.events
    assert circumstances(replace(shelled, hedge=reopen.hedge)).startswith("status act “probably” · where Velmar")
    assert circumstances(reopen).startswith("status may · 55–75 % “probably”")


def test_who_did_what_to_whom(coded: CodedReport):
    shelled, reopen = coded.events
    assert deed(shelled) == "Militia gunmen → ASSAULT heavy-weapons “shelled” → the harbour of Velmar"
    assert deed(replace(reopen, actors=())) == "CONCEDE “reopen”"


def test_a_source_without_a_name_is_told_to_be_without():
    chain = (Link("outlet", "", "metadata"), Link("unnamed", "", "sentence"))
    assert said_by(chain) == "[unknown outlet] > [unnamed source]"


def test_numbers_and_dates(coded: CodedReport):
    assert counted(1, "event") == "1 event"
    assert counted(1200, "event") == "1,200 events"
    assert dated(None) == "no date"
    assert dated(coded.report.published) == "2024-03-04 (front matter)"
