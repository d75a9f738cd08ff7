"""What an expression means, and what is known when it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.errors import DragomanError
from dragoman.record.world import TimePrecision, TimexType
from dragoman.resolve.times.points import Grain, Point

Tense = Literal["past", "perfect", "present", "future", "unknown"]

CERTAIN = 0.98
"""Score of a date written out."""
COUNTED = 0.9
"""Score of a time counted from the publication date by a rule that has no alternative."""
CHOSEN = 0.8
"""Score of a time for which several like ones (the Mondays, the Septembers) are chosen among by tense."""
TOLD = 0.7
"""Score of a time counted from one that the story named before."""


class UnanchoredError(DragomanError):
    """A relative time with nothing to count from; `normalise` turns it into an unresolved reading."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of a time expression; fields as in `dragoman.record.world.Timex`, days as dates.

    `point` is the unit of the calendar that it names, None for durations, sets and references. An `aside` is named for
    comparison ("from 3 % a year earlier") and does not move the story on.
    """

    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    precision: TimePrecision | None = None
    anchor: date | None = None
    rule: str = ""
    score: float = COUNTED
    point: Point | None = None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when an expression is read: the publication date, the tense of its clause, and `story`, the times
    that the report named before it, the latest last."""

    published: date | None = None
    tense: Tense = "unknown"
    story: Sequence[Point] = ()

    @property
    def day(self) -> date:
        """The publication date.

        Raises:
            UnanchoredError: if it is not known.
        """
        if self.published is None:
            raise UnanchoredError("counted from the publication date, which is not known")
        return self.published

    def named(self, *grains: Grain) -> Point | None:
        """The last time of one of the grains that the story has named."""
        return next((point for point in reversed(self.story) if point.grain in grains), None)

    @property
    def told_day(self) -> Point:
        """The day that the story is at: the last day it named, else the day of publication.

        Raises:
            UnanchoredError: if there is neither.
        """
        return self.named("D") or Point("D", self.day)

    @property
    def told(self) -> Point:
        """The time that the story is at: the last it named at any grain, else the day of publication.

        Raises:
            UnanchoredError: if there is neither.
        """
        return self.story[-1] if self.story else Point("D", self.day)


def pointed(point: Point, rule: str, score: float, anchor: date | None = None) -> Reading:
    """The reading of an expression that names a unit of the calendar.

    Raises:
        ValueError, OverflowError: if the unit does not lie in the years 1 to 9999.
    """
    kind: TimexType = "TIME" if point.part else "DATE"
    return Reading(kind, point.value, point.day, point.last, point.precision, anchor, rule, score, point)


def lasting(
    value: str,
    rule: str,
    start: date | None = None,
    end: date | None = None,
    anchor: date | None = None,
    score: float = COUNTED,
) -> Reading:
    """The reading of a length of time, with its days where they are known."""
    return Reading("DURATION", value, start, end, None, anchor, rule, score)
