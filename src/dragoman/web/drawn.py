"""What the charts of pages show: the same numbers for the drawing and for the table beside it, kept in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from dragoman.desk.questions import Filter
from dragoman.web import counted
from dragoman.web.asking import Asked
from dragoman.web.over_time import OverTime, Period
from dragoman.web.site import Site


@dataclass(frozen=True, slots=True)
class Drawn:
    """Counts over time, and the page that each of their periods leads to."""

    counts: OverTime
    page: Asked | None = None

    def href(self, period: Period) -> str:
        """The page narrowed to a period; empty where there is none."""
        if self.page is None:
            return ""
        narrowed = self.page.query(without=("offset", "limit", "by"), since=period.start, until=period.end)
        return f"/{self.page.question}{narrowed}"

    @property
    def rows(self) -> Iterator[dict[str, object]]:
        """For the drawing: one for each sort of each period that has any."""
        for period in self.counts.periods:
            for order, (name, count) in enumerate(zip(self.counts.names, period.counts, strict=True)):
                if count:
                    row: dict[str, object] = {"from": period.start, "to": period.behind, "period": period.label}
                    row |= {"sort": name, "count": count, "order": order}
                    yield row | ({"href": self.href(period)} if self.page else {})


def tellings(connection: Connection, held: Site, wanted: Asked) -> Drawn:
    """The tellings over time under the timeline's filters.

    Raises
    ------
    OptionError
        If the filter is none for the timeline, or there is no such way to draw it.
    """
    given, stack, by = wanted.filter, wanted.value("stack"), wanted.value("by")
    # A page's order and length change nothing of what is counted.
    named = tuple(pair for pair in wanted.pairs if pair[0] not in ("sort", "limit", "offset"))
    work = partial(counted.tellings, connection, given, stack, by)
    return Drawn(held.memory.recall(connection, ("tellings", named), work), wanted)


def parts(connection: Connection, held: Site, actor: int) -> Drawn:
    """An actor's parts over time."""
    return _kept(connection, held, "parts", counted.parts, actor)


def published(connection: Connection, held: Site, outlet: int) -> Drawn:
    """An outlet's reports over time."""
    return _kept(connection, held, "published", counted.published, outlet)


def first_told(connection: Connection, held: Site, since: str, until: str) -> Drawn:
    """Incidents by the day of their first telling, with the weeks before for comparison.

    Raises
    ------
    OptionError
        If one of the days is none.
    """
    Filter.of(since=since, until=until)
    return _kept(connection, held, "first told", counted.first_told, since, until)


def _kept(connection: Connection, held: Site, name: str, work: Callable[..., OverTime], *of: object) -> Drawn:
    return Drawn(held.memory.recall(connection, (name, *of), lambda: work(connection, *of)))
