"""What a record's mentions were tied to, in the terminal: codes, coordinates and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.text import Text

from dragoman.record import CodedReport, Entity, Location, Setting
from dragoman.record.visible import visible

_MOST = 3
"""Wordings of one actor or place that a line shows."""


def tied(coded: CodedReport) -> Mapping[str, str]:
    """For each event by its id: who, where and when it was, in codes and figures; empty where nothing is known."""
    entities = {entity.id: entity for entity in coded.world.entities}
    places = {place.id: place for place in coded.world.locations}
    return {s.event: _setting(s, entities, places) for s in coded.world.settings}


def actors(coded: CodedReport) -> Iterator[Text]:
    """A line for each actor that is known or acts more than once."""
    for entity in coded.world.entities:
        if entity.country or entity.members or len(entity.mentions) > 1:
            yield _line(entity.name, [entity.cameo, entity.role or "", *_ties(entity)], _wordings(entity))


def places(coded: CodedReport) -> Iterator[Text]:
    """A line for each place."""
    for place in coded.world.locations:
        chain = ", ".join([place.kind, *([place.country] if place.country else [])])
        about = [chain, _point(place), "stands for its government" if place.metonym else ""]
        yield _line(place.name, about, _wordings(place))
    for one in coded.world.unplaced:
        yield _line(one.mention.text, ["unresolved"], one.reason)


def times(coded: CodedReport) -> Iterator[Text]:
    """A line for each time expression."""
    for time in coded.world.times:
        yield _line(time.mention.text, [time.value or "unresolved", _days(time.start, time.end)], time.rule)


def _setting(setting: Setting, entities: Mapping[str, Entity], places: Mapping[str, Location]) -> str:
    who = [_codes(ids, entities) for ids in (setting.actors, setting.recipients)]
    place = places.get(setting.place or "")
    parts = [
        " → ".join(filter(None, who)),
        f"{', '.join(filter(None, (place.name, place.country)))} {_point(place)}" if place else "",
        _days(setting.start, setting.end),
    ]
    return visible(" · ".join(filter(None, parts)))


def _codes(ids: tuple[str, ...], entities: Mapping[str, Entity]) -> str:
    return " ".join(dict.fromkeys(entities[id].cameo for id in ids if id in entities and entities[id].cameo))


def _ties(entity: Entity) -> list[str]:
    of = f"of {entity.affiliation}" if entity.affiliation else ""
    return [of, *entity.linked[:1]]


def _point(place: Location) -> str:
    return f"({place.lat:.2f}, {place.lon:.2f})"


def _days(start: str | None, end: str | None) -> str:
    return " to ".join(dict.fromkeys(filter(None, (start, end))))


def _wordings(one: Entity | Location) -> str:
    words = list(dict.fromkeys(" ".join(mention.text.split()) for mention in one.mentions))
    return "; ".join(f"“{word}”" for word in words[:_MOST]) + (" …" if len(words) > _MOST else "")


def _line(name: str, about: list[str], rest: str) -> Text:
    told = " · ".join(filter(None, about))
    return Text.assemble("  ", (visible(name), "bold"), f" {visible(told)} ", (visible(rest), "dim"))
