"""Where and when each event happened, and the rule that chose: its own words, then its sentence, else unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.record import CodedReport, Event, Mention
from dragoman.record.world import Location, Period, Setting, Timex, Unplaced
from dragoman.report import Span

_DATED = ("DATE", "TIME")
_WHERE = re.compile(
    r"\b(?:in|at|near|around|outside|inside|across|throughout|within|along|over|off)\s+"
    r"(?:(?:the|a|an)\s+)?(?:[\w-]+(?:['’]s)?\s+){0,3}(?:of\s+)?$",
    re.IGNORECASE,
)
_AHEAD = ("plan", "want")


def settings(
    coded: CodedReport,
    actors: Mapping[Span, str],
    locations: Sequence[Location],
    times: Sequence[Timex],
    unplaced: Sequence[Unplaced] = (),
) -> tuple[Setting, ...]:
    """A setting for each event of a record; `actors` gives the entity of each mention's span, `unplaced` the names of
    places that were tied to none."""
    published = coded.report.published
    day = published.day if published else None
    lost = {one.mention.span: one.reason for one in unplaced}
    return tuple(_setting(event, coded, actors, locations, times, day, lost) for event in coded.events)


def _setting(
    event: Event,
    coded: CodedReport,
    actors: Mapping[Span, str],
    locations: Sequence[Location],
    times: Sequence[Timex],
    published: date | None,
    lost: Mapping[Span, str],
) -> Setting:
    sentence = coded.sentences[event.sentence]
    place, place_rule = _place(event, sentence, coded.report.text, locations, lost)
    when, time_rule = _time(event, sentence, times)
    period = _period(event, when, published)
    return Setting(
        event=event.id,
        actors=_ids(event.actors, actors),
        recipients=_ids(event.recipients, actors),
        place=place.id if place else None,
        place_rule=place_rule,
        time=when.value if when else "",
        start=when.start if when else None,
        end=when.end if when else None,
        precision=when.precision if when else None,
        time_rule=time_rule,
        period=period,
    )


def _ids(mentions: Sequence[Mention], actors: Mapping[Span, str]) -> tuple[str, ...]:
    """The entities of some mentions; one that lists several actors has theirs."""
    found = list[str]()
    for mention in mentions:
        own = actors.get(mention.span)
        found += [own] if own else [id for span, id in actors.items() if mention.span.contains(span)]
    return tuple(dict.fromkeys(found))


def _place(
    event: Event, sentence: Span, text: str, locations: Sequence[Location], lost: Mapping[Span, str]
) -> tuple[Location | None, str]:
    own = [place for place in locations if any(m.span.overlaps(at.span) for m in place.mentions for at in event.places)]
    own = [place for place in own if not place.metonym]
    if own:
        # Of "Idlib in northern Syria" the smallest is where it happened.
        return min(own, key=lambda place: place.radius), "own place"
    if event.places:
        at = event.places[0]
        why = next((why for span, why in lost.items() if span.overlaps(at.span)), "describes a place that has no name")
        return None, f"unknown: “{at.text}”: {why}"
    here = [p for p in locations if any(sentence.contains(m.span) and is_where(m.span, text) for m in p.mentions)]
    # "In Syria's Idlib" names one place and where it lies.
    smallest = min(here, key=lambda place: place.radius, default=None)
    if smallest and all(place is smallest or _holds(place, smallest) for place in here):
        return smallest, "the only place where the sentence says that something is"
    return None, "unknown: the sentence tells of several places" if here else "unknown: no place is told"


def _holds(outer: Location, inner: Location) -> bool:
    """Whether a place is the country or one of the units that another lies in."""
    return outer.country == inner.country and (outer.kind == "country" or outer.name in inner.admin)


def is_where(span: Span, text: str) -> bool:
    """Whether a name stands behind a preposition of place: "in the Syrian town of Idlib", not "Idlib's governor"."""
    return _WHERE.search(text, max(0, span.start - 60), span.start) is not None


def _time(event: Event, sentence: Span, times: Sequence[Timex]) -> tuple[Timex | None, str]:
    own = [time for time in times if any(time.mention.span.overlaps(when.span) for when in event.times)]
    told = sorted((time for time in own if time.value), key=lambda time: (time.type not in _DATED, time.mention.span))
    if told:
        return told[0], "own time"
    if own:
        return None, f"unknown: “{own[0].mention.text}” is {own[0].rule}"
    here = [t for t in times if t.type in _DATED and t.start and sentence.contains(t.mention.span)]
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
