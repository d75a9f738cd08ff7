"""The year that an expression names for its day, month or quarter: "2019", "last year", "that year"."""

from __future__ import annotations

from datetime import date

from dragoman.resolve.times.grammar import Parse
from dragoman.resolve.times.reading import CERTAIN, COUNTED, TOLD, Context

_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1}


def year_named(parse: Parse, context: Context) -> tuple[int, date | None, str, float] | None:
    """The year, the day that it was counted from, the rule and its score; None where the expression names no year."""
    if "y" in parse:
        return int(parse.number("y")), None, "a date written out", CERTAIN
    if parse["yu"] != "Y":
        return None
    pointer = parse["yr"]
    if pointer in ("that", "previous", "following") or ("yb" in parse and parse["yb"] != "ago"):
        base = context.told.day
        step = _STEPS.get(pointer, 0) + {"-": -1, "+": 1}.get(parse["yb"], 0)
        return base.year + step, base, "counted from the time that the report named last", TOLD
    base = context.day
    step = _STEPS.get(pointer, 0) - ("yb" in parse)
    return base.year + step, base, "counted from the publication date", COUNTED
