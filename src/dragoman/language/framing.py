"""Anchors and their frames: who plays which role to a trigger, a cue, a reason or an agreement."""

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
from dragoman.language.tags import Range, likely_runs, softmax
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
class Framed:
    """A frame in word indexes. `types` are the type probabilities; labels are None but for events."""

    kind: FrameKind
    start: int
    end: int
    score: float
    roles: tuple[Range, ...]
    type: str | None = None
    type_score: float = 0.0
    mode: str | None = None
    mode_score: float = 0.0
    status: str | None = None
    status_score: float = 0.0


def anchors(
    encoded: Encoded, sentences: Sequence[tuple[int, int]], networks: Networks, thresholds: Thresholds
) -> list[Row]:
    """Every run of words that may be an anchor. `sentences` are word ranges."""
    unit_at = np.zeros(len(encoded.tags), dtype=np.int64)
    for number, (a, b) in enumerate(encoded.units):
        unit_at[a:b] = number
    sentence_at = np.zeros(len(encoded.tags), dtype=np.int64)
    for number, (a, b) in enumerate(sentences):
        sentence_at[a:b] = number
    rows: list[Row] = []
    for kind, name in ANCHOR_TAGS.items():
        probabilities = softmax(encoded.tags[:, networks.columns[name]])
        for start, end, score in likely_runs(probabilities, thresholds.candidates[kind], sentences):
            at = int(sentence_at[start])
            low, high = sentences[at]
            if kind == "quotation":
                low = sentences[max(0, at - REACH[0])][0]
                high = sentences[min(len(sentences) - 1, at + REACH[1])][1]
            rows.append(Row(kind, low, high, start, end, score, int(unit_at[start])))
    return rows


def read_frames(rows: Sequence[Row], encoded: Encoded, networks: Networks, thresholds: Thresholds) -> list[Framed]:
    """The frames of all anchors that hold, in text order; of overlapping anchors of a kind the better one stays."""
    order = sorted(rows, key=lambda row: row.high - row.low)
    found: list[Framed] = []
    begin = 0
    for i in range(len(order) + 1):
        full = i == len(order)
        if not full:
            wide = order[i].high - order[i].low
            narrow = order[begin].high - order[begin].low
            full = (i + 1 - begin) * wide > BATCH_WORDS or wide > 1.5 * narrow + 8
        if full and i > begin:
            found.extend(_read(order[begin:i], encoded, networks, thresholds))
            begin = i
    return _without_overlaps(found)


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


def _read(rows: Sequence[Row], encoded: Encoded, networks: Networks, thresholds: Thresholds) -> list[Framed]:
    inputs = frame_inputs(rows, encoded)
    roles, valid, types, modes, status = networks.frames(inputs)
    role_share = softmax(roles)
    tags = role_tags(role_share, rows, thresholds)
    held = 1.0 / (1.0 + np.exp(-valid))
    tag_types = softmax(encoded.tags[:, networks.columns["triggers"]])
    type_share, status_share = softmax(types), softmax(status)
    frames: list[Framed] = []
    for i, row in enumerate(rows):
        score = float(np.sqrt(row.found * held[i]))
        if score < thresholds.anchors[row.kind]:
            continue
        spans = role_ranges(tags[i], role_share[i], row)
        start, end = row.start, row.end
        extent = [r for r in spans if r.label == "x" and r.start < row.end and r.end > row.start]
        if row.kind not in ("reason",):
            spans = [r for r in spans if r.label != "x"]
            if extent:
                start, end = min(r.start for r in extent), max(r.end for r in extent)
        if row.kind != "event":
            frames.append(Framed(row.kind, start, end, score, tuple(spans)))
            continue
        tagged = tag_types[row.start : row.end, 1:].reshape(row.end - row.start, -1, 2).sum(2).max(0) + 1e-6
        mixed = type_share[i] ** (1 - thresholds.tagger_share) * tagged**thresholds.tagger_share
        mixed = mixed / mixed.sum()
        best = int(mixed.argmax())
        name = labels.EVENTS[best]
        allowed = [0, *(labels.ALL_MODES.index(m) for m in labels.MODES[name])]
        share = softmax(modes[i, allowed])
        at, st = int(share.argmax()), int(status_share[i].argmax())
        frames.append(
            Framed(
                "event", start, end, score, tuple(spans),
                name, float(mixed[best]), labels.ALL_MODES[allowed[at]] or None, float(share[at]),
                labels.STATUS[st], float(status_share[i, st]),
            )
        )  # fmt: skip
    return frames


def role_tags(share: Floats, rows: Sequence[Row], thresholds: Thresholds) -> NDArray[np.int8]:
    """The best tags (0 O, 1 B, 2 I) of every word for every role [F, T, roles], from probabilities [F, T, roles, 3].

    Viterbi: I only behind B or I. A role's threshold shifts the odds of O, and beginning another span costs
    `thresholds.begin`, so that one long span is not broken by a doubtful word.
    """
    odds = np.concatenate([thresholds.roles[kind] for kind in labels.KINDS])
    cost = np.concatenate([thresholds.begin[kind] for kind in labels.KINDS])
    scores = np.log(share + 1e-6)
    scores[..., 0] += np.log(odds / (1 - odds))
    scores[..., 1] -= cost
    lengths = np.array([row.high - row.low for row in rows])
    frames, wide, roles, _ = scores.shape
    path = scores[:, 0].copy()
    path[..., 2] = -1e9
    back = np.zeros((wide, frames, roles, 3), dtype=np.int8)
    for t in range(1, wide):
        best = path.argmax(-1)
        top = path.max(-1)
        stay = path[..., 2] > path[..., 1]
        step = np.stack([top, top, np.maximum(path[..., 1], path[..., 2])], -1) + scores[:, t]
        back[t] = np.stack([best, best, np.where(stay, 2, 1)], -1)
        path = np.where((t < lengths)[:, None, None], step, path)
    tags = np.zeros((frames, wide, roles), dtype=np.int8)
    last = path.argmax(-1)
    for t in range(wide - 1, -1, -1):
        live = (t < lengths)[:, None]
        tags[:, t] = np.where(live, last, 0)
        last = np.where(live, np.take_along_axis(back[t], last[..., None], -1)[..., 0], last)
    return tags


def role_ranges(tags: NDArray[np.int8], share: Floats, row: Row) -> list[Range]:
    """A frame's role fillers from its tags [T, roles] and probabilities [T, roles, 3], in text order."""
    names = labels.ROLES[row.kind]
    at = labels.ROLE_AT[row.kind]
    found: list[Range] = []
    words, roles = np.nonzero(tags[: row.high - row.low, at : at + len(names)] == 1)
    for start, role in zip(words.tolist(), roles.tolist(), strict=True):
        end = start + 1
        while end < row.high - row.low and tags[end, at + role] == 2:
            end += 1
        score = float(1.0 - share[start:end, at + role, 0].mean())
        found.append(Range(row.low + start, row.low + end, names[role], score))
    return sorted(found, key=lambda r: (r.start, r.end))


def _without_overlaps(frames: list[Framed]) -> list[Framed]:
    taken: dict[str, set[int]] = {}
    kept: list[Framed] = []
    for frame in sorted(frames, key=lambda f: (-f.score, f.start)):
        words = taken.setdefault(frame.kind, set())
        if words.isdisjoint(range(frame.start, frame.end)):
            words.update(range(frame.start, frame.end))
            kept.append(frame)
    return sorted(kept, key=lambda f: (f.start, f.end, f.kind))
