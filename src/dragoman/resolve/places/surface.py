"""The different names of a report's places, with where they stand and what they may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.record.mention import Mention
from dragoman.resolve.places.entry import Match
from dragoman.resolve.places.folding import plain
from dragoman.resolve.places.gazetteer import Gazetteer
from dragoman.resolve.places.wording import Wording, bare, common, directed, worded


@dataclass(frozen=True, slots=True)
class Surface:
    """One name of the report: its mentions in order, how it is worded and its candidates.

    `stands_for` is the wider place where the tables lack a facility but have the town that it is named for.
    """

    name: str
    mentions: tuple[Mention, ...]
    wording: Wording
    matches: tuple[Match, ...]
    stands_for: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """Two surfaces, by their numbers, of which the words say that the first lies in the second."""

    inner: int
    outer: int


# What may stand between a place and the one that holds it: "Paris, Texas", "Homs (Syria)", "Goma in eastern Congo".
_HOLDS = re.compile(r"\s*,\s*|\s*\(\s*|\s*,?\s+in\s+(?:the\s+)?")
_OWNS = re.compile(r"['’]s?\s+")
# The capitalised words after a comma or "in": a wider place that the reader names but nobody marked.
_FOLLOWING = re.compile(r"(?:,\s*|\s*\(|\s+in\s+)((?:[A-Z][\w.’'-]*)(?:\s[A-Z][\w.’'-]*){0,2})")


def surfaces(
    mentions: Sequence[Mention], text: str, gazetteer: Gazetteer, context: Sequence[Mention] = ()
) -> tuple[list[Surface], list[Tie]]:
    """The report's places by name, then those that it only speaks of in passing (without mentions), and the ties.

    Mentions of one name are one surface: a name has one sense in a report. In passing are wider places after a comma
    that nobody marked, and places inside the names of `context` ("Homs Military Council", "Syrians").
    """
    order = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
    names = _Names(gazetteer)
    numbers = [names.place(mention) for mention in order]
    ties: set[tuple[int, int]] = set()
    for i, (at, mention) in enumerate(zip(numbers, order, strict=True)):
        follower = order[i + 1] if i + 1 < len(order) else None
        gap = text[mention.span.end : follower.span.start] if follower else None
        following = _FOLLOWING.match(text, mention.span.end)
        if gap is not None and len(gap) < LONGEST_GAP and _HOLDS.fullmatch(gap):
            ties.add((at, numbers[i + 1]))
        elif gap is not None and _OWNS.fullmatch(gap):
            ties.add((numbers[i + 1], at))
        elif following and (follower is None or follower.span.start >= following.end()):
            words = following[1].rstrip("’'-").split()
            wider = (names.passing(" ".join(words[:size]), mention, _WIDER) for size in range(len(words), 0, -1))
            ties.update((at, number) for number in wider if number is not None)
        if (owner := names.made[at].wording.owner) and (number := names.passing(owner, mention, _WIDER)) is not None:
            ties.add((at, number))
    for other in context:
        next((name for name in _inside(other.text) if names.passing(name, other) is not None), None)
    return names.made, [Tie(inner, outer) for inner, outer in sorted(ties) if inner != outer]


class _Names:
    """Collects the surfaces of one report; `made` holds them in the order of their first mention."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.made: list[Surface] = []
        self._gazetteer = gazetteer
        self._number: dict[str, int] = {}

    def place(self, mention: Mention) -> int:
        """Adds a mention; the number of its surface."""
        key = plain(mention.text)
        if key not in self._number:
            self._add(key, Surface(mention.text, (), *candidates(mention, self._gazetteer)))
        at = self._number[key]
        self.made[at] = replace(self.made[at], mentions=(*self.made[at].mentions, mention))
        return at

    def passing(self, name: str, beside: Mention, kinds: frozenset[str] | None = None) -> int | None:
        """The number of a name that is no mention, as a place of the `kinds`; None where it can mean none."""
        key = plain(name)
        if key in self._number:
            return self._number[key]
        wording, matches, stands_for = candidates(Mention(name, beside.span), self._gazetteer)
        matches = tuple(m for m in matches if kinds is None or m.entry.kind in kinds)
        if stands_for or not matches:
            return None
        self._add(key, Surface(name, (), wording, matches))
        return self._number[key]

    def _add(self, key: str, surface: Surface) -> None:
        self._number[key] = len(self.made)
        self.made.append(surface)


_WIDER = frozenset({"country", "province"})
LONGEST_GAP = 12
"""Characters between two names, from which on the second does not tell where the first lies."""


def _inside(name: str) -> list[str]:
    """Where a place may stand in a name: its first words, the longest first, and what follows "of"."""
    words = name.split()
    starts = [" ".join(words[:size]) for size in range(min(3, len(words)), 0, -1)]
    return [*starts, *(" ".join(words[i + 1 : i + 3]) for i, word in enumerate(words[:-1]) if word == "of")]


_SETTLED = frozenset({"country", "province", "district", "city", "area"})
_GROUND = frozenset({"area", "water"})
# Kinds of place that a name without its word for a kind may mean, by that word.
_KINDS = {"province": _SETTLED, "district": _SETTLED, "city": _SETTLED, "area": _GROUND, "water": _GROUND}


def candidates(mention: Mention, gazetteer: Gazetteer) -> tuple[Wording, tuple[Match, ...], bool]:
    """What the words may mean, and how they are to be read.

    The whole is looked up first, then the core, the core without its word for a kind of place, the core without a
    direction ("North Texas"), and for a facility the town that it is named for, which the last value tells.
    """
    wording = worded(mention.text)
    if common(mention.text):
        return wording, (), False
    for name in dict.fromkeys([mention.text, wording.core]):
        if matches := gazetteer.lookup(name):
            return wording, matches, False
    short, level = bare(wording.core), wording.level
    named = gazetteer.lookup(short) if short != wording.core and level in _KINDS else ()
    if matches := tuple(m for m in named if m.grade != "people" and m.entry.kind in _KINDS[level or ""]):
        return wording, matches, False
    if (part := directed(wording)) is not None and (matches := gazetteer.lookup(part.core)):
        return part, matches, False
    if level in ("facility", "crossing", "camp") or getattr(mention, "label", "") == "FAC":
        words = wording.core.split()
        for size in range(len(words) - 1, 0, -1):
            named = gazetteer.lookup(" ".join(words[:size]))
            if towns := tuple(m for m in named if m.entry.kind in ("city", "district", "province", "camp")):
                return wording, towns, True
    return wording, (), False
