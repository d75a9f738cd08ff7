"""Credits of a report to a news agency: in the dateline, a byline, a credit line, or behind the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.coding.media import Medium, leading_medium, medium
from dragoman.language.graph import SentenceGraph
from dragoman.record import Link
from dragoman.report import Report, Span

CreditOrigin = Literal["dateline", "headline", "credit"]

_BRACKETS = re.compile(
    r"""(?x)
    ^(?:[^\W\d_][^()\n—–]{0,60}?)?           # a place, and perhaps a day
    \((?P<names>[^()\n]{2,40})\)
    \s*(?:[-–—]{1,2}|:)\s
    """
)
_SLASH = re.compile(r"^(?:[^\W\d_][^()/\n]{0,40}?)/(?P<names>[^/\n]{2,40})/\s*(?:[-–—]{1,2}|:)?\s")
_HEADLINE = re.compile(r"(?:\s+[-–—|]\s*|:\s+|\s*\()(?P<names>[^-–—|:()\n]{2,40}?)\)?\s*$")
_BYLINE = re.compile(
    r"^(?i:by)\s+(?:[^,\n|/]{2,50}(?:,|\||/|\bof\b|\bfor\b)\s*)?(?P<names>(?:[Tt]he\s+)?[^,\n]{2,40})$"
)
_LINE = re.compile(
    r"^(?:(?i:source|credit|via|agency)\s*:?\s+)?[(\[©–—-]{0,2}\s*(?P<names>[^()\[\]\n]{2,40}?)\s*[)\]]?\.?$"
)
_END = re.compile(r"(?:[.!?”\"]\s*[(\[–—-]{1,2}\s*)(?P<names>[^()\[\]\n–—-]{2,40}?)\s*[)\]]?\.?$")
_SEVERAL = re.compile(r"\s*(?:/|,|;|\band\b|&|\+)\s*")
_AT_MOST = 80
"""Characters of a paragraph that is nothing but a credit."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A medium that a report is credited to, where, and by which words. `headline` is the headline's own text without
    the credit, for a credit that stands behind it."""

    medium: Medium
    origin: CreditOrigin
    span: Span
    headline: Span | None = None

    @property
    def link(self) -> Link:
        """The credit as a link of a chain of sources."""
        return Link(link_kind(self.medium), self.medium.name, self.origin, self.span)


def link_kind(of: Medium) -> Literal["agency", "outlet"]:
    """The kind of link that a medium makes."""
    return "agency" if of.kind == "agency" else "outlet"


def headline_credit(report: Report, graphs: Sequence[SentenceGraph]) -> Credit | None:
    """The medium named behind the headline ("... - AP"): it vouches for the headline, not for each statement below."""
    span = report.title_span or next((graph.span for graph in graphs if graph.is_title), None)
    if span is None:
        return None
    match = _HEADLINE.search(span.of(report.text))
    found = _first_known(match) if match else None
    if match is None or found is None or match.start() == 0:
        return None
    of, at = found
    return Credit(of, "headline", at.shifted(span.start), Span(span.start, span.start + match.start()))


def wire_credit(report: Report, graphs: Sequence[SentenceGraph]) -> Credit | None:
    """The agency that the whole report is credited to: in the dateline, a byline, a line of its own, or at the end
    of the last paragraph. Newspapers and broadcasters are no wires and don't count."""
    body = [graph for graph in graphs if not graph.is_title]
    found = (credit for credit in _candidates(report.text, body) if credit.medium.kind == "agency")
    return next(found, None)


def _candidates(text: str, body: Sequence[SentenceGraph]) -> Iterator[Credit]:
    paragraphs = _paragraphs(body)
    for paragraph in paragraphs[:3]:
        for form in (_BRACKETS, _SLASH):
            yield from _credit(form.match(text[paragraph.start : paragraph.end]), "dateline", paragraph.start)
    for paragraph in [*paragraphs[:3], *reversed(paragraphs[3:][-3:])]:
        if len(paragraph) <= _AT_MOST:
            words = paragraph.of(text)
            yield from _credit(_BYLINE.match(words) or _LINE.match(words), "credit", paragraph.start)
    for paragraph in paragraphs[-1:]:
        yield from _credit(_END.search(text, paragraph.start, paragraph.end), "credit", 0)


def _credit(match: re.Match[str] | None, origin: CreditOrigin, start: int) -> Iterator[Credit]:
    found = _first_known(match) if match else None
    if found:
        yield Credit(found[0], origin, found[1].shifted(start))


def _first_known(match: re.Match[str]) -> tuple[Medium, Span] | None:
    """The first medium among the names that a credit lists, with its place in the string searched."""
    at = match.start("names")
    for part in _SEVERAL.split(match["names"]):
        start = match.string.index(part, at) if part else at
        if part and (of := medium(part)):
            return of, Span(start, start + len(part))
        if part and (leading := leading_medium(part)) and len(part) - leading[1] <= len(" photo"):
            return leading[0], Span(start, start + leading[1])
        at = start + len(part)
    return None


def _paragraphs(graphs: Sequence[SentenceGraph]) -> list[Span]:
    found: dict[int, Span] = {}
    for graph in graphs:
        before = found.get(graph.paragraph)
        found[graph.paragraph] = before.hull(graph.span) if before else graph.span
    return list(found.values())
