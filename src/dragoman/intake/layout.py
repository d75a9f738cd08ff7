"""Where the title line, the date line and the dateline stand in a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dragoman.intake.dates import WRITTEN, is_date_line
from dragoman.report import Span

LONGEST_TITLE: Final = 200
"""Characters. News headlines keep well under 120; the double leaves room for a subtitle on the same line."""

_SPACE = re.compile(r"\s*")
_BREAK = re.compile(r"\r\n|\r|\n")
_MARK = re.compile(r"#{1,6}[ \t]+")
_INITIALS_AT_END = re.compile(r"\b(?:[A-Z]\.){2,}$")
_MASTHEAD = re.compile(r"(?P<name>[^|·•\d]{2,80}?)\s*(?:[|·•]|\s[–—]\s)\s*(?P<date>.+)")
_BYLINE = re.compile(r"by\s+[A-Z]", re.IGNORECASE)
_DATELINE = re.compile(
    rf"(?-i:[A-Z])[^\d(\n–—]{{1,60}}?(?:\([^()\n]{{2,40}}\)\s*)?[,(]?\s*(?P<date>{WRITTEN})\)?,?\s*"
    r"(?:\([^()\n]{2,40}\)\s*)?(?:-{1,2}|–|—|:)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a text's head; None for what is not there. `dateline` covers the dateline's date alone, `masthead`
    the name that stands before the date in a line of nothing but the two."""

    title: Span | None = None
    date_line: Span | None = None
    masthead: Span | None = None
    dateline: Span | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    span: Span
    stands_apart: bool
    """A blank line follows, and more text behind it."""


def lay_out(text: str, title: str | None = None) -> Layout:
    """Find the head's parts: a date line before or behind the title, the title, a byline, then the dateline.

    `title` is a title already known, which is then looked for in place of one that only has the form of a headline.
    """
    lines = list(islice(_lines(text), 5))
    index = 0
    date_line: Span | None = None
    title_span: Span | None = None
    masthead: Span | None = None
    if index < len(lines) and (found := _date_line(lines[index])):
        masthead, date_line = found
        index += 1
    if index < len(lines):
        title_span = _title_span(lines[index], title)
        index += title_span is not None
    if title_span and not date_line and index < len(lines) and is_date_line(lines[index].text):
        date_line = lines[index].span
        index += 1
    if index < len(lines) and len(lines[index].text) <= LONGEST_TITLE and _BYLINE.match(lines[index].text):
        index += lines[index].stands_apart
    dateline = _dateline_date(lines[index]) if index < len(lines) else None
    return Layout(title_span, date_line, masthead, dateline)


def is_headline(text: str) -> bool:
    """Whether a line has the form of a headline: short, several words, no closing stop, no byline, no dateline."""
    if len(text) > LONGEST_TITLE or len(text.split()) < 2 or not any(c.isalpha() for c in text):
        return False
    if text.endswith((".", ":", ";", ",")) and not _INITIALS_AT_END.search(text):
        return False
    return not (_BYLINE.match(text) or _DATELINE.match(text) or is_date_line(text))


def _date_line(line: _Line) -> tuple[Span | None, Span] | None:
    """The spans of the outlet's name, if there is one, and of the date in a line that holds nothing else."""
    if is_date_line(line.text):
        return None, line.span
    found = _MASTHEAD.fullmatch(line.text) if len(line.text) <= LONGEST_TITLE else None
    if found is None or not is_date_line(found["date"]):
        return None
    name, date = (Span(*found.span(group)).shifted(line.span.start) for group in ("name", "date"))
    return name, date


def _title_span(line: _Line, known: str | None) -> Span | None:
    """The span of the title in its line, without a Markdown heading's number signs."""
    mark = _MARK.match(line.text)
    inner = line.text[mark.end() :] if mark else line.text
    if known is None:
        fits = line.stands_apart and is_headline(inner)
    else:
        fits = inner.casefold().split() == known.casefold().split()
    return Span(line.span.end - len(inner), line.span.end) if fits else None


def _dateline_date(line: _Line) -> Span | None:
    found = _DATELINE.match(line.text[:200])
    return Span(*found.span("date")).shifted(line.span.start) if found else None


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank, without the white space around them; in time linear in what is taken."""
    start = _space_end(text, 0)
    while start < len(text):
        line_end = _BREAK.search(text, start)
        end = line_end.start() if line_end else len(text)
        inner = text[start:end].rstrip()
        following = _space_end(text, end)
        apart = len(_BREAK.findall(text, end, following)) >= 2 and following < len(text)
        yield _Line(inner, Span(start, start + len(inner)), apart)
        start = following


def _space_end(text: str, start: int) -> int:
    space = _SPACE.match(text, start)
    return space.end() if space else start
