"""What is done with new reports once they are kept, in the same transaction: what they copy, what they are about."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from dragoman.desk import accords, tallies
from dragoman.desk.incidents import assigning as incidents
from dragoman.desk.incidents.refreshing import refresh_reports
from dragoman.desk.keeping import Kept
from dragoman.desk.origins import assigning as origins


def join(connection: Connection, kept: Kept) -> None:
    """Joins new reports and statements with those that the desk holds: origins, then incidents, agreements and how
    often each actor is told of."""
    changed = origins.assign(connection, kept)
    incidents.assign(connection, kept)
    if changed:
        refresh_reports(connection, changed)
    accords.assign(connection, kept)
    tallies.assign(connection, kept)


def join_anew(connection: Connection, reports: Collection[int], before: Collection[int]) -> None:
    """Joins the statements of reports that were coded anew; `before` are the incidents that they told of until then.

    How often actors are told of is left to `tallies.recount`, once at the end.
    """
    origins.mark_anew(connection, reports)
    incidents.rejoin(connection, reports, before)
    accords.assign(connection, Kept(tuple(reports), ()))
