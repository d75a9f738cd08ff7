"""A report's text cut into paragraphs and pieces, each piece with the part of the record that it carries and whose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.record import CodedReport
from dragoman.record.marks import PARTS, Part, Statement, marks_of
from dragoman.report import Span

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)*\n")
"""What lies between paragraphs."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that carry one part of some statements, or none. `anchor` is the statement that the piece leads to:
    the one whose trigger, cue or count it is, which the keyboard reaches there."""

    text: str
    part: Part | None
    refs: tuple[str, ...]
    anchor: str | None = None

    @property
    def first(self) -> str:
        """The statement that the piece is shown for."""
        return self.anchor or self.refs[0]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces between two blank lines; `title` says that it is the headline."""

    pieces: tuple[Piece, ...]
    title: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    part: Part
    ref: str


_LEADS: tuple[Part, ...] = ("trigger", "cue", "count")
"""Parts that a statement is reached by, once each."""


def paragraphs(coded: CodedReport, without: frozenset[str] = frozenset()) -> tuple[Paragraph, ...]:
    """The whole text with its evidence; the statements `without` are left unmarked."""
    report = coded.report
    marks = _marks(coded, without)
    leads = _leads(marks)
    found, at = list[Paragraph](), 0
    for span in _split(report.text):
        inside = list[_Mark]()
        while at < len(marks) and marks[at].span.start < span.end:
            inside.append(marks[at])
            at += 1
        pieces = tuple(_pieces(report.text, span, inside, leads))
        title = report.title_span is not None and span.overlaps(report.title_span)
        found.append(Paragraph(pieces, title))
    return tuple(found)


def refs(coded: CodedReport) -> dict[str, Statement]:
    """The statements whose evidence is marked, by what names them within the report."""
    cut = len(coded.report.id) + 1
    statements = (*coded.events, *coded.attributions, *coded.agreements, *coded.forecasts, *coded.counts)
    return {statement.id[cut:]: statement for statement in statements}


def _marks(coded: CodedReport, without: frozenset[str]) -> list[_Mark]:
    found = [
        _Mark(mark.span, mark.part, ref)
        for ref, statement in refs(coded).items()
        if ref not in without
        for mark in marks_of([statement])
    ]
    return sorted(found, key=lambda mark: (mark.span, PARTS.index(mark.part), mark.ref))


def _leads(marks: Sequence[_Mark]) -> dict[Span, str]:
    """Where the keyboard reaches each statement: at its trigger, else its cue, else its count."""
    found, led = dict[Span, str](), set[str]()
    for part in _LEADS:
        for mark in marks:
            if mark.part == part and mark.ref not in led and mark.span not in found:
                found[mark.span] = mark.ref
                led.add(mark.ref)
    return found


def _split(text: str) -> Iterator[Span]:
    start = 0
    for gap in _BLANK.finditer(text):
        if gap.start() > start:
            yield Span(start, gap.start())
        start = gap.end()
    if start < len(text):
        yield Span(start, len(text))


def _pieces(text: str, within: Span, marks: Sequence[_Mark], leads: dict[Span, str]) -> Iterator[Piece]:
    """One sweep over where marks begin and end, so that a long text costs no more than its length."""
    opens, closes = defaultdict[int, list[_Mark]](list), defaultdict[int, list[_Mark]](list)
    for mark in marks:
        opens[mark.span.start].append(mark)
        closes[min(mark.span.end, within.end)].append(mark)
    points = sorted({within.start, within.end, *opens, *closes})
    active = dict[_Mark, None]()
    for start, end in pairwise(points):
        for mark in closes[start]:
            active.pop(mark, None)
        active |= dict.fromkeys(opens[start])
        carried = {mark.part for mark in active}
        part: Part | None = next((part for part in PARTS if part in carried), None)
        shown = [mark for mark in active if mark.part == part] + [mark for mark in active if mark.part != part]
        own = tuple(dict.fromkeys(mark.ref for mark in shown))
        anchor = next((leads[mark.span] for mark in shown if mark.span in leads and mark.span.start == start), None)
        yield Piece(text[start:end], part, own, anchor)
