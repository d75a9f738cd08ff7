"""What rose above its own past: sorts of incidents that are told of more often than in the spans of days before."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from dragoman.desk.tables import INCIDENTS, PLACES

PAST = 8
"""Spans of the same length before this one that are its past."""
LEAST = 3
"""Incidents below which nothing is said to rise."""
FACTOR = 2.0
"""Standard deviations above the mean of its past that something must lie."""
RULE = (
    f"Incidents that somebody asserts, counted by the day they were first told, by event type and by country. "
    f"Shown is what was told of at least {LEAST} times and more than {FACTOR:g} standard deviations above the mean of "
    f"the {PAST} spans of the same length before; the deviation is at least that of chance (the root of the mean, and "
    f"never below 1)."
)


@dataclass(frozen=True, slots=True)
class Rise:
    """Something that rose: `field` and `value` are the filter that shows it, `past` the counts of the spans before,
    the oldest first."""

    field: str
    value: str
    count: int
    past: tuple[int, ...]

    @property
    def mean(self) -> float:
        """Of its past."""
        return sum(self.past) / len(self.past)

    @property
    def excess(self) -> float:
        """How many standard deviations it lies above the mean."""
        spread = sqrt(sum((one - self.mean) ** 2 for one in self.past) / len(self.past))
        return (self.count - self.mean) / max(spread, sqrt(self.mean), 1.0)


def rising(connection: Connection, since: str, until: str) -> tuple[Rise, ...]:
    """What rose between two days, both inclusive, what rose most first. Nothing is said where the desk has no past."""
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    length = (last - first).days + 1
    begin = max(date.min.toordinal(), first.toordinal() - PAST * length)
    told = INCIDENTS.c.told.between(date.fromordinal(begin).isoformat(), until), INCIDENTS.c.asserting > 0
    by_type = select(INCIDENTS.c.type, INCIDENTS.c.told).where(*told)
    country: ColumnElement[str] = PLACES.c.country
    by_country = (
        select(country, INCIDENTS.c.told)
        .join(PLACES, PLACES.c.id == INCIDENTS.c.place_id)
        .where(*told, country.is_not(None))
    )
    known = select(INCIDENTS.c.told).where(INCIDENTS.c.told > "")
    earliest = connection.scalar(known.order_by(INCIDENTS.c.told).limit(1))
    if earliest is None or earliest >= (first - timedelta(days=1)).isoformat():
        return ()
    found = [
        *_risen(connection, "type", by_type, first, length),
        *_risen(connection, "place", by_country, first, length),
    ]
    return tuple(sorted(found, key=lambda one: (-one.excess, one.value)))


def _risen(connection: Connection, field: str, query: Select[*tuple[Any, ...]], first: date, length: int) -> list[Rise]:
    counts = defaultdict[str, Counter[int]](Counter)
    for value, told in connection.execute(query):
        counts[value][(date.fromisoformat(told) - first).days // length] += 1
    rises = [
        Rise(field, value, by_span[0], tuple(by_span[-back] for back in range(PAST, 0, -1)))
        for value, by_span in counts.items()
    ]
    return [rise for rise in rises if rise.count >= LEAST and rise.excess > FACTOR]
