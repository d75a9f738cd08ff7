"""The world as a report's mentions point to it: entities, locations and times, and the setting of every event.

What could not be tied to the world says so in its `reason` or `rule`; nothing is guessed without one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.record.mention import Mention

EntityKind = Literal["person", "government", "country", "organisation", "armed group", "outlet", "people", "unnamed"]
"""`people` are groups described and not named ("protesters in Idlib"); `unnamed` is an actor that nothing tells of."""
LocationKind = Literal["country", "province", "district", "city", "area", "water", "facility", "crossing", "camp"]
LocationPrecision = Literal["point", "city", "district", "province", "country", "area"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimePrecision = Literal[
    "minute", "part of day", "day", "week", "month", "season", "quarter", "year", "decade", "century"
]
Period = Literal["past", "future", "historical", "habitual", "unknown"]
"""When an event lies, seen from the report: `historical` is past beyond the news (PLOVER's auxiliary mode)."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor of the report, with all its mentions.

    `id` is a key of the actor tables ("country:RUS", "leader:TUR:Recep Tayyip Erdoğan", "org:HTS"), else
    "name:" with the folded name, so that an unknown actor is the same in every report. `country` is an ISO 3166
    alpha-3 code or one of PLOVER's international ones (IGO, NGO, UNO, EUR, IMG, MNC, ISM); `sectors` are PLOVER's,
    the primary one first; `cameo` is the CAMEO actor code ("SYRREB"). A compound ("the two leaders") has the ids of
    its `members`. `linked` names what the entity is tied to ("linked to al-Qaeda"). `score` is in [0, 1]; `reason`
    tells in plain words why this entity was chosen.
    """

    id: str
    name: str
    kind: EntityKind
    country: str | None
    sectors: tuple[str, ...]
    cameo: str
    role: str | None
    affiliation: str | None
    members: tuple[str, ...]
    linked: tuple[str, ...]
    mentions: tuple[Mention, ...]
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another place that a name could mean, with its score in [0, 1]."""

    name: str
    country: str | None
    lat: float
    lon: float
    geonames: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Location:
    """A place of the report, with all its mentions.

    `lat` and `lon` in degrees (WGS 84), the middle of an extended place; `radius` in kilometres is the half extent
    that the coordinates stand for. `geonames` is the GeoNames id where there is one, `admin` the chain of units from
    the first level down, `country` ISO 3166 alpha-3. `metonym` says that every mention stands for a government or a
    people and not for the ground, so that nothing happened there.
    """

    id: str
    name: str
    kind: LocationKind
    precision: LocationPrecision
    lat: float
    lon: float
    radius: float
    country: str | None
    admin: tuple[str, ...]
    geonames: int | None
    metonym: bool
    alternatives: tuple[Candidate, ...]
    mentions: tuple[Mention, ...]
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """The name of a place that was tied to none, and why in plain words."""

    mention: Mention
    reason: str


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with its TIMEX3 value.

    `start` and `end` are the first and last day that it covers (ISO 8601, both inclusive), None where it covers none
    ("several hours") or could not be resolved; `anchor` is the ISO date that a relative expression was counted from;
    `rule` tells how the value was found, or why there is none (`value` is then empty).
    """

    mention: Mention
    type: TimexType
    value: str
    start: str | None
    end: str | None
    precision: TimePrecision | None
    anchor: str | None
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Setting:
    """Who, where and when of one event, by the ids of `World.entities` and `World.locations`.

    `place_rule` and `time_rule` tell which rule chose; `start`, `end` and `precision` as in `Timex`.
    """

    event: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    place_rule: str
    time: str
    start: str | None
    end: str | None
    precision: TimePrecision | None
    time_rule: str
    period: Period


@dataclass(frozen=True, slots=True)
class World:
    """All that one report's mentions were tied to."""

    entities: tuple[Entity, ...] = ()
    locations: tuple[Location, ...] = ()
    times: tuple[Timex, ...] = ()
    settings: tuple[Setting, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


UNTIED = World()
"""The world of a record that was not tied to anything."""
