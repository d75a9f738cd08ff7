"""From the words of a time expression to its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.resolve.times import amounts, days, distances, named, ranges, units
from dragoman.resolve.times.grammar import Parse, longest, whole
from dragoman.resolve.times.numbers import Token
from dragoman.resolve.times.points import Point
from dragoman.resolve.times.reading import Context, Reading, Tense, UnanchoredError
from dragoman.resolve.times.tokens import tokens

_READINGS: Mapping[str, Callable[[Parse, Context], Reading | None]] = {
    "day": days.day,
    "hijri": named.hijri_date,
    "unit": units.unit,
    "unit_of": units.unit_of,
    "month": units.month,
    "year": units.year,
    "numbered": units.numbered,
    "decade": units.decade,
    "season": units.season,
    "half": units.half,
    "ordinal": units.ordinal,
    "like": units.like,
    "ago": distances.ago,
    "shifted": distances.shifted,
    "offset": distances.offset,
    "duration": amounts.duration,
    "about": amounts.about,
    "while": amounts.long_while,
    "span": amounts.span,
    "opening": amounts.opening,
    "each": amounts.each,
    "reference": amounts.reference,
    "then": amounts.then,
    "days": ranges.days,
    "years": ranges.years,
    "months": ranges.months,
    "weekdays": ranges.weekdays,
}
_PART = 0.8
"""Factor of the score where only a part of the expression was understood."""


def normalise(
    expression: str,
    *,
    published: date | None = None,
    tense: Tense = "unknown",
    story: Sequence[Point] = (),
) -> Reading | None:
    """The meaning of a time expression.

    `published` is the report's date; `tense` that of the clause around the expression, which decides between the last
    and the coming Monday; `story` holds the times that the report has named before, the latest last, for expressions
    that count from them ("three days later"). None if the words are no time expression. An expression that is one but
    cannot be resolved, for want of a date to count from or because there is no such day, has an empty value and the
    reason as its rule. Never raises.
    """
    found, codes = _trimmed(*tokens(expression))
    context = Context(published, tense, story)
    read = _whole(found, codes, context) or _range(found, codes, context)
    if read:
        return read
    best: Parse | None = None
    for at in range(len(found)):
        parse = longest(found, codes, at, every_rule=True)
        if parse and (best is None or parse.end - parse.start > best.end - best.start):
            best = parse
    part = read_parse(best, context) if best else None
    return replace(part, score=part.score * _PART) if part else None


def read_parse(parse: Parse, context: Context) -> Reading | None:
    """The meaning of a rule's match; None if the rule does not fit after all."""
    try:
        return _READINGS[parse.rule.reading](parse, context)
    except UnanchoredError as error:
        return Reading("TIME" if "pt" in parse or "ck" in parse else "DATE", "", rule=f"unresolved: {error}", score=0.0)
    except (ValueError, OverflowError):
        return Reading("DATE", "", rule="refused: the calendar has no such day or time", score=0.0)


def _trimmed(found: list[Token], codes: str) -> tuple[list[Token], str]:
    """The tokens without marks at either end and prepositions before them."""
    first, last = 0, len(found)
    while first < last and found[first].kind in ("mark", "comma", "dash", "in", "of", "to", "lead", "prep"):
        first += 1
    while last > first and found[last - 1].kind in ("mark", "comma", "dash", "possessive"):
        last -= 1
    return found[first:last], codes[first:last]


def _whole(found: Sequence[Token], codes: str, context: Context) -> Reading | None:
    for parse in whole(found, codes):
        read = read_parse(parse, context)
        if read:
            return read
    return None


def _range(found: Sequence[Token], codes: str, context: Context) -> Reading | None:
    """ "from ... to ...", "between ... and ...", "Monday to Friday": the two ends read each for itself."""
    first = 1 if found and found[0].kind == "from" else 0
    for at in range(first + 1, len(found) - 1):
        if found[at].kind not in ("to", "and", "dash"):
            continue
        last = _whole(found[at + 1 :], codes[at + 1 :], context)
        start = _whole(found[first:at], codes[first:at], context)
        if start and last and start.point and last.point:
            opening = start.point
            while opening.day > last.point.last and opening.day.year > 1 and start.score < 0.9:
                # "from November to March": the end decides the year, the beginning lies before it.
                opening = opening.years_on(-1)
            return ranges.between(opening, last.point, last.rule, min(start.score, last.score), last.anchor)
    return None
