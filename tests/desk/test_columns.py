"""What is kept as small numbers comes back as it was, and sorts as it should."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator

from dragoman.desk import Desk
from dragoman.desk.columns import (
    KINDS,
    PERIODS,
    PRECISIONS,
    STATUSES,
    TYPES,
    Code,
    Day,
    Hash,
    Moment,
    Thousandths,
    begins,
)
from dragoman.desk.tables import REPORTS
from dragoman.language import labels
from dragoman.ontology import event_types
from dragoman.record import CodedReport
from dragoman.record.mention import CountKind
from dragoman.record.statement import Speech, Status
from dragoman.record.world import Period, TimePrecision

DIALECT = sqlite.dialect()


def kept(kind: TypeDecorator[Any], value: object) -> object:
    return kind.process_result_value(kind.process_bind_param(value, DIALECT), DIALECT)


@given(st.dates(), st.dates())
def test_days_come_back_and_sort(one: date, other: date):
    day = Day()
    assert kept(day, one.isoformat()) == one.isoformat()
    numbers = [day.process_bind_param(each.isoformat(), DIALECT) or 0 for each in (one, other)]
    assert (numbers[0] < numbers[1]) == (one < other)


@given(st.datetimes(min_value=datetime(1000, 1, 1)))
def test_moments_come_back(moment: datetime):
    text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert kept(Moment(), text) == text


@given(st.integers(-32000, 32000))
def test_three_decimals_come_back(thousandths: int):
    assert kept(Thousandths(), thousandths / 1000) == thousandths / 1000


def test_nothing_stays_nothing_and_an_unknown_day_unknown():
    for kind in (Day(), Moment(), Hash(), Thousandths(), Code(KINDS)):
        assert kept(kind, None) is None
    assert kept(Day(), "") == ""
    with pytest.raises(ValueError, match="'strike' is none of event"):
        kept(Code(KINDS), "strike")


def test_the_lists_hold_all_names_that_records_have():
    assert {*event_types(), *get_args(Speech), *labels.RELATIONS, *get_args(CountKind)} <= set(TYPES)
    assert set(get_args(Status)) == set(STATUSES)
    assert set(get_args(Period)) == set(PERIODS)
    assert set(get_args(TimePrecision)) == set(PRECISIONS)


@pytest.mark.parametrize("where", ["desk", "postgres_desk"])
def test_hashes_are_found_by_their_first_digits(request: pytest.FixtureRequest, where: str):
    desk: Desk = request.getfixturevalue(where)
    with desk.reading() as connection:
        hashes = list(connection.scalars(select(REPORTS.c.hash)))
        for digits in (hashes[0], hashes[0][:7], hashes[0][:2], "", "xyz", hashes[0] + "0"):
            found = set(connection.scalars(select(REPORTS.c.hash).where(begins(REPORTS.c.hash, digits))))
            assert found == {hash for hash in hashes if hash.startswith(digits)}


def test_another_tool_reads_the_statements_by_name(example_desk: Path, records: list[CodedReport]):
    with sqlite3.connect(f"{example_desk.as_uri()}?mode=ro", uri=True) as file:
        rows = file.execute("SELECT hash, ref, kind, type, status, published, score FROM told").fetchall()
    assert len({row[:2] for row in rows}) == len(rows)
    for coded in records:
        day = int(coded.report.published.day.strftime("%Y%m%d")) if coded.report.published else None
        cut = len(coded.report.id) + 1
        for event in coded.events:
            told = (coded.report.hash, event.id[cut:], "event", event.type, event.status, day, round(event.score, 3))
            assert told in rows
