"""The columns of incidents, counted from their statements.

A statement that a person rejected counts nowhere; an incident all of whose statements are rejected keeps its number and
counts nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, or_, select, update

from dragoman.desk.origins.keys import ORIGIN
from dragoman.desk.parts import parts
from dragoman.desk.tables import INCIDENTS, REPORTS, STATEMENTS, TOLLS
from dragoman.ontology import event_types

ASSERTING = ("act",)
DENYING = ("not",)
EXPECTING = ("plan", "want", "may", "if")
"""Statuses of statements that say that it happened, that it did not, and that it is planned, wanted or possible."""


def refresh(
    connection: Connection,
    incidents: Collection[int],
    weakest: Mapping[int, float] | None = None,
    fresh: Collection[int] = (),
) -> None:
    """Sets the columns of incidents anew. `weakest` gives the weakest links of those that were put together anew, the
    `fresh` among them, whose rows are not there yet.

    To be called for the incidents of all statements whose type, day, place, status, tolls, origin or verdict changed.
    """
    links, new = weakest or {}, frozenset(fresh)
    for part in parts(incidents):
        told = _statements(connection, part)
        killed = _killed(connection, part)
        found = {id: _columns(told.get(id, []), killed.get(id)) for id in part}
        made = [{"id": id, "score": round(links[id], 3), **found[id]} for id in part if id in new]
        if made:
            connection.execute(insert(INCIDENTS), made)
        _set(connection, {id: values for id, values in found.items() if id not in new})
        _set(connection, {id: {"score": round(links[id], 3)} for id in part if id in links and id not in new})


def _set(connection: Connection, rows: Mapping[int, dict[str, Any]]) -> None:
    """Writes columns of incidents, the same of each."""
    if not rows:
        return
    names = list(next(iter(rows.values())))
    setting = update(INCIDENTS).where(INCIDENTS.c.id == bindparam("of"))
    connection.execute(
        setting.values({name: bindparam(f"new_{name}", type_=INCIDENTS.c[name].type) for name in names}),
        [{"of": id} | {f"new_{name}": row[name] for name in names} for id, row in rows.items()],
    )


def refresh_reports(connection: Connection, reports: Collection[int]) -> None:
    """Sets the columns of all incidents that some reports tell of anew, after their origins changed."""
    found = set[int]()
    for part in parts(reports):
        query = select(STATEMENTS.c.incident_id).where(STATEMENTS.c.report_id.in_(part))
        found.update(connection.scalars(query.where(STATEMENTS.c.incident_id.is_not(None)).distinct()))
    refresh(connection, found)


def _statements(connection: Connection, part: Sequence[int]) -> dict[int, list[Row[Any]]]:
    columns = [
        STATEMENTS.c[name] for name in ("incident_id", "type", "status", "day", "until", "place_id", "report_id")
    ]
    query = (
        select(*columns, ORIGIN.label("origin"), REPORTS.c.hash, REPORTS.c.published)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .where(STATEMENTS.c.incident_id.in_(part), _stands())
        # What nobody dated comes last: the day on which it was added tells nothing of when it was told.
        .order_by(
            REPORTS.c.published.is_(None),
            REPORTS.c.published,
            REPORTS.c.copied.is_not(None),
            REPORTS.c.hash,
            STATEMENTS.c.start,
            STATEMENTS.c.id,
        )
    )
    found = defaultdict[int, list[Row[Any]]](list)
    for row in connection.execute(query):
        found[row.incident_id].append(row)
    return found


def _killed(connection: Connection, part: Sequence[int]) -> dict[int, tuple[int | None, int | None]]:
    """The range of the dead over all tellings; one without an upper bound ("at least 11") counts by its lower one."""
    query = (
        select(STATEMENTS.c.incident_id, func.min(TOLLS.c.low), func.max(func.coalesce(TOLLS.c.high, TOLLS.c.low)))
        .join(TOLLS, TOLLS.c.statement_id == STATEMENTS.c.id)
        .where(STATEMENTS.c.incident_id.in_(part), TOLLS.c.kind == "killed", _stands())
        .group_by(STATEMENTS.c.incident_id)
    )
    return {id: (low, high) for id, low, high in connection.execute(query)}


def _stands() -> Any:
    return or_(STATEMENTS.c.verdict.is_(None), STATEMENTS.c.verdict != "rejected")


def _columns(told: Sequence[Row[Any]], killed: tuple[int | None, int | None] | None) -> dict[str, Any]:
    type = _often([row.type for row in told]) or ""
    day, until = _days(told)
    dated = [row.published for row in told if row.published is not None]
    return {
        "type": type,
        "quad": event_types()[type].quad if type in event_types() else 0,
        "day": day,
        "until": until,
        "place_id": _often([row.place_id for row in told if row.place_id is not None]),
        "first_id": told[0].report_id if told else None,
        "told": min(dated, default=""),
        "retold": max(dated, default=""),
        "statements": len(told),
        "reports": len({row.report_id for row in told}),
        "asserting": len({row.origin for row in told if row.status in ASSERTING}),
        "denying": len({row.origin for row in told if row.status in DENYING}),
        "expecting": len({row.origin for row in told if row.status in EXPECTING}),
        "killed_low": killed[0] if killed else None,
        "killed_high": killed[1] if killed else None,
    }


def _often(values: Sequence[Any]) -> Any:
    """The value that is told most often; of several the one told first."""
    if len(values) < 2:
        return values[0] if values else None
    return Counter(values).most_common(1)[0][0]


def _days(told: Sequence[Row[Any]]) -> tuple[str | None, str | None]:
    """The days on which it may have happened: those that most tellings agree on.

    Of the told spans, the shortest that overlaps most of the others.
    """
    spans = [(row.day, row.until or row.day) for row in told if row.day is not None]
    if len(spans) < 2:
        return spans[0] if spans else (None, None)

    def agreed(span: tuple[str, str]) -> int:
        return sum(span[0] <= last and first <= span[1] for first, last in spans)

    best = max(agreed(span) for span in spans)
    first, last = min((span for span in spans if agreed(span) == best), key=lambda span: (_length(span), span))
    return first, last


def _length(span: tuple[str, str]) -> int:
    return (date.fromisoformat(span[1]) - date.fromisoformat(span[0])).days
