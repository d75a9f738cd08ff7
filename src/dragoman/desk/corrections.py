"""What people change on a desk: a layer of its own over what was coded, with who, when and why, and with undo.

A statement's row is always what the record says with the standing corrections laid over it in their order, so that an
undone one leaves no trace but in the history, and a recoded report takes them on again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dragoman.desk.columns import begins
from dragoman.desk.incidents.assigning import recompare, regroup
from dragoman.desk.incidents.refreshing import refresh
from dragoman.desk.settling import settle_key, settle_statement
from dragoman.desk.tables import CORRECTIONS, ENTITIES, PARTIES, PLACES, REPORTS, STATEMENTS
from dragoman.desk.tallies import recount
from dragoman.errors import DeskError, DragomanError
from dragoman.ontology import event_types

VERDICTS = ("accepted", "rejected")
STATUSES = ("act", "not", "plan", "want", "may", "if")
FIELDS: dict[str, tuple[str, ...]] = {
    "statement": ("verdict", "type", "mode", "status", "place", "day", "until", "actor", "recipient"),
    "actor": ("name", "kind", "country", "sectors", "cameo"),
    "place": ("name", "country", "lat", "lon", "radius"),
    "incident": ("same as", "not same as"),
}
"""What can be changed of what. An actor or recipient is changed from `old` to `new`, one of which may be empty: to add
one, or to take one away. An incident's correction ties a statement to another or parts the two."""


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
        If there is no such statement, actor or place, no such field, or the value is none that it can have.
    """
    if wanted.field not in FIELDS.get(wanted.subject, ()):
        known = "; ".join(f"{subject}: {', '.join(fields)}" for subject, fields in FIELDS.items())
        raise DeskError(f"no field {wanted.field!r} of a {wanted.subject!r} can be corrected; there are {known}")
    if not wanted.who.strip() or not wanted.why.strip():
        raise DeskError("a correction says who makes it and why")
    _check_value(wanted)
    hash, ref = (None, wanted.ref)
    if wanted.subject in ("statement", "incident"):
        row = statement(connection, wanted.ref)
        hash, ref = row.hash, row.ref
        old = wanted.old if wanted.field in ("actor", "recipient") else _value(connection, row, wanted.field)
    else:
        old = _of_table(connection, wanted)
    new = wanted.new
    if wanted.subject == "incident":
        other = statement(connection, new or "")
        new = f"{other.hash}:{other.ref}"
        if new == f"{hash}:{ref}":
            raise DeskError(f"{wanted.ref!r} cannot be tied to itself or parted from itself")
    values = {
        "moment": moment,
        "who": wanted.who.strip(),
        "why": wanted.why.strip(),
        "subject": wanted.subject,
        "hash": hash,
        "ref": ref,
        "field": wanted.field,
        "old": old,
        "new": new,
    }
    number = connection.scalar(insert(CORRECTIONS).returning(CORRECTIONS.c.id), values)
    assert number is not None
    _settle_one(connection, wanted.subject, wanted.field, hash, ref, new)
    return number


def undo(connection: Connection, number: int, who: str, moment: str) -> None:
    """Takes a change back; it stays in the history with who took it back.

    Raises
    ------
    DeskError
        If there is no change of that number, or it is undone already.
    """
    found = connection.execute(select(CORRECTIONS).where(CORRECTIONS.c.id == number)).one_or_none()
    if found is None:
        raise DeskError(f"there is no correction {number}")
    if found.undone is not None:
        raise DeskError(f"correction {number} was undone on {found.undone} by {found.undone_by}")
    connection.execute(update(CORRECTIONS).where(CORRECTIONS.c.id == number).values(undone=moment, undone_by=who))
    _settle_one(connection, found.subject, found.field, found.hash, found.ref, found.new)


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


def _check_value(wanted: Correction) -> None:
    new, field = wanted.new, wanted.field
    try:
        if field == "verdict" and new is not None and new not in VERDICTS:
            raise ValueError(f"a verdict is {' or '.join(VERDICTS)}")
        if field == "status" and new not in STATUSES:
            raise ValueError(f"a status is {', '.join(STATUSES)}")
        if wanted.subject == "statement" and field == "type":
            event_types()[new or ""]
        if field in ("day", "until") and new is not None:
            date.fromisoformat(new)
        if field in ("lat", "lon", "radius"):
            bound = {"lat": 90.0, "lon": 180.0}.get(field, 20_040.0)
            if not -bound <= float(new or "x") <= bound:
                raise ValueError(f"{field} lies between -{bound:g} and {bound:g}")
        if field in ("actor", "recipient") and new is None and wanted.old is None:
            raise ValueError("say which actor is to be there, or which is to go")
    except (ValueError, KeyError, DragomanError) as error:
        raise DeskError(f"{field} cannot be {new!r}: {error}") from error


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
        recount(connection, before | set(connection.scalars(parties)))
        if told.incident_id is not None and field == "verdict":
            refresh(connection, [told.incident_id])
        elif told.incident_id is not None:
            recompare(connection, told.id)
    elif subject == "incident":
        regroup(connection, {statement(connection, of).id for of in (f"{hash}:{ref}", new) if of})
    else:
        settle_key(connection, subject, ref)
