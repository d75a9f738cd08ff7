"""Expressions in a report of Thursday, 6 June 2019, and what they mean."""

from datetime import date

import pytest

from dragoman.resolve.times import Point, Reading, Tense, normalise

PUBLISHED = date(2019, 6, 6)


def read(expression: str, tense: Tense = "unknown", *story: Point) -> Reading:
    reading = normalise(expression, published=PUBLISHED, tense=tense, story=story)
    assert reading is not None
    return reading


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("Thursday", "2019-06-06"),
        ("Friday", "2019-05-31"),
        ("last Thursday", "2019-05-30"),
        ("next Thursday", "2019-06-13"),
        ("Tuesday last week", "2019-05-28"),
        ("today", "2019-06-06"),
        ("the day before yesterday", "2019-06-04"),
        ("5 May 2019", "2019-05-05"),
        ("May 5, 2019", "2019-05-05"),
        ("the fifth of May", "2019-05-05"),
        ("Friday, June 7", "2019-06-07"),
        ("Sept. 30", "2018-09-30"),
        ("10 June", "2019-06-10"),
        ("29 February", "2016-02-29"),
        ("last Oct. 23", "2018-10-23"),
        ("2019-06-05", "2019-06-05"),
        ("31.12.2018", "2018-12-31"),
        ("12/31/2018", "2018-12-31"),
        ("05/06/2019", "2019-06-05"),
        ("two days ago", "2019-06-04"),
        ("a fortnight ago", "2019-05-23"),
        ("three weeks from now", "2019-06-27"),
        ("two days before Christmas", "2018-12-23"),
    ],
)
def test_days(expression: str, value: str):
    reading = read(expression)
    assert (reading.type, reading.value, reading.precision) == ("DATE", value, "day")
    assert reading.start == reading.end == date.fromisoformat(value)


@pytest.mark.parametrize(
    ("expression", "value", "precision"),
    [
        ("Wednesday evening", "2019-06-05TEV", "part of day"),
        ("late on Wednesday", "2019-06-05TNI", "part of day"),
        ("early Tuesday", "2019-06-04TMO", "part of day"),
        ("this morning", "2019-06-06TMO", "part of day"),
        ("last night", "2019-06-05TNI", "part of day"),
        ("tonight", "2019-06-06TNI", "part of day"),
        ("the afternoon of 3 June", "2019-06-03TAF", "part of day"),
        ("10 p.m. on Wednesday", "2019-06-05T22:00", "minute"),
        ("Monday at 7:15 a.m.", "2019-06-03T07:15", "minute"),
        ("0800 GMT on 4 June", "2019-06-04T08:00Z", "minute"),
        ("noon on Tuesday", "2019-06-04T12:00", "minute"),
        ("four in the morning", "2019-06-06T04:00", "minute"),
    ],
)
def test_times_of_day(expression: str, value: str, precision: str):
    reading = read(expression)
    assert (reading.type, reading.value, reading.precision) == ("TIME", value, precision)


@pytest.mark.parametrize(
    ("expression", "value", "start", "end"),
    [
        ("last week", "2019-W22", "2019-05-27", "2019-06-02"),
        ("this weekend", "2019-W23-WE", "2019-06-08", "2019-06-09"),
        ("next month", "2019-07", "2019-07-01", "2019-07-31"),
        ("in September", "2018-09", "2018-09-01", "2018-09-30"),
        ("last September", "2018-09", "2018-09-01", "2018-09-30"),
        ("mid-May", "2019-05", "2019-05-01", "2019-05-31"),
        ("the end of February 2016", "2016-02", "2016-02-01", "2016-02-29"),
        ("the third quarter of last year", "2018-Q3", "2018-07-01", "2018-09-30"),
        ("Q1 2017", "2017-Q1", "2017-01-01", "2017-03-31"),
        ("the second half of 2018", "2018-H2", "2018-07-01", "2018-12-31"),
        ("last summer", "2018-SU", "2018-06-01", "2018-08-31"),
        ("the winter of 2016", "2016-WI", "2016-12-01", "2017-02-28"),
        ("the first week of May", "2019-W18", "2019-04-29", "2019-05-05"),
        ("the week of 6 March", "2019-W10", "2019-03-04", "2019-03-10"),
        ("early 2018", "2018", "2018-01-01", "2018-12-31"),
        ("three years ago", "2016", "2016-01-01", "2016-12-31"),
        ("nineteen ninety-six", "1996", "1996-01-01", "1996-12-31"),
        ("the early 2000s", "200", "2000-01-01", "2009-12-31"),
        ("the '80s", "198", "1980-01-01", "1989-12-31"),
        ("the nineties", "199", "1990-01-01", "1999-12-31"),
        ("the 20th century", "19", "1900-01-01", "1999-12-31"),
    ],
)
def test_longer_units(expression: str, value: str, start: str, end: str):
    reading = read(expression)
    assert (reading.type, reading.value) == ("DATE", value)
    assert (reading.start, reading.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("two months", "P2M"),
        ("three hours", "PT3H"),
        ("two and a half years", "P2Y6M"),
        ("2 1/2 hours", "PT2H30M"),
        ("an hour and a half", "PT1H30M"),
        ("an hour and 20 minutes", "PT1H20M"),
        ("half an hour", "PT30M"),
        ("nearly twenty-four hours", "PT24H"),
        ("several days", "PXD"),
        ("decades", "PXDE"),
        ("a six-month", "P6M"),
        ("four consecutive days", "P4D"),
    ],
)
def test_lengths(expression: str, value: str):
    reading = read(expression)
    assert (reading.type, reading.value, reading.start) == ("DURATION", value, None)


@pytest.mark.parametrize(
    ("expression", "value", "start", "end"),
    [
        ("the last couple of months", "P2M", "2019-04-06", "2019-06-05"),
        ("the past year", "P1Y", "2018-06-06", "2019-06-05"),
        ("the past 24 hours", "PT24H", "2019-06-05", "2019-06-06"),
        ("over the next two years", "P2Y", "2019-06-06", "2021-06-06"),
        ("in recent weeks", "PXW", None, "2019-06-06"),
        ("the weeks ahead", "PXW", "2019-06-06", None),
        ("the first nine months of 2018", "P9M", "2018-01-01", "2018-09-30"),
    ],
)
def test_lengths_that_the_report_anchors(expression: str, value: str, start: str | None, end: str | None):
    reading = read(expression)
    days = tuple(day and day.isoformat() for day in (reading.start, reading.end))
    assert (reading.type, reading.value, *days) == ("DURATION", value, start, end)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("every Friday", "XXXX-WXX-5"),
        ("Monday nights", "XXXX-WXX-1TNI"),
        ("each month", "P1M"),
        ("every two years", "P2Y"),
        ("every other day", "P2D"),
        ("each July", "XXXX-07"),
        ("daily", "P1D"),
        ("annually", "P1Y"),
    ],
)
def test_sets(expression: str, value: str):
    reading = read(expression)
    assert (reading.type, reading.value) == ("SET", value)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("from 3 to 5 May", "2019-05-03/2019-05-05"),
        ("May 3-5, 2018", "2018-05-03/2018-05-05"),
        ("2011-2016", "2011/2016"),
        ("2011-16", "2011/2016"),
        ("between 2011 and 2016", "2011/2016"),
        ("March-May 2018", "2018-03/2018-05"),
        ("from November to March", "2018-11/2019-03"),
        ("from Monday to Wednesday", "2019-06-03/2019-06-05"),
    ],
)
def test_ranges(expression: str, value: str):
    reading = read(expression)
    assert reading.value == value
    assert reading.start is not None
    assert reading.end is not None
    assert reading.start < reading.end


@pytest.mark.parametrize(
    ("expression", "tense", "value"),
    [
        ("Friday", "future", "2019-06-07"),
        ("Thursday", "future", "2019-06-06"),
        ("September", "future", "2019-09"),
        ("May", "future", "2020-05"),
        ("Christmas", "future", "2019-12-25"),
        ("July", "unknown", "2019-07"),
        ("July", "past", "2018-07"),
        ("the fourth quarter", "future", "2019-Q4"),
        ("the first quarter", "future", "2019-Q1"),
    ],
)
def test_tense_decides_among_like_times(expression: str, tense: Tense, value: str):
    assert read(expression, tense).value == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("three days later", "2017-03-13"),
        ("the day before", "2017-03-09"),
        ("the next day", "2017-03-11"),
        ("that evening", "2017-03-10TEV"),
        ("the following month", "2017-04"),
        ("that year", "2017"),
        ("the previous Friday", "2017-03-03"),
        ("two years earlier", "2015"),
    ],
)
def test_narratives_count_from_the_day_named_last(expression: str, value: str):
    reading = read(expression, "past", Point("D", date(2017, 3, 10)))
    assert reading.value == value
    assert reading.anchor == date(2017, 3, 10)


def test_comparisons_take_the_grain_of_what_they_compare_with():
    quarter = Point("Q", date(2019, 1, 1))
    assert [read(e, "past", quarter).value for e in ("a year earlier", "the year-ago quarter")] == [
        "2018-Q1",
        "2018-Q1",
    ]
    assert read("the same month last year", "past", Point("M", date(2019, 5, 1))).value == "2018-05"


@pytest.mark.parametrize("expression", ["Friday", "last week", "in September", "two days ago", "tonight", "Easter"])
def test_without_a_publication_date_nothing_is_counted_from_today(expression: str):
    reading = normalise(expression)
    assert reading is not None
    assert (reading.value, reading.start, reading.end, reading.score) == ("", None, None, 0.0)
    assert "publication date" in reading.rule


def test_without_a_publication_date_the_story_still_counts():
    reading = normalise("the next day", story=(Point("D", date(2017, 3, 10)),))
    assert reading is not None
    assert reading.value == "2017-03-11"


@pytest.mark.parametrize("expression", ["31 February", "30 February 2019", "25:10", "99999 years ago", "30 BC"])
def test_what_the_calendar_does_not_have_is_refused(expression: str):
    reading = read(expression)
    assert (reading.value, reading.start, reading.score) == ("", None, 0.0)
    assert "calendar" in reading.rule


@pytest.mark.parametrize("expression", ["", "the ministry", "40 people", "$1998", "!?"])
def test_other_words_are_no_time(expression: str):
    assert normalise(expression, published=PUBLISHED) is None
