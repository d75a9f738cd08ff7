"""A stretch of characters in a report's text."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end`; both count Unicode code points of the report's text.

    Raises:
        SpanError: if `start` is negative or `end` does not lie behind it.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"a span must hold at least one character: start {self.start}, end {self.end}")

    def of(self, text: str) -> str:
        """The characters that the span covers in `text`.

        Raises:
            SpanError: if the span ends behind the text.
        """
        if self.end > len(text):
            raise SpanError(f"span {self.start}-{self.end} ends behind the text of {len(text)} characters")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span (equal spans contain each other)."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The span moved by `by` characters, as when a sentence's offsets become the report's."""
        return Span(self.start + by, self.end + by)

    def hull(self, other: Span) -> Span:
        """The shortest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def __len__(self) -> int:
        return self.end - self.start
