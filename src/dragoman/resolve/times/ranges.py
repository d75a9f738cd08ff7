"""Readings that run from one time to another: "3 to 5 May", "2011-2016", "between Monday and Friday"."""

from __future__ import annotations

from datetime import date

from dragoman.resolve.times.days import month_day, weekday
from dragoman.resolve.times.grammar import Parse
from dragoman.resolve.times.points import Point
from dragoman.resolve.times.reading import CERTAIN, CHOSEN, Context, Reading
from dragoman.resolve.times.units import month


def between(first: Point, last: Point, rule: str, score: float, anchor: date | None) -> Reading | None:
    """The time from the first day of one unit to the last of another, as an ISO 8601 interval; None if it runs back."""
    if first.day > last.last:
        return None
    value = f"{first.value}/{last.value}"
    return Reading("DATE", value, first.day, last.last, last.precision, anchor, rule, score, last)


def days(parse: Parse, context: Context) -> Reading | None:
    """Days of one month: "3 to 5 May"."""
    read = month_day(parse, context)
    if read is None or read.point is None:
        return None
    number = int(parse.number("da"))
    last = read.point.day
    if number > last.day:
        return None
    return between(Point("D", last.replace(day=number)), read.point, read.rule, read.score, read.anchor)


def years(parse: Parse, context: Context) -> Reading | None:
    """Years: "2011-2016", "2011-16"."""
    first, last = int(parse.number("ya")), int(parse.number("y"))
    if last < 100:
        last += first // 100 * 100
    points = Point("Y", date(first, 1, 1)), Point("Y", date(last, 1, 1))
    return between(*points, "years written out", CERTAIN, None)


def months(parse: Parse, context: Context) -> Reading | None:
    """Months: "March-May 2019"."""
    read = month(parse, context)
    if read is None or read.point is None:
        return None
    first, last = int(parse["ma"]), read.point
    start = date(last.day.year - (first > last.day.month), first, 1)
    return between(Point("M", start), last, read.rule, read.score, read.anchor)


def weekdays(parse: Parse, context: Context) -> Reading | None:
    """Weekdays of one week: "Monday-Friday"."""
    read = weekday(parse, context)
    if read is None or read.point is None:
        return None
    back = (read.point.day.isoweekday() - int(parse["wa"])) % 7
    return between(read.point.shifted(-back), read.point, read.rule, CHOSEN, read.anchor)
