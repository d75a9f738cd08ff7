"""Desks that are ready to be asked, with incidents of the examples' events by type and day, made by a test itself so
that they do not hang on how statements are joined."""

from __future__ import annotations

from sqlalchemy import Connection, case, delete, func, insert, select, update

from dragoman.desk import Desk, tallies
from dragoman.desk.origins import keys
from dragoman.desk.questions import Answer, Filter, ask
from dragoman.desk.tables import INCIDENTS, REPORTS, RESOLUTIONS, STATEMENTS, TOLLS

S = STATEMENTS.c


def prepare(desk: Desk) -> Desk:
    """The desk with origins marked, incidents and tallies made anew."""
    with desk.writing() as connection:
        connection.execute(update(REPORTS).where(REPORTS.c.origin_id.is_(None)).values(origin_id=REPORTS.c.id))
        keys.mark(connection, list(connection.scalars(select(REPORTS.c.id))), {})
        _incidents(connection)
        tallies.recount(connection)
    return desk


def _incidents(connection: Connection) -> None:
    connection.execute(update(STATEMENTS).values(incident_id=None))
    connection.execute(update(RESOLUTIONS).values(incident_id=None))
    connection.execute(delete(INCIDENTS))
    groups = connection.execute(
        select(S.type, S.quad, S.at, func.max(S.day).label("day"), func.max(S.place_id).label("place"))
        .where(S.kind == "event")
        .group_by(S.type, S.quad, S.at)
        .order_by(S.at, S.type)
    ).all()
    for group in groups:
        mine = (S.kind == "event") & (S.type == group.type) & (S.at == group.at)
        told = connection.execute(
            select(
                func.count().label("statements"),
                func.count(S.report_id.distinct()).label("reports"),
                func.min(REPORTS.c.published).label("told"),
                func.max(REPORTS.c.published).label("retold"),
                func.count(case((S.status == "act", S.origin)).distinct()).label("asserting"),
                func.count(case((S.status == "not", S.origin)).distinct()).label("denying"),
                func.count(case((S.status.not_in(("act", "not")), S.origin)).distinct()).label("expecting"),
            )
            .join(REPORTS, REPORTS.c.id == S.report_id)
            .where(mine)
        ).one()
        dead = connection.execute(
            select(func.min(TOLLS.c.low), func.max(TOLLS.c.high))
            .join(STATEMENTS, S.id == TOLLS.c.statement_id)
            .where(mine, TOLLS.c.kind == "killed")
        ).one()
        first = connection.scalar(
            select(S.report_id).join(REPORTS, REPORTS.c.id == S.report_id).where(mine)
            .order_by(REPORTS.c.published, S.id).limit(1)
        )  # fmt: skip
        row = dict(told._mapping)
        row |= {"type": group.type, "quad": group.quad, "day": group.day, "until": group.day, "place_id": group.place}
        row |= {"first_id": first, "killed_low": dead[0], "killed_high": dead[1], "score": 1.0}
        number = connection.scalar(insert(INCIDENTS).returning(INCIDENTS.c.id), row)
        connection.execute(update(STATEMENTS).where(mine).values(incident_id=number))


def asked(desk: Desk, name: str, own: dict[str, object] | None = None, **filters: object) -> Answer:
    """An answer, by the names of filters."""
    with desk.reading() as connection:
        return ask(connection, name, Filter.of(**filters), **(own or {}))  # pyright: ignore[reportArgumentType]
