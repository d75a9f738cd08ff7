"""The names that forms offer while one is typed: the actors and outlets that come up most."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from dragoman.desk.tables import ENTITIES, OUTLETS, REPORTS
from dragoman.web.site import Site

MOST = 200
"""Names of each sort that a page carries."""
_NO_NAMES = ("unnamed", "people")


def offered(connection: Connection, site: Site) -> dict[str, list[str]]:
    """Names by the sort that a field takes."""
    return site.memory.recall(connection, "names", lambda: _read(connection))


def _read(connection: Connection) -> dict[str, list[str]]:
    named = select(ENTITIES.c.name).where(ENTITIES.c.kind.not_in(_NO_NAMES))
    actors = connection.scalars(named.order_by(ENTITIES.c.statements.desc()).limit(MOST))
    published = (
        select(OUTLETS.c.name)
        .join(REPORTS, REPORTS.c.outlet_id == OUTLETS.c.id)
        .group_by(OUTLETS.c.id, OUTLETS.c.name)
        .order_by(func.count().desc())
        .limit(MOST)
    )
    return {"actors": sorted(set(actors)), "outlets": sorted(set(connection.scalars(published)))}
