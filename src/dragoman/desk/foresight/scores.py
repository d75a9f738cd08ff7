"""How well somebody foretells: Brier and logarithmic scores, and calibration, over forecasts that turned out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Literal

from sqlalchemy import Connection, select

from dragoman.desk.tables import ENTITIES, FORECASTS, OUTLETS, REPORTS, RESOLUTIONS, STATEMENTS
from dragoman.errors import DeskError

LEAST = 10
"""Forecasts with an outcome below which no score is given: fewer say next to nothing."""
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""The bounds of the classes of probability in which foretold and actual shares are compared."""
FLOOR = 0.01
"""A forecast of 0 or 1 that fails would have an endless logarithmic score; it is taken for 0.01 or 0.99."""


@dataclass(frozen=True, slots=True)
class Class:
    """Forecasts of one class of probability: the mean that was foretold, the share that came true, how many."""

    foretold: float
    happened: float
    count: int


@dataclass(frozen=True, slots=True)
class Score:
    """A holder's or outlet's scores: `brier` is the mean squared difference of probability and outcome (0 best, 0.25
    for always saying one half, 1 worst; Brier 1950), `logarithmic` the mean of -ln of the probability given to what
    happened (0 best). `base` is the share of all that came true."""

    name: str
    count: int
    brier: float
    logarithmic: float
    base: float
    calibration: tuple[Class, ...]


def score(name: str, told: Iterable[tuple[float, bool]], least: int = LEAST) -> Score:
    """The scores of forecasts, each a probability and whether it came true.

    Raises
    ------
    DeskError
        If there are fewer than `least`.
    """
    pairs = list(told)
    if len(pairs) < max(1, least):
        raise DeskError(f"{name}: {len(pairs)} forecasts with an outcome are too few to score; {least} are needed")
    brier = sum((p - happened) ** 2 for p, happened in pairs) / len(pairs)
    bounded = [(min(1 - FLOOR, max(FLOOR, p)), happened) for p, happened in pairs]
    logarithmic = -sum(log(p if happened else 1 - p) for p, happened in bounded) / len(pairs)
    classes = list[Class]()
    for low, high in pairwise(BINS):
        inside = [(p, happened) for p, happened in pairs if low <= p < high or (high == BINS[-1] and p == high)]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            classes.append(Class(round(mean, 3), round(sum(h for _, h in inside) / len(inside), 3), len(inside)))
    base = sum(happened for _, happened in pairs) / len(pairs)
    return Score(name, len(pairs), round(brier, 4), round(logarithmic, 4), round(base, 3), tuple(classes))


def scores(
    connection: Connection, by: Literal["holder", "outlet"] = "holder", *, proposed: bool = False
) -> list[Score]:
    """The scores of every holder or outlet with at least `LEAST` forecasts that came true or did not, the best first.

    A forecast counts with the middle of its likelihood range; one without a likelihood does not count. Outcomes that
    the program proposed and nobody confirmed count only with `proposed`.
    """
    name = ENTITIES.c.name if by == "holder" else OUTLETS.c.name
    query = (
        select(name, STATEMENTS.c.low, STATEMENTS.c.high, RESOLUTIONS.c.outcome)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .join(FORECASTS, FORECASTS.c.statement_id == STATEMENTS.c.id)
        .join(RESOLUTIONS, (RESOLUTIONS.c.hash == REPORTS.c.hash) & (RESOLUTIONS.c.ref == STATEMENTS.c.ref))
        .where(STATEMENTS.c.low.is_not(None), RESOLUTIONS.c.outcome.in_(("came true", "did not")))
    )
    join = (
        (ENTITIES, ENTITIES.c.id == FORECASTS.c.holder_id)
        if by == "holder"
        else (OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
    )
    query = query.join(*join)
    if not proposed:
        query = query.where(RESOLUTIONS.c.proposed.is_(False))
    told: dict[str, list[tuple[float, bool]]] = {}
    for who, low, high, outcome in connection.execute(query):
        told.setdefault(who, []).append(((low + high) / 2, outcome == "came true"))
    found = [score(who, pairs) for who, pairs in told.items() if len(pairs) >= LEAST]
    return sorted(found, key=lambda one: (one.brier, one.name))
