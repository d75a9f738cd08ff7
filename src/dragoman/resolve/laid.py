"""Things laid along a text by their spans, so that those at a place are found without going through all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from dragoman.report import Span

T = TypeVar("T")
_CELL = 256
"""Characters of a text that are looked up together."""


class Laid(Generic[T]):
    """Things with their spans, in the order in which they were given."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self._cells: dict[int, list[tuple[int, Span, T]]] = {}
        for number, (span, thing) in enumerate(things):
            for cell in _cells(span):
                self._cells.setdefault(cell, []).append((number, span, thing))

    def at(self, span: Span) -> list[T]:
        """Those that share a character with a span."""
        found = {
            number: thing
            for cell in _cells(span)
            for number, other, thing in self._cells.get(cell, ())
            if other.overlaps(span)
        }
        return [found[number] for number in sorted(found)]


def _cells(span: Span) -> range:
    return range(span.start // _CELL, (span.end - 1) // _CELL + 1)
