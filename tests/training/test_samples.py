"""BIO tags over spans that overlap, and characters to words."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import labels
from training.samples import paint, word_range

TYPES = ("ORG", "GPE")
TAGS = labels.bio(TYPES)
Painted = tuple[int, int, str]


def painted(length: int, *spans: Painted) -> list[str]:
    return [TAGS[i] for i in paint(length, spans, TYPES)]


def test_of_overlapping_spans_the_longest_wins() -> None:
    assert painted(5, (3, 4, "GPE"), (1, 4, "ORG")) == ["O", "B-ORG", "I-ORG", "I-ORG", "O"]
    assert painted(4, (0, 2, "GPE"), (1, 4, "ORG")) == ["O", "B-ORG", "I-ORG", "I-ORG"]


def test_of_equally_long_spans_the_first_wins() -> None:
    assert painted(3, (1, 3, "ORG"), (0, 2, "GPE")) == ["B-GPE", "I-GPE", "O"]


def test_neighbours_stay_apart() -> None:
    assert painted(3, (0, 1, "GPE"), (1, 3, "GPE")) == ["B-GPE", "B-GPE", "I-GPE"]


@st.composite
def spans(draw: st.DrawFn) -> Painted:
    start = draw(st.integers(0, 8))
    return start, draw(st.integers(start + 1, 9)), draw(st.sampled_from(TYPES))


@given(st.lists(spans(), max_size=8))
def test_every_run_of_tags_is_a_span_whole(given_spans: list[Painted]) -> None:
    tags = painted(9, *given_spans)
    runs: list[Painted] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            runs.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-"):
            start, end, kind = runs[-1]
            assert (end, kind) == (i, tag[2:])
            runs[-1] = (start, i + 1, kind)
    assert set(runs) <= set(given_spans)
    assert bool(runs) == bool(given_spans)


def test_word_range() -> None:
    words = [(0, 3), (4, 9), (10, 12)]
    assert word_range(words, 4, 9) == (1, 2)
    assert word_range(words, 2, 5) == (0, 2)
    assert word_range(words, 3, 4) is None
