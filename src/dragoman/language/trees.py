"""Dependency trees from arc probabilities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_ROOT_COST = 1e4
"""Subtracted from every root arc of the spanning tree, so that a tree never has two where one will do."""


def best_heads(arcs: Floats) -> Ints:
    """Heads of one sentence's words (-1 the root) from probabilities [words, 1 + words], column 0 the root.

    The best head of each word where those form a tree, else the best spanning tree (Chu-Liu/Edmonds).
    """
    heads = arcs.argmax(1).astype(np.int64) - 1
    return heads if is_tree(heads) else spanning_tree(np.log(arcs.astype(np.float64) + 1e-9))


def is_tree(heads: Ints) -> bool:
    """Whether the heads have exactly one root and no circle."""
    if int((heads < 0).sum()) != 1:
        return False
    up = np.where(heads < 0, np.arange(len(heads)), heads)
    for _ in range(max(1, len(heads).bit_length())):
        up = up[up]
    return bool((heads[up] < 0).all())


def spanning_tree(scores: NDArray[np.float64]) -> Ints:
    """Heads (-1 the root) of the best tree with one root; `scores` are log-probabilities [words, 1 + words]."""
    size = len(scores)
    full = np.full((size + 1, size + 1), -np.inf)
    full[1:, :] = scores
    full[1:, 0] -= _ROOT_COST
    np.fill_diagonal(full, -np.inf)
    return _edmonds(full)[1:] - 1


def _edmonds(scores: NDArray[np.float64]) -> Ints:
    """Heads of the best arborescence from node 0; `scores[i, j]` is that of j being the head of i."""
    heads = scores.argmax(1)
    heads[0] = 0
    circle = _circle(heads)
    if circle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    kept = scores[circle, heads[circle]]
    size = len(outside)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, circle)]
    small[:size, size] = leaving.max(1)
    entering = scores[np.ix_(circle, outside)] - kept[:, None]
    small[size, :size] = entering.max(0)
    small[size, size] = -np.inf
    inner = _edmonds(small)
    result = heads.copy()
    for i, node in enumerate(outside):
        if node == 0:
            continue
        result[node] = circle[leaving[i].argmax()] if inner[i] == size else outside[inner[i]]
    entry = inner[size]
    result[circle[entering[:, entry].argmax()]] = outside[entry]
    result[0] = 0
    return result


def _circle(heads: Ints) -> Ints | None:
    """The nodes of a circle in the heads, or None; node 0 is the root."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        node, path = start, list[int]()
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return np.array(path[path.index(node) :])
        state[path] = 2
    return None


def paths(arcs: Floats, start: int, end: int) -> Floats:
    """Soft dependency paths [words, 5] between each word of a sentence and the anchor `start` to `end`.

    From arc probabilities [words, words] (row: dependent): that the word's head is in the anchor, that the word is the
    anchor's head, that its head's head is in the anchor, that it is the anchor's head's head, that it shares its head.
    """
    anchor = np.zeros(len(arcs), dtype=np.float32)
    anchor[start:end] = 1.0
    child = arcs @ anchor
    above = arcs.T @ (anchor / (end - start))
    return np.stack([child, above, arcs @ child, arcs.T @ above, arcs @ above], 1)
