"""What the gazetteer knows of one place, and how a name matched it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.record.world import LocationKind

Grade = Literal["name", "other name", "people"]
"""`people` is a nationality ("Syrian") that stands for the country."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the tables.

    `lat` and `lon` in degrees, `radius` in kilometres; `country` is ISO 3166 alpha-3; `admin` names the units from the
    first level down; `within` are the ids of the country and units that hold it, itself among them if it is one;
    `capital` says that it is a country's seat; `population` is 0 where unknown.
    """

    id: str
    name: str
    kind: LocationKind
    country: str | None
    admin: tuple[str, ...]
    within: tuple[str, ...]
    lat: float
    lon: float
    radius: float
    population: int
    geonames: int | None
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a name may mean. `exact` says that the names agree without the folding of articles."""

    entry: Entry
    grade: Grade
    exact: bool
