"""Where the parts of a network of columns stand: bars as high as what they carry, joined by bands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

SWEEPS = 8
"""Passes in which columns are put in order, each by where its neighbours stand."""
ROOM = 17.0
"""Height that a bar has at least, in pixels: that of its label."""
GAP = 7.0
"""Pixels between bars."""
BROADEST = 14.0
"""Height of a single saying at most, in pixels, however few there are."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar's upper end and its height; `room` is what it and its label take, about the same middle."""

    top: float
    height: float
    room: float

    @property
    def middle(self) -> float:
        """Of its height."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Band:
    """What joins two bars: the middles of its two ends, and how broad it is."""

    start: float
    end: float
    breadth: float


def columned(
    columns: Sequence[int], flows: Sequence[tuple[int, int, int]], height: float
) -> tuple[list[Bar], list[Band], float]:
    """Bars, by the column of each, and the bands of `flows` (from, to, how much) between them, so high that the bars of
    the fullest column fill `height` where there is enough of them, and how high it all is."""
    carried = [0] * len(columns)
    for number in range(len(columns)):
        into = sum(amount for _, other, amount in flows if other == number)
        out = sum(amount for one, _, amount in flows if one == number)
        carried[number] = max(into, out)
    by_column = defaultdict[int, list[int]](list)
    for number, column in enumerate(columns):
        by_column[column].append(number)
    most = max((sum(carried[number] for number in listed) for listed in by_column.values()), default=1)
    scale = min(BROADEST, height / max(1, most))
    heights = [max(2.0, amount * scale) for amount in carried]
    rooms = [max(ROOM, tall) + GAP for tall in heights]
    order = _ordered(by_column, flows)
    whole = max((sum(rooms[number] for number in listed) for listed in order), default=0.0)
    bars = dict[int, Bar]()
    for listed in order:
        # A column that is shorter than the fullest has its bars spread over the same height.
        spread = (whole - sum(rooms[number] for number in listed)) / max(1, len(listed))
        top = 0.0
        for number in listed:
            middle = top + (rooms[number] + spread) / 2
            bars[number] = Bar(round(middle - heights[number] / 2, 1), round(heights[number], 1), rooms[number] - GAP)
            top += rooms[number] + spread
    return [bars[number] for number in range(len(columns))], _bands(bars, flows, scale), whole


def _ordered(by_column: dict[int, list[int]], flows: Sequence[tuple[int, int, int]]) -> list[list[int]]:
    """Each column in an order in which few bands cross: by the mean place of what its bars are joined with (Sugiyama
    and others 1981, https://doi.org/10.1109/TSMC.1981.4308636)."""
    order = [list(by_column[column]) for column in sorted(by_column)]
    joined = defaultdict[int, list[tuple[int, int]]](list)
    for one, other, amount in flows:
        joined[one].append((other, amount))
        joined[other].append((one, amount))
    for _ in range(SWEEPS):
        for listed in order:
            place = {number: at / max(1, len(column)) for column in order for at, number in enumerate(column)}

            def mean(number: int, place: dict[int, float] = place) -> float:
                near = joined[number]
                whole = sum(amount for _, amount in near)
                return sum(place[other] * amount for other, amount in near) / whole if whole else place[number]

            listed.sort(key=lambda number: (mean(number), number))
    return order


def _bands(bars: dict[int, Bar], flows: Sequence[tuple[int, int, int]], scale: float) -> list[Band]:
    """The bands, one below the other along each bar, in the order of the bars at their other ends."""
    starts, ends = dict[int, float](), dict[int, float]()
    used = defaultdict[int, float](float)
    for number in sorted(range(len(flows)), key=lambda at: (bars[flows[at][1]].middle, at)):
        one, _, amount = flows[number]
        starts[number] = bars[one].top + used[one] + amount * scale / 2
        used[one] += amount * scale
    used.clear()
    for number in sorted(range(len(flows)), key=lambda at: (bars[flows[at][0]].middle, at)):
        _, other, amount = flows[number]
        ends[number] = bars[other].top + used[other] + amount * scale / 2
        used[other] += amount * scale
    return [
        Band(round(starts[number], 1), round(ends[number], 1), round(max(1.0, amount * scale), 1))
        for number, (_, _, amount) in enumerate(flows)
    ]
