"""What the tests of exports do to a desk before, and how they read afterwards what was written."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from dragoman.desk import Desk
from dragoman.desk.corrections import Correction, correct
from dragoman.desk.tables import INCIDENTS, PARTIES, STATEMENTS
from dragoman.record import CodedReport

NOON = "2026-11-23T12:00:00Z"


def change(desk: Desk, ref: str, field: str, new: str) -> None:
    with desk.writing() as connection:
        correct(connection, Correction("statement", ref, field, new, "Ada", "as the report says"), NOON)


def an_event(records: list[CodedReport]) -> tuple[str, str]:
    """An event that has an actor: its report's id and its ref."""
    coded, event = next((c, e) for c in records for e in c.events if e.actors and e.status == "act")
    return coded.report.id, event.id.removeprefix(f"{coded.report.id}-")


def incident(desk: Desk) -> int:
    """Makes an incident of two tellings that have actors, the first with a place."""
    with desk.writing() as connection:
        acting = select(PARTIES.c.statement_id).where(PARTIES.c.role == "actor")
        told = select(STATEMENTS.c.id, STATEMENTS.c.place_id, STATEMENTS.c.report_id)
        told = told.where(STATEMENTS.c.kind == "event", STATEMENTS.c.status == "act", STATEMENTS.c.id.in_(acting))
        first = connection.execute(told.where(STATEMENTS.c.place_id.is_not(None)).limit(1)).one()
        other = connection.execute(told.where(STATEMENTS.c.report_id != first.report_id).limit(1)).one()
        values = {
            **{"type": "ASSAULT", "quad": 4, "day": "2019-07-22", "until": "2019-07-22", "told": "2019-07-22"},
            **{"retold": "2019-07-23", "statements": 2, "reports": 2, "asserting": 71, "denying": 1, "expecting": 0},
            **{"killed_low": 27, "killed_high": 39, "score": 0.9},
            **{"place_id": first.place_id, "first_id": first.report_id},
        }
        number = connection.scalar(insert(INCIDENTS).returning(INCIDENTS.c.id), values)
        assert number is not None
        both = STATEMENTS.c.id.in_((first.id, other.id))
        connection.execute(update(STATEMENTS).where(both).values(incident_id=number))
        return number


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def cells(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def happened(desk: Desk) -> list[str]:
    with desk.reading() as connection:
        acts = select(STATEMENTS.c.ref).where(STATEMENTS.c.kind == "event", STATEMENTS.c.status == "act")
        return list(connection.scalars(acts))
