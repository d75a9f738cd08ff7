"""Anchors, and what the frame module says of the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.language import labels
from dragoman.language.encoding import Encoded
from dragoman.language.frames import REACH, distances
from dragoman.language.graph import FrameKind
from dragoman.language.session import Networks
from dragoman.language.tags import likely_runs, softmax
from dragoman.language.thresholds import Thresholds
from dragoman.language.trees import paths

Floats = NDArray[np.float32]

ANCHOR_TAGS: dict[FrameKind, str] = {
    "event": "triggers",
    "attribution": "attribution",
    "quotation": "quotation",
    "reason": "reason",
    "agreement": "agreement",
}
"""Which word head finds the anchors of which frame kind."""
BATCH_WORDS = 6000
"""Words, padding included, that the frame module is given at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """An anchor to be read: words `low` to `high` around the anchor `start` to `end`; `unit` has its arcs."""

    kind: FrameKind
    low: int
    high: int
    start: int
    end: int
    found: float
    unit: int


@dataclass(frozen=True, slots=True)
class Scores:
    """The frame module's probabilities for anchors of like length: roles [F, T, roles, 3] (O, B, I), that it holds
    [F], types [F, types], modes [F, modes] (scores, not yet limited to a type's modes), status [F, status]."""

    rows: list[Row]
    roles: Floats
    held: Floats
    types: Floats
    modes: Floats
    status: Floats


def anchors(
    encoded: Encoded, sentences: Sequence[tuple[int, int]], networks: Networks, thresholds: Thresholds
) -> list[Row]:
    """Every run of words that may turn out to be an anchor. `sentences` are word ranges."""
    unit_at = np.zeros(len(encoded.tags), dtype=np.int64)
    for number, (a, b) in enumerate(encoded.units):
        unit_at[a:b] = number
    sentence_at = np.zeros(len(encoded.tags), dtype=np.int64)
    for number, (a, b) in enumerate(sentences):
        sentence_at[a:b] = number

    def row(kind: FrameKind, start: int, end: int, score: float) -> Row:
        at = int(sentence_at[start])
        low, high = sentences[at]
        if kind == "quotation":
            low = sentences[max(0, at - REACH[0])][0]
            high = sentences[min(len(sentences) - 1, at + REACH[1])][1]
        return Row(kind, low, high, start, end, score, int(unit_at[start]))

    rows: list[Row] = []
    quoted: set[int] = set()
    for kind, name in ANCHOR_TAGS.items():
        probabilities = softmax(encoded.tags[:, networks.columns[name]])
        for start, end, score in likely_runs(probabilities, thresholds.candidates[kind], sentences):
            rows.append(row(kind, start, end, score))
            if kind == "quotation":
                quoted.update(range(start, end))
    # An attribution's roles are read as a quotation's too (`frame_decoding.shared`), where the cue is none by itself.
    rows += [row("quotation", r.start, r.end, 0.0) for r in rows if r.kind == "attribution" and r.start not in quoted]
    return _worth(rows, thresholds)


def _worth(rows: Sequence[Row], thresholds: Thresholds) -> list[Row]:
    """The rows that can still hold: a frame's score is the root of the product of what tagger and frame module give it,
    so that below a threshold's square the frame module cannot save it. Quotations at an attribution's cue are read for
    its sake."""
    likely = [row for row in rows if row.found >= thresholds.anchors[row.kind] ** 2]
    cues = {word for row in likely if row.kind == "attribution" for word in range(row.start, row.end)}
    kept = set(likely)
    return [
        row
        for row in rows
        if row in kept or (row.kind == "quotation" and not cues.isdisjoint(range(row.start, row.end)))
    ]


def read_frames(rows: Sequence[Row], encoded: Encoded, networks: Networks) -> list[Scores]:
    """The frame module over all anchors, those of like length together."""
    order = sorted(rows, key=lambda row: row.high - row.low)
    found: list[Scores] = []
    begin = 0
    for i in range(len(order) + 1):
        full = i == len(order)
        if not full:
            wide = order[i].high - order[i].low
            narrow = order[begin].high - order[begin].low
            full = (i + 1 - begin) * wide > BATCH_WORDS or wide > 1.5 * narrow + 8
        if full and i > begin:
            part = order[begin:i]
            roles, valid, types, modes, status = networks.frames(frame_inputs(part, encoded))
            held = (1.0 / (1.0 + np.exp(-valid))).astype(np.float32)
            found.append(Scores(part, softmax(roles), held, softmax(types), modes, softmax(status)))
            begin = i
    return found


def frame_inputs(rows: Sequence[Row], encoded: Encoded) -> dict[str, NDArray[np.generic]]:
    """The frame module's arrays for these anchors, padded to the longest."""
    wide = max(row.high - row.low for row in rows)
    count = len(rows)
    index = np.zeros((count, wide), dtype=np.int64)
    mask, anchor = np.zeros((count, wide), dtype=np.float32), np.zeros((count, wide), dtype=np.float32)
    distance = np.zeros((count, wide), dtype=np.int64)
    path = np.zeros((count, wide, 5), dtype=np.float32)
    for i, row in enumerate(rows):
        size = row.high - row.low
        index[i, :size] = np.arange(row.low, row.high)
        mask[i, :size] = 1.0
        anchor[i, row.start - row.low : row.end - row.low] = 1.0
        distance[i, :size] = distances(row.low, row.high, row.start, row.end)
        a, b = encoded.units[row.unit]
        path[i, a - row.low : b - row.low] = paths(encoded.arcs[row.unit], row.start - a, min(row.end, b) - a)
    kind = np.array([labels.KINDS.index(row.kind) for row in rows])
    words = encoded.frames[index]
    return {"words": words, "mask": mask, "anchor": anchor, "distance": distance, "kind": kind, "paths": path}
