"""Incidents counted by place and by day, under the filters of the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from dragoman.desk.questions import Filter
from dragoman.desk.questions.incidents import conditions
from dragoman.desk.questions.picking import Narrow
from dragoman.desk.tables import INCIDENTS, PLACES
from dragoman.ontology import QUADS

AREAS = ("country", "province", "district", "area")
"""Precisions of places that are no point."""
_DAY = func.coalesce(INCIDENTS.c.day, INCIDENTS.c.told)


@dataclass(frozen=True, slots=True)
class Placed:
    """A place and its incidents: how many of each quad class, and the last day of any."""

    key: str
    name: str
    kind: str
    precision: str
    country: str | None
    admin: str
    lat: float
    lon: float
    radius: float
    quads: tuple[int, ...]
    last: str

    @property
    def incidents(self) -> int:
        """All of them."""
        return sum(self.quads)

    @property
    def quad(self) -> int:
        """The quad class of most of them; of two that are as common the graver."""
        return max(range(1, len(self.quads) + 1), key=lambda number: (self.quads[number - 1], number))

    @property
    def is_area(self) -> bool:
        """Whether it is no point."""
        return self.precision in AREAS


@dataclass(frozen=True, slots=True)
class Spread:
    """Incidents by place, those with the most first; `nowhere` are those of no known place; by day and quad class."""

    places: tuple[Placed, ...]
    nowhere: int
    days: tuple[tuple[str, str, int], ...]

    @property
    def incidents(self) -> int:
        """All incidents of a known place."""
        return sum(place.incidents for place in self.places)


def spread(connection: Connection, given: Filter) -> Spread:
    """The incidents that a filter holds. One of no told day counts on the day on which it was first told. `days` are
    those of all incidents, whatever span of days the filter asks for.

    Raises
    ------
    OptionError
        If the filter is none for incidents, or names what the desk does not know.
    """
    timeless = replace(given, since=None, until=None)
    checks, narrow = conditions(connection, timeless)
    asked = [*checks, INCIDENTS.c.quad > 0]
    within = list[ColumnElement[bool]]()
    if given.since:
        within.append(given.since <= _DAY)
    if given.until:
        within.append(given.until >= _DAY)
    columns = (INCIDENTS.c.place_id, INCIDENTS.c.quad, func.count(), func.max(_DAY))
    counted = defaultdict[int | None, list[tuple[int, int, str]]](list)
    for place, quad, count, last in connection.execute(
        _narrowed(select(*columns), narrow).where(*asked, *within).group_by(INCIDENTS.c.place_id, INCIDENTS.c.quad)
    ):
        counted[place].append((quad, count, last))
    nowhere = sum(count for _, count, _ in counted.pop(None, []))
    days = connection.execute(
        _narrowed(select(_DAY, INCIDENTS.c.quad, func.count()), narrow)
        .where(*asked, INCIDENTS.c.place_id.is_not(None))
        .group_by(_DAY, INCIDENTS.c.quad)
    )
    return Spread(
        _places(connection, counted), nowhere, tuple((day or "", QUADS[quad], count) for day, quad, count in days)
    )


def _narrowed(query: Select[*tuple[Any, ...]], narrow: Narrow | None) -> Select[*tuple[Any, ...]]:
    if narrow is None:
        return query.select_from(INCIDENTS)
    gathered = narrow.distinct().subquery()
    return query.join_from(INCIDENTS, gathered, INCIDENTS.c.id == gathered.c[0])


def _places(connection: Connection, counted: dict[int | None, list[tuple[int, int, str]]]) -> tuple[Placed, ...]:
    found = list[Placed]()
    # A desk has some thousand places: all are read sooner than some are looked up.
    for row in connection.execute(select(PLACES)):
        if row.id in counted:
            told = counted[row.id]
            quads = tuple(sum(count for quad, count, _ in told if quad == number) for number in QUADS)
            last = max(last for _, _, last in told)
            found.append(
                Placed(
                    row.key, row.name, row.kind, row.precision, row.country, row.admin, row.lat, row.lon, row.radius,
                    quads, last,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda place: (-place.incidents, place.name, place.key)))


def totals(places: Sequence[Placed]) -> tuple[int, ...]:
    """Incidents of each quad class over several places."""
    return tuple(sum(place.quads[number - 1] for place in places) for number in QUADS)
