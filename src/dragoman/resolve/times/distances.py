"""Readings that are counted off from another time: "two weeks ago", "three days later", "a week before Christmas"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.resolve.times.days import day
from dragoman.resolve.times.grammar import Parse
from dragoman.resolve.times.lengths import unit_length, vague_length
from dragoman.resolve.times.points import Point, moved
from dragoman.resolve.times.reading import COUNTED, TOLD, Context, Reading, lasting, pointed
from dragoman.resolve.times.units import grain

_RECENT = 3
"""How many of the times named before are looked at for the one that "a year earlier" compares with."""


def amount(parse: Parse) -> float | None:
    """The number that an expression counts its units with; None where it is not told ("several", "weeks ago")."""
    token = parse.kept.get("n")
    if token is None:
        return 1.0 if parse.rule.reading == "duration" else None
    if token.value == "X":
        return None
    number = float(token.value) if token.kind in ("a", "vague") else token.number
    return number + (0.5 if "h" in parse else 0.0)


def ago(parse: Parse, context: Context) -> Reading | None:
    """So long before the report."""
    number = amount(parse)
    if number is not None and parse["u"].startswith("T"):
        return _hours(number, parse["u"], context.day, -1.0)
    if number is None:
        return Reading("DATE", "PAST_REF", None, context.published, None, context.published, "an unknown while ago")
    letters = parse["u"]
    if letters == "Y" and number == 1 and (told := _compared(context)):
        read = pointed(told.years_on(-1), "a year before the time that the report named last", TOLD, told.day)
        return replace(read, aside=True)
    point = _away(context.day, letters, -number)
    return pointed(point, "counted back from the publication date", COUNTED, context.day)


def shifted(parse: Parse, context: Context) -> Reading | None:
    """So long before or after the time that the report named last, or after the report ("a week from now")."""
    step = {"-": -1.0, "+": 1.0, "now": 1.0}[parse["s"]]
    number = 1.0 if "n" not in parse and parse.kept["u"].kind == "unit" else amount(parse)
    letters = parse["u"]
    if number is None:
        return lasting(vague_length(letters), "an unknown while before or after another time", score=TOLD)
    if letters.startswith("T"):
        return _hours(number, letters, context.day if parse["s"] == "now" else context.told_day.day, step)
    if parse["s"] == "now":
        point = _away(context.day, letters, number)
        return pointed(point, "counted on from the publication date", COUNTED, context.day)
    rule = "counted from the time that the report named last"
    told = context.told
    if letters == "Y" and number == 1:
        compared = _compared(context) or Point.at("Y", told.day)
        return replace(pointed(compared.years_on(int(step)), rule, TOLD, compared.day), aside=True)
    base = context.told_day if letters in ("D", "W", "F") else told
    point = _away(base.day, letters, step * number)
    return pointed(point, rule, TOLD, base.day)


def offset(parse: Parse, context: Context) -> Reading | None:
    """So long before or after a day that the expression names."""
    read = day(parse, context)
    number = amount(parse) if "n" in parse else 1.0
    if read is None or read.point is None or number is None:
        return None
    step = -1.0 if parse["s"] == "-" else 1.0
    point = _away(read.point.day, parse["u"], step * number)
    return pointed(point, f"counted from {read.point.day.isoformat()}", read.score, read.anchor)


def _hours(number: float, letters: str, base: date, step: float) -> Reading:
    """Hours or minutes before or after: how long, and the day where that leads, as the clock time is not known."""
    at = moved(base, letters, step * number)
    rule = "so long before or after the day that the report is at, whose clock time is not told"
    return lasting(unit_length(number, letters), rule, at, at, base, TOLD)


def _compared(context: Context) -> Point | None:
    """The quarter or half-year that the report is at, with which "a year earlier" compares."""
    return next((point for point in reversed(context.story[-_RECENT:]) if point.grain in ("Q", "H")), None)


def _away(base: date, letters: str, by: float) -> Point:
    """The unit so many units away; hours and weeks are counted to the day, decades to the year."""
    at = moved(base, letters, by)
    if letters in ("D", "W", "F") or letters.startswith("T"):
        return Point("D", at)
    if by % 1 and letters == "Y":
        return Point.at("M", at)
    return Point.at("Y" if letters in "ECL" else grain(letters) or "D", at)
