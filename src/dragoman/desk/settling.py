"""Corrections laid over what was coded: rows of statements, actors and places as they stand after all of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dragoman.desk import blocks
from dragoman.desk.keeping import numbers
from dragoman.desk.rows import Statement, rows_of
from dragoman.desk.tables import CORRECTIONS, ENTITIES, PARTIES, PLACES, REPORTS, STATEMENTS
from dragoman.errors import DeskError
from dragoman.ontology import event_types


def settle(connection: Connection, report: int) -> None:
    """Lays the standing corrections over the statements of a report again, after it was coded anew."""
    hash = connection.scalar(select(REPORTS.c.hash).where(REPORTS.c.id == report))
    refs = select(CORRECTIONS.c.ref).where(CORRECTIONS.c.hash == hash, CORRECTIONS.c.subject == "statement").distinct()
    for ref in connection.scalars(refs).all():
        settle_statement(connection, hash or "", ref)


def settle_key(connection: Connection, subject: str, key: str) -> None:
    """An actor or place as it was first found, with the standing changes laid over it."""
    query = select(CORRECTIONS).where(CORRECTIONS.c.subject == subject, CORRECTIONS.c.ref == key)
    values: dict[str, Any] = {}
    for row in connection.execute(query.order_by(CORRECTIONS.c.id)):
        values.setdefault(row.field, row.old)
        if row.undone is None:
            values[row.field] = row.new
    table = ENTITIES if subject == "actor" else PLACES
    numeric = {name: float(v) for name, v in values.items() if name in ("lat", "lon", "radius") and v is not None}
    connection.execute(update(table).where(table.c.key == key).values(values | numeric))


def settle_statement(connection: Connection, hash: str, ref: str) -> None:
    """A statement's row and parties as the record has them, with the standing changes laid over them."""
    report = connection.execute(select(REPORTS).where(REPORTS.c.hash == hash)).one()
    coded = blocks.records(connection, [report.id])[report.id]
    rows = rows_of(coded)
    made = next((one for one in rows.statements if one.values["ref"] == ref), None)
    id = connection.scalar(select(STATEMENTS.c.id).where(STATEMENTS.c.report_id == report.id, STATEMENTS.c.ref == ref))
    if id is None:
        return
    values: dict[str, Any] = {}
    parties = set[tuple[str, str]]()
    if made is not None:
        values, parties = _as_coded(connection, made), set(made.parties)
    standing = connection.execute(
        select(CORRECTIONS)
        .where(CORRECTIONS.c.hash == hash, CORRECTIONS.c.ref == ref, CORRECTIONS.c.subject == "statement")
        .where(CORRECTIONS.c.undone.is_(None))
        .order_by(CORRECTIONS.c.id)
    ).all()
    values["verdict"] = "edited" if any(row.field != "verdict" for row in standing) else None
    for row in standing:
        if row.field in ("actor", "recipient"):
            parties.discard((row.field, row.old))
            if row.new is not None:
                parties.add((row.field, row.new))
        else:
            values |= _change(connection, row.field, row.new, report.published)
    connection.execute(update(STATEMENTS).where(STATEMENTS.c.id == id).values(values))
    if made is not None:
        keys = {key: _entity_values(key, rows.entities.get(key)) for _, key in parties}
        entity = numbers(connection, ENTITIES, "key", keys)
        connection.execute(delete(PARTIES).where(PARTIES.c.statement_id == id))
        if parties:
            connection.execute(
                insert(PARTIES),
                [{"statement_id": id, "role": role, "entity_id": entity[key]} for role, key in sorted(parties)],
            )


def _as_coded(connection: Connection, made: Statement) -> dict[str, Any]:
    place = connection.scalar(select(PLACES.c.id).where(PLACES.c.key == made.place)) if made.place else None
    return {**made.values, "place_id": place}


def _change(connection: Connection, field: str, new: str | None, published: str | None) -> dict[str, Any]:
    """The columns that a correction of one field sets."""
    if field == "type" and new is not None:
        kind = event_types()[new]
        return {"type": new, "mode": None, "quad": kind.quad, "intensity": kind.score}
    if field == "place":
        id = connection.scalar(select(PLACES.c.id).where(PLACES.c.key == new)) if new else None
        if new and id is None:
            raise DeskError(f"{new!r} is the key of no place of the desk")
        return {"place_id": id}
    if field == "day":
        return {"day": new, "until": new, "precision": "day" if new else None, "at": new or published or ""}
    return {field: new}


def _entity_values(key: str, known: dict[str, Any] | None) -> dict[str, Any]:
    name = key.partition(":")[2] or key
    fresh = {"key": key, "name": name, "kind": "unnamed", "country": None, "sectors": "UNK", "cameo": ""}
    return known or fresh
