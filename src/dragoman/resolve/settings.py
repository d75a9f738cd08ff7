"""Where and when each event happened, and the rule that chose: its own words, then its sentence, else unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.language.graph import SentenceGraph
from dragoman.record import CodedReport, Event, Mention
from dragoman.record.world import Location, Period, Setting, TimePrecision, Timex, Unplaced
from dragoman.report import Span
from dragoman.resolve.told import Told

_DATED = ("DATE", "TIME")
_WHERE = re.compile(
    r"\b(?:in|at|near|around|outside|inside|across|throughout|within|along|over|off)\s+"
    r"(?:(?:the|a|an)\s+)?(?:[\w-]+(?:['’]s)?\s+){0,3}(?:of\s+)?$",
    re.IGNORECASE,
)
_AHEAD = ("plan", "want")
_BEFORE = re.compile(r"(?i)\bhad\s+(?:\w+ly\s+|not\s+|been\s+|also\s+|already\s+)*$")
"""Before a verb: what lies behind the time that the sentence tells of ("had captured")."""
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
    told = Told.of(coded, actors, locations, times, unplaced, graphs)
    return tuple(_setting(event, told) for event in coded.events)


def _setting(event: Event, told: Told) -> Setting:
    place, place_rule = _place(event, told)
    when, time_rule = _time(event, told)
    end, precision, ended = _ended(event, when, told)
    return Setting(
        event=event.id,
        actors=_ids(event.actors, event, told),
        recipients=_ids(event.recipients, event, told),
        place=place.id if place else None,
        place_rule=place_rule,
        time=when.value if when else "",
        start=when.start if when else None,
        end=end,
        precision=precision,
        time_rule=time_rule + ended,
        period=_period(event, when, told.published),
    )


def _ended(event: Event, when: Timex | None, told: Told) -> tuple[str | None, TimePrecision | None, str]:
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


def _ids(mentions: Sequence[Mention], event: Event, told: Told) -> tuple[str, ...]:
    """The entities of some mentions of an event."""
    return tuple(dict.fromkeys(id for mention in mentions for id in told.who(mention, event.sentence)))


def _is_since(mention: Mention, text: str) -> bool:
    """Whether a time opens a stretch: "since January", whose "since" stands in the mention or before it."""
    return mention.text.lower().startswith("since ") or bool(_SINCE.search(text[: mention.span.start][-40:]))


def _place(event: Event, told: Told) -> tuple[Location | None, str]:
    places = told.places.get(event.sentence, ())
    own = [place for span, place in places if any(span.overlaps(at.span) for at in event.places)]
    if own:
        # Of "Idlib in northern Syria" the smallest is where it happened.
        return min(own, key=lambda place: place.radius), "own place"
    if event.places:
        at = event.places[0]
        why = (why for span, why in told.lost.get(event.sentence, ()) if span.overlaps(at.span))
        return None, f"unknown: “{at.text}”: {next(why, 'describes a place that has no name')}"
    targets = {target.span for target in assaulted(event)}
    if hit := [place for span, place in places if span in targets]:
        return min(hit, key=lambda place: place.radius), "the place that it was done to"
    here = [place for span, place in places if _is_ground(span, event, told)]
    # "In Syria's Idlib" names one place and where it lies.
    smallest = min(here, key=lambda place: place.radius, default=None)
    if smallest and all(place is smallest or _holds(place, smallest) for place in here):
        return smallest, "the only place where the sentence says that something is"
    return None, "unknown: the sentence tells of several places" if here else "unknown: no place is told"


def _is_ground(span: Span, event: Event, told: Told) -> bool:
    """Whether a name is where something is, as far as an event's own clause goes; "Idlib" in a body's name is not."""
    where = is_where(span, told.coded.report.text) and not told.in_body(event.sentence, span)
    return where and told.of_clause(event, span)


def assaulted(event: Event) -> tuple[Mention, ...]:
    """Whom or what violence was done to: a town that is shelled is where it happens."""
    return event.recipients if event.type == "ASSAULT" else ()


def _holds(outer: Location, inner: Location) -> bool:
    """Whether a place is the country or one of the units that another lies in."""
    return outer.country == inner.country and (outer.kind == "country" or outer.name in inner.admin)


def is_where(span: Span, text: str) -> bool:
    """Whether a name stands behind a preposition of place: "in the Syrian town of Idlib", not "Idlib's governor"."""
    return _WHERE.search(text, max(0, span.start - 60), span.start) is not None


def _time(event: Event, told: Told) -> tuple[Timex | None, str]:
    times = told.times.get(event.sentence, ())
    own = [time for time in times if any(time.mention.span.overlaps(when.span) for when in event.times)]
    valued = sorted((time for time in own if time.value), key=lambda time: (time.type not in _DATED, time.mention.span))
    if valued:
        return valued[0], "own time"
    if own:
        return None, f"unknown: “{own[0].mention.text}” is {own[0].rule}"
    here = [t for t in times if t.type in _DATED and t.start and told.of_clause(event, t.mention.span)]
    if here and _BEFORE.search(told.coded.report.text[: event.trigger.span.start][-40:]):
        return None, "unknown: it was before the time that is told"
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
