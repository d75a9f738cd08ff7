"""Where the title line, the date line and the dateline stand in a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice
from typing import Final

from dragoman.intake.dates import WRITTEN
from dragoman.intake.head_line import HeadLine, head_line
from dragoman.intake.head_words import is_name, outlet_kind
from dragoman.report import Span

LONGEST_TITLE: Final = 200
"""Characters. News headlines keep well under 120; the double leaves room for a subtitle on the same line."""

_MOST_LINES = 12
"""Lines that are looked at: more than any head has."""
_SPACE = re.compile(r"\s*")
_BREAK = re.compile(r"\r\n|\r|\n")
_MARK = re.compile(r"#{1,6}[ \t]+")
_STRONG = re.compile(r"(\*\*|__)(?P<inner>[^\s*_](?:[^*_]*[^\s*_])?)\1")
_INITIALS_AT_END = re.compile(r"\b(?:[A-Z]\.){2,}$")
_BYLINE = re.compile(r"by\s+[A-Z]", re.IGNORECASE)
_DATELINE = re.compile(
    rf"(?-i:[A-Z])[^\d(\n–—]{{1,60}}?(?:\([^()\n]{{2,40}}\)\s*)?[,(]?\s*(?P<date>{WRITTEN})\)?,?\s*"
    r"(?:\([^()\n]{2,40}\)\s*)?(?:-{1,2}|–|—|:)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a text's head; None for what is not there.

    `date_line` covers the date in a line of the head, `update_line` that of a last change, `dateline` the dateline's
    date alone, `masthead` the outlet's name.
    """

    title: Span | None = None
    date_line: Span | None = None
    masthead: Span | None = None
    dateline: Span | None = None
    update_line: Span | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    span: Span
    stands_apart: bool
    """A blank line follows, and more text behind it."""


@dataclass(frozen=True, slots=True)
class _Said:
    line: HeadLine
    start: int

    def span(self, part: str) -> Span | None:
        """A part's span in the text."""
        found: Span | None = getattr(self.line, part)
        return found.shifted(self.start) if found else None


def lay_out(text: str, title: str | None = None) -> Layout:
    """Find the head's parts: lines with the outlet, the date and the byline before or behind the title, then the
    dateline.

    `title` is a title already known, which is then looked for in place of one that only has the form of a headline.
    """
    lines = list(islice(_lines(text), _MOST_LINES))
    heads = _heads(lines)
    said: list[_Said] = []
    title_span: Span | None = None
    named = False
    index = 0
    for line, found in zip(lines, heads, strict=True):
        span = _title_span(lines[index:], heads[index:], title) if title_span is None and not named else None
        if span:
            title_span = span
        elif found and (title_span or said or not found.keyed):
            if found.headline and (title_span or title):
                break
            said.append(_Said(found, line.span.start))
            if (inline := said[-1].span("headline")) and is_headline(inline.of(text)):
                title_span = inline
        elif not _is_byline(line):
            break
        named = named or _is_byline(line)
        index += 1
    dateline = _dateline_date(lines[index]) if index < len(lines) else None
    return Layout(
        title_span,
        _first(said, "stamped") or _first(said, "date"),
        _first(said, "outlet") or _first(said, "employer"),
        dateline,
        _first(said, "updated"),
    )


def is_headline(text: str) -> bool:
    """Whether a line has the form of a headline: short, several words, no closing stop, no byline, no dateline."""
    if len(text) > LONGEST_TITLE or len(text.split()) < 2 or not any(c.isalpha() for c in text):
        return False
    if text.endswith((".", ":", ";", ",")) and not _INITIALS_AT_END.search(text):
        return False
    return not (_BYLINE.match(text) or _DATELINE.match(text) or head_line(text))


def _first(said: Iterable[_Said], part: str) -> Span | None:
    return next((span for line in said if (span := line.span(part))), None)


def _heads(lines: Sequence[_Line]) -> list[HeadLine | None]:
    """What each line says of the head. An outlet's name alone on a line is one where the line of the date follows."""
    read = [head_line(line.text) for line in lines]
    for at, (line, below) in enumerate(zip(lines, read[1:], strict=False)):
        dated = below is not None and (below.date or below.stamped) and not (below.outlet or below.headline)
        if read[at] is None and dated and outlet_kind(line.text) == "outlet" and is_name(line.text):
            read[at] = HeadLine(outlet=Span(0, len(line.text)))
    return read


def _is_byline(line: _Line) -> bool:
    """Whether a line is a byline by its form, or by its beginning and its place: apart, and closed by no stop."""
    found = head_line(line.text)
    if found is not None:
        return found.reporter is not None
    short = len(line.text) <= LONGEST_TITLE and not line.text.endswith((".", "!", "?", ":"))
    return short and line.stands_apart and _BYLINE.match(line.text) is not None


def _title_span(lines: Sequence[_Line], heads: Sequence[HeadLine | None], known: str | None) -> Span | None:
    """The span of the title in the first of the lines, without a Markdown heading's marks."""
    line = lines[0]
    mark = _MARK.match(line.text)
    start = mark.end() if mark else 0
    if strong := _STRONG.fullmatch(line.text, start):
        start, end = strong.span("inner")
    else:
        end = len(line.text)
    inner = line.text[start:end]
    if known is None:
        fits = heads[0] is None and is_headline(inner) and (line.stands_apart or _leads(lines[1:], heads[1:]))
    else:
        fits = inner.casefold().split() == known.casefold().split()
    return Span(start, end).shifted(line.span.start) if fits else None


def _leads(lines: Sequence[_Line], heads: Sequence[HeadLine | None]) -> bool:
    """Whether lines of the head follow at once, and text behind them that does not go on with a sentence before."""
    rest = [line for line, _ in dropwhile(lambda two: two[1] and not two[1].headline, zip(lines, heads, strict=True))]
    return 0 < len(rest) < len(lines) and not rest[0].text[0].islower()


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
