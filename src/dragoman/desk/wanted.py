"""What a person means by a correction: what is to be changed, and the keys that the names told stand for."""

from __future__ import annotations

from sqlalchemy import Connection, Table, select

from dragoman.desk.corrections import FIELDS, Correction, fields_known
from dragoman.desk.questions.names import near
from dragoman.desk.tables import ENTITIES, PLACES
from dragoman.errors import DeskError
from dragoman.resolve.actors.lookup import identify

_TABLES = {"actor": ENTITIES, "place": PLACES}


def wanted(
    connection: Connection,
    ref: str,
    field: str,
    value: str,
    *,
    who: str,
    why: str,
    old: str | None = None,
    subject: str | None = None,
) -> Correction:
    """The correction that a person means. `ref` is "hash:ref" of a statement, or the key or name of an actor or place;
    `field` may have hyphens for its blanks; an empty `value` takes away what is there. Actors and places among the
    values may be told by name. `subject` says whether `ref` is an actor or a place, where it could be both.

    Raises
    ------
    DeskError
        If there is no such field, or a name stands for nothing on the desk, or for several.
    """
    field = field.strip().lower()
    field = field if any(field in fields for fields in FIELDS.values()) else field.replace("-", " ")
    subject = subject or _subject(connection, ref, field)
    if subject in _TABLES:
        ref = _one(connection, subject, ref).strip()
    new = value.strip() or None
    if subject == "statement":
        new = _value(connection, field, new)
        old = _value(connection, field, old)
    return Correction(subject, ref, field, new, who, why, old)


def newcomer(connection: Connection, wish: Correction, value: str) -> str:
    """What to tell of an actor that the desk does not know yet and that a correction brings to it; empty where it
    brings none. `value` is what the person called it, who may have meant one of those that are near."""
    if wish.subject != "statement" or wish.field not in ("actor", "recipient") or wish.new is None:
        return ""
    known = [tuple(row) for row in connection.execute(select(ENTITIES.c.name, ENTITIES.c.key))]
    if wish.new in {key for _, key in known}:
        return ""
    others = near(value, known)
    hint = f"; near are {', '.join(others)}" if others else ""
    return f"the desk did not know {value.strip()!r}: it has the new actor {wish.new} now{hint}"


def _subject(connection: Connection, ref: str, field: str) -> str:
    having = [subject for subject, fields in FIELDS.items() if field in fields]
    if not having:
        raise DeskError(f"there is no field {field!r}; there are {fields_known()}")
    if len(having) == 1:
        return having[0]
    found = [subject for subject in having if subject in _TABLES and _keys(connection, _TABLES[subject], ref)]
    if len(found) > 1:
        raise DeskError(f"{ref!r} is an actor and a place; say --of actor or --of place")
    return found[0] if found else having[0]


def _value(connection: Connection, field: str, value: str | None) -> str | None:
    if value is None:
        return None
    match field:
        case "actor" | "recipient":
            # An actor that the desk does not know yet may come to it so.
            return _one(connection, "actor", value) if _keys(connection, ENTITIES, value) else identify(value).id
        case "place":
            return _one(connection, "place", value)
        case "type":
            return value.upper()
        case "status" | "verdict" | "mode":
            return value.lower()
        case _:
            return value


def _one(connection: Connection, subject: str, text: str) -> str:
    """The key of the one actor or place that has it as key or name; of several actors, that of the known one."""
    table = _TABLES[subject]
    keys = _keys(connection, table, text)
    if len(keys) == 1:
        return keys[0]
    if subject == "actor" and identify(text).id in keys:
        return identify(text).id
    if keys:
        raise DeskError(f"{text!r} is the name of several: {', '.join(keys)}; write the key of one")
    others = near(text, [tuple(row) for row in connection.execute(select(table.c.name, table.c.key))])
    hint = f"; near are {', '.join(others)}" if others else ""
    raise DeskError(f"the desk knows no {subject} {text!r}{hint}")


def _keys(connection: Connection, table: Table, text: str) -> list[str]:
    """The key itself, where it is one, else those of that name."""
    keys = list(connection.scalars(select(table.c.key).where(table.c.key == text)))
    return keys or list(connection.scalars(select(table.c.key).where(table.c.name == text).order_by(table.c.key)))
