"""A record as rows of the desk: the statements with who takes part, where, when and how many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.desk.incidents.cues import cue
from dragoman.record import CodedReport, Count, Entity, Likelihood, Link, Location, Mention, Relation, Setting
from dragoman.report import Span
from dragoman.resolve.actors.lookup import identify
from dragoman.resolve.words import key

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
Values = dict[str, Any]
"""Values of a row by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement before it has a number. `values` are columns of `statements`; `place`, `speaker` and the second part
    of each pair of `parties` are keys; `forecast` are columns of `forecasts`, `event` the ref of what is foretold,
    `upstream` the last agency or outlet that its chain credits."""

    values: Values
    place: str | None = None
    speaker: str | None = None
    parties: tuple[tuple[str, str], ...] = ()
    tolls: tuple[Count, ...] = ()
    forecast: Values | None = None
    event: str | None = None
    upstream: str | None = None


@dataclass
class Rows:
    """What a record holds for the desk: its statements, and the actors and places that they name, by key."""

    statements: list[Statement] = field(default_factory=list[Statement])
    entities: dict[str, Values] = field(default_factory=dict[str, Values])
    places: dict[str, Values] = field(default_factory=dict[str, Values])


def rows_of(coded: CodedReport) -> Rows:
    """The rows of a record."""
    return _Reader(coded).read()


class _Reader:
    def __init__(self, coded: CodedReport) -> None:
        self.coded = coded
        self.cut = len(coded.report.id) + 1
        self.published = coded.report.published.day.isoformat() if coded.report.published else None
        self.rows = Rows()
        self.settings = {setting.event: setting for setting in coded.world.settings}
        self.by_span: dict[Span, Entity] = {m.span: e for e in coded.world.entities for m in e.mentions}
        self.rows.entities = {entity.id: _entity(entity) for entity in coded.world.entities}
        self.rows.places = {place.id: _place(place) for place in coded.world.locations}

    def read(self) -> Rows:
        for made in (*self._events(), *self._attributions(), *self._agreements(), *self._rest()):
            self.rows.statements.append(made)
        return self.rows

    def _events(self) -> Iterator[Statement]:
        for event in self.coded.events:
            at = self.settings.get(event.id)
            values = self._values("event", event.id, event.sentence, event.evidence, event.chain, event.score, at)
            values |= {
                "type": event.type,
                "mode": event.mode,
                "status": event.status,
                "quad": event.quad,
                "intensity": event.intensity,
                "words": cue(event, self.coded.report.text),
                **_likelihood(event.likelihood),
            }
            parties = [("actor", id) for id in at.actors] if at else []
            parties += [("recipient", id) for id in at.recipients] if at else []
            place = at.place if at else None
            yield self._statement(values, event.chain, parties, place=place, tolls=_told(event.counts))

    def _attributions(self) -> Iterator[Statement]:
        for said in self.coded.attributions:
            whole = Span(said.content[0].start, said.content[-1].end)
            values = self._values("attribution", said.id, said.sentence, whole, said.chain, said.score)
            yield self._statement(values | {"type": said.speech}, said.chain)

    def _agreements(self) -> Iterator[Statement]:
        for made in self.coded.agreements:
            values = self._values("agreement", made.id, made.sentence, made.mention.span, made.chain, made.score)
            days = [
                t
                for t in self.coded.world.times
                if t.start and any(t.mention.span.overlaps(w.span) for w in made.times)
            ]
            if days:
                values |= {
                    "day": days[0].start,
                    "until": days[0].end,
                    "precision": days[0].precision,
                    "at": days[0].start,
                }
            parties = [("party", self._who(party)) for party in made.parties]
            parties += [("obliged", self._who(term.obliged)) for term in made.terms if term.obliged]
            yield self._statement(values, made.chain, parties)

    def _rest(self) -> Iterator[Statement]:
        for told in self.coded.forecasts:
            values = self._values("forecast", told.id, told.sentence, told.statement.span, told.chain, told.score)
            horizon = next(
                (t.end for t in self.coded.world.times if told.horizon and t.mention.span.overlaps(told.horizon.span)),
                None,
            )
            condition = told.condition.span if told.condition else None
            forecast = {
                "horizon": horizon,
                "conditional": condition is not None,
                "condition_start": condition.start if condition else None,
                "condition_end": condition.end if condition else None,
            }
            event = told.event[self.cut :] if told.event else None
            holder = self._speaker(told.chain)
            made = self._statement(
                values | _likelihood(told.likelihood), told.chain, [("holder", holder)] if holder else []
            )
            yield Statement(made.values, None, made.speaker, made.parties, (), forecast, event, made.upstream)
        for stands in self.coded.relations:
            span = Span(
                min(stands.head.span.start, stands.tail.span.start), max(stands.head.span.end, stands.tail.span.end)
            )
            values = self._values("relation", stands.id, stands.sentence, span, stands.chain, stands.score)
            head = self._who(stands.head)
            ends = [("head", head), ("tail", self._tail(stands, head))]
            yield self._statement(values | {"type": stands.label}, stands.chain, ends)
        for tally in self.coded.counts:
            values = self._values("count", tally.id, tally.sentence, tally.count.span, tally.chain, tally.score)
            yield self._statement(values | {"type": tally.count.kind}, tally.chain, tolls=_told((tally.count,)))

    def _values(
        self,
        kind: str,
        id: str,
        sentence: int,
        span: Span,
        chain: Sequence[Link],
        score: float,
        at: Setting | None = None,
    ) -> Values:
        day = at.start if at else None
        return {
            "ref": id[self.cut :],
            "kind": kind,
            "type": None,
            "mode": None,
            "status": None,
            "quad": None,
            "intensity": None,
            "words": None,
            "low": None,
            "high": None,
            "period": at.period if at else None,
            "sentence": sentence,
            "start": span.start,
            "end": span.end,
            "depth": max(0, len(chain) - 1),
            "day": day,
            "until": at.end if at else None,
            "precision": at.precision if at else None,
            "at": day or self.published or "",
            "score": round(score, 3),
        }

    def _statement(
        self,
        values: Values,
        chain: Sequence[Link],
        parties: Sequence[tuple[str, str]] = (),
        place: str | None = None,
        tolls: tuple[Count, ...] = (),
    ) -> Statement:
        media = [link.name for link in chain[1:] if link.kind in ("agency", "outlet")]
        who = tuple(dict.fromkeys(parties))
        return Statement(values, place, self._speaker(chain), who, tolls, upstream=media[-1] if media else None)

    def _speaker(self, chain: Sequence[Link]) -> str | None:
        """The actor whose words these are; None for the outlet's own, and where the source has no name."""
        last = chain[-1] if len(chain) > 1 else None
        if last is None or last.kind == "unnamed":
            return None
        if last.span is None:
            return self._named(last.name)
        return self._who(Mention(last.name, last.span))

    def _who(self, mention: Mention) -> str:
        """The key of the actor that a mention stands for; one that nothing tied is known by its words."""
        found = self.by_span.get(mention.span)
        found = found or next((e for span, e in self.by_span.items() if mention.span.contains(span)), None)
        found = found or next((e for span, e in self.by_span.items() if span.contains(mention.span)), None)
        return found.id if found else self._named(mention.text)

    def _tail(self, stands: Relation, head: str) -> str:
        """The key of what somebody is said to be or to belong to: by its own words, not by a mention around them, which
        is the head's own ("Turkey" in "Turkey's Defence Ministry" is the state, and not the ministry once more)."""
        own = self.by_span.get(stands.tail.span)
        if own and own.id != head:
            return own.id
        text = _POSSESSIVE.sub("", stands.tail.text)
        told = identify(text)
        if not told.known or told.id == head:
            return self._named(text)
        values = {"key": told.id, "name": told.name, "kind": told.kind, "country": told.country}
        self.rows.entities.setdefault(told.id, values | {"sectors": " ".join(told.sectors), "cameo": told.cameo})
        return told.id

    def _named(self, text: str) -> str:
        id = f"name:{key(text)}"
        values = {
            "key": id,
            "name": " ".join(text.split()),
            "kind": "unnamed",
            "country": None,
            "sectors": "UNK",
            "cameo": "",
        }
        self.rows.entities.setdefault(id, values)
        return id


def _told(counts: Sequence[Count]) -> tuple[Count, ...]:
    """Those that tell a number: "most of them" may be any, and would make every range begin at nought."""
    return tuple(count for count in counts if count.low or count.high is not None)


def _likelihood(likelihood: Likelihood | None) -> Values:
    return {"low": likelihood.low, "high": likelihood.high} if likelihood else {}


def _entity(entity: Entity) -> Values:
    return {
        "key": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "country": entity.country,
        "sectors": " ".join(entity.sectors),
        "cameo": entity.cameo,
    }


def _place(place: Location) -> Values:
    return {
        "key": place.id,
        "name": place.name,
        "kind": place.kind,
        "precision": place.precision,
        "country": place.country,
        "admin": "; ".join(place.admin),
        "lat": place.lat,
        "lon": place.lon,
        "radius": place.radius,
        "geonames": place.geonames,
    }
