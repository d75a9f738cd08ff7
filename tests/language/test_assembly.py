"""Fillers of roles as they stand in the graph."""

import pytest

from dragoman.language.assembly import trimmed
from dragoman.language.tags import Range

WORDS = ["the", "leaders", "in", ",", "(", "HTS", ")", "and"]
UPOS = ["DET", "NOUN", "ADP", "PUNCT", "PUNCT", "PROPN", "PUNCT", "CCONJ"]


@pytest.mark.parametrize(
    ("start", "end", "kept"), [(0, 3, 2), (0, 4, 2), (0, 2, 2), (4, 7, 7), (4, 8, 7), (2, 4, 3), (2, 3, 3)]
)
def test_a_filler_ends_with_a_word_of_its_phrase(start: int, end: int, kept: int) -> None:
    assert trimmed(Range(start, end, "A", 0.5), UPOS, WORDS) == Range(start, kept, "A", 0.5)


def test_roles_that_clauses_fill_stay_as_they_are() -> None:
    said = Range(0, 3, "t", 0.5)
    assert trimmed(said, UPOS, WORDS) is said
