"""Texts through the encoder: what it says of every word, put together again from the windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.language.prepared import WINDOW_PIECES, Prepared
from dragoman.language.session import Networks
from dragoman.language.trees import best_heads
from dragoman.language.windows import Window, batch, pack, window

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

BATCH_PIECES = 1600
"""Pieces, padding included, that the encoder is given at once."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Several texts' words in one row of N: tag scores [N, tags], frame states [N, 256], heads and relation labels [N].

    `heads` count words of the unit (-1 its root). `arcs` are the arc probabilities of each unit [words, words];
    `units` the units' word ranges in the row; `starts` where each text's words begin.
    """

    tags: Floats
    frames: Floats
    heads: Ints
    rels: Ints
    arcs: list[Floats]
    units: list[tuple[int, int]]
    starts: list[int]


def encode(texts: Sequence[Prepared], networks: Networks) -> Encoded:
    """All words of all texts."""
    units: list[tuple[int, int]] = []
    starts: list[int] = []
    windows: list[tuple[Window, int, int]] = []
    total = 0
    for text in texts:
        starts.append(total)
        for group in pack(text.pieces, WINDOW_PIECES):
            rows = [text.words[a:b] for a, b in text.units[group.start : group.stop]]
            windows.append((window(rows, networks.pieces), len(units), len(units) + len(rows)))
            units.extend((a + total, b + total) for a, b in text.units[group.start : group.stop])
        total += len(text.words)
    tags = np.zeros((total, sum(networks.config["taggers"].values())), dtype=np.float32)
    frames = np.zeros((total, 256), dtype=np.float32)
    heads, rels = np.full(total, -1, dtype=np.int64), np.zeros(total, dtype=np.int64)
    arcs: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(units)
    for part in _batches(windows):
        reading = networks.read(batch([w for w, _, _ in part]))
        for row, (_, first, last) in enumerate(part):
            low, high = units[first][0], units[last - 1][1]
            tags[low:high] = reading.tags[row, : high - low]
            frames[low:high] = reading.frames[row, : high - low]
            rels[low:high] = reading.rels[row, : high - low]
            for unit in range(first, last):
                a, b = units[unit][0] - low, units[unit][1] - low
                scores = reading.arcs[row, a:b]
                own = np.concatenate([scores[:, :1], scores[:, 1 + a : 1 + b]], 1)
                heads[low + a : low + b] = best_heads(own)
                arcs[unit] = np.ascontiguousarray(own[:, 1:])
    return Encoded(tags, frames, heads, rels, arcs, units, starts)


def _batches(windows: list[tuple[Window, int, int]]) -> list[list[tuple[Window, int, int]]]:
    """Windows of like length together, so that little is padded."""
    order = sorted(windows, key=lambda row: len(row[0].ids))
    groups: list[list[tuple[Window, int, int]]] = []
    for row in order:
        size = len(row[0].ids)
        if groups and (len(groups[-1]) + 1) * size <= BATCH_PIECES:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups
