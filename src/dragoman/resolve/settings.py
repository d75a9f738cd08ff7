"""Where and when each event happened, and the rule that chose: its own words, then its sentence, else unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.language.graph import SentenceGraph
from dragoman.record import CodedReport, Event, Mention
from dragoman.record.world import Location, Period, Setting, TimePrecision, Timex, Unplaced
from dragoman.report import Span
from dragoman.resolve.clauses import relative_clause

_DATED = ("DATE", "TIME")
_WHERE = re.compile(
    r"\b(?:in|at|near|around|outside|inside|across|throughout|within|along|over|off)\s+"
    r"(?:(?:the|a|an)\s+)?(?:[\w-]+(?:['’]s)?\s+){0,3}(?:of\s+)?$",
    re.IGNORECASE,
)
_AHEAD = ("plan", "want")
_BODIES = ("ORG", "MIL")
_SINCE = re.compile(r"(?i)\bsince\s+(?:\w+\s+){0,3}$")


def settings(
    coded: CodedReport,
    actors: Mapping[Span, str],
    locations: Sequence[Location],
    times: Sequence[Timex],
    unplaced: Sequence[Unplaced] = (),
    graphs: Sequence[SentenceGraph] = (),
) -> tuple[Setting, ...]:
    """A setting for each event of a record; `actors` gives the entity of each mention's span, `unplaced` the names of
    places that were tied to none, `graphs` the sentences that the record was read off."""
    published = coded.report.published
    told = _Told(
        coded,
        actors,
        locations,
        times,
        {one.mention.span: one.reason for one in unplaced},
        frozenset(name.span for name in coded.names if name.label in _BODIES),
        graphs,
        published.day if published else None,
    )
    return tuple(_setting(event, told) for event in coded.events)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a report tells of who, where and when; `bodies` are the names of organisations in it."""

    coded: CodedReport
    actors: Mapping[Span, str]
    locations: Sequence[Location]
    times: Sequence[Timex]
    lost: Mapping[Span, str]
    bodies: frozenset[Span]
    graphs: Sequence[SentenceGraph]
    published: date | None

    def of_clause(self, event: Event, mentions: Iterable[Mention]) -> bool:
        """Whether one of some mentions stands in the event's sentence, in the same speech and relative clause as the
        event, if in any."""
        sentence = self.coded.sentences[event.sentence]
        here = [mention.span for mention in mentions if sentence.contains(mention.span)]
        if not here:
            return False
        own = relative_clause(self.graphs, event.trigger.span)
        return any(relative_clause(self.graphs, at) == own and self.speech(at) == event.attribution for at in here)

    def speech(self, span: Span) -> str | None:
        """The innermost attribution in whose content some words stand."""
        holding = [
            (sum(map(len, said.content)), said.id)
            for said in self.coded.attributions
            if any(part.contains(span) for part in said.content)
        ]
        return min(holding)[1] if holding else None


def _setting(event: Event, told: _Told) -> Setting:
    place, place_rule = _place(event, told)
    when, time_rule = _time(event, told)
    end, precision, ended = _ended(event, when, told)
    return Setting(
        event=event.id,
        actors=_ids(event.actors, told.actors),
        recipients=_ids(event.recipients, told.actors),
        place=place.id if place else None,
        place_rule=place_rule,
        time=when.value if when else "",
        start=when.start if when else None,
        end=end,
        precision=precision,
        time_rule=time_rule + ended,
        period=_period(event, when, told.published),
    )


def _ended(event: Event, when: Timex | None, told: _Told) -> tuple[str | None, TimePrecision | None, str]:
    """The last day of a time, its precision and what is to be told of it: an act lies before its report ends, and what
    was done "since January" may have been done on any day up to then."""
    if when is None or when.start is None or when.end is None:
        return (when.end, when.precision, "") if when else (None, None, "")
    day = told.published.isoformat() if told.published else None
    if day is None or when.start > day or event.status != "act":
        return when.end, when.precision, ""
    if when.end > day:
        return day, when.precision, ", up to the day of publication"
    if when.end < day and _is_since(when.mention, told.coded.report.text):
        return day, when.precision, ", up to the day of publication"
    return when.end, when.precision, ""


def _ids(mentions: Sequence[Mention], actors: Mapping[Span, str]) -> tuple[str, ...]:
    """The entities of some mentions; one that lists several actors has theirs."""
    found = list[str]()
    for mention in mentions:
        own = actors.get(mention.span)
        found += [own] if own else [id for span, id in actors.items() if mention.span.contains(span)]
    return tuple(dict.fromkeys(found))


def _is_since(mention: Mention, text: str) -> bool:
    """Whether a time opens a stretch: "since January", whose "since" stands in the mention or before it."""
    return mention.text.lower().startswith("since ") or bool(_SINCE.search(text[: mention.span.start][-40:]))


def _place(event: Event, told: _Told) -> tuple[Location | None, str]:
    places = [place for place in told.locations if not place.metonym]
    own = [place for place in places if any(m.span.overlaps(at.span) for m in place.mentions for at in event.places)]
    if own:
        # Of "Idlib in northern Syria" the smallest is where it happened.
        return min(own, key=lambda place: place.radius), "own place"
    if event.places:
        at = event.places[0]
        why = next(
            (why for span, why in told.lost.items() if span.overlaps(at.span)), "describes a place that has no name"
        )
        return None, f"unknown: “{at.text}”: {why}"
    hit = [
        place for place in places if any(m.span.overlaps(at.span) for m in place.mentions for at in assaulted(event))
    ]
    if hit:
        return min(hit, key=lambda place: place.radius), "the place that it was done to"
    here = [place for place in places if told.of_clause(event, _grounds(place, told))]
    # "In Syria's Idlib" names one place and where it lies.
    smallest = min(here, key=lambda place: place.radius, default=None)
    if smallest and all(place is smallest or _holds(place, smallest) for place in here):
        return smallest, "the only place where the sentence says that something is"
    return None, "unknown: the sentence tells of several places" if here else "unknown: no place is told"


def assaulted(event: Event) -> tuple[Mention, ...]:
    """Whom or what violence was done to: a town that is shelled is where it happens."""
    return event.recipients if event.type == "ASSAULT" else ()


def _grounds(place: Location, told: _Told) -> list[Mention]:
    """The mentions of a place where something is; "Idlib" in an organisation's name is none."""
    text = told.coded.report.text
    return [
        mention
        for mention in place.mentions
        if is_where(mention.span, text) and not any(body.contains(mention.span) for body in told.bodies)
    ]


def _holds(outer: Location, inner: Location) -> bool:
    """Whether a place is the country or one of the units that another lies in."""
    return outer.country == inner.country and (outer.kind == "country" or outer.name in inner.admin)


def is_where(span: Span, text: str) -> bool:
    """Whether a name stands behind a preposition of place: "in the Syrian town of Idlib", not "Idlib's governor"."""
    return _WHERE.search(text, max(0, span.start - 60), span.start) is not None


def _time(event: Event, told: _Told) -> tuple[Timex | None, str]:
    own = [time for time in told.times if any(time.mention.span.overlaps(when.span) for when in event.times)]
    valued = sorted((time for time in own if time.value), key=lambda time: (time.type not in _DATED, time.mention.span))
    if valued:
        return valued[0], "own time"
    if own:
        return None, f"unknown: “{own[0].mention.text}” is {own[0].rule}"
    here = [t for t in told.times if t.type in _DATED and t.start and told.of_clause(event, [t.mention])]
    if len(here) == 1 and event.status == "act":
        return here[0], "the only date that the sentence names"
    return None, "unknown: the sentence names several dates" if here else "unknown: no date is named"


def _period(event: Event, when: Timex | None, published: date | None) -> Period:
    if "historical" in event.auxiliary:
        return "historical"
    if when and when.type == "SET":
        return "habitual"
    if when and when.start and published is not None:
        if when.start > published.isoformat():
            return "future"
        if when.end and when.end < published.replace(year=published.year - 1, day=1).isoformat():
            return "historical"
    if event.status in _AHEAD or "future" in event.auxiliary:
        return "future"
    return "past" if event.status == "act" else "unknown"
