"""How forecasts turned out: told by a person, or proposed from later incidents and then to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from dragoman.desk.corrections import statement
from dragoman.desk.tables import FORECASTS, INCIDENTS, PARTIES, REPORTS, RESOLUTIONS, STATEMENTS
from dragoman.errors import DeskError

OUTCOMES = ("came true", "did not", "too early", "not checkable")
PATIENCE = 90
"""Days in which a forecast without a horizon of its own is looked for among incidents; later ones prove nothing."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the desk's own record makes of a forecast, with the incident that speaks for it."""

    statement: int
    hash: str
    ref: str
    outcome: str
    why: str
    incident: int | None


def resolve(
    connection: Connection, ref: str, outcome: str, who: str, why: str, moment: str, incident: int | None = None
) -> None:
    """Records how a forecast ("hash:ref") turned out, as a person says; it replaces what was proposed or said before.

    Raises
    ------
    DeskError
        If there is no such forecast, no such outcome or incident, or nobody says why.
    """
    row = statement(connection, ref)
    if row.kind != "forecast":
        raise DeskError(f"{ref!r} is no forecast but {row.kind}")
    if outcome not in OUTCOMES:
        raise DeskError(f"{outcome!r} is no outcome; they are {', '.join(OUTCOMES)}")
    if not who.strip() or not why.strip():
        raise DeskError("an outcome says who tells it and why")
    if incident is not None and connection.scalar(select(INCIDENTS.c.id).where(INCIDENTS.c.id == incident)) is None:
        raise DeskError(f"there is no incident {incident}")
    _write(connection, row.hash, row.ref, outcome, who.strip(), why.strip(), moment, incident, proposed=False)


def propose(connection: Connection, today: date, moment: str) -> list[Proposal]:
    """Proposes an outcome for each forecast that no person has resolved, and records it as proposed.

    A forecast whose event was coded came true where an incident of that type, with one of its actors and at least one
    independent origin that says it happened, lies behind the forecast and before its horizon (or within `PATIENCE`
    days); it did not where the horizon has passed without one. It is too early while the horizon lies ahead, and not
    checkable where no event was coded or it depends on a condition.
    """
    resolved = select(RESOLUTIONS.c.ref).where(
        RESOLUTIONS.c.hash == REPORTS.c.hash,
        RESOLUTIONS.c.ref == STATEMENTS.c.ref,
        RESOLUTIONS.c.proposed.is_(False),
    )
    query = (
        select(STATEMENTS.c.id, STATEMENTS.c.ref, REPORTS.c.hash, REPORTS.c.published, FORECASTS)
        .join(FORECASTS, FORECASTS.c.statement_id == STATEMENTS.c.id)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .where(~resolved.exists())
        .order_by(STATEMENTS.c.id)
    )
    made = [_proposal(connection, row, today) for row in connection.execute(query).all()]
    for one in made:
        _write(connection, one.hash, one.ref, one.outcome, "dragoman", one.why, moment, one.incident, proposed=True)
    return made


def _proposal(connection: Connection, row: Row[Any], today: date) -> Proposal:
    def told(outcome: str, why: str, incident: int | None = None) -> Proposal:
        return Proposal(row.id, row.hash, row.ref, outcome, why, incident)

    if row.conditional:
        return told("not checkable", "it holds under a condition only")
    if row.event_id is None or row.published is None:
        return told(
            "not checkable", "what it foretells is no coded event" if row.published else "its report has no date"
        )
    end = row.horizon or (date.fromisoformat(row.published) + timedelta(days=PATIENCE)).isoformat()
    event = connection.execute(select(STATEMENTS).where(STATEMENTS.c.id == row.event_id)).one()
    actors = select(PARTIES.c.entity_id).where(PARTIES.c.statement_id == row.event_id, PARTIES.c.role == "actor")
    there = (
        select(PARTIES.c.statement_id)
        .join(STATEMENTS, STATEMENTS.c.id == PARTIES.c.statement_id)
        .where(STATEMENTS.c.incident_id == INCIDENTS.c.id, PARTIES.c.role == "actor", PARTIES.c.entity_id.in_(actors))
    )
    found = connection.execute(
        select(INCIDENTS.c.id, INCIDENTS.c.day, INCIDENTS.c.asserting)
        .where(INCIDENTS.c.type == event.type, INCIDENTS.c.asserting > 0)
        .where(INCIDENTS.c.day > row.published, INCIDENTS.c.day <= end, there.exists())
        .order_by(INCIDENTS.c.asserting.desc(), INCIDENTS.c.day, INCIDENTS.c.id)
        .limit(1)
    ).one_or_none()
    if found is not None:
        return told("came true", f"incident {found.id} of {found.day}, told by {found.asserting} origins", found.id)
    if end >= today.isoformat():
        return told("too early", f"its time runs until {end}")
    if row.horizon is None:
        return told("not checkable", f"it names no day, and nothing like it was told within {PATIENCE} days")
    return told("did not", f"nothing like it was told until {end}")


def _write(
    connection: Connection,
    hash: str,
    ref: str,
    outcome: str,
    who: str,
    why: str,
    moment: str,
    incident: int | None,
    *,
    proposed: bool,
) -> None:
    connection.execute(delete(RESOLUTIONS).where(RESOLUTIONS.c.hash == hash, RESOLUTIONS.c.ref == ref))
    connection.execute(
        insert(RESOLUTIONS),
        {
            "hash": hash,
            "ref": ref,
            "outcome": outcome,
            "proposed": proposed,
            "who": who,
            "moment": moment,
            "why": why,
            "incident_id": incident,
        },
    )
