"""Tellings of incidents: how each takes what it tells, one of each origin, and where their figures differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from dragoman.desk.parts import parts
from dragoman.desk.questions.scope import stands
from dragoman.desk.tables import REPORTS, STATEMENTS, TOLLS

STANCES = {"act": "asserts", "not": "denies", "plan": "expects", "want": "expects", "may": "expects", "if": "expects"}
"""How a statement of each status takes its event."""
_DEAD = "killed"


@dataclass(frozen=True, slots=True)
class Told:
    """A telling by its statement's number: from which origin, how it takes the event, how many dead at least and at
    most (None: no end), where it tells."""

    id: int
    origin: int
    stance: str
    low: int | None = None
    high: int | None = None


def tellings(connection: Connection, incidents: Sequence[int]) -> dict[int, list[Told]]:
    """The tellings of incidents in the order of their publication, one for each figure."""
    dead = and_(TOLLS.c.statement_id == STATEMENTS.c.id, TOLLS.c.kind == _DEAD)
    columns = STATEMENTS.c.id, STATEMENTS.c.incident_id, STATEMENTS.c.origin, STATEMENTS.c.status
    query = (
        select(*columns, STATEMENTS.c.report_id, TOLLS.c.low, TOLLS.c.high)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .outerjoin(TOLLS, dead)
        .where(stands())
        .order_by(REPORTS.c.published.is_(None), REPORTS.c.published, STATEMENTS.c.id, TOLLS.c.low)
    )
    found = defaultdict[int, list[Told]](list)
    for part in parts(incidents):
        for row in connection.execute(query.where(STATEMENTS.c.incident_id.in_(part))):
            # Where nothing told origins apart yet, each report is its own.
            origin = row.origin if row.origin is not None else -row.report_id
            told = Told(row.id, origin, STANCES.get(row.status or "", "asserts"), row.low, row.high)
            found[row.incident_id].append(told)
    return found


def one_each(told: Sequence[Told], most: int) -> list[Told]:
    """The first telling of each origin and stance, those first that assert or deny; of origins that agree on all the
    first ones stay where there are more than `most`."""
    first = dict[tuple[int, str], Told]()
    for one in told:
        first.setdefault((one.origin, one.stance), one)
    by_stance = [[one for one in first.values() if one.stance == stance] for stance in dict.fromkeys(STANCES.values())]
    chosen = [listed[at] for at in range(most) for listed in by_stance if at < len(listed)]
    kept = {one.id for one in chosen[:most]}
    return [one for listed in by_stance for one in listed if one.id in kept]


def differing(told: Sequence[Told]) -> bool:
    """Whether two origins tell numbers of dead that cannot both be right."""
    figures = [one for one in told if one.low is not None and one.stance == "asserts"]
    return any(a.origin != b.origin and _apart(a, b) for a in figures for b in figures)


def _apart(one: Told, other: Told) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
