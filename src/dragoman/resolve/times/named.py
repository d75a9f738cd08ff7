"""Readings of feasts by name and of dates of the Islamic calendar."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.resolve.times.feasts import feast_days, feasts, hijri, hijri_month_length, hijri_year
from dragoman.resolve.times.grammar import Parse
from dragoman.resolve.times.points import Point
from dragoman.resolve.times.reading import CHOSEN, Context, Reading, pointed
from dragoman.resolve.times.years import year_named

_RAMADAN = 9
_GREGORIAN = 1600
"""A year from here on is one of our calendar, not of the Islamic one."""


def feast(parse: Parse, context: Context) -> Reading | None:
    """A holiday by name, in the named year or the one that tense and pointer choose."""
    name, rule, days = feasts()[parse["ho"]]
    named = year_named(parse, context)
    if named:
        year, anchor, _, score = named
        found = feast_days(rule, year)
        return _feast(name, found[0], days, score, anchor) if found else None
    base = context.day
    first, last = max(1, base.year - 2), min(9999, base.year + 2)
    choices = sorted(d for year in range(first, last + 1) for d in feast_days(rule, year))
    pointer = parse["r"]
    after = [d for d in choices if d + timedelta(days - 1) >= base]
    before = [d for d in choices if (d < base if pointer == "last" else d <= base)]
    ahead = pointer == "next" or (pointer not in ("last", "past") and context.tense == "future")
    if pointer == "this":
        same = [d for d in choices if d.year == base.year]
        chosen = same[0] if same else None
    else:
        chosen = (after[0] if after else None) if ahead else (before[-1] if before else None)
    return _feast(name, chosen, days, CHOSEN, base) if chosen else None


def _feast(name: str, first: date, days: int, score: float, anchor: date | None) -> Reading:
    point = Point("D", first, days=days if days > 1 else 0)
    return pointed(point, f"{name} in that year", score, anchor)


def hijri_date(parse: Parse, context: Context) -> Reading | None:
    """A day or month of the Islamic calendar: by the tabular calendar, a Ramadan of ours by the table of feasts."""
    month, number, year = int(parse["hm"]), int(parse.number("dd")), int(parse.number("y"))
    whole = number == 0
    anchor = None
    if year >= _GREGORIAN:
        starts = [day for day in _starts(month, number or 1, date(year, 6, 30)) if day.year == year]
        chosen = starts[0] if starts else None
    elif year:
        chosen = hijri(year, month, number or 1)
    else:
        base = anchor = context.day
        starts = _starts(month, number or 1, base)
        ahead = parse["r"] == "next" or (parse["r"] not in ("last", "past") and context.tense == "future")
        fits = [day for day in starts if (day + timedelta(29 if whole else 0) >= base if ahead else day <= base)]
        chosen = (fits[0] if ahead else fits[-1]) if fits else None
    if chosen is None:
        return None
    length = hijri_month_length(hijri_year(chosen + timedelta(14)), month) if whole else 0
    return pointed(Point("D", chosen, days=length), "by the Islamic calendar", CHOSEN, anchor)


def _starts(month: int, number: int, around: date) -> list[date]:
    """A day of the Islamic calendar in the years about a day of ours."""
    if month == _RAMADAN and number == 1:
        return sorted(d for k in (-1, 0, 1) for d in feast_days("islamic ramadan 0", around.year + k))
    about = hijri_year(around)
    return [hijri(year, month, number) for year in range(max(1, about - 1), about + 2)]
