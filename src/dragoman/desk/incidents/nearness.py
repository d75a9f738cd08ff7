"""How near two tellings are in one respect, 0 to 1: their types, parties, places, days and tolls.

None means that nothing can be told, because one of them does not say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dragoman.desk.incidents.tellings import Party, Spot, Telling, Toll
from dragoman.resolve.places.geometry import distance

STATE = frozenset(("GOV", "MIL", "COP", "SPY", "JUD", "LEG"))
"""PLOVER sectors of a state's own organs."""
ARMED = frozenset(("REB", "UAF"))
"""... of armed groups that are no state's."""


def types(one: Telling, other: Telling) -> float:
    """Whether two types and modes may name one happening."""
    if one.type != other.type:
        return _pairs().get((one.type, other.type), 0.0)
    table = _types()
    if one.mode == other.mode:
        return 1.0 if one.mode else 0.8
    if one.mode is None or other.mode is None:
        return table["untold"]
    first, second = sorted((one.mode, other.mode))
    return table["modes"].get(f"{one.type} {first} {second}", table["other"])


@cache
def near_types(type: str) -> tuple[str, ...]:
    """A type and those that may tell of the same happening."""
    return tuple(dict.fromkeys((type, *(other for one, other in _pairs() if one == type))))


@lru_cache(maxsize=16384)
def parties(one: tuple[Party, ...], other: tuple[Party, ...]) -> float | None:
    """How far those who take part in one role are the same."""
    if not one or not other:
        return None
    if len(one) == len(other) == 1:
        return same(one[0], other[0])
    rows = [[same(a, b) for b in other] for a in one]
    here = [max((value for value in row if value is not None), default=None) for row in rows]
    there = [max((v for v in column if v is not None), default=None) for column in zip(*rows, strict=True)]
    few, many = sorted((here, there), key=len)
    told, all = [v for v in few if v is not None], [v for v in many if v is not None]
    if not told or not all:
        return None
    return 0.6 * sum(told) / len(told) + 0.4 * sum(all) / len(all)


def same(one: Party, other: Party) -> float | None:
    """How far two parties may be the same: one key; a state and its organs; country and sector; words of a name."""
    if one.key == other.key:
        return 1.0
    value = _country_and_sector(one, other)
    if value is not None and value < 0.3:
        return value
    if one.words and other.words:
        shared = len(one.words & other.words) / len(one.words | other.words)
        if shared:
            return max(value or 0.0, 0.5 + 0.5 * shared)
    return value


def _country_and_sector(one: Party, other: Party) -> float | None:
    if one.country and other.country:
        if one.country != other.country:
            return 0.0
        if (_rules(one) and other.sectors & STATE) or (_rules(other) and one.sectors & STATE):
            return 0.85
        if one.kind == other.kind == "person":
            return 0.4
        if not one.sectors or not other.sectors:
            return 0.6
        if one.sectors & other.sectors:
            return 0.75
        if (one.sectors & STATE and other.sectors & STATE) or (one.sectors & ARMED and other.sectors & ARMED):
            return 0.65
        return 0.1
    if not one.sectors or not other.sectors:
        return None
    if one.sectors & STATE and other.sectors & STATE:
        return 0.5
    if one.sectors & other.sectors or (one.sectors & ARMED and other.sectors & ARMED):
        return 0.6
    return 0.15


def _rules(party: Party) -> bool:
    return party.kind in ("country", "government") or party.key.startswith("leader:")


def places(one: Spot | None, other: Spot | None) -> float | None:
    """How far two places may be one: the same, one within another, or near each other."""
    if one is None or other is None:
        return None
    if one.key == other.key:
        return 1.0
    if one.country and other.country and one.country != other.country:
        return 0.0
    small, large = sorted((one, other), key=lambda spot: spot.radius)
    apart = distance((one.lat, one.lon), (other.lat, other.lon))
    if large.kind == "country":
        return 0.5 if large.country == small.country else 0.0
    if apart <= large.radius + small.radius:
        # The wider the place that holds the other, the less it says.
        return 0.9 if large.radius < 25 else 0.7 if large.radius < 80 else 0.55
    if large.radius < 80 and large.admin and large.admin == small.admin and "province" in (large.kind, small.kind):
        return 0.7
    return max(0.0, 0.5 - (apart - large.radius - small.radius) / 40)


def days(one: Telling, other: Telling, *, lasting: bool = False) -> float | None:
    """How far two tellings may be of one time: days that overlap, else tellings that were published near each other.

    What is `lasting` is told for months, else for weeks.
    """
    fade = 0.004 if lasting else 0.02
    if one.day is not None and other.day is not None:
        first, second = _span(one), _span(other)
        gap = max(first[0], second[0]) - min(first[1], second[1])
        if gap > 0:
            return max(0.0, 0.6 - fade * gap if lasting else 0.55 - 0.15 * gap)
        longer = max(first[1] - first[0], second[1] - second[0])
        return 1.0 if longer == 0 else 0.85 if longer < 7 else 0.7 if longer < 32 else 0.55
    if one.report == other.report:
        return None
    if one.day is None and other.day is None:
        if not one.published or not other.published:
            return None
        return max(0.0, 0.65 - fade * abs(one.published - other.published))
    dated, undated = (one, other) if one.day is not None else (other, one)
    if not undated.published:
        return None
    first, last = _span(dated)
    after = undated.published - last
    if undated.period == "future":
        return 0.5 if last >= undated.published else max(0.1, 0.5 - 0.05 * after)
    if undated.published < first:
        return 0.1
    return max(0.15, 0.7 - (fade if lasting else 0.05) * max(0, after - 1))


def _span(telling: Telling) -> tuple[int, int]:
    assert telling.day is not None
    return telling.day, max(telling.day, telling.until if telling.until is not None else telling.day)


def tolls(one: Sequence[Toll], other: Sequence[Toll]) -> float | None:
    """How far the numbers of people agree: the best pair of one kind counts."""
    found = [_toll(a, b) for a in one for b in other if a.kind == b.kind or "people" in (a.kind, b.kind)]
    return max(found, default=None)


def _toll(one: Toll, other: Toll) -> float:
    if (one.low, one.high) == (other.low, other.high):
        return 1.0
    low, high = sorted((one, other), key=lambda toll: toll.low)
    if low.high is None or low.high >= high.low:
        return 0.8
    # Tolls rise while the dead are counted: one twice the other may still be the same.
    ratio = low.high / high.low if high.low else 0.0
    return max(0.0, 0.7 * ratio + 0.1) if ratio >= 0.2 else 0.0


def stems(one: frozenset[str], other: frozenset[str]) -> float | None:
    """The share of stems in common."""
    return len(one & other) / min(len(one), len(other)) if one and other else None


@cache
def _pairs() -> dict[tuple[str, str], float]:
    """Pairs of types in either order."""
    pairs = ((tuple(names.split()), value) for names, value in _types()["types"].items())
    return {pair: value for (one, other), value in pairs for pair in ((one, other), (other, one))}


@cache
def _types() -> dict[str, Any]:
    return tomllib.loads((files("dragoman.desk.incidents") / "data" / "types.toml").read_text("utf-8"))
