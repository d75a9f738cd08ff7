"""A record's mentions tied to the world: actors, places and times, and the setting of every event."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from dragoman.language.graph import SentenceGraph
from dragoman.record import CodedReport, Mention, Place
from dragoman.record.world import Location, World
from dragoman.report import Span
from dragoman.resolve import countries, loading
from dragoman.resolve.actors.codes import cameo
from dragoman.resolve.actors.identity import Hints, Identity
from dragoman.resolve.actors.lookup import identify
from dragoman.resolve.actors.own import OwnActors
from dragoman.resolve.laid import Laid
from dragoman.resolve.mentions import Acting, acting
from dragoman.resolve.places.gazetteer import Gazetteer
from dragoman.resolve.places.ranking import Hints as Whereabouts
from dragoman.resolve.places.resolution import resolve_places
from dragoman.resolve.places.taken_up import take_up
from dragoman.resolve.settings import assaulted, is_where, settings
from dragoman.resolve.times import resolve_times, tense_at
from dragoman.resolve.tying import tied

_HOME = 0.5
"""What the outlet's country counts for where places are told apart, where a place named once counts as 1."""
_DEFINED = re.compile(r"\s+(?:that|which|where|whose)\b")
"""Behind "the town": words that tell which one is meant, so that it takes up none named before."""
_OFTEN = 3
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_CONTEXT = frozenset({"ORG", "NORP", "MIL"})
_POSSESSIVE = re.compile(r"['’]s\s+")
_PREPOSITION = re.compile(r"\b(?:in|at|near|from|of|on|around|outside|inside|across|along|over|to|towards?)\b", re.I)


class Resolver:
    """Ties records to the world; keeps the opened tables, and nothing of one record for the next."""

    def __init__(self, own: OwnActors | None = None) -> None:
        self._loading = loading.begin()
        self._gazetteer = gazetteer()
        self._own = own

    def resolve(self, coded: CodedReport, graphs: Sequence[SentenceGraph]) -> CodedReport:
        """The record with its `world`. `graphs` are the sentence graphs that it was read off."""
        self._loading.join()
        text, day = coded.report.text, _day(coded)
        mentions = acting(coded, graphs)
        standing = _standing(mentions, coded)
        named = [name for name in _places(coded) if name.span not in standing or not countries.of_seat(name.text)]
        told = _spoken_of(coded)
        locations, unplaced = resolve_places(
            named,
            text,
            self._gazetteer,
            hints=_whereabouts(coded),
            metonyms=standing,
            context=[n for n in coded.names if n.label in _CONTEXT],
        )
        happens = [place for event in coded.events for place in event.places]
        at_places = Laid((place.span, place) for place in happens)
        taking_up = [place for place in happens if not _DEFINED.match(text, place.span.end)]
        locations = take_up(taking_up, locations, lambda span: _is_ground(span, at_places, standing, text))
        where = {m.span: place.country for place in locations for m in place.mentions}
        named_there = {m.text: place.country for place in locations for m in place.mentions}

        done_at = _done_at(coded, where)

        def who(phrase: str, at: Acting) -> Identity:
            # "Turkish" alone before an act ("a Turkish operation") is whoever acts for Turkey.
            state = countries.of_demonym(phrase, told) if not phrase.endswith("s") else None
            whole = next((name.label for name in at.names if name.text == phrase), None)
            hints = Hints(
                place=done_at.get(at.span), countries=told, label=whole, own=self._own, locate=named_there.get
            )
            found = identify(state.name if state else phrase, date=day, hints=hints)
            return found if found.country else _of_owner(found, _owner(text, at, locations))

        entities, of = tied(
            text, mentions, who, coded.relations, coded.names, coded.attributions, _home(coded, locations)
        )
        times = resolve_times(_times(coded), text, day, lambda mention: tense_at(text, mention.span))
        told_of = settings(coded, of, locations, times, unplaced, graphs)
        return replace(coded, world=_plain(World(entities, locations, times, told_of, unplaced)))


def _done_at(coded: CodedReport, where: Mapping[Span, str | None]) -> dict[Span, str]:
    """For each mention of an actor the country where, first of all, it does or suffers something."""
    found: dict[Span, str] = {}
    for event in coded.events:
        country = next((where[place.span] for place in event.places if where.get(place.span)), None)
        if country:
            for actor in (*event.actors, *event.recipients):
                found.setdefault(actor.span, country)
    return found


def _owner(text: str, at: Acting, locations: Sequence[Location]) -> str | None:
    """The country of the place whose possessive stands right before a mention: "Istanbul's university"."""
    before = [m.span for place in locations for m in place.mentions if m.span.end <= at.span.start]
    near = max(before, key=lambda span: span.end, default=None)
    if near is None or not _POSSESSIVE.fullmatch(text, near.end, at.span.start):
        return None
    return next(p.country for p in locations for m in p.mentions if m.span == near)


def _of_owner(found: Identity, country: str | None) -> Identity:
    if country is None or found.kind == "person":
        return found
    reason = f"{found.reason}; its place lies in {country}"
    return replace(found, country=country, cameo=cameo(country, found.sectors), reason=reason)


def _plain(world: World) -> World:
    """The world with mentions that are nothing but words with their place: their kind is the record's."""

    def bare(mention: Mention) -> Mention:
        return Mention(mention.text, mention.span, mention.score)

    return replace(
        world,
        entities=tuple(replace(e, mentions=tuple(map(bare, e.mentions))) for e in world.entities),
        locations=tuple(replace(p, mentions=tuple(map(bare, p.mentions))) for p in world.locations),
        times=tuple(replace(t, mention=bare(t.mention)) for t in world.times),
        unplaced=tuple(replace(u, mention=bare(u.mention)) for u in world.unplaced),
    )


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, opened once a process."""
    return Gazetteer.open()


def _day(coded: CodedReport) -> date | None:
    return coded.report.published.day if coded.report.published else None


def _home(coded: CodedReport, locations: Sequence[Location]) -> str | None:
    """The country that a report is mostly about: it, its people and places are named `_OFTEN` times at least, and so
    many times as often as those of any other."""
    named = _countries_named(coded)
    known = {name.span for name in coded.names if countries.find(name.text)}
    for place in locations:
        if place.country:
            named[place.country] += sum(mention.span not in known for mention in place.mentions)
    most = [number for _, number in named.most_common(2)]
    return named.most_common(1)[0][0] if most and most[0] >= _OFTEN * max([1, *most[1:]]) else None


def _whereabouts(coded: CodedReport) -> Whereabouts:
    """The country of the outlet, which writes of its own places without saying where they lie."""
    outlet = identify(coded.report.outlet, date=_day(coded)) if coded.report.outlet else None
    home = outlet.country if outlet and outlet.known and outlet.country else None
    return Whereabouts({home: _HOME} if home and len(home) == 3 and countries.by_code(home) else {})


def _is_ground(span: Span, happens: Laid[Place], standing: Collection[Span], text: str) -> bool:
    """Whether a name is that of a place where something happens or is, and not of those who govern there."""
    return span not in standing and (bool(happens.at(span)) or is_where(span, text))


def _standing(mentions: Sequence[Acting], coded: CodedReport) -> frozenset[Span]:
    """Names of places that stand for those who govern there: within an actor, behind no preposition ("Moscow",
    "Ankara officials", but not "people in Moscow"), and never where something happens: what is assaulted is ground."""
    places = Laid((place.span, place) for event in coded.events for place in event.places)
    targets = {target.span for event in coded.events for target in assaulted(event)}
    return frozenset(
        name.span
        for one in mentions
        for name in one.names
        if one.acts
        and name.label in _PLACES
        and not _PREPOSITION.search(coded.report.text, one.span.start, name.span.start)
        and name.span not in targets
        and not places.at(name.span)
    )


def _places(coded: CodedReport) -> list[Mention]:
    """The names of places; event places without a name in them are descriptions, which no gazetteer has."""
    return [name for name in coded.names if name.label in _PLACES]


def _times(coded: CodedReport) -> list[Mention]:
    """Every time expression once, the longest of those that overlap."""
    given: list[Mention] = [name for name in coded.names if name.label == "TIME"]
    given += [when for event in coded.events for when in event.times]
    given += [when for agreement in coded.agreements for when in agreement.times]
    kept = list[Mention]()
    for mention in sorted(given, key=lambda m: (-len(m.text), m.span.start)):
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.span.start)


def _spoken_of(coded: CodedReport) -> tuple[str, ...]:
    """The countries that a report names, the most named first."""
    return tuple(code for code, _ in _countries_named(coded).most_common())


def _countries_named(coded: CodedReport) -> Counter[str]:
    """How often a report names each country, by demonym, seat or name."""
    return Counter(
        state.country.iso3
        for name in coded.names
        if name.label in ("GPE", "NORP", "ORG")
        for state in countries.find(name.text)
    )
