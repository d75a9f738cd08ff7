"""From scores of BIO tags to labelled word ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Range:
    """Words `start` to `end` (exclusive) with a label and a score in [0, 1]."""

    start: int
    end: int
    label: str
    score: float


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    return shifted / shifted.sum(-1, keepdims=True)


def best_tags(
    scores: Floats, bounds: Sequence[tuple[int, int]], transitions: Floats | None = None
) -> NDArray[np.int64]:
    """The best allowed tag sequence of each sentence (Viterbi; I-x only behind B-x or I-x).

    `scores` are log-probabilities [words, 1 + 2 * types] with O first, then B and I of each type; `bounds` the word
    ranges of the sentences; `transitions` [2 + 2 * types, 1 + 2 * types] what a tag gains behind another one, the last
    row at a sentence's start. Returns a tag for each word.
    """
    tags = np.zeros(len(scores), dtype=np.int64)
    rows = [(a, b) for a, b in bounds if b > a]
    if not rows:
        return tags
    starts = np.array([a for a, _ in rows])
    lengths = np.array([b - a for a, b in rows])
    wide, width = int(lengths.max()), scores.shape[1]
    steps: Floats = _allowed(width) if transitions is None else _allowed(width) + transitions
    table = scores[np.minimum(starts[:, None] + np.arange(wide), len(scores) - 1)]
    every = np.arange(len(rows))
    path: Floats = table[:, 0] + steps[-1]
    back = np.zeros((wide, len(rows), width), dtype=np.int16)
    for t in range(1, wide):
        reached: Floats = path[:, :, None] + steps[:-1]
        back[t] = reached.argmax(1)
        live = (t < lengths)[:, None]
        path = np.where(live, reached.max(1) + table[:, t], path)
    last: NDArray[np.int64] = path.argmax(1)
    for t in range(wide - 1, -1, -1):
        live = t < lengths
        tags[(starts + t)[live]] = last[live]
        last = np.where(live, back[t][every, last], last)
    return tags


@cache
def _allowed(width: int) -> Floats:
    """0 for steps that BIO tags allow, else very low; the last row is a sentence's start."""
    steps = np.zeros((width + 1, width), dtype=np.float32)
    inside = np.arange(2, width, 2)
    steps[:, inside] = -1e9
    steps[inside, inside] = steps[inside - 1, inside] = 0.0
    return steps


def ranges(
    tags: NDArray[np.int64], probabilities: Floats, types: Sequence[str], bounds: Sequence[tuple[int, int]]
) -> list[Range]:
    """The labelled ranges of a tag sequence; a range's score is the mean probability of its tags."""
    starts = np.flatnonzero(tags % 2 == 1)
    edges = {a for a, _ in bounds}
    found: list[Range] = []
    for start in starts.tolist():
        tag = int(tags[start])
        end = start + 1
        while end < len(tags) and tags[end] == tag + 1 and end not in edges:
            end += 1
        scores = [probabilities[start, tag], *probabilities[start + 1 : end, tag + 1]]
        found.append(Range(start, end, types[(tag - 1) // 2], float(np.mean(scores))))
    return found


def likely_runs(probabilities: Floats, floor: float, bounds: Sequence[tuple[int, int]]) -> list[tuple[int, int, float]]:
    """Runs of words that may belong to an anchor: (start, end, highest probability of not being O).

    `probabilities` are [words, 1 + 2 * types]. A word belongs when its probability of O is below 1 - `floor`; a run is
    cut where B is likelier than I and at sentence starts.
    """
    outside = 1.0 - probabilities[:, 0]
    begins = probabilities[:, 1::2].sum(1) > probabilities[:, 2::2].sum(1)
    edges = {a for a, _ in bounds}
    runs: list[tuple[int, int, float]] = []
    for word in np.flatnonzero(outside >= floor).tolist():
        score = float(outside[word])
        if runs and runs[-1][1] == word and not begins[word] and word not in edges:
            start, _, best = runs[-1]
            runs[-1] = (start, word + 1, max(best, score))
        else:
            runs.append((word, word + 1, score))
    return runs
