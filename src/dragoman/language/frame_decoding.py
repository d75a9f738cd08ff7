"""From the frame module's probabilities to frames: what holds, of which type, who fills which role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.language import labels
from dragoman.language.framing import Row, Scores
from dragoman.language.graph import FrameKind
from dragoman.language.tags import Range, softmax
from dragoman.language.thresholds import Thresholds

Floats = NDArray[np.float32]
Tags = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame in word indexes; type, mode and status are None but for events."""

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


def decode(parts: Sequence[Scores], tag_types: Floats, thresholds: Thresholds) -> list[Framed]:
    """The frames that hold, in text order; of overlapping anchors of a kind the better one stays.

    `tag_types` are the word head's type probabilities [words, types].
    """
    found: list[Framed] = []
    for part, roles in zip(parts, shared(parts, thresholds.quotation_share), strict=True):
        tags = role_tags(roles, part.rows, thresholds)
        for i, row in enumerate(part.rows):
            score = float(np.sqrt(row.found * part.held[i]))
            if score >= thresholds.anchors[row.kind]:
                found.append(_framed(part, i, score, role_ranges(tags[i], roles[i], row), tag_types, thresholds))
    return _without_overlaps(found)


def shared(parts: Sequence[Scores], share: float) -> list[Floats]:
    """Role probabilities in which an attribution's source and content are mixed with those of the quotation at its cue.

    PolNeAR, which quotations are learnt from, has sixteen times as many examples; both mean who says what.
    """
    quotations = [(part, i, row) for part in parts for i, row in enumerate(part.rows) if row.kind == "quotation"]
    at = {word: (part, i, row) for part, i, row in quotations for word in range(row.start, row.end)}
    mine, theirs = (slice(labels.ROLE_AT[kind] + 1, labels.ROLE_AT[kind] + 3) for kind in ("attribution", "quotation"))
    out: list[Floats] = []
    for part in parts:
        roles = part.roles
        if share and any(row.kind == "attribution" for row in part.rows):
            roles = roles.copy()
            for i, row in enumerate(part.rows):
                found = next((at[w] for w in range(row.start, row.end) if w in at), None)
                if row.kind != "attribution" or found is None:
                    continue
                other, number, quotation = found
                low, size = row.low - quotation.low, row.high - row.low
                told = other.roles[number, low : low + size, theirs]
                roles[i, :size, mine] = (1 - share) * roles[i, :size, mine] + share * told
        out.append(roles)
    return out


def _framed(
    part: Scores, i: int, score: float, spans: list[Range], tag_types: Floats, thresholds: Thresholds
) -> Framed:
    row = part.rows[i]
    start, end = row.start, row.end
    if "x" in labels.ROLES[row.kind] and row.kind != "reason":
        extent = [r for r in spans if r.label == "x" and r.start < row.end and r.end > row.start]
        spans = [r for r in spans if r.label != "x"]
        if extent:
            start, end = min(r.start for r in extent), max(r.end for r in extent)
    if row.kind != "event":
        return Framed(row.kind, start, end, score, tuple(spans))
    tagged = tag_types[row.start : row.end].max(0) + 1e-6
    mixed = part.types[i] ** (1 - thresholds.tagger_share) * tagged**thresholds.tagger_share
    mixed = mixed / mixed.sum()
    best = int(mixed.argmax())
    name = labels.EVENTS[best]
    allowed = [0, *(labels.ALL_MODES.index(m) for m in labels.MODES[name])]
    modes = softmax(part.modes[i, allowed])
    mode, status = int(modes.argmax()), int(part.status[i].argmax())
    return Framed(
        "event",
        start,
        end,
        score,
        tuple(spans),
        name,
        float(mixed[best]),
        labels.ALL_MODES[allowed[mode]] or None,
        float(modes[mode]),
        labels.STATUS[status],
        float(part.status[i, status]),
    )


def role_tags(share: Floats, rows: Sequence[Row], thresholds: Thresholds) -> Tags:
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
    by_tag: Floats = np.ascontiguousarray(scores.transpose(3, 1, 0, 2))
    none, begins, inside = by_tag[0], by_tag[1], by_tag[2]  # each [T, F, roles]
    # What the best tags up to a word come to, by the tag that they end with. `going` is one that I may follow.
    out: Floats = none[0].copy()
    first: Floats = begins[0].copy()
    later: Floats = np.full((frames, roles), -1e9, dtype=np.float32)
    from_any: Tags = np.zeros((wide, frames, roles), dtype=np.int8)
    from_going: Tags = np.zeros((wide, frames, roles), dtype=np.int8)
    for t in range(1, wide):
        going = np.maximum(first, later)
        stay = later > first
        from_going[t] = stay + np.int8(1)
        from_any[t] = np.where(out >= going, np.int8(0), from_going[t])
        top = np.maximum(out, going)
        live = (t < lengths)[:, None]
        out = np.where(live, top + none[t], out)
        first = np.where(live, top + begins[t], first)
        later = np.where(live, going + inside[t], later)
    tags = np.zeros((frames, wide, roles), dtype=np.int8)
    last: Tags = np.where(out >= np.maximum(first, later), np.int8(0), (later > first) + np.int8(1))
    for t in range(wide - 1, -1, -1):
        live = (t < lengths)[:, None]
        tags[:, t] = last * live
        before: Tags = from_any[t].copy()
        np.copyto(before, from_going[t], where=last == 2)
        np.copyto(last, before, where=live)
    return tags


def role_ranges(tags: Tags, share: Floats, row: Row) -> list[Range]:
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
