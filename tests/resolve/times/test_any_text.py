"""What holds for all texts and dates."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.times import Point, Tense, normalise, tag, tense_at
from dragoman.resolve.times.lexicon import lexicon
from dragoman.resolve.times.points import Grain

_WORDS = sorted(lexicon().entries) + sorted(lexicon().numbers)
_FIGURES = (
    "0",
    "1",
    "3",
    "12",
    "30",
    "31",
    "99",
    "450",
    "1441",
    "1999",
    "2019",
    "10:30",
    "7 p.m.",
    "3rd",
    "'80s",
    "1990s",
)
_SIGNS = (",", ".", "-", "–", "'s", "/", "\n\n", "of", "the", "people")
_EXPRESSIONS = st.lists(
    st.sampled_from(_WORDS).map(str.title) | st.sampled_from(_WORDS) | st.sampled_from(_FIGURES + _SIGNS),
    min_size=1,
    max_size=7,
).map(" ".join)
_TEXTS = st.text(max_size=60) | _EXPRESSIONS
_TENSES: st.SearchStrategy[Tense] = st.sampled_from(("past", "present", "future", "unknown"))
_GRAINS: st.SearchStrategy[Grain] = st.sampled_from(("D", "W", "WE", "M", "Q", "S", "H", "Y", "E", "C"))
_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(_TEXTS, st.none() | _DAYS, _TENSES, st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), max_size=2))
def test_every_expression_has_a_reading_or_none(text: str, published: date | None, tense: Tense, told: list[date]):
    story = [Point("D", day) for day in told]
    reading = normalise(text, published=published, tense=tense, story=story)
    if reading is None:
        return
    assert 0 <= reading.score <= 1
    assert reading.rule
    if reading.start and reading.end:
        assert reading.start <= reading.end
    assert reading.value or reading.start is None
    assert reading == normalise(text, published=published, tense=tense, story=story)


@given(_TEXTS)
def test_spans_lie_in_the_text_in_order_and_apart(text: str):
    spans = tag(text)
    assert all(span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert spans == tag(text)
    for span in spans:
        assert tense_at(text, span) in ("past", "present", "future", "unknown")


@given(_GRAINS, st.dates(date(1200, 1, 1), date(8800, 1, 1)), st.integers(-10, 10))
def test_units_of_the_calendar_hold_their_days_and_move_apart(grain: Grain, day: date, by: int):
    point = Point.at(grain, day)
    assert point.day <= point.last
    assert Point.at(grain, point.day) == point
    assert point.shifted(by).shifted(-by) == point
    if grain != "WE":
        assert point.day <= day <= point.last
    if by > 0:
        assert point.last < point.shifted(by).day


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(("%d %B %Y", "%B %d, %Y", "%Y-%m-%d")))
def test_written_dates_are_read_back(day: date, shape: str):
    reading = normalise(day.strftime(shape))
    assert reading is not None
    assert reading.value == day.isoformat()
    assert reading.start == reading.end == day


@pytest.mark.parametrize("word", ["about", "the", "hundred", "9", "May", "last", "year", "and", "- ", "'", "\n \t"])
def test_a_text_of_one_word_repeated_is_read_in_time(word: str):
    text = f"{word} " * 5000
    began = time.process_time()
    tag(text)
    normalise(text, published=date(2019, 6, 6))
    assert time.process_time() - began < 5
