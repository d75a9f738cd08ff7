"""The time mentions of one report, resolved in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from dragoman.record.mention import Mention
from dragoman.record.world import Timex
from dragoman.resolve.times.normaliser import normalise
from dragoman.resolve.times.points import Point
from dragoman.resolve.times.reading import Reading, Tense, lasting

_RATE = re.compile(r"(?:\d|\b(?:once|twice|thrice|times|percent|million|billion|thousand|dollars|people))\s*$", re.I)
_ENDED = re.compile(r"\s+(?:ended|ending)\b")
_IN = re.compile(r"\b[Ii]n\s+$")
_ONE = re.compile(r"an? \w+", re.I)
MEMORY = 12
"""How many of the times named before an expression are remembered for it."""


def resolve_times(
    mentions: Sequence[Mention],
    text: str,
    published: date | None,
    tense_of: Callable[[Mention], Tense],
) -> tuple[Timex, ...]:
    """A `Timex` for every mention, in order of the mentions.

    They are read in the order of their spans, each with the times that the report named before it, so that "three days
    later" counts from the last of them. `tense_of` tells the tense of the clause around a mention. Words that are no
    time expression get an empty value and say so.
    """
    story = list[Point]()
    found = dict[Mention, Timex]()
    for mention in sorted(mentions, key=lambda m: m.span):
        tense = tense_of(mention)
        reading = normalise(mention.text, published=published, tense=tense, story=story[-MEMORY:])
        if reading and reading.type == "DURATION" and reading.start is None:
            reading = _in_context(reading, mention, text, published, tense)
        if reading and mention.text.lower() == "the year" and _ENDED.match(text, mention.span.end):
            reading = lasting("P1Y", "a year of accounts, by the day that it ends on")
        if reading and reading.point and not reading.aside:
            story.append(reading.point)
        found[mention] = _timex(mention, reading)
    return tuple(found[mention] for mention in mentions)


def _in_context(reading: Reading, mention: Mention, text: str, published: date | None, tense: Tense) -> Reading:
    """A length of time as the words before it mean it: "15 a year" is a set, "will meet in two weeks" a date."""
    start = mention.span.start
    if _ONE.fullmatch(mention.text) and _RATE.search(text, max(0, start - 20), start):
        return Reading("SET", reading.value, rule="so often in such a time", score=reading.score)
    if tense == "future" and _IN.search(text, max(0, start - 5), start):
        return normalise(f"{mention.text} from now", published=published) or reading
    return reading


def _timex(mention: Mention, reading: Reading | None) -> Timex:
    if reading is None:
        rule = "unresolved: the words are no time expression that the rules know"
        return Timex(mention, "DATE", "", None, None, None, None, rule, 0.0)
    return Timex(
        mention,
        reading.type,
        reading.value,
        reading.start.isoformat() if reading.start else None,
        reading.end.isoformat() if reading.end else None,
        reading.precision,
        reading.anchor.isoformat() if reading.anchor else None,
        reading.rule,
        round(reading.score, 3),
    )
