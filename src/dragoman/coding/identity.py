"""Stable ids of statements."""

from __future__ import annotations

from collections import Counter

from dragoman.report import Report, Span


class Identities:
    """Gives out the ids of one report's statements.

    An id is `<report>-<kind letter><start>-<end>`, made of the offsets of the words that carry the statement; where
    several of one kind are carried by the same words, those after the first end in `.2`, `.3`, ...
    """

    def __init__(self, report: Report) -> None:
        self._prefix = report.id
        self._given: Counter[str] = Counter()

    def give(self, kind: str, span: Span) -> str:
        """An id for a statement of a kind (one letter) that `span` carries."""
        plain = f"{self._prefix}-{kind}{span.start}-{span.end}"
        self._given[plain] += 1
        number = self._given[plain]
        return plain if number == 1 else f"{plain}.{number}"
