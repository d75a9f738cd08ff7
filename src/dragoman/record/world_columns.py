"""The columns of the tables that tie a record to the world: actors, places, times, and the setting of each event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.record.groups import mentions, origin
from dragoman.record.table import Column, Table
from dragoman.record.world import Entity, Location, Setting, Timex, World


@dataclass(frozen=True, slots=True)
class Set:
    """An event's setting with the actors and the place that it names by id."""

    setting: Setting
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    place: Location | None


def sets(world: World) -> list[Set]:
    """The settings of a world with what their ids stand for."""
    entities = {entity.id: entity for entity in world.entities}
    places = {place.id: place for place in world.locations}

    def known(ids: Iterable[str]) -> tuple[Entity, ...]:
        return tuple(entities[id] for id in ids if id in entities)

    return [
        Set(s, known(s.actors), known(s.recipients), places.get(s.place) if s.place else None) for s in world.settings
    ]


def _names(entities: Iterable[Entity]) -> str:
    return "; ".join(entity.name for entity in entities)


def _codes(entities: Iterable[Entity]) -> str:
    return "; ".join(entity.cameo or "---" for entity in entities)


ENTITIES: Table[Entity] = Table(
    "entities",
    "an actor of a report, with all its mentions",
    (
        *origin(),
        Column("id", "text", "the actor's id, the same in every report", lambda _, e: e.id),
        Column("name", "text", "its usual name", lambda _, e: e.name),
        Column(
            "kind",
            "text",
            "person, government, country, organisation, armed group, outlet, people or unnamed",
            lambda _, e: e.kind,
        ),
        Column("country", "text", "ISO 3166 alpha-3, or IGO, NGO, UNO, EUR, IMG, MNC", lambda _, e: e.country),
        Column("sectors", "texts", "PLOVER sectors, the primary one first", lambda _, e: list(e.sectors)),
        Column("cameo", "text", "CAMEO actor code", lambda _, e: e.cameo),
        Column("role", "text", "office or role on the day", lambda _, e: e.role),
        Column("affiliation", "text", "the body it belongs to", lambda _, e: e.affiliation),
        Column("members", "texts", "ids of the actors that it is made of", lambda _, e: list(e.members)),
        Column("linked", "texts", "what it is tied to, and how", lambda _, e: list(e.linked)),
        *mentions("mentions", "what the report calls it", lambda e: e.mentions),
        Column("score", "number", "how certain the choice is, 0 to 1", lambda _, e: e.score),
        Column("reason", "text", "why this actor", lambda _, e: e.reason),
    ),
)

LOCATIONS: Table[Location] = Table(
    "locations",
    "a place of a report, with all its mentions",
    (
        *origin(),
        Column("id", "text", "the place's id, the same in every report", lambda _, p: p.id),
        Column("name", "text", "its usual name", lambda _, p: p.name),
        Column(
            "kind",
            "text",
            "country, province, district, city, area, water, facility, crossing or camp",
            lambda _, p: p.kind,
        ),
        Column("precision", "text", "point, city, district, province, country or area", lambda _, p: p.precision),
        Column("lat", "number", "degrees north", lambda _, p: p.lat),
        Column("lon", "number", "degrees east", lambda _, p: p.lon),
        Column("radius", "number", "kilometres that it reaches around that point", lambda _, p: p.radius),
        Column("country", "text", "ISO 3166 alpha-3", lambda _, p: p.country),
        Column("admin", "texts", "the units that hold it, the largest first", lambda _, p: list(p.admin)),
        Column("geonames", "integer", "its GeoNames id, where it has one", lambda _, p: p.geonames),
        Column("metonym", "flag", "whether it only stands for its government", lambda _, p: p.metonym),
        *mentions("mentions", "what the report calls it", lambda p: p.mentions),
        Column("score", "number", "how certain the choice is, 0 to 1", lambda _, p: p.score),
        Column("reason", "text", "why this place", lambda _, p: p.reason),
    ),
)

TIMES: Table[Timex] = Table(
    "times",
    "a time expression of a report",
    (
        *origin(),
        *mentions("mention", "the words", lambda t: (t.mention,)),
        Column("type", "text", "TIMEX3 type: DATE, TIME, DURATION or SET", lambda _, t: t.type),
        Column("value", "text", "TIMEX3 value, empty if unresolved", lambda _, t: t.value),
        Column("first", "text", "the first day that it covers, ISO 8601", lambda _, t: t.start),
        Column("last", "text", "the last day", lambda _, t: t.end),
        Column("precision", "text", "minute, day, week, month, year and so on", lambda _, t: t.precision),
        Column("anchor", "text", "the day that it was counted from", lambda _, t: t.anchor),
        Column("rule", "text", "how it was read, or why not", lambda _, t: t.rule),
        Column("score", "number", "how certain the reading is, 0 to 1", lambda _, t: t.score),
    ),
)

SETTINGS: Table[Set] = Table(
    "settings",
    "who, where and when of an event",
    (
        *origin(),
        Column("event", "text", "id of the event", lambda _, s: s.setting.event),
        Column("actors", "text", "who acts, divided by `; `", lambda _, s: _names(s.actors)),
        Column("actor_codes", "text", "their CAMEO codes", lambda _, s: _codes(s.actors)),
        Column("actor_ids", "texts", "their ids", lambda _, s: list(s.setting.actors)),
        Column("recipients", "text", "who is acted on, divided by `; `", lambda _, s: _names(s.recipients)),
        Column("recipient_codes", "text", "their CAMEO codes", lambda _, s: _codes(s.recipients)),
        Column("recipient_ids", "texts", "their ids", lambda _, s: list(s.setting.recipients)),
        Column("place", "text", "where", lambda _, s: s.place.name if s.place else None),
        Column("place_id", "text", "its id", lambda _, s: s.setting.place),
        Column("country", "text", "ISO 3166 alpha-3 of where", lambda _, s: s.place.country if s.place else None),
        Column("lat", "number", "degrees north", lambda _, s: s.place.lat if s.place else None),
        Column("lon", "number", "degrees east", lambda _, s: s.place.lon if s.place else None),
        Column("place_precision", "text", "how exact", lambda _, s: s.place.precision if s.place else None),
        Column("place_rule", "text", "the rule that chose the place", lambda _, s: s.setting.place_rule),
        Column("time", "text", "when, as a TIMEX3 value", lambda _, s: s.setting.time or None),
        Column("first", "text", "the first day, ISO 8601", lambda _, s: s.setting.start),
        Column("last", "text", "the last day", lambda _, s: s.setting.end),
        Column("time_precision", "text", "how exact", lambda _, s: s.setting.precision),
        Column("time_rule", "text", "the rule that chose the time", lambda _, s: s.setting.time_rule),
        Column("period", "text", "past, future, historical, habitual or unknown", lambda _, s: s.setting.period),
    ),
)
