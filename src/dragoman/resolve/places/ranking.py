"""Which of its places each name of a report means: all names are weighed together.

A candidate's weight is the sum, in natural logarithms, of

- how likely a report speaks of such a place at all: by kind, population, and how the name matched;
- how much of the report's other names lie in the same country, in the same first-level unit and close by;
- a bonus where the words say that it lies in another place named beside it.

The second needs the others' places, so it is repeated with the weights found, starting from the first alone. This is
one sense per document with the document's own geography as context, as in geoparsing since Smith and Crane (2001) and
Lieberman, Samet and Sankaranarayanan (2010); the numbers in `Weights` were set by hand and rounded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, floor, log

from dragoman.resolve.places.entry import Entry, Match
from dragoman.resolve.places.folding import fold
from dragoman.resolve.places.surface import Surface, Tie
from dragoman.resolve.places.wording import Level, bare


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of the ranking, natural logarithms unless said otherwise."""

    kinds: Mapping[str, float] = field(
        default_factory=lambda: {
            "country": 10.0,
            "province": 1.5,
            "district": 3.0,
            "city": 0.0,
            "area": 7.0,
            "water": 6.0,
        }
    )
    other_kind: float = 6.0
    population: float = 0.5
    written_down: int = 20_000
    """People that a place counts as having that was written down by hand because the news names it."""
    unit_population: float = 0.45
    capital: float = 2.0
    seat: float = -3.0
    """For a province that has a large city of its own name ("Idlib", "New York"), and against it for a part of it."""
    other_name: float = -1.0
    inexact: float = -1.0
    level: float = 5.0
    """For the kind of place that the words name, and against every other."""
    country: float = 1.0
    unit: float = 1.0
    near: float = 0.8
    """How much the log share of the other names in the country, the first-level unit, the neighbourhood counts."""
    apart: float = 1.5
    """How much the share of its own names counts for a country, which reports speak of however far it lies."""
    beside: float = 0.2
    """How much of its country's other names helps a province or capital."""
    smoothing: float = 0.15
    """Names' worth of weight that every country, unit and neighbourhood has from the start."""
    unmarked: float = 0.8
    """What a name counts as context that is no place mention itself, where a place named once counts as 1."""
    inside: float = 5.0
    rounds: int = 3


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known besides the report's text.

    `countries`: ISO 3166 alpha-3 codes of the outlet's and the actors' countries with a weight each, where 1 counts as
    much as a place named once; `home`: a point that the outlet writes from, latitude and longitude in degrees.
    """

    countries: Mapping[str, float] = field(default_factory=dict[str, float])
    home: tuple[float, float] | None = None


SEAT = 0.05
"""Share of a province's people from which on a city of the same name is what reports mean by the bare name."""
Cell = tuple[int, int]
HINT = "hint"
"""Marks a country that the report is known to be about: where in it is open, so all of it is helped."""
CAPITAL = "capital"
"""Marks a capital among the keys that a place counts for."""
CELL = 1.5
"""Degrees along a side of the cells by which nearness is counted: with its neighbours a cell reaches 160 to 330 km."""
WIDE = 150.0
"""Radius in kilometres beyond which a place says nothing about what is near it."""


def rank(
    surfaces: Sequence[Surface], ties: Sequence[Tie], hints: Hints, weights: Weights | None = None
) -> list[list[float]]:
    """For each surface the probability of each of its matches; empty where it has none."""
    weights = weights or Weights()
    priors = [_priors(surface, weights) for surface in surfaces]
    shares = [_softmax(row) for row in priors]
    if sum(1 for row in priors if row) < 2 and not hints.countries and hints.home is None:
        return shares
    places = [[_keys(match.entry) for match in surface.matches] for surface in surfaces]
    counts = [1.0 + 0.5 * log(len(surface.mentions)) if surface.mentions else weights.unmarked for surface in surfaces]
    for _ in range(weights.rounds):
        total = _hinted(hints)
        own: list[dict[object, float]] = []
        # A name is no evidence for itself: "Georgia" says nothing of "northern Georgia".
        senses: dict[str, dict[object, float]] = {}
        for surface, row, keys, count in zip(surfaces, shares, places, counts, strict=True):
            mine: dict[object, float] = {}
            for share, listed in zip(row, keys, strict=True):
                if share > 0.01:
                    for key in listed:
                        mine[key] = mine.get(key, 0.0) + share * count
            sense = senses.setdefault(fold(bare(surface.wording.core)), {})
            own.append(sense)
            for key, value in mine.items():
                total[key] = total.get(key, 0.0) + value
                sense[key] = sense.get(key, 0.0) + value
        tied = _tied(surfaces, ties, shares, weights)
        everything = sum(counts) + sum(hints.countries.values())
        shares = [
            _softmax(
                [
                    prior + bonus + _context(keys, total, mine, everything - count, weights)
                    for prior, keys, bonus in zip(row, listed, extra, strict=True)
                ]
            )
            for row, listed, mine, count, extra in zip(priors, places, own, counts, tied, strict=True)
        ]
    return shares


def _priors(surface: Surface, weights: Weights) -> list[float]:
    scores = [_prior(match, surface, weights) for match in surface.matches]
    if surface.wording.level is not None:
        return scores
    cities = [match.entry for match in surface.matches if match.entry.kind == "city"]
    for i, match in enumerate(surface.matches):
        unit = match.entry
        if unit.kind == "province" and any(
            unit.id in city.within and city.population > SEAT * unit.population for city in cities
        ):
            # "Northern Hama" is the north of the province.
            scores[i] += -weights.seat if surface.wording.relation == "part" else weights.seat
    return scores


def _prior(match: Match, surface: Surface, weights: Weights) -> float:
    entry, level = match.entry, surface.wording.level
    score = weights.kinds.get(entry.kind, weights.other_kind)
    if entry.kind == "city":
        people = weights.written_down if entry.geonames is None else entry.population
        score += weights.population * log(people + 100) + weights.capital * entry.capital
    elif entry.kind == "province":
        score += weights.unit_population * log(entry.population + 100)
    score += weights.other_name * (match.grade == "other name") + weights.inexact * (not match.exact)
    if level is not None and level != entry.kind and _is_word(level):
        score -= weights.level * (0.5 if {level, entry.kind} == {"province", "district"} else 1.0)
    return score


def _is_word(level: Level) -> bool:
    return level in ("province", "district", "city")


def _keys(entry: Entry) -> tuple[object, ...]:
    """The country, the first-level unit and the cells that a place counts for; the first two may be None."""
    return (
        entry.country,
        entry.within[1] if len(entry.within) > 1 else None,
        *(_cells(entry.lat, entry.lon) if entry.radius < WIDE else ()),
        *((CAPITAL,) if entry.capital else ()),
    )


def _cells(lat: float, lon: float) -> tuple[Cell, ...]:
    row, column = floor(lat / CELL), floor(lon / CELL)
    return tuple((row + i, column + j) for i in (0, -1, 1) for j in (0, -1, 1))


def _hinted(hints: Hints) -> dict[object, float]:
    total: dict[object, float] = {**hints.countries}
    total |= {(HINT, code): weight for code, weight in hints.countries.items()}
    if hints.home is not None:
        total |= dict.fromkeys(_cells(*hints.home), 1.0)
    return total


def _context(
    keys: tuple[object, ...],
    total: Mapping[object, float],
    mine: Mapping[object, float],
    others: float,
    weights: Weights,
) -> float:
    rest = max(0.0, others) + 1.0

    def found(key: object) -> float:
        return 0.0 if key is None else max(0.0, total.get(key, 0.0) - mine.get(key, 0.0))

    def share(weight: float) -> float:
        return log((weight + weights.smoothing) / rest)

    nation = found(keys[0])
    if len(keys) == 2 and keys[1] is None:
        return weights.apart * share(nation)
    # Reports name a country's provinces side by side, and its capital from everywhere in it, so these are helped by the
    # rest of their country; where a place has no unit, its country stands in.
    unit = nation if keys[1] is None else found(keys[1])
    helped = weights.beside * nation if len(keys) == 2 or keys[-1] is CAPITAL else 0.0
    helped = max(helped, weights.beside * total.get((HINT, keys[0]), 0.0))
    unit = max(unit, helped)
    near = max(found(keys[2]), helped) if len(keys) > 2 else unit
    return weights.country * share(nation) + weights.unit * share(unit) + weights.near * share(near)


def _tied(
    surfaces: Sequence[Surface], ties: Sequence[Tie], shares: Sequence[Sequence[float]], weights: Weights
) -> list[list[float]]:
    extra = [[0.0] * len(surface.matches) for surface in surfaces]
    for tie in ties:
        inner, outer = surfaces[tie.inner].matches, surfaces[tie.outer].matches
        for i, a in enumerate(inner):
            for j, b in enumerate(outer):
                if b.entry.id in a.entry.within and a.entry.id != b.entry.id:
                    extra[tie.inner][i] += weights.inside * shares[tie.outer][j]
                    extra[tie.outer][j] += weights.inside * shares[tie.inner][i]
    return extra


def _softmax(row: Sequence[float]) -> list[float]:
    if not row:
        return []
    top = max(row)
    powers = [exp(value - top) for value in row]
    whole = sum(powers)
    return [power / whole for power in powers]
