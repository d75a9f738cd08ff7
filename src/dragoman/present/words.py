"""How single facts read in a line: who did what to whom, how likely, how many, whose words."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.record import Count, Event, Likelihood, Link, Mention
from dragoman.record.cells import joined
from dragoman.record.visible import visible
from dragoman.report import Published

NAMELESS = {"outlet": "[unknown outlet]", "unnamed": "[unnamed source]"}
"""What stands for a source without a name."""


def deed(event: Event) -> str:
    """Who did what to whom: `gunmen → ASSAULT heavy-weapons “shelled” → the harbour`; who is not named is left out."""
    code = f"{event.type} {event.mode}" if event.mode else event.type
    parts = [joined(event.actors), f"{code} “{event.trigger.text}”", joined(event.recipients)]
    return visible(" → ".join(part for part in parts if part))


def likely(likelihood: Likelihood) -> str:
    """The range beside the words it was read off: `55–75 % “probably” (likely, phia)`."""
    low, high = round(likelihood.low * 100), round(likelihood.high * 100)
    percent = f"{low} %" if low == high else f"{low}–{high} %"
    turned = "not " if likelihood.negated else ""
    return f"{percent} “{turned}{visible(likelihood.hedge.text)}” ({likelihood.term}, {likelihood.scale})"


def toll(count: Count) -> str:
    """How many: `killed 33`, `killed 11 or more`, `displaced 1,800–2,200`, `displaced, how many is not told`."""
    if count.low == 0 and count.high is None:
        return f"{count.kind}, how many is not told"
    if count.high is None:
        number = f"{count.low:,} or more"
    elif count.low == count.high:
        number = f"{count.low:,}"
    else:
        number = f"{count.low:,}–{count.high:,}"
    return f"{count.kind} {number}"


def circumstances(event: Event) -> str:
    """All that stands around the deed, divided by " · ": status, likelihood or hedge, object, place, time, counts."""
    status = f"status {event.status}"
    parts = [
        status if event.likelihood or not event.hedge else f"{status} “{visible(event.hedge.text)}”",
        likely(event.likelihood) if event.likelihood else "",
        f"about {visible(event.object.text)}" if event.object else "",
        f"where {listed(event.places)}" if event.places else "",
        f"when {listed(event.times)}" if event.times else "",
        *map(toll, event.counts),
    ]
    return " · ".join(part for part in parts if part)


def listed(mentions: Iterable[Mention]) -> str:
    """The mentions' words, divided by "; "."""
    return visible(joined(mentions))


def said_by(chain: Iterable[Link]) -> str:
    """The chain of sources: `The Example Post > Reuters > Ana Novak`; who has no name stands in brackets."""
    return visible(" > ".join(link.name or NAMELESS.get(link.kind, f"[{link.kind}]") for link in chain))


def dated(published: Published | None) -> str:
    """The day (and time) of publication with where it was read."""
    return f"{published.isoformat()} ({published.origin})" if published else "no date"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: `1 event`, `2 events`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
