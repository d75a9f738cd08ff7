"""What the network learns from: documents of sentences with targets, in word indexes of the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.language import labels

IGNORE = -100
"""Target that no loss is taken of."""


@dataclass
class FrameTarget:
    """A frame: its kind, the words of its anchor, and the word ranges of its roles (start, end), by role."""

    kind: int
    anchor: tuple[int, int]
    roles: dict[str, list[tuple[int, int]]]
    type: int = IGNORE
    mode: int = IGNORE
    status: int = IGNORE


@dataclass
class Sample:
    """A document. `bounds` are the word ranges of its sentences; `tags` hold a label (or IGNORE) for each word.

    `mentions` are (start, end, type) word ranges, `relations` (head mention, label, tail mention) over them;
    `complete` names the frame kinds whose absence is meant, so that false anchors can serve as negatives.
    """

    words: list[str]
    bounds: list[tuple[int, int]]
    tags: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    heads: list[int] | None = None
    deprels: list[int] | None = None
    frames: list[FrameTarget] = field(default_factory=list[FrameTarget])
    mentions: list[tuple[int, int, int]] | None = None
    relations: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    factuality: list[tuple[int, float]] = field(default_factory=list[tuple[int, float]])
    pair: tuple[int, int, list[int]] | None = None
    complete: tuple[str, ...] = ()


def paint(length: int, spans: Iterable[tuple[int, int, str]], types: Sequence[str]) -> list[int]:
    """BIO label ids for `length` words; of overlapping spans the longest wins."""
    ids = {tag: i for i, tag in enumerate(labels.bio(tuple(types)))}
    out = [0] * length
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(out[i] == 0 for i in range(start, end)):
            out[start] = ids[f"B-{kind}"]
            for i in range(start + 1, end):
                out[i] = ids[f"I-{kind}"]
    return out


def word_range(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The words that characters `start` to `end` touch, as a range of indexes, or None."""
    inside = [i for i, (a, b) in enumerate(spans) if a < end and b > start]
    return (inside[0], inside[-1] + 1) if inside else None
