"""What is done with new reports once they are kept, in the same transaction: what they copy, what they are about."""

from __future__ import annotations

from sqlalchemy import Connection

from dragoman.desk import accords, tallies
from dragoman.desk.keeping import Kept
from dragoman.desk.origins.assigning import assign as assign_origins


def join(connection: Connection, kept: Kept) -> None:
    """Joins new reports and statements with those that the desk holds: origins, then incidents, agreements
    and how often each actor is told of."""
    assign_origins(connection, kept)
    accords.assign(connection, kept)
    tallies.assign(connection, kept)
