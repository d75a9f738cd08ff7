"""Statements put into groups: the two groups with the strongest link are joined until no link is strong enough.

The link of two groups is the middle between the mean and the best score of their pairs: the mean alone would keep a
long story from growing, the best alone would chain what has nothing in common. It depends on nothing but the scores, so
that the order of the statements makes no difference as long as no two links are equal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together, and the weakest link by which they were joined, 0 to 1; 1 for a single one."""

    items: tuple[int, ...]
    score: float = 1.0


def components(items: Iterable[int], edges: Iterable[Pair]) -> list[list[int]]:
    """The items that edges connect, each part in the order of the items."""
    order = list(items)
    root = {item: item for item in order}

    def find(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for one, other in edges:
        root[find(one)] = find(other)
    parts = dict[int, list[int]]()
    for item in order:
        parts.setdefault(find(item), []).append(item)
    return list(parts.values())


def cluster(
    first: Sequence[Group], scores: Mapping[Pair, float], threshold: float, apart: Collection[Pair] = ()
) -> list[Group]:
    """Joins groups. `first` are those to begin with, most of them of one item; `scores` those of pairs of items, of
    which one that is missing counts 0; `apart` are pairs of items that must not come together."""
    count = len(first)
    of = {item: number for number, group in enumerate(first) for item in group.items}
    total, best = np.zeros((count, count)), np.zeros((count, count))
    for (one, other), value in scores.items():
        a, b = of.get(one), of.get(other)
        if a is not None and b is not None and a != b:
            total[a, b] += value
            total[b, a] += value
            best[a, b] = best[b, a] = max(best[a, b], value)
    barred = np.eye(count, dtype=bool)
    for one, other in apart:
        if one in of and other in of:
            barred[of[one], of[other]] = barred[of[other], of[one]] = True
    size = np.array([len(group.items) for group in first], dtype=float)
    groups: list[Group | None] = list(first)
    link = _links(total, best, size, barred)
    while count > 1:
        a, b = sorted(divmod(int(link.argmax()), count))
        value = float(link[a, b])
        if value < threshold:
            break
        one, other = groups[a], groups[b]
        assert one is not None and other is not None
        groups[a] = Group((*one.items, *other.items), min(one.score, other.score, value))
        groups[b] = None
        total[a] += total[b]
        total[:, a] = total[a]
        best[a] = np.maximum(best[a], best[b])
        best[:, a] = best[a]
        barred[a] |= barred[b]
        barred[a, a] = True
        barred[:, a] = barred[a]
        barred[b] = barred[:, b] = True
        size[a] += size[b]
        row = np.where(barred[a], -1.0, (total[a] / (size[a] * size) + best[a]) / 2)
        link[a] = link[:, a] = row
        link[b] = link[:, b] = -1.0
    return [group for group in groups if group is not None]


def _links(total: np.ndarray, best: np.ndarray, size: np.ndarray, barred: np.ndarray) -> np.ndarray:
    return np.where(barred, -1.0, (total / np.outer(size, size) + best) / 2)
