"""Readings that name a day: dates, weekdays, feasts, "tomorrow", with or without a part of the day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dragoman.resolve.times.clock import part_of_day
from dragoman.resolve.times.grammar import Parse
from dragoman.resolve.times.named import feast
from dragoman.resolve.times.points import Point
from dragoman.resolve.times.reading import CERTAIN, CHOSEN, COUNTED, TOLD, Context, Reading, pointed
from dragoman.resolve.times.years import year_named

NEAR = timedelta(60)
"""A day and month without a year are those nearest to the report if they are this near, whatever the tense: a day
nearly a year off would be told with its year. What something has gone on "since" lies behind, however far."""
AT = timedelta(7)
"""A part of the day alone ("overnight") is of the day that the report named last, unless that is longer ago."""


def day(parse: Parse, context: Context) -> Reading | None:
    """A day, and the part of it where the expression names one."""
    read = _day(parse, context)
    if read is None or read.point is None:
        return read
    part = part_of_day(parse)
    if not part:
        return read
    return pointed(replace(read.point, part=part), read.rule, read.score, read.anchor)


def _day(parse: Parse, context: Context) -> Reading | None:
    if "mo" in parse:
        return month_day(parse, context)
    if "wd" in parse:
        return weekday(parse, context)
    if "dy" in parse:
        off = int(parse["dy"])
        return pointed(
            Point("D", context.day + timedelta(off)), "counted from the publication date", COUNTED, context.day
        )
    if "nd" in parse:
        return numeric(parse, context)
    if "ho" in parse:
        return feast(parse, context)
    return _bare(parse, context)


def _bare(parse: Parse, context: Context) -> Reading | None:
    """A part of the day alone, or with a pointer: "this morning", "last night", "the next day at noon"."""
    if "du" in parse and parse["du"] != "D":
        return None
    pointer, part = parse["r"], parse["pt"]
    if pointer == "last":
        # "last night" in the morning's report is the night before; so is "last evening".
        return pointed(
            Point("D", context.day - timedelta(1)), "the day before the publication date", COUNTED, context.day
        )
    if pointer == "this" or "tn" in parse:
        return pointed(Point("D", context.day), "the day of publication", COUNTED, context.day)
    told = context.told_day
    if not pointer and not parse["pb"] and context.published and abs(context.published - told.day) > AT:
        return pointed(Point("D", context.day), "the day of publication", COUNTED, context.day)
    anchor = told.day
    shift = {"next": 1, "following": 1, "previous": -1}.get(pointer, 0)
    if parse["pb"] in ("+", "-"):
        shift = 1 if parse["pb"] == "+" else -1
    at = Point("D", told.day + timedelta(shift))
    if shift or pointer == "that" or (part and context.named("D")):
        return pointed(at, "counted from the day that the report named last", TOLD, anchor)
    return pointed(at, "the day that the report is at", TOLD, anchor)


def weekday(parse: Parse, context: Context) -> Reading | None:
    """A weekday: the most recent one including today, or the coming one where the clause is in the future."""
    number = int(parse["wd"])
    if "wr" in parse:
        return _weekday_of_week(parse, context, number)
    pointer = parse["r"]
    if pointer in ("that", "previous", "following"):
        told = context.told_day
        if pointer == "that" and told.day.isoweekday() == number:
            return pointed(Point("D", told.day), "the weekday that the report named last", TOLD, told.day)
        back = pointer != "following"
        at = on_weekday(told.day, number, back=back, strict=pointer != "that")
        return pointed(Point("D", at), "counted from the day that the report named last", TOLD, told.day)
    base = context.day
    if pointer == "next":
        at = on_weekday(base, number, back=False, strict=True)
        return pointed(Point("D", at), "the first such weekday after the publication date", COUNTED, base)
    if pointer in ("last", "past", "recent", "latest"):
        at = on_weekday(base, number, back=True, strict=True)
        return pointed(Point("D", at), "the last such weekday before the publication date", COUNTED, base)
    if context.tense == "future":
        at = on_weekday(base, number, back=False, strict=False)
        return pointed(Point("D", at), "the coming weekday, as the clause is in the future", CHOSEN, base)
    at = on_weekday(base, number, back=True, strict=False)
    return pointed(Point("D", at), "the most recent such weekday up to the publication date", CHOSEN, base)


def _weekday_of_week(parse: Parse, context: Context, number: int) -> Reading | None:
    if parse["wu"] != "W":
        return None
    base = context.day if parse["wr"] != "that" else context.told.day
    weeks = {"next": 1, "following": 1, "last": -1, "past": -1, "previous": -1}.get(parse["wr"], 0)
    at = Point.at("W", base).shifted(weeks).day + timedelta(number - 1)
    return pointed(Point("D", at), "the weekday of the named week", COUNTED, base)


def on_weekday(base: date, number: int, *, back: bool, strict: bool) -> date:
    """The nearest weekday (1 Monday) before or after a day; the day itself counts unless `strict`."""
    gap = (base.isoweekday() - number) % 7 if back else (number - base.isoweekday()) % 7
    gap = gap or (7 if strict else 0)
    return base - timedelta(gap) if back else base + timedelta(gap)


def month_day(parse: Parse, context: Context) -> Reading | None:
    """A day of a month; without a year, the year that tense and nearness choose."""
    month, number = int(parse["mo"]), int(parse.number("dd"))
    named = year_named(parse, context)
    if named:
        year, anchor, rule, score = named
        return pointed(Point("D", date(year, month, number)), rule, score, anchor)
    rule, base = "the year that tense and nearness choose", context.day
    choices = [date(year, month, number) for year in _years(base.year, month, number)]
    before = max((d for d in choices if d <= base), default=None)
    after = min((d for d in choices if d >= base), default=None)
    pointer = parse["r"] if "wd" not in parse else ""
    if before is None or after is None:
        at = before or after
    elif pointer in ("last", "past", "next"):
        at = after if pointer == "next" else before
    elif "wd" in parse and before.isoweekday() != after.isoweekday():
        at = next((d for d in (before, after) if d.isoweekday() == int(parse["wd"])), before)
    elif min(base - before, after - base) <= NEAR and context.tense != "perfect":
        at = min(before, after, key=lambda d: abs(d - base))
    else:
        at = after if context.tense == "future" else before
    return pointed(Point("D", at), rule, CHOSEN, base) if at else None


def _years(around: int, month: int, number: int) -> list[int]:
    """The years next to one in which a day of a month exists (29 February).

    Raises:
        ValueError: if it never does.
    """
    date(2000, month, number)
    leap = (month, number) == (2, 29)
    reach = 8 if leap else 1
    return [
        year
        for year in range(max(1, around - reach), min(9999, around + reach) + 1)
        if not leap or (year % 4 == 0 and (year % 100 or year % 400 == 0))
    ]


def numeric(parse: Parse, context: Context) -> Reading | None:
    """A date in digits. "03/04/2019" is read in the order that is possible and lies nearer to the publication date,
    without one month first."""
    text = parse["nd"]
    parts = [int(digits) for digits in re.findall(r"\d+", text)]
    if len(text.split("-")[0]) == 4:
        point = Point("D", date(*parts[:3]))
        if len(parts) > 3:
            point = replace(point, part=f"T{parts[3]:02d}:{parts[4]:02d}" + ("Z" if text.endswith("Z") else ""))
        return pointed(point, "a date written out", CERTAIN)
    first, second, year = parts
    if year < 100:
        year += 2000 if year < 70 else 1900
    orders = [(second, first)] if "." in text else [(first, second), (second, first)]
    choices = [date(year, m, d) for m, d in orders if m <= 12]
    if not choices:
        raise ValueError(text)
    base = context.published
    if base and len(choices) > 1:
        at = min(choices, key=lambda d: abs(d - base))
        return pointed(Point("D", at), "the order of day and month that lies nearer to the report", CHOSEN, base)
    return pointed(Point("D", choices[0]), "a date written out", CERTAIN if len(set(orders)) == 1 else CHOSEN)
