"""Readings that tell how long or how often: "two months", "the last couple of weeks", "every Friday", "recently"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dragoman.resolve.times.distances import amount
from dragoman.resolve.times.grammar import Parse
from dragoman.resolve.times.lengths import added, unit_length, vague_length
from dragoman.resolve.times.points import moved
from dragoman.resolve.times.reading import COUNTED, TOLD, Context, Reading, lasting, pointed
from dragoman.resolve.times.units import container

_PAST = ("last", "past", "recent", "latest", "previous")


def duration(parse: Parse, context: Context) -> Reading | None:
    """A length of time that stands nowhere in the calendar."""
    if "hf" in parse:
        return lasting(unit_length(0.5, parse["u"]), "a length of time")
    value = _length(parse)
    if "n2" in parse:
        value = added(value, unit_length(parse.number("n2"), parse["u2"]))
    return lasting(value, "a length of time")


def about(parse: Parse, context: Context) -> Reading | None:
    """A length of time whose number is not told: "weeks", "two to three months"."""
    return lasting(vague_length(parse["u"]), "a length of time of unknown number")


def long_while(parse: Parse, context: Context) -> Reading | None:
    """ "a while"."""
    return lasting("PXX", "a length of time of unknown unit")


def span(parse: Parse, context: Context) -> Reading | None:
    """A length of time up to or from the report: "the last couple of months", "in the coming days"."""
    value, pointer = _length(parse), parse["r"]
    number = amount(parse)
    if pointer in ("this", "that"):
        return lasting(value, "a length of time")
    told = pointer in ("previous", "following")
    base = (context.told_day.day if context.story else context.published) if told else context.published
    if base is None:
        return lasting(value, "a length of time; no date is known to count it from")
    ahead = pointer in ("next", "following")
    other = moved(base, parse["u"], number if ahead else -number) if number is not None else None
    # What lasts months is told of months gone by; days and weeks run on to the day of the report.
    until = base if parse["u"] in ("D", "W", "F", "WE") or parse["u"].startswith("T") else base - timedelta(1)
    start, end = (base, other) if ahead else (other, until)
    rule = "counted from the time that the report named last" if told else "counted from the publication date"
    return lasting(value, rule, start, end, base, TOLD if told else COUNTED)


def opening(parse: Parse, context: Context) -> Reading | None:
    """The first or last so many units of a longer one: "the first nine months of 2019"."""
    value, number = _length(parse), amount(parse)
    around = container(parse, context)
    if around is None or number is None:
        return lasting(value, "a length of time")
    outer, rule, anchor = around
    if parse.number("o") > 0:
        edge = moved(outer.day, parse["u"], number)
        return lasting(value, rule, outer.day, edge - timedelta(1), anchor)
    edge = moved(outer.last + timedelta(1), parse["u"], -number)
    return lasting(value, rule, edge, outer.last, anchor)


def each(parse: Parse, context: Context) -> Reading | None:
    """Something that comes again: "every Friday", "daily", "every two years"."""
    if "st" in parse:
        value = parse["st"]
    elif "wd" in parse:
        name = parse["wd"]
        value = "XXXX-WXX-" + ("WD" if name == "D" else name) + (parse["pt"] or _of_parts(parse))
    elif "se" in parse:
        value = f"XXXX-{parse['se']}"
    elif "mo" in parse:
        value = f"XXXX-{int(parse['mo']):02d}"
    elif "u" in parse:
        number = parse.number("n") or max(parse.number("o"), 0.0)
        other = any(token.kind == "other" for token in parse.tokens)
        value = unit_length(number or (2.0 if other else 1.0), parse["u"])
    else:
        value = f"XXXX-XX-XX{parse['pt']}"
    return Reading("SET", value, rule="something that comes again")


def _of_parts(parse: Parse) -> str:
    return next((token.value for token in parse.tokens if token.kind == "parts"), "")


def reference(parse: Parse, context: Context) -> Reading | None:
    """ "now", "recently", "soon": times that the calendar does not tell."""
    if "cu" in parse:
        if parse["cu"] != "this":
            return None
        value = "PRESENT_REF"
    elif parse["rf"].endswith("_REF"):
        value = parse["rf"]
    elif parse["rf"] == "past" or (parse["rf"] == "recent" and len(parse.tokens) == 1):
        value = "PAST_REF"
    else:
        return None
    day = context.published
    start, end = {"PAST_REF": (None, day), "PRESENT_REF": (day, day)}.get(value, (day, None))
    return Reading("DATE", value, start, end, None, day, "a time that the calendar does not tell")


def then(parse: Parse, context: Context) -> Reading | None:
    """The time that the report named last."""
    if not context.story:
        return Reading("DATE", "PAST_REF", rule="a time that the report has not named", score=TOLD)
    told = context.story[-1]
    return pointed(replace(told, part=""), "the time that the report named last", TOLD, told.day)


def _length(parse: Parse) -> str:
    number = amount(parse)
    return vague_length(parse["u"]) if number is None else unit_length(number, parse["u"])
