"""BIO decoding."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.language.tags import best_tags, likely_runs, ranges, softmax

tables = st.integers(1, 7).flatmap(lambda n: arrays(np.float32, (n, 5), elements=st.floats(-4, 4, width=32)))


def allowed(tags: list[int], bounds: list[tuple[int, int]]) -> bool:
    for a, b in bounds:
        for i in range(a, b):
            tag = tags[i]
            if tag and tag % 2 == 0 and (i == a or tags[i - 1] not in (tag, tag - 1)):
                return False
    return True


@given(tables, st.data())
def test_the_best_sequence_is_allowed_and_no_allowed_one_is_better(scores: np.ndarray, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(scores)))
    bounds = [(a, b) for a, b in ((0, cut), (cut, len(scores))) if b > a]
    tags = best_tags(scores, bounds)
    assert allowed(tags.tolist(), bounds)
    total = scores[np.arange(len(scores)), tags].sum()
    rng = np.random.default_rng(0)
    for _ in range(60):
        other = rng.integers(0, 5, len(scores))
        if allowed(other.tolist(), bounds):
            assert scores[np.arange(len(scores)), other].sum() <= total + 1e-3


def test_transitions_move_what_the_scores_leave_open() -> None:
    scores = np.log(np.array([[0.1, 0.8, 0.1], [0.1, 0.46, 0.44]], dtype=np.float32))
    assert best_tags(scores, [(0, 2)]).tolist() == [1, 1]
    steps = np.zeros((4, 3), dtype=np.float32)
    steps[1, 2] = 0.5
    assert best_tags(scores, [(0, 2)], steps).tolist() == [1, 2]
    assert best_tags(scores, [(0, 1), (1, 2)], steps).tolist() == [1, 1]


def test_ranges_carry_label_and_score() -> None:
    share = np.array([[0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.9, 0.05, 0.05]], dtype=np.float32)
    (found,) = ranges(np.array([1, 2, 0]), share, ("GPE",), [(0, 3)])
    assert (found.start, found.end, found.label) == (0, 2, "GPE")
    assert np.isclose(found.score, 0.8)


def test_runs_are_cut_at_a_new_beginning_and_at_sentence_starts() -> None:
    b, i = [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]
    share = np.array([b, i, b, i], dtype=np.float32)
    assert [r[:2] for r in likely_runs(share, 0.5, [(0, 4)])] == [(0, 2), (2, 4)]
    assert [r[:2] for r in likely_runs(share, 0.5, [(0, 1), (1, 4)])] == [(0, 1), (1, 2), (2, 4)]


@given(tables)
def test_softmax_sums_to_one(scores: np.ndarray) -> None:
    assert np.allclose(softmax(scores).sum(-1), 1.0, atol=1e-5)
