"""Sources: outlets and agencies, what they publish first and what they copy, and how their claims fared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, select
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.desk.questions import reports
from dragoman.desk.tables import INCIDENTS, OUTLETS, REPORTS, STATEMENTS
from dragoman.web import drawn
from dragoman.web.rendering import page
from dragoman.web.site import Site, site

SHOWN = 10
"""Reports on an outlet's page, and others that it copies or is copied by."""
MOST = 500
"""Outlets and agencies in the list, those with the most reports first."""


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or agency. `reports` are those that it published, `copies` those of them that another told before,
    `copied` those that others copied off it, `credited` reports that credit it as a whole, `through` statements that
    came through it. Of the incidents that it says happened, `asserted` in all, `shared` are asserted by another
    independent origin as well and `denied` are denied by one."""

    id: int
    name: str
    country: str | None
    reports: int
    copies: int
    copied: int
    credited: int
    through: int
    asserted: int
    shared: int
    denied: int

    @property
    def own(self) -> int:
        """Reports that it told itself."""
        return self.reports - self.copies


def sources(request: Request) -> Response:
    """The page of all."""
    held = site(request)
    with held.desk.reading() as connection:
        found = listed(connection, held)
    return page(request, "sources.html", sources=found, most=MOST)


def source(request: Request) -> Response:
    """The page of one."""
    held = site(request)
    name = request.path_params["source"]
    with held.desk.reading() as connection:
        one = find(connection, held, name)
        newest = select(REPORTS.c.id).where(REPORTS.c.outlet_id == one.id).order_by(REPORTS.c.published.desc())
        rows = reports.rows(connection, list(connection.scalars(newest.limit(SHOWN))))
        copies, copied = copying(connection, one.id)
        days = drawn.published(connection, held, one.id)
    return page(request, "source.html", source=one, rows=rows, copies=copies, copied=copied, days=days)


def listed(connection: Connection, held: Site) -> tuple[Source, ...]:
    """`read`, kept in memory."""
    return held.memory.recall(connection, "sources", lambda: read(connection))


def find(connection: Connection, held: Site, name: str) -> Source:
    """One of them by its name."""
    one = next((one for one in listed(connection, held) if one.name == name), None)
    if one is None:
        raise HTTPException(404, f"The desk knows no outlet or agency {name}.")
    return one


def read(connection: Connection) -> tuple[Source, ...]:
    """All outlets and agencies, those with the most reports first."""
    outlets = connection.execute(select(OUTLETS)).all()
    origin = REPORTS.alias("origin")
    published = dict[int, tuple[int, int]]()
    copied, credited = Counter[int](), Counter[int]()
    joined = select(REPORTS.c.outlet_id, origin.c.outlet_id.label("of"), REPORTS.c.credit_id, func.count().label("n"))
    joined = joined.add_columns(func.sum(case((REPORTS.c.origin_id != REPORTS.c.id, 1), else_=0)).label("copies"))
    joined = joined.outerjoin(origin, origin.c.id == REPORTS.c.origin_id)
    for row in connection.execute(joined.group_by(REPORTS.c.outlet_id, origin.c.outlet_id, REPORTS.c.credit_id)):
        number, copies = published.get(row.outlet_id, (0, 0))
        published[row.outlet_id] = (number + row.n, copies + row.copies)
        copied[row.of] += row.copies
        credited[row.credit_id] += row.n
    through = Counter[int]()
    upstream = select(STATEMENTS.c.upstream_id, func.count()).where(STATEMENTS.c.upstream_id.is_not(None))
    for id, count in connection.execute(upstream.group_by(STATEMENTS.c.upstream_id)):
        through[id] = count
    fared = _fared(connection)
    found = [
        Source(
            id=row.id,
            name=row.name,
            country=row.country,
            reports=published.get(row.id, (0, 0))[0],
            copies=published.get(row.id, (0, 0))[1],
            copied=copied[row.id],
            credited=credited[row.id],
            through=through[row.id],
            asserted=fared.get(row.id, (0, 0, 0))[0],
            shared=fared.get(row.id, (0, 0, 0))[1],
            denied=fared.get(row.id, (0, 0, 0))[2],
        )
        for row in outlets
    ]
    return tuple(sorted(found, key=lambda one: (-one.reports, -one.credited - one.through, one.name))[:MOST])


def copying(connection: Connection, outlet: int) -> tuple[list[Any], list[Any]]:
    """Whom an outlet copies and who copies it: names with how many reports, the most first."""
    origin, theirs = REPORTS.alias("origin"), OUTLETS.alias("theirs")
    count = func.count().label("count")
    copies = (
        select(theirs.c.name, count)
        .select_from(REPORTS)
        .join(origin, origin.c.id == REPORTS.c.origin_id)
        .join(theirs, theirs.c.id == origin.c.outlet_id)
        .where(REPORTS.c.outlet_id == outlet, origin.c.id != REPORTS.c.id, origin.c.outlet_id != outlet)
        .group_by(theirs.c.name)
        .order_by(count.desc(), theirs.c.name)
        .limit(SHOWN)
    )
    copied = (
        select(theirs.c.name, count)
        .select_from(origin)
        .join(REPORTS, REPORTS.c.origin_id == origin.c.id)
        .join(theirs, theirs.c.id == REPORTS.c.outlet_id)
        .where(origin.c.outlet_id == outlet, origin.c.id != REPORTS.c.id, REPORTS.c.outlet_id != outlet)
        .group_by(theirs.c.name)
        .order_by(count.desc(), theirs.c.name)
        .limit(SHOWN)
    )
    return list(connection.execute(copies)), list(connection.execute(copied))


def _fared(connection: Connection) -> dict[int, tuple[int, int, int]]:
    """By outlet: incidents that it says happened, those that another origin asserts too, those that one denies."""
    told = (
        select(REPORTS.c.outlet_id, STATEMENTS.c.incident_id)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .where(STATEMENTS.c.incident_id.is_not(None), STATEMENTS.c.status == "act", REPORTS.c.outlet_id.is_not(None))
        .distinct()
        .subquery()
    )
    query = (
        select(
            told.c.outlet_id,
            func.count(),
            func.sum(case((INCIDENTS.c.asserting > 1, 1), else_=0)),
            func.sum(case((INCIDENTS.c.denying > 0, 1), else_=0)),
        )
        .join(INCIDENTS, INCIDENTS.c.id == told.c.incident_id)
        .group_by(told.c.outlet_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(query)}


ROUTES = [Route("/sources", sources), Route("/sources/{source:path}", source)]
