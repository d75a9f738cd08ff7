from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.dates import date_line, is_date_line, parse_date


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2019-06-01", date(2019, 6, 1)),
        ("20190601", date(2019, 6, 1)),
        ("2019/6/1", date(2019, 6, 1)),
        ("June 1, 2019", date(2019, 6, 1)),
        ("Jun. 1st 2019", date(2019, 6, 1)),
        ("1 June 2019", date(2019, 6, 1)),
        ("Saturday, 1 June 2019", date(2019, 6, 1)),
        ("Sat 1-Jun-2019", date(2019, 6, 1)),
        ("Sept 3, 2018", date(2018, 9, 3)),
        ("June 1, 2019 10:30 PM GMT", date(2019, 6, 1)),
        ("10:30 pm, Saturday, June 1, 2019", date(2019, 6, 1)),
        ("25/12/2019", date(2019, 12, 25)),
        ("12/25/2019", date(2019, 12, 25)),
        ("05.05.2019", date(2019, 5, 5)),
        ("20190601T120000Z", datetime(2019, 6, 1, 12, tzinfo=UTC)),
        ("20190601120000", datetime(2019, 6, 1, 12)),
        ("2019-06-01 12:00:00 UTC", datetime(2019, 6, 1, 12, tzinfo=UTC)),
        ("2019-06-01T23:30:00+03:00", datetime(2019, 6, 1, 23, 30, tzinfo=timezone(timedelta(hours=3)))),
        ("Sat, 01 Jun 2019 10:00:00 GMT", datetime(2019, 6, 1, 10, tzinfo=UTC)),
    ],
)
def test_reads_a_day_that_is_named(written: str, meant: date | datetime) -> None:
    assert parse_date(written) == meant
    assert type(parse_date(written)) is type(meant)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("03/04/2019", "two days"),
        ("2019-02-30", "calendar"),
        ("30 February 2019", "calendar"),
        ("Monday, June 1, 2019", "was a Saturday"),
        ("June 1", "no year"),
        ("June 2019", "names a day"),
        ("2019", "a number"),
        ("1559347200", "a number"),
        ("1/6/19", "four figures"),
        ("yesterday", "names a day"),
        ("0001-01-01", "1700"),
        ("1970-01-01T00:00:00Z", "unknown date"),
        ("2019-06-01T25:00:00", "calendar"),
        ("", "no date"),
    ],
)
def test_refuses_with_the_reason(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_date(written)


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back_from_its_usual_notations(day: date) -> None:
    notations = (
        day.isoformat(),
        f"{day:%B} {day.day}, {day:%Y}",
        f"{day:%A}, {day.day} {day:%b} {day:%Y}",
        f"{day:%Y%m%d}",
    )
    assert {parse_date(text) for text in notations} == {day}


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        parse_date(text)
    except ValueError as error:
        assert str(error)


@given(st.from_regex(r"[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", fullmatch=True))
def test_what_has_the_form_of_a_date_line_is_read_or_refused_and_nothing_else_is_read(text: str) -> None:
    try:
        date_line(text)
    except ValueError:
        return
    assert is_date_line(text)
