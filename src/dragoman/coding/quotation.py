"""Quotation marks paired over a report: which stretches are quoted, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.report import Span

_MARK = re.compile(r"[\"“”„«»]|‘(?=\w)|(?<=[.,!?…])’(?!\w)")
_CLOSER = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’"}
_LEAST_QUOTED = 0.9
"""Of its letters, what a stretch must have inside quotation marks to count as quoted throughout."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch between its marks, within one paragraph. `run` numbers the quotation that it is part of: one
    that ends a paragraph without a closing mark goes on where the next paragraph begins with an opening mark."""

    span: Span
    run: int


def pair(text: str, paragraphs: Sequence[Span]) -> tuple[Quote, ...]:
    """All quoted stretches in text order.

    A straight mark opens where none is open, else it closes; no mark opens before a space; a mark left open ends with
    its paragraph.
    """
    quotes: list[Quote] = []
    run = 0
    goes_on = False
    for paragraph in paragraphs:
        first = True
        goes_on_here, goes_on = goes_on, False
        at, end = paragraph.start, paragraph.end
        while opening := _MARK.search(text, at, end):
            mark = opening[0]
            if mark not in _CLOSER or text[opening.end() : opening.end() + 1].isspace():
                at = opening.end()
                continue
            if not (first and goes_on_here and not text[paragraph.start : opening.start()].strip()):
                run += 1
            first = False
            closing = _closing(text, mark, opening.end(), end)
            stop = closing.start() if closing else end
            if text[opening.end() : stop].strip():
                quotes.append(Quote(Span(opening.end(), stop), run))
            goes_on = closing is None
            at = closing.end() if closing else end
    return tuple(quotes)


def _closing(text: str, mark: str, at: int, end: int) -> re.Match[str] | None:
    closers = _CLOSER[mark]
    for match in _MARK.finditer(text, at, end):
        if match[0] in closers:
            return match
    return None


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quoted stretches of a report, to be asked about spans of it."""

    quotes: tuple[Quote, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, paragraphs: Sequence[Span]) -> Quotes:
        """The quotes of a text with the given paragraphs."""
        quotes = pair(text, paragraphs)
        return cls(quotes, tuple(quote.span.start for quote in quotes))

    def within(self, span: Span) -> tuple[Quote, ...]:
        """The quotes that share characters with a span."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        last = bisect_right(self.starts, span.end - 1)
        return tuple(quote for quote in self.quotes[first:last] if quote.span.overlaps(span))

    def beginning(self, quote: Quote) -> Quote:
        """The first stretch of the quotation that a stretch is part of."""
        at = bisect_right(self.starts, quote.span.start) - 1
        while at > 0 and self.quotes[at - 1].run == quote.run:
            at -= 1
        return self.quotes[at]

    def share(self, spans: Sequence[Span]) -> float:
        """What part of some spans' characters is quoted, from 0 to 1."""
        quoted = sum(
            min(span.end, quote.span.end) - max(span.start, quote.span.start)
            for span in spans
            for quote in self.within(span)
        )
        return quoted / sum(map(len, spans)) if spans else 0.0

    def is_quoted(self, span: Span, text: str) -> bool:
        """Whether a span is quoted throughout, but for the marks themselves."""
        letters = sum(map(str.isalnum, text[span.start : span.end]))
        inside = sum(
            sum(map(str.isalnum, text[max(span.start, q.span.start) : min(span.end, q.span.end)]))
            for q in self.within(span)
        )
        return letters > 0 and inside >= _LEAST_QUOTED * letters
