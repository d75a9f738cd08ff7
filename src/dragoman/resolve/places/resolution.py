"""Places of a report: from mentions to `Location` records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from dragoman.record.mention import Mention
from dragoman.record.world import Candidate, Location, LocationKind, LocationPrecision, Unplaced
from dragoman.report import Span
from dragoman.resolve.places.entry import Match
from dragoman.resolve.places.folding import fold
from dragoman.resolve.places.gazetteer import Gazetteer
from dragoman.resolve.places.geometry import distance, shifted
from dragoman.resolve.places.ranking import Hints, rank
from dragoman.resolve.places.surface import Surface, Tie, surfaces
from dragoman.resolve.places.wording import common

OTHERS = 5
"""Alternatives that a location keeps at most; those below `LEAST` are left out."""
LEAST = 0.01
PART = 0.5
"""How far the middle of "the north" of a place lies from its own middle, and how far it reaches, in its radius: a half
of a disc has its middle at 0.42 of the radius, a third of it further out."""
NEAR = 15.0
"""Kilometres that "near" and "outside" add to a place's radius."""
SMALL, MANY, FAR = 50_000, 3, 500.0
"""A place of fewer people than the first is taken for a stray namesake where the second number of other places, or
more, are named and all lie in other countries and further than the third, in kilometres, from it."""
_PRECISION: dict[LocationKind, LocationPrecision] = {
    "country": "country",
    "province": "province",
    "district": "district",
    "city": "city",
    "area": "area",
    "water": "area",
    "facility": "point",
    "crossing": "point",
    "camp": "point",
}


def resolve_places(
    mentions: Sequence[Mention],
    text: str,
    gazetteer: Gazetteer,
    *,
    hints: Hints | None = None,
    metonyms: Collection[Span] = (),
    context: Sequence[Mention] = (),
) -> tuple[tuple[Location, ...], tuple[Unplaced, ...]]:
    """The places that a report's mentions mean, in the order of their first mention, and the mentions left over.

    `mentions` are names of places with spans in `text`. `metonyms` are spans of mentions that stand for a government
    or a people; a location of which all mentions do so says so. `context` are other names (of organisations,
    nationalities) whose own places tell where the report plays, though they are no places of it. What the tables lack
    is left over, and so is a name whose only places are far from all else that the report speaks of.
    """
    found, ties = surfaces(mentions, text, gazetteer, context)
    shares = rank(found, ties, hints or Hints())
    chosen: dict[str, Location] = {}
    left: list[Unplaced] = []
    best = [max(range(len(row)), key=lambda i: (row[i], -i)) if row else None for row in shares]
    for number, (surface, row) in enumerate(zip(found, shares, strict=True)):
        if not surface.mentions:
            continue
        at = best[number]
        if at is None:
            core = surface.wording.core
            told = f"{core!r} names no place" if common(surface.name) else f"no table has a place called {core!r}"
            left += [Unplaced(mention, told) for mention in surface.mentions]
            continue
        if _stray(number, at, found, ties, best):
            stray = surface.matches[at].entry
            told = (
                f"the only known place called so, {stray.name} in {stray.country}, lies far from all else in the report"
            )
            left += [Unplaced(mention, told) for mention in surface.mentions]
            continue
        reason = _reason(number, at, found, ties, best)
        made = _location(surface, at, row, reason, metonyms)
        if (same := chosen.get(made.id)) is not None:
            joined = sorted((*same.mentions, *made.mentions), key=lambda m: m.span.start)
            made = replace(same, mentions=tuple(joined), metonym=same.metonym and made.metonym)
        chosen[made.id] = made
    locations = sorted(chosen.values(), key=lambda place: place.mentions[0].span.start)
    return tuple(locations), tuple(sorted(left, key=lambda u: u.mention.span.start))


def _location(surface: Surface, at: int, row: Sequence[float], reason: str, metonyms: Collection[Span]) -> Location:
    entry, wording = surface.matches[at].entry, surface.wording
    lat, lon, radius, id, name = entry.lat, entry.lon, entry.radius, entry.id, entry.name
    precision = _PRECISION[entry.kind]
    words = [name]
    if wording.relation == "part" and fold(surface.name) != fold(name) and _extended(entry.kind, radius):
        reach = PART * radius
        lat, lon = shifted((lat, lon), wording.east * reach, wording.north * reach)
        radius, precision = reach, "area"
        words = [*_side(wording.east, wording.north), name]
    elif wording.relation == "near":
        radius, precision, words = radius + NEAR, "area", ["near", name]
    elif surface.stands_for:
        words, precision = [surface.wording.core], "city"
    if len(words) > 1 or surface.stands_for:
        id, name = f"{id}#{fold(words[0])}", " ".join(words)
    order = sorted(range(len(row)), key=lambda i: (-row[i], i))
    others = [i for i in order if i != at and row[i] >= LEAST][:OTHERS]
    return Location(
        id=id,
        name=name,
        kind=entry.kind if len(words) == 1 else "area",
        precision=precision,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius=round(radius, 1),
        country=entry.country,
        admin=entry.admin,
        geonames=entry.geonames if id == entry.id else None,
        metonym=all(mention.span in metonyms for mention in surface.mentions),
        alternatives=tuple(_candidate(surface.matches[i], row[i]) for i in others),
        mentions=surface.mentions,
        score=round(row[at], 3),
        reason=reason,
    )


def _extended(kind: LocationKind, radius: float) -> bool:
    return kind in ("country", "province", "district", "area", "water", "city") and radius > 1


def _side(east: float, north: float) -> list[str]:
    upright = "north" if north > 0.3 else "south" if north < -0.3 else ""
    across = "east" if east > 0.3 else "west" if east < -0.3 else ""
    return [(upright + across + "ern") if upright or across else "central"]


def _candidate(match: Match, share: float) -> Candidate:
    entry = match.entry
    return Candidate(entry.name, entry.country, entry.lat, entry.lon, entry.geonames, round(share, 3))


def _stray(number: int, at: int, found: Sequence[Surface], ties: Sequence[Tie], best: Sequence[int | None]) -> bool:
    """Whether the place is a small namesake in a country of which a report of many places tells nothing else."""
    entry = found[number].matches[at].entry
    if entry.kind not in ("city", "district") or entry.population >= SMALL or entry.geonames is None:
        return False
    if any(number in (tie.inner, tie.outer) for tie in ties):
        return False
    others = [found[i].matches[b].entry for i, b in enumerate(best) if b is not None and i != number]
    return len(others) >= MANY and all(
        other.country != entry.country and distance((other.lat, other.lon), (entry.lat, entry.lon)) > FAR + other.radius
        for other in others
    )


def _reason(number: int, at: int, found: Sequence[Surface], ties: Sequence[Tie], best: Sequence[int | None]) -> str:
    """Plain words for why this place."""
    surface = found[number]
    entry = surface.matches[at].entry
    told: list[str] = []
    if surface.stands_for:
        told.append(f"no table has {surface.wording.core!r}, so it stands where {entry.name} is")
    for tie in ties:
        outer = best[tie.outer]
        if tie.inner == number and outer is not None and found[tie.outer].matches[outer].entry.id in entry.within:
            told.append(f"the report puts it in {found[tie.outer].matches[outer].entry.name}")
    if len(surface.matches) == 1:
        told.append("the only place of that name in the tables")
    else:
        around = _around(number, at, found, best)
        told.append(f"of {len(surface.matches)} places of that name " + (around or "the best known"))
    return "; ".join(dict.fromkeys(told))


def _around(number: int, at: int, found: Sequence[Surface], best: Sequence[int | None]) -> str:
    entry = found[number].matches[at].entry
    for depth, word in ((1, "the same province"), (0, "the same country")):
        if len(entry.within) <= depth:
            continue
        names = [
            found[i].matches[b].entry.name
            for i, b in enumerate(best)
            if b is not None and i != number and entry.within[depth] in found[i].matches[b].entry.within
        ]
        if names:
            return f"the likeliest: {', '.join(dict.fromkeys(names[:3]))} in {word}"
    return ""
