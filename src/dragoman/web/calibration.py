"""How forecasts turned out against how likely they were said to be, for those that a filter holds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from sqlalchemy import Connection, exists, or_, select

from dragoman.desk.foresight.scores import BINS, LEAST
from dragoman.desk.questions.filters import Filter
from dragoman.desk.questions.scope import holds, scope, takes_part
from dragoman.desk.tables import FORECASTS, REPORTS, RESOLUTIONS, STATEMENTS

Z = 1.96
"""Of the normal distribution, for intervals that hold the true share 95 times in 100."""
_EVENT = STATEMENTS.alias("event")
_OF_EVENT = ("type", "place", "dyad")
_OF_FORECAST = ("status", "since", "until", "source", "outlet", "min_origins", "incident")


@dataclass(frozen=True, slots=True)
class Step:
    """Forecasts of one class of likelihood (`low` to `high`): the mean that was `foretold`, the share that `happened`,
    how many, and the interval in which the share lies 95 times in 100, as chance goes with so few (Wilson 1927)."""

    low: float
    high: float
    foretold: float
    happened: float
    count: int
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The steps of `count` forecasts with a likelihood and a confirmed outcome; none where these are fewer than
    `needed`."""

    count: int
    steps: tuple[Step, ...]
    needed: int = LEAST


def calibration(connection: Connection, given: Filter) -> Calibration:
    """The calibration of the forecasts that a filter holds, as the forecasts' own question understands it.

    Raises
    ------
    OptionError
        If the filter names what the desk does not know.
    """
    asked = scope(connection, given)
    own, event = asked.without("actor", *_OF_EVENT), asked.without("actor", *_OF_FORECAST)
    query = (
        select(STATEMENTS.c.low, STATEMENTS.c.high, RESOLUTIONS.c.outcome)
        .select_from(RESOLUTIONS)
        .join(REPORTS, REPORTS.c.hash == RESOLUTIONS.c.hash)
        .join(STATEMENTS, (STATEMENTS.c.report_id == REPORTS.c.id) & (STATEMENTS.c.ref == RESOLUTIONS.c.ref))
        .join(FORECASTS, FORECASTS.c.statement_id == STATEMENTS.c.id)
        .where(RESOLUTIONS.c.proposed.is_(False), RESOLUTIONS.c.outcome.in_(("came true", "did not")))
        .where(STATEMENTS.c.low.is_not(None), *holds(own))
    )
    if event.narrows:
        query = query.where(exists().where(_EVENT.c.id == FORECASTS.c.event_id, *holds(event, _EVENT)))
    if asked.actor is not None:
        either = takes_part(STATEMENTS.c.id, asked.actor), takes_part(FORECASTS.c.event_id, asked.actor)
        query = query.where(or_(*either))
    return steps([((row.low + row.high) / 2, row.outcome == "came true") for row in connection.execute(query)])


def steps(told: list[tuple[float, bool]]) -> Calibration:
    """Forecasts, each a likelihood and whether it came true, by classes of likelihood."""
    if len(told) < LEAST:
        return Calibration(len(told), ())
    found = list[Step]()
    for low, high in pairwise(BINS):
        inside = [(p, came) for p, came in told if low <= p < high or p == high == BINS[-1]]
        if inside:
            true, n = sum(came for _, came in inside), len(inside)
            foretold = sum(p for p, _ in inside) / n
            found.append(Step(low, high, round(foretold, 3), round(true / n, 3), n, *wilson(true, n)))
    return Calibration(len(told), tuple(found))


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The interval of a share of `count`, of which `hits` were hits (https://doi.org/10.1080/01621459.1927.10502953)."""
    share, spread = hits / count, Z * Z / count
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)
