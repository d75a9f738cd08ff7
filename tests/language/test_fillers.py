"""Role fillers are whole phrases."""

import pytest

from dragoman.language.fillers import Words, whole
from dragoman.language.tags import Range

TEXT = Words(
    "the leaders in , ( HTS ) and the presidential palace Rapid Support Forces".split(),
    "DET NOUN ADP PUNCT PUNCT PROPN PUNCT CCONJ DET ADJ NOUN PROPN PROPN PROPN".split(),
    [1, -1, 5, 5, 5, 1, 5, 10, 10, 10, 1, 13, 13, 10],
    "det root case punct punct appos punct cc det amod conj compound compound flat".split(),
)
NAMES = [Range(5, 6, "MIL", 0.9), Range(11, 14, "MIL", 0.9)]


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        (0, 3, (0, 2)),
        (0, 4, (0, 2)),
        (0, 2, (0, 2)),
        (4, 7, (4, 7)),
        (4, 8, (4, 7)),
        (8, 10, (8, 11)),
        (8, 12, (8, 14)),
        (12, 14, (11, 14)),
        (0, 6, (0, 6)),
        (9, 10, (9, 10)),
    ],
)
def test_a_filler_is_a_whole_phrase(start: int, end: int, kept: tuple[int, int]) -> None:
    assert whole(Range(start, end, "A", 0.5), TEXT, NAMES) == Range(*kept, "A", 0.5)


@pytest.mark.parametrize(("start", "end"), [(0, 1), (2, 4), (7, 9)])
def test_articles_and_marks_alone_are_nobody(start: int, end: int) -> None:
    assert whole(Range(start, end, "R", 0.5), TEXT, NAMES) is None


def test_roles_that_clauses_fill_stay_as_they_are() -> None:
    said = Range(0, 3, "t", 0.5)
    assert whole(said, TEXT, NAMES) is said
