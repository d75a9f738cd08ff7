"""Statements put into groups: the two groups with the strongest link are joined until no link is strong enough.

The link of two groups is the middle between the mean and the best score of their pairs: the mean alone would keep a
long story from growing, the best alone would chain what has nothing in common. It depends on nothing but the scores, so
that the order of the statements makes no difference as long as no two links are equal. No link is stronger than the
best of its pairs: groups without a strong pair are never compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

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
    first: Sequence[Group],
    edges: Iterable[Pair],
    score: Callable[[int, int], float],
    threshold: float,
    apart: Collection[Pair] = (),
) -> list[Group]:
    """Joins groups.

    `first` are those to begin with, most of them of one item; `edges` the pairs of items that may be strong enough;
    `score` gives that of any pair of items, 0 to 1; `apart` are pairs of items that must not come together.
    """
    if len(first) < 2:
        return list(first)
    joining = _Joining(list(first), score, threshold)
    joining.keep(apart)
    joining.link(edges)
    while joining.waiting:
        value, one, other = heappop(joining.waiting)
        # What was found of a group before it grew is out of date.
        if other in joining.near[one] and joining.strength(one, other) == -value:
            joining.join(one, other)
    return [group for group in joining.groups if group is not None]


class _Joining:
    """The groups so far, by numbers, with the sum and the best of the scores of those that have a strong pair; and the
    links that are strong enough, the strongest first."""

    def __init__(self, groups: list[Group | None], score: Callable[[int, int], float], threshold: float) -> None:
        self.groups, self.score, self.threshold = groups, score, threshold
        self.of = {item: number for number, group in enumerate(groups) if group for item in group.items}
        self.near = defaultdict[int, dict[int, tuple[float, float]]](dict)
        self.barred = defaultdict[int, set[int]](set)
        self.waiting = list[tuple[float, int, int]]()

    def keep(self, apart: Iterable[Pair]) -> None:
        """Bars groups from being joined."""
        for one, other in apart:
            if one in self.of and other in self.of:
                self.barred[self.of[one]].add(self.of[other])
                self.barred[self.of[other]].add(self.of[one])

    def link(self, edges: Iterable[Pair]) -> None:
        """Links the groups of pairs of items."""
        for one, other in edges:
            a, b = self.of[one], self.of[other]
            if a != b and b not in self.near[a] and b not in self.barred[a]:
                self._set(a, b, self._compared(a, b))

    def strength(self, one: int, other: int) -> float:
        """How strong the link of two groups is."""
        total, best = self.near[one][other]
        return (total / (len(self._items(one)) * len(self._items(other))) + best) / 2

    def join(self, one: int, other: int) -> None:
        """Puts a group into another one, and links that with all that either was linked with."""
        weakest, known = self.strength(one, other), dict[int, tuple[float, float]]()
        self.barred[one] |= self.barred[other]
        for number in self.barred[other]:
            self.barred[number].add(one)
        mine, theirs = self.near[one], self.near.pop(other)
        for number in sorted((mine.keys() | theirs.keys()) - {one, other}):
            sums = [
                of[number] if number in of else self._compared(at, number) for of, at in ((mine, one), (theirs, other))
            ]
            known[number] = (sums[0][0] + sums[1][0], max(sums[0][1], sums[1][1]))
        a, b = self.groups[one], self.groups[other]
        assert a is not None and b is not None
        self.groups[one], self.groups[other] = Group((*a.items, *b.items), min(a.score, b.score, weakest)), None
        mine.clear()
        for number, sums in known.items():
            for gone in (one, other):
                self.near[number].pop(gone, None)
            if number not in self.barred[one]:
                self._set(one, number, sums)

    def _set(self, one: int, other: int, sums: tuple[float, float]) -> None:
        self.near[one][other] = self.near[other][one] = sums
        value = self.strength(one, other)
        if value >= self.threshold:
            heappush(self.waiting, (-value, min(one, other), max(one, other)))

    def _compared(self, one: int, other: int) -> tuple[float, float]:
        found = [self.score(a, b) for a in self._items(one) for b in self._items(other)]
        return sum(found), max(found)

    def _items(self, number: int) -> tuple[int, ...]:
        group = self.groups[number]
        assert group is not None
        return group.items
