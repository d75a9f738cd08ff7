"""Tokens: what is cut from what, and that nothing is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.tokens import tokenize


def words(text: str) -> list[str]:
    return [span.of(text) for span in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ankara doesn’t agree.", ["Ankara", "does", "n’t", "agree", "."]),
        ("They can't and cannot go.", ["They", "ca", "n't", "and", "can", "not", "go", "."]),
        ("the country’s U.S.-made radar", ["the", "country", "’s", "U.S.", "-", "made", "radar"]),
        ("Lt. Gen. A. Karim", ["Lt.", "Gen.", "A.", "Karim"]),
        ("1,200 people at 10:30 a.m.", ["1,200", "people", "at", "10:30", "a.m."]),
        ("$3.5 million", ["$", "3.5", "million"]),
        ("“No,” he said…", ["“", "No", ",", "”", "he", "said", "…"]),
        ("Ha’ir and O'Neil", ["Ha’ir", "and", "O'Neil"]),
        ("see https://example.org/a-b, now", ["see", "https://example.org/a-b,", "now"]),
        ("three\u00a0towns -- all", ["three", "towns", "--", "all"]),
        ("the 1990s and the 5th", ["the", "1990s", "and", "the", "5th"]),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=200))
def test_every_visible_character_lies_in_exactly_one_token(text: str) -> None:
    spans = tokenize(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for s in spans for i in range(s.start, s.end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())


@given(st.text(alphabet=st.sampled_from("Ab. ’'-1,n’t”“"), max_size=60), st.integers(0, 20))
def test_a_part_is_cut_inside_its_bounds(text: str, start: int) -> None:
    assert all(start <= s.start < s.end <= len(text) for s in tokenize(text, start))
