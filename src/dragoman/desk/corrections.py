"""What people change on a desk: a layer of its own over what was coded, with who, when and why, and with undo.

A statement's row is always what the record says with the standing corrections laid over it in their order, so that an
undone one leaves no trace but in the history, and a recoded report takes them on again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dragoman import ontology
from dragoman.desk.accords.correcting import enter_anew
from dragoman.desk.columns import begins
from dragoman.desk.correctable import article, is_same, plain
from dragoman.desk.incidents.assigning import recompare, regroup
from dragoman.desk.incidents.refreshing import refresh
from dragoman.desk.settling import settle_key, settle_statement
from dragoman.desk.tables import CORRECTIONS, ENTITIES, PARTIES, PLACES, REPORTS, STATEMENTS
from dragoman.desk.tallies import recount
from dragoman.errors import DeskError, OntologyError
from dragoman.ontology import event_types, mode

STATUSES = tuple(ontology.STATUSES)
FIELDS: dict[str, tuple[str, ...]] = {
    "statement": ("verdict", "type", "mode", "status", "place", "day", "until", "actor", "recipient"),
    "actor": ("name", "kind", "country", "sectors", "cameo"),
    "place": ("name", "country", "lat", "lon", "radius"),
    "incident": ("same as", "not same as"),
}
"""What can be changed of what. An actor or recipient is changed from `old` to `new`, one of which may be empty: to add
one, or to take one away. An incident's correction ties a statement to another or parts the two."""
OF_EVENTS = frozenset({"type", "mode", "status", "actor", "recipient"})
"""Fields that only a statement of the kind event has."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One change that somebody wants.

    `ref` is "hash:ref" of a statement, its hash to 16 digits or more, or the key of an actor or place; `new` the value
    after the change, None where the field is to be empty or an actor is taken away. `who` and `why` must be told.
    """

    subject: str
    ref: str
    field: str
    new: str | None
    who: str
    why: str
    old: str | None = None


def correct(connection: Connection, wanted: Correction, moment: str) -> int:
    """Makes a change and gives its number, by which it can be undone. `moment` is when, in UTC.

    Raises
    ------
    DeskError
        If there is no such statement, actor or place, no such field, the value is none that it can have, or it has
        that value already.
    """
    subject, field = wanted.subject, wanted.field
    if field not in FIELDS.get(subject, ()):
        raise DeskError(f"no field {field!r} of {article(subject)} can be corrected; there are {fields_known()}")
    if not wanted.who.strip() or not wanted.why.strip():
        raise DeskError("a correction says who makes it and why")
    try:
        new = plain(subject, field, wanted.new, wanted.old)
    except ValueError as error:
        raise DeskError(f"{field} cannot be {wanted.new!r}: {error}") from error
    hash, ref = (None, wanted.ref)
    if subject in ("statement", "incident"):
        row = statement(connection, wanted.ref)
        hash, ref = row.hash, row.ref
        old = wanted.old if field in ("actor", "recipient") else _value(connection, row, field)
        if subject == "statement":
            _check_told(connection, row, wanted, new)
    else:
        old = _of_table(connection, wanted)
    if subject == "incident":
        other = statement(connection, new or "")
        new = f"{other.hash}:{other.ref}"
        if new == f"{hash}:{ref}":
            raise DeskError(f"{wanted.ref!r} cannot be tied to itself or parted from itself")
    elif field not in ("actor", "recipient", "day") and is_same(field, old, new):
        raise _nothing(wanted, field, old)
    values = {
        "moment": moment,
        "who": wanted.who.strip(),
        "why": wanted.why.strip(),
        "subject": subject,
        "hash": hash,
        "ref": ref,
        "field": field,
        "old": old,
        "new": new,
    }
    number = connection.scalar(insert(CORRECTIONS).returning(CORRECTIONS.c.id), values)
    assert number is not None
    _settle_one(connection, subject, field, hash, ref, new)
    return number


def undo(connection: Connection, number: int, who: str, moment: str) -> None:
    """Takes a change back; it stays in the history with who took it back.

    Raises
    ------
    DeskError
        If there is no change of that number, it is undone already, or a later one hangs on it.
    """
    found = connection.execute(select(CORRECTIONS).where(CORRECTIONS.c.id == number)).one_or_none()
    if found is None:
        raise DeskError(f"there is no correction {number}")
    if found.undone is not None:
        raise DeskError(f"correction {number} was undone on {found.undone} by {found.undone_by}")
    connection.execute(update(CORRECTIONS).where(CORRECTIONS.c.id == number).values(undone=moment, undone_by=who))
    _settle_one(connection, found.subject, found.field, found.hash, found.ref, found.new)
    if found.subject == "statement" and found.field == "type":
        told = statement(connection, f"{found.hash}:{found.ref}")
        if told.mode and told.mode not in event_types()[told.type].modes:
            raise DeskError(
                f"without correction {number} it is {told.type}, which has no mode {told.mode!r}: undo that"
            )


def history(connection: Connection, ref: str | None = None) -> Sequence[Row[Any]]:
    """All changes in their order, or those of one statement ("hash:ref"), actor or place."""
    query = select(CORRECTIONS).order_by(CORRECTIONS.c.id)
    if ref is not None:
        hash, colon, own = ref.rpartition(":")
        whole = CORRECTIONS.c.ref == ref
        split = begins(CORRECTIONS.c.hash, hash) & (CORRECTIONS.c.ref == own)
        query = query.where(whole | split if colon else whole)
    return connection.execute(query).all()


def statement(connection: Connection, ref: str) -> Row[Any]:
    """The row of a statement by "hash:ref", with its report's hash.

    Raises
    ------
    DeskError
        If there is none, or the digits of the hash fit more than one report.
    """
    hash, _, own = ref.rpartition(":")
    query = (
        select(STATEMENTS, REPORTS.c.hash)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .where(begins(REPORTS.c.hash, hash), STATEMENTS.c.ref == own)
        .limit(2)
    )
    found = connection.execute(query).all()
    if not hash or len(found) != 1:
        what = "fits several statements; write more digits" if found else "is no statement of the desk; write HASH:REF"
        raise DeskError(f"{ref!r} {what}")
    return found[0]


def fields_known() -> str:
    """What can be corrected of what, in words."""
    return "; ".join(f"of {article(subject)}: {', '.join(fields)}" for subject, fields in FIELDS.items())


def _check_told(connection: Connection, row: Row[Any], wanted: Correction, new: str | None) -> None:
    """Refuses what a statement cannot have as it stands, and what would change nothing of it."""
    field = wanted.field
    if field in OF_EVENTS and row.kind != "event":
        raise DeskError(f"{wanted.ref!r} is {article(row.kind)}; only an event has {article(field)}")
    if field == "mode" and new is not None:
        try:
            mode(row.type, new)
        except OntologyError as error:
            raise DeskError(f"mode cannot be {new!r}: {error}") from error
    if field == "until" and new is not None and row.day is not None and new < row.day:
        raise DeskError(f"until cannot be {new!r}: it began on {row.day}")
    # A day is the last one too, unless that is told after it.
    if field == "day" and row.day == new and row.until == new:
        raise _nothing(wanted, field, new)
    if field not in ("actor", "recipient"):
        return
    query = select(ENTITIES.c.key, ENTITIES.c.name).join(PARTIES, PARTIES.c.entity_id == ENTITIES.c.id)
    query = query.where(PARTIES.c.statement_id == row.id, PARTIES.c.role == field).order_by(ENTITIES.c.key)
    there = [(row.key, row.name) for row in connection.execute(query)]
    keys = [key for key, _ in there]
    if wanted.old is not None and wanted.old not in keys:
        known = ", ".join(f"{name} ({key})" for key, name in there)
        has = f"there is {known}" if len(there) == 1 else f"there are {known}" if there else "there is none"
        raise DeskError(f"{wanted.old!r} is no {field} of {wanted.ref}; {has}")
    if new in keys and wanted.old in (None, new):
        raise DeskError(f"{new!r} is {article(field)} of {wanted.ref} already: that would change nothing")


def _nothing(wanted: Correction, field: str, value: str | None) -> DeskError:
    has = f"is {value!r} already" if value else "is empty already"
    return DeskError(f"{field} of {wanted.ref} {has}: that would change nothing")


def _value(connection: Connection, row: Row[Any], field: str) -> str | None:
    if field == "place":
        return connection.scalar(select(PLACES.c.key).where(PLACES.c.id == row.place_id))
    return getattr(row, field) if field in STATEMENTS.c else None


def _of_table(connection: Connection, wanted: Correction) -> str | None:
    table = ENTITIES if wanted.subject == "actor" else PLACES
    row = connection.execute(select(table.c[wanted.field]).where(table.c.key == wanted.ref)).one_or_none()
    if row is None:
        raise DeskError(f"{wanted.ref!r} is the key of no {wanted.subject} of the desk")
    return None if row[0] is None else str(row[0])


def _settle_one(connection: Connection, subject: str, field: str, hash: str | None, ref: str, new: str | None) -> None:
    if subject == "statement":
        told = statement(connection, f"{hash}:{ref}")
        parties = select(PARTIES.c.entity_id).where(PARTIES.c.statement_id == told.id)
        before = set(connection.scalars(parties))
        settle_statement(connection, hash or "", ref)
        if told.kind == "event" and field != "verdict":
            enter_anew(connection, told.id)
        recount(connection, before | set(connection.scalars(parties)))
        if told.incident_id is not None and field == "verdict":
            refresh(connection, [told.incident_id])
        elif told.incident_id is not None:
            recompare(connection, told.id)
    elif subject == "incident":
        regroup(connection, {statement(connection, of).id for of in (f"{hash}:{ref}", new) if of})
    else:
        settle_key(connection, subject, ref)
