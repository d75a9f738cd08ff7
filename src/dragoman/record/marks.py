"""Which characters of a report carry which part of its record: what a reader sees marked, on any screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dragoman.record.mention import Mention
from dragoman.record.statement import Agreement, Attribution, Event, Forecast, Tally
from dragoman.report import Span

Part = Literal["trigger", "hedge", "cue", "actor", "recipient", "source", "count", "place", "time"]

PARTS: tuple[Part, ...] = ("trigger", "hedge", "cue", "actor", "recipient", "source", "count", "place", "time")
"""All parts; where two claim a character, the one named first here is shown."""


Statement = Event | Tally | Attribution | Agreement | Forecast
"""The statements whose evidence is marked."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of the report and the part of a statement that they carry."""

    span: Span
    part: Part


@dataclass(frozen=True, slots=True)
class Run:
    """Successive characters that carry the same part, or none."""

    span: Span
    part: Part | None


def marks_of(statements: Iterable[Statement]) -> tuple[Mark, ...]:
    """The marks of all the statements, in the order of the text."""
    marks = {mark for statement in statements for mark in _marks(statement)}
    return tuple(sorted(marks, key=lambda mark: (mark.span, PARTS.index(mark.part))))


def runs(within: Span, marks: Sequence[Mark]) -> list[Run]:
    """The characters of `within`, cut where what they carry changes. Together the runs cover it, without overlap."""
    marks = [mark for mark in marks if mark.span.overlaps(within)]
    edges = {within.start, within.end}
    for mark in marks:
        edges |= {max(mark.span.start, within.start), min(mark.span.end, within.end)}
    points = sorted(edges)
    found: list[Run] = []
    for start, end in pairwise(points):
        parts = {mark.part for mark in marks if mark.span.start <= start and end <= mark.span.end}
        part: Part | None = next((part for part in PARTS if part in parts), None)
        if found and found[-1].part == part:
            found[-1] = Run(Span(found[-1].span.start, end), part)
        else:
            found.append(Run(Span(start, end), part))
    return found


def _marks(statement: Statement) -> Iterator[Mark]:
    match statement:
        case Event():
            yield from _all("trigger", (statement.trigger,))
            yield from _all("actor", statement.actors)
            yield from _all("recipient", statement.recipients)
            yield from _all("place", statement.places)
            yield from _all("time", statement.times)
            yield from _all("count", statement.counts)
            yield from _all("hedge", (statement.hedge,))
        case Tally():
            yield from _all("count", (statement.count,))
        case Attribution():
            yield from _all("source", (statement.source,))
            yield from _all("cue", (statement.cue,))
        case Agreement():
            yield from _all("trigger", (statement.mention,))
            yield from _all("actor", statement.parties)
        case Forecast():
            if statement.likelihood:
                yield from _all("hedge", (statement.likelihood.hedge,))


def _all(part: Part, mentions: Iterable[Mention | None]) -> Iterator[Mark]:
    for mention in mentions:
        if mention is not None:
            yield Mark(mention.span, part)
