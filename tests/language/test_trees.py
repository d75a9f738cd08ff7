"""Trees out of arc probabilities."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.language.trees import best_heads, is_tree, paths, spanning_tree

matrices = st.integers(1, 4).flatmap(
    lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(0.0625, 1.0, width=32))
)


def without_loops(arcs: np.ndarray) -> np.ndarray:
    arcs = arcs.copy()
    arcs[np.arange(len(arcs)), np.arange(len(arcs)) + 1] = 1e-9
    return arcs


@given(matrices)
def test_heads_always_form_a_tree_with_one_root(arcs: np.ndarray) -> None:
    assert is_tree(best_heads(without_loops(arcs)))


@given(matrices)
def test_the_spanning_tree_is_the_best_of_all(arcs: np.ndarray) -> None:
    scores = np.log(without_loops(arcs).astype(np.float64))
    size = len(scores)
    every = [np.array(h) for h in itertools.product(range(-1, size), repeat=size) if is_tree(np.array(h))]
    best = max(scores[np.arange(size), h + 1].sum() for h in every)
    found = spanning_tree(scores)
    assert np.isclose(scores[np.arange(size), found + 1].sum(), best)


def test_a_circle_is_no_tree() -> None:
    assert not is_tree(np.array([1, 0, -1]))
    assert not is_tree(np.array([-1, -1]))
    assert is_tree(np.array([1, -1, 1]))


def test_path_features_follow_the_arcs() -> None:
    arcs = np.zeros((3, 3), dtype=np.float32)
    arcs[0, 1] = 1.0
    arcs[1, 2] = 1.0
    found = paths(arcs, 1, 2)
    assert found[0, 0] == 1.0
    assert found[2, 1] == 1.0
    assert paths(arcs, 2, 3)[0, 2] == 1.0
