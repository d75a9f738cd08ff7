"""Numbers for incidents before their rows are written.

A new event statement is written with the number that its incident will have if nothing else is told of the same
happening, as with most: giving it one afterwards would write its row twice, with every entry of its indexes. The
incident follows in the same transaction, so what refers to it is checked at the end.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, select, text

from dragoman.desk.tables import INCIDENTS


def reserve(connection: Connection, count: int, above: int = 0) -> list[int]:
    """Numbers for so many incidents, that none has and, in SQLite, higher than `above`; the transaction must write the
    incidents that statements refer to before it ends."""
    if connection.dialect.name == "postgresql":
        names = func.pg_get_serial_sequence(INCIDENTS.name, "id")
        return list(connection.scalars(select(func.nextval(names)).select_from(func.generate_series(1, count))))
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    first = max(connection.scalar(select(func.max(INCIDENTS.c.id))) or 0, above) + 1
    return list(range(first, first + count))
