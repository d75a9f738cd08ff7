"""Readings that name a week, a month, a quarter, a season, a year, a decade, a century."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast, get_args

from dragoman.resolve.times.days import feast, month_day
from dragoman.resolve.times.feasts import hijri
from dragoman.resolve.times.grammar import Parse
from dragoman.resolve.times.lengths import unit_length
from dragoman.resolve.times.points import Grain, Point, moved, season_of
from dragoman.resolve.times.reading import CERTAIN, CHOSEN, COUNTED, TOLD, Context, Reading, lasting, pointed
from dragoman.resolve.times.years import year_named

_STEPS = {"last": -1, "past": -1, "recent": -1, "previous": -1, "latest": -1, "next": 1, "following": 1}
"""How many units on a pointer leads; "this" and "that" stay."""
NEAR = 2
"""A month by name, in a clause without tense, is the coming one if it is at most so many months ahead."""
_TOLD = ("that", "previous", "following")
_FROM_REPORT = "counted from the publication date"
_FROM_STORY = "counted from the time that the report named last"


def grain(letters: str) -> Grain | None:
    """The grain of a unit's TIMEX3 letters; None for hours, minutes and what else is no unit of the calendar."""
    return cast(Grain, letters) if letters in get_args(Grain) else None


def unit(parse: Parse, context: Context) -> Reading | None:
    """A unit of the calendar by a pointer: "last week", "the following month", "this year", "the quarter"."""
    size = grain(parse["u"])
    if size is None:
        return None
    pointer = parse["r"]
    if pointer == "past" or (pointer == "last" and size in ("E", "C")):
        days = moved(context.day, parse["u"], -1), context.day - timedelta(1)
        return lasting(unit_length(1, parse["u"]), "up to the publication date", *days, context.day)
    if "t" in parse or pointer == "latest":
        return _definite(size, context, latest=pointer == "latest")
    # "the next day" is that of the story, "next week" that of the report.
    if pointer in _TOLD or (size == "D" and any(token.kind == "the" for token in parse.tokens)):
        base = context.told_day if size == "D" else context.named(size) or context.told
        point = Point.at(size, base.day).shifted(_STEPS.get(pointer, 0))
        return pointed(point, _FROM_STORY, TOLD, base.day)
    point = Point.at(size, context.day).shifted(_STEPS.get(pointer, 0))
    if pointer == "this" and size in ("M", "Y") and point.day == context.day and context.tense == "past":
        return _just_begun(point, context)
    return pointed(point, _FROM_REPORT, COUNTED, context.day)


def _just_begun(point: Point, context: Context) -> Reading:
    """ "this month" in a report of the month's first day that looks back.

    It is the month before if all days named so far lie in that, the report's own apart.
    """
    days = [told.day for told in context.story if told.grain == "D" and told.day != point.day]
    before = point.shifted(-1)
    if days and all(before.day <= day <= before.last for day in days):
        rule = "the report is of the unit's first day and the days that it named lie in the unit before"
        return pointed(before, rule, TOLD, context.day)
    return pointed(point, f"{_FROM_REPORT}, the unit's first day", TOLD / 2, context.day)


def _definite(size: Grain, context: Context, *, latest: bool) -> Reading:
    """ "the quarter", "the latest quarter": the one that the report named last, else the one that it is at."""
    told = context.named(size)
    if size == "Y":
        base = context.told if context.published is None or context.told.day <= context.published else None
        return pointed(Point.at("Y", (base or Point("D", context.day)).day), "the year that the report is at", TOLD)
    if told:
        return pointed(Point.at(size, told.day), "the one that the report named last", TOLD, told.day)
    if size == "WE":
        point = Point.at(size, context.day)
        if context.tense != "future" and point.day > context.day:
            point = point.shifted(-1)
        return pointed(point, "the nearest weekend in the clause's tense", CHOSEN, context.day)
    if size == "D":
        return pointed(Point("D", context.told_day.day), "the day that the report is at", TOLD, context.told_day.day)
    point = Point.at(size, context.day).shifted(-1 if latest else 0)
    return pointed(point, _FROM_REPORT, TOLD, context.day)


def unit_of(parse: Parse, context: Context) -> Reading | None:
    """The unit that a day lies in: "the week of 6 March"."""
    size = grain(parse["u"])
    read = month_day(parse, context) if "mo" in parse else feast(parse, context)
    if size is None or read is None or read.point is None:
        return None
    return pointed(Point.at(size, read.point.day), f"the {read.rule}, and the unit around it", CHOSEN, read.anchor)


def month(parse: Parse, context: Context) -> Reading | None:
    """A month by name; without a year, the one that pointer and tense choose: the last one, mostly."""
    if parse["u"] not in ("", "M") and parse.rule.reading == "month":
        return None
    number = int(parse["mo"])
    named = year_named(parse, context)
    if named:
        year, anchor, rule, score = named
        return pointed(Point("M", date(year, number, 1)), rule, score, anchor)
    pointer = parse["r"]
    base = context.told.day if pointer in _TOLD else context.day
    here = Point.at("M", base).day
    same = date(here.year, number, 1)
    if pointer == "this":
        return pointed(Point("M", same), "the month of the report's year", COUNTED, base)
    strict = pointer in _STEPS
    near = context.tense == "unknown" and (number - here.month) % 12 <= NEAR
    ahead = _STEPS.get(pointer, 1 if context.tense == "future" or near else -1) > 0
    point = Point("M", same)
    if ahead and (same < here or (strict and same == here)):
        point = point.years_on(1)
    elif not ahead and (same > here or (strict and same == here)):
        point = point.years_on(-1)
    rule = "the coming month of that name" if ahead else "the most recent month of that name"
    return pointed(point, rule, CHOSEN, base)


def year(parse: Parse, context: Context) -> Reading | None:
    """A year written out, of our calendar or of the Islamic one."""
    number = int(parse.number("y"))
    if parse["er"] == "bc":
        raise ValueError(f"{number} BC")
    if parse["er"] == "ah":
        start = hijri(number, 1, 1)
        point = Point("D", start, days=(hijri(number + 1, 1, 1) - start).days)
        return pointed(point, "by the Islamic calendar", CHOSEN)
    return pointed(Point("Y", date(number, 1, 1)), "a year written out", CERTAIN)


def numbered(parse: Parse, context: Context) -> Reading | None:
    """ "Q3", "H1 2019"."""
    letter, number = parse["pn"][0], int(parse["pn"][1])
    named = year_named(parse, context)
    if named is None and letter == "Q":
        return _loose("Q", number, context)
    year, anchor, rule, score = named or (context.day.year, context.day, _FROM_REPORT, CHOSEN)
    size: Grain = "Q" if letter == "Q" else "H"
    return pointed(Point(size, date(year, 1, 1)).shifted(number - 1), rule, score, anchor)


def decade(parse: Parse, context: Context) -> Reading | None:
    """The 1990s."""
    return pointed(Point.at("E", date(int(parse.number("dc")), 1, 1)), "a decade written out", CERTAIN)


def season(parse: Parse, context: Context) -> Reading | None:
    """A season; without a year, the one that pointer and tense choose."""
    code = parse["se"]
    named = year_named(parse, context)
    if named:
        number, anchor, rule, score = named
        return pointed(season_of(code, number), rule, score, anchor)
    pointer = parse["r"]
    base = context.told.day if pointer in _TOLD else context.day
    choices = [season_of(code, base.year + k) for k in (-2, -1, 0, 1)]
    current = next((p for p in choices if p.day <= base <= p.last), None)
    before = [p for p in choices if p.last < base]
    after = [p for p in choices if p.day > base]
    if pointer in _STEPS:
        point = after[0] if _STEPS[pointer] > 0 else before[-1]
    elif pointer == "this":
        point = current or min((before[-1], after[0]), key=lambda p: abs(p.day - base))
    else:
        point = current or (after[0] if context.tense == "future" else before[-1])
    return pointed(point, "the season that pointer and tense choose", CHOSEN, base)


def half(parse: Parse, context: Context) -> Reading | None:
    """Half of a year: "the first half of 2019"."""
    number = _place(parse)
    around = container(parse, context)
    if around is None or around[0].grain != "Y" or number not in (1, 2, -1):
        return None
    start = date(around[0].day.year, 1 if number == 1 else 7, 1)
    return pointed(Point("H", start), around[1], CHOSEN, around[2])


def ordinal(parse: Parse, context: Context) -> Reading | None:
    """A unit by its place in a longer one: "the third quarter of last year", "the first week of May"."""
    size, number = grain(parse["u"]), _place(parse)
    if size == "C" and number > 0:
        return pointed(Point.at("C", date(max(1, (number - 1) * 100), 1, 1)), "a century written out", CERTAIN)
    around = _year_apart(parse, context) if "yb" in parse else container(parse, context)
    if size is None or (around is None and size not in ("Q", "D", "W")):
        return lasting(unit_length(1, parse["u"]), "a length of time") if parse["o"] and size != "WE" else None
    if around is None:
        return _loose(size, number, context)
    outer, rule, anchor = around
    if number < 0:
        point = Point.at(size, outer.last)
    else:
        first = Point.at(size, outer.day)
        if size == "WE" and first.day < outer.day:
            first = first.shifted(1)
        point = first.shifted(number - 1)
    if point.day > outer.last:
        raise ValueError(f"{number} {size}")
    return pointed(point, rule, CHOSEN if anchor else CERTAIN, anchor)


def _loose(size: Grain, number: int, context: Context) -> Reading | None:
    """A quarter of no named year: the latest begun, or the coming one in the future; a "second day" is the story's."""
    if size != "Q":
        told = context.told_day
        return pointed(Point.at(size, told.day), "the day that the report is at", TOLD / 2, told.day)
    base = context.day
    if number not in (1, 2, 3, 4, -1):
        return None
    back = ((base.month + 2) // 3 - number) % 4 if number > 0 else 1 + (base.month - 1) // 3
    # What is said of the quarter that has just ended may be in the future ("will report"), so it takes more distance.
    ahead = back >= {"future": 2, "unknown": 3}.get(context.tense, 4)
    point = Point.at("Q", base).shifted(4 - back if ahead else -back)
    return pointed(point, "the quarter that tense and nearness choose", CHOSEN, base)


def _place(parse: Parse) -> int:
    """Which one: 3 for "third", -1 for "last" and "final"."""
    return int(parse.number("o")) or -1


def _year_apart(parse: Parse, context: Context) -> tuple[Point, str, date | None]:
    here = context.named("Q", "Y") or Point("D", context.day)
    return Point("Y", date(here.day.year - 1, 1, 1)), "a year before the time named last", here.day


def container(parse: Parse, context: Context) -> tuple[Point, str, date | None] | None:
    """The longer unit that an expression names around its own, with the rule and the day it was counted from."""
    if "mo" in parse:
        read = month(parse, context)
        return (read.point, read.rule, read.anchor) if read and read.point else None
    if "y" in parse:
        return Point("Y", date(int(parse.number("y")), 1, 1)), "a date written out", None
    letters = parse["yu"] or ("Y" if "yr" in parse else "")
    size = grain(letters) if letters else None
    if size is None:
        return None
    pointer = parse["yr"] or parse["r"]
    told = pointer in _TOLD or not pointer
    base = (context.told if told else Point("D", context.day)).day
    point = Point.at(size, base).shifted(_STEPS.get(pointer, 0))
    return point, _FROM_STORY if told else _FROM_REPORT, base


def like(parse: Parse, context: Context) -> Reading | None:
    """A unit like the one named last, in another year: "the year-ago quarter", "the same period last year"."""
    size = grain(parse["u"])
    if "u" not in parse and parse["yu"] != "Y":
        return None
    here = context.named(size) if size else context.named("Q", "H", "M", "Y")
    if here is None:
        here = Point.at(size or "Y", context.day)
    if "y" in parse:
        point = here.years_on(int(parse.number("y")) - here.day.year)
    elif "yb" in parse:
        outer = grain(parse["yu"])
        step = 1 if parse["yb"] == "+" else -1
        if outer is None:
            return None
        point = here.years_on(step) if outer == "Y" else here.shifted(step)
    elif parse["yu"]:
        named = year_named(parse, context)
        if named is None:
            return None
        point = here.years_on(named[0] - here.day.year)
    else:
        point = here
    read = pointed(replace(point, part=""), "the like of the time that the report named last", TOLD, here.day)
    return replace(read, aside=True)
