"""Standing relations between the mentions of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.language import labels
from dragoman.language.encoding import Encoded
from dragoman.language.frames import DISTANCES
from dragoman.language.session import Networks
from dragoman.language.tags import softmax
from dragoman.language.thresholds import Thresholds

ROLE_TYPE, OTHER_TYPE = len(labels.NAMES), len(labels.NAMES) + 1
"""Mention types behind the names': a role, and any other phrase that plays a part in an event."""


@dataclass(frozen=True, slots=True)
class Related:
    """A relation between two word ranges."""

    head: tuple[int, int]
    label: str
    tail: tuple[int, int]
    score: float


def relate(
    mentions: Sequence[Sequence[tuple[int, int, int]]], encoded: Encoded, networks: Networks, thresholds: Thresholds
) -> list[list[Related]]:
    """Relations by sentence, from each sentence's mentions (start, end, type)."""
    pairs = [
        (number, first, second)
        for number, row in enumerate(mentions)
        for first in row
        for second in row
        if first != second and (first[1] <= second[0] or second[1] <= first[0] or ROLE_TYPE in (first[2], second[2]))
    ]
    found: list[list[Related]] = [[] for _ in mentions]
    if not pairs:
        return found
    distinct = {m: i for i, m in enumerate(dict.fromkeys(m for row in mentions for m in row))}
    vectors = np.stack([encoded.frames[a:b].mean(0) for a, b, _ in distinct])
    heads = np.array([distinct[p[1]] for p in pairs])
    tails = np.array([distinct[p[2]] for p in pairs])
    kinds = np.array([m[2] for m in distinct])
    starts = np.array([m[0] for m in distinct])
    gap = np.clip(starts[tails] - starts[heads], -DISTANCES, DISTANCES) + DISTANCES
    scores = networks.relations(
        {
            "head": vectors[heads],
            "tail": vectors[tails],
            "head_type": kinds[heads],
            "tail_type": kinds[tails],
            "distance": gap,
        }
    )
    share = softmax(scores)
    best = share[:, 1:].argmax(1)
    likely = share[np.arange(len(pairs)), 1 + best]
    floor = np.array([thresholds.relations[name] for name in labels.RELATIONS])
    for i in np.flatnonzero(likely >= floor[best]).tolist():
        number, first, second = pairs[i]
        found[number].append(
            Related((first[0], first[1]), labels.RELATIONS[int(best[i])], (second[0], second[1]), float(likely[i]))
        )
    return [sorted(row, key=lambda r: (r.head, r.tail)) for row in found]
