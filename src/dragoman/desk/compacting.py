"""The room that a desk takes, and how what is no longer used of it is given back.

Rows that are written anew, as those of statements that join an incident, leave their old place behind. A database uses
such places again, but never gives them back by itself.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text

from dragoman.desk.opening import WAIT, alone
from dragoman.desk.tables import METADATA

_INDEXED = "report_words"
_STEMS = "stems"


def compact(engine: Engine, shown: str) -> tuple[int, int]:
    """Writes a desk anew as small as it can be; gives its bytes before and after.

    It needs as much room again while it lasts. In SQLite nobody else can write meanwhile, in PostgreSQL nobody can read
    the table either that is being written.

    Raises
    ------
    DeskError
        If another program writes, the disk is full, or the database cannot be reached.
    """
    with alone(engine, shown) as connection:
        before = size(connection)
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"INSERT INTO {_INDEXED} ({_INDEXED}) VALUES ('optimize')"))
            connection.execute(text("VACUUM"))
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        else:
            connection.execute(text(f"SET lock_timeout = {WAIT * 1000:.0f}"))
            tables = ", ".join([*METADATA.tables, _INDEXED, _STEMS])
            connection.execute(text(f"VACUUM (FULL, ANALYZE) {tables}"))
        return before, size(connection)


def size(connection: Connection) -> int:
    """The bytes that a desk takes: of its file with what waits beside it, or of the whole database."""
    if connection.dialect.name == "postgresql":
        return connection.scalar(text("SELECT pg_database_size(current_database())")) or 0
    path = Path(connection.engine.url.database or "")
    beside = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (beside.stat().st_size if beside.exists() else 0)
