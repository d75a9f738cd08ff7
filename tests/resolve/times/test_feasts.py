"""Days that calendars fix, checked against the days on which they were kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.times import normalise
from dragoman.resolve.times.feasts import easter, feast_days, feasts, hijri, hijri_year, orthodox_easter


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Easter", "2019-04-21"),
        ("Good Friday", "2018-03-30"),
        ("Orthodox Easter", "2019-04-28"),
        ("Orthodox Easter", "2021-05-02"),
        ("Eid al-Fitr", "2019-06-04"),
        ("Eid al-Adha", "2019-08-11"),
        ("Ashura", "2019-09-09"),
        ("Rosh Hashanah", "2019-09-30"),
        ("Yom Kippur", "2020-09-28"),
        ("Passover", "2019-04-20"),
        ("Hanukkah", "2019-12-23"),
        ("Hanukkah", "2024-12-26"),
        ("Purim", "2018-03-01"),
        ("Thanksgiving", "2018-11-22"),
        ("Memorial Day", "2019-05-27"),
        ("Election Day", "2016-11-08"),
        ("Lunar New Year", "2019-02-05"),
        ("Orthodox Christmas", "2019-01-07"),
    ],
)
def test_feasts_fall_on_the_days_they_were_kept(name: str, day: str):
    reading = normalise(f"{name} {day[:4]}")
    assert reading is not None
    assert reading.start == date.fromisoformat(day)


def test_ramadan_of_the_year_is_a_month():
    reading = normalise("the holy month of Ramadan", published=date(2019, 6, 20))
    assert reading is not None
    assert (reading.start, reading.end) == (date(2019, 5, 6), date(2019, 6, 4))
    assert reading.value == "2019-05-06/2019-06-04"


@pytest.mark.parametrize(
    ("expression", "day"),
    [("10 Muharram 1441", "2019-09-10"), ("1 Muharram 1 AH", "0622-07-19"), ("15 Shaaban 1440", "2019-04-21")],
)
def test_dates_of_the_islamic_calendar(expression: str, day: str):
    reading = normalise(expression)
    assert reading is not None
    assert reading.value == day


def test_every_feast_has_a_day_in_some_year():
    for name, rule, days in feasts().values():
        assert any(feast_days(rule, year) for year in (2018, 2019)), name
        assert days >= 1


@given(st.integers(1600, 3000))
def test_easter_is_a_sunday_of_spring(year: int):
    for day, first, last in ((easter(year), (3, 22), (4, 25)), (orthodox_easter(year), (3, 22), (6, 1))):
        assert day.isoweekday() == 7
        assert first <= (day.month, day.day) <= last


@given(st.dates(date(700, 1, 1), date(9900, 1, 1)))
def test_islamic_years_begin_on_their_first_day(day: date):
    year = hijri_year(day)
    assert hijri(year, 1, 1) <= day < hijri(year + 1, 1, 1)
