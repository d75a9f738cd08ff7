"""Where an event was, when its own words do not say."""

from __future__ import annotations

import pytest

from dragoman.report import Span
from dragoman.resolve.settings import is_where


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell in Velmar.", True),
        ("Shells fell on houses near the port town of Velmar.", True),
        ("Shells fell in the northern district of Velmar.", True),
        ("Shells fell, Velmar said.", False),
        ("The governor of Velmar resigned.", False),
        ("Velmar shelled the port.", False),
        ("They drove to Velmar.", False),
    ],
)
def test_a_placeis_where_something_is_behind_a_preposition_of_place(text: str, expected: bool):
    start = text.index("Velmar")
    assert is_where(Span(start, start + 6), text) is expected
