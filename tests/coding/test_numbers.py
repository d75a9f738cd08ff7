from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.coding.numbers import UNKNOWN, Number, is_number, parse

MILLION = 1_000_000


@pytest.mark.parametrize(
    ("words", "low", "high", "value"),
    [
        ("dozens of civilians", 24, 99, None),
        ("scores", 40, 99, None),
        ("hundreds, if not thousands, of villagers", 200, 9999, None),
        ("tens of thousands of people", 20_000, 99_999, None),
        ("several hundred", 300, 999, None),
        ("a few fighters", 2, 9, None),
        ("a number of soldiers", 2, None, None),
        ("the majority of residents", 2, None, None),
        ("around 3 million displaced people", 2_700_000, 3_300_000, 3 * MILLION),
        ("about 40 to 50 people", 36, 55, None),
        ("nearly 900", 810, 900, 900),
        ("at least 11", 11, None, 11),
        ("200 or more people", 200, None, 200),
        ("more than 100", 101, None, None),
        ("more than a dozen people", 13, None, None),
        ("fewer than 20", 0, 19, None),
        ("up to 50", 0, 50, 50),
        ("between 10 and 15 fighters", 10, 15, None),
        ("10-15 people", 10, 15, None),
        ("2 to 3 million", 2 * MILLION, 3 * MILLION, None),
        ("12,000", 12_000, 12_000, 12_000),
        ("3.5 million", 3_500_000, 3_500_000, 3_500_000),
        ("half a million", 500_000, 500_000, 500_000),
        ("half a dozen", 6, 6, 6),
        ("one and a half million", 1_500_000, 1_500_000, 1_500_000),
        ("two hundred and fifty people", 250, 250, 250),
        ("twenty-three", 23, 23, 23),
        ("no casualties", 0, 0, 0),
        ("not a single guard", 0, 0, 0),
        ("both guards", 2, 2, 2),
        ("a civilian", 1, 1, 1),
        ("the mayor", 1, 1, 1),
        ("a 12-year-old boy", 1, 1, 1),
        ("a family of five", 5, 5, 5),
        ("two soldiers and a civilian", 3, 3, 3),
        ("13 children and 4 women", 17, 17, 17),
        ("33 soldiers, including five officers", 33, 33, 33),
        ("civilians", 2, None, None),
        ("children", 2, None, None),
    ],
)
def test_words_set_bounds(words: str, low: int, high: int | None, value: int | None):
    assert parse(words) == Number(low, high, value)


@pytest.mark.parametrize(
    "words",
    [
        "two-thirds of the town",
        "30 percent of residents",
        "one in five",
        "",
        "$300",
        "many",
        "most of them",
        "at least",
    ],
)
def test_shares_and_what_is_no_number_leave_the_bounds_open(words: str):
    assert parse(words) == UNKNOWN


def test_people_named_are_counted():
    assert parse("Ana Novak and Jory Vell", persons=2) == Number(2, 2, 2)


FRAGMENTS = st.sampled_from(
    "around at least more than between and or to no a half dozen dozens 3 12,000 1.5 million several hundred of people "
    "including 10-15 % , up nearly two fifty thousand k".split()
)


@given(st.one_of(st.text(max_size=60), st.lists(FRAGMENTS, max_size=8).map(" ".join)), st.integers(0, 3))
@example("9" * 5000, 0)
@example("100 to 2", 0)
@example("around 1", 0)
def test_bounds_hold_and_nothing_is_ever_raised(words: str, persons: int):
    number = parse(words, persons)
    assert number.low >= 0
    assert number.high is None or number.low <= number.high
    assert number.value is None or number.low <= number.value
    assert number.value is None or number.high is None or number.value <= number.high


@given(st.integers(1, 10**12))
def test_a_plain_number_is_itself_in_digits_and_with_commas(value: int):
    for words in (str(value), f"{value:,}", f"exactly {value:,} people"):
        assert parse(words) == Number(value, value, value)


@pytest.mark.parametrize(
    ("words", "alone"),
    [("18", True), ("at least two dozen", True), ("two", True), ("18 people", False), ("rebels", False)],
)
def test_a_number_alone(words: str, alone: bool):
    assert is_number(words) is alone
