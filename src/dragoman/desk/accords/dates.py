"""When an agreement was made, as far as it is told: a day, a year or the like, or only when it was first told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class When:
    """The days (ISO) from `day` to `latest` on which an agreement may have been made: "the 2018 deal" is of any day of
    2018. Without `latest` no date was told, and `day` is that of the report, "" where that has none."""

    day: str
    latest: str | None = None

    @classmethod
    def of(cls, row: Any) -> Self:
        """What a statement's row tells."""
        return cls(row.day, max(row.day, row.until or row.day)) if row.day else cls(row.at or "")

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day."""
        return date.fromisoformat(self.day), date.fromisoformat(self.latest or self.day)


def apart(one: When, other: When) -> int | None:
    """Days from the first to the second, negative where that lies before; 0 where they may be one; None where one of
    them is unknown."""
    if not one.day or not other.day:
        return None
    (start, end), (begin, last) = one.span, other.span
    if begin > end:
        return (begin - end).days
    return min(0, (last - start).days)


def surer(new: When, old: When) -> bool:
    """Whether a date tells better than another when the same agreement was made: one that is told, unless the agreement
    was told of before that; of two, the more exact one, and of those as exact the earlier."""
    if not new.day or not old.day:
        return bool(new.day)
    if new.latest is None:
        return new.day < old.day
    if old.latest is None:
        return new.day <= old.day
    return (_length(new), new.day) < (_length(old), old.day)


def _length(when: When) -> int:
    first, last = when.span
    return (last - first).days
