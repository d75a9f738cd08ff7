"""What is done with new reports once they are kept, in the same transaction: what they copy, what they are about."""

from __future__ import annotations

from sqlalchemy import Connection

from dragoman.desk import accords
from dragoman.desk.keeping import Kept


def join(connection: Connection, kept: Kept) -> None:
    """Joins new reports and statements with those that the desk holds: origins, then incidents, then agreements."""
    accords.assign(connection, kept)
