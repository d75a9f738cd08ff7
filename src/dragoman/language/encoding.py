"""A text through the encoder: what it says of every word, put together again from the windows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.language.frames import FRAME_WIDTH
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
    """A text's words: tag scores [N, tags], frame states [N, 256], heads and relation labels [N].

    `heads` count words of the unit (-1 its root). `arcs` are the arc probabilities of each unit [words, words];
    `units` the units' word ranges.
    """

    tags: Floats
    frames: Floats
    heads: Ints
    rels: Ints
    arcs: list[Floats]
    units: tuple[tuple[int, int], ...]


def encode(text: Prepared, networks: Networks) -> Encoded:
    """All words of a text.

    The int8 networks scale a batch as a whole, so a score depends a little on what stands beside it;
    a batch never holds two texts, so that a text always has the same scores.
    """
    units = text.units
    windows = [
        (window([text.words[a:b] for a, b in units[group.start : group.stop]], networks.pieces), group)
        for group in pack(text.pieces, WINDOW_PIECES)
    ]
    total = len(text.words)
    tags = np.zeros((total, sum(networks.config["taggers"].values())), dtype=np.float32)
    frames = np.zeros((total, FRAME_WIDTH), dtype=np.float32)
    heads, rels = np.full(total, -1, dtype=np.int64), np.zeros(total, dtype=np.int64)
    arcs: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(units)
    for part in _batches(windows):
        reading = networks.read(batch([w for w, _ in part]))
        for row, (_, group) in enumerate(part):
            low, high = units[group.start][0], units[group.stop - 1][1]
            tags[low:high] = reading.tags[row, : high - low]
            frames[low:high] = reading.frames[row, : high - low]
            rels[low:high] = reading.rels[row, : high - low]
            for unit in group:
                a, b = units[unit][0] - low, units[unit][1] - low
                scores = reading.arcs[row, a:b]
                own = np.concatenate([scores[:, :1], scores[:, 1 + a : 1 + b]], 1)
                heads[low + a : low + b] = best_heads(own)
                arcs[unit] = np.ascontiguousarray(own[:, 1:])
    return Encoded(tags, frames, heads, rels, arcs, units)


def _batches(windows: list[tuple[Window, range]]) -> list[list[tuple[Window, range]]]:
    """Windows of like length together, so that little is padded."""
    groups: list[list[tuple[Window, range]]] = []
    for row in sorted(windows, key=lambda row: len(row[0].ids)):
        size = len(row[0].ids)
        if groups and (len(groups[-1]) + 1) * size <= BATCH_PIECES:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups
