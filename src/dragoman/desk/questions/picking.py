"""One page of what statements belong to (incidents, reports, actors, agreements), picked as `pages` picks statements:
out of the few that a filter's narrowest part leaves, or else in the order of an index until the page is full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, select

from dragoman.desk.columns import KINDS
from dragoman.desk.questions.filters import Filter
from dragoman.desk.questions.pages import by_day
from dragoman.desk.questions.scope import FEW, Scope, days, few, holds
from dragoman.desk.tables import STATEMENTS

Narrow = Select[tuple[int]]
"""A query of numbers, of which the page's rows are some."""


def pick(
    connection: Connection,
    key: ColumnElement[int],
    given: Filter,
    by: Sequence[ColumnElement[Any]],
    checks: Sequence[ColumnElement[bool]] = (),
    narrow: Narrow | None = None,
    *,
    source: FromClause | None = None,
    backwards: bool = False,
) -> list[int]:
    """The numbers (`key`) of the rows of a table or of `source` of which the checks are true, in the order of `by` and
    then of their numbers, and one beyond the filter's limit where more follow. Rows with nothing in the first column of
    `by` come last, whatever the order."""
    rows = select(key).where(*checks)
    if source is not None:
        rows = rows.select_from(source)
    if narrow is not None:
        gathered = narrow.distinct().subquery()
        rows = rows.join(gathered, key == gathered.c[0])
    known = rows.where(by[0].is_not(None))
    ordered = known.order_by(*by_day(*by, key, backwards=backwards))
    found = list(connection.scalars(ordered.offset(given.offset).limit(given.limit + 1)))
    missing = given.limit + 1 - len(found)
    if missing and getattr(by[0], "nullable", True):
        # They are asked for apart, for databases differ in where they put them.
        before = given.offset if found else _all(connection, known)
        rest = rows.where(by[0].is_(None)).order_by(*by_day(key, backwards=backwards))
        found += connection.scalars(rest.offset(max(0, given.offset - before)).limit(missing))
    return found


def gathered(connection: Connection, scope: Scope, column: ColumnElement[Any]) -> Narrow | None:
    """What the statements that a filter holds have in one of their columns; None where no part of the filter leaves
    few statements."""
    part = few(connection, scope)
    if part is None:
        part = _spanned(connection, scope)
    if part is None:
        return None
    listed = part.distinct().subquery()
    query = select(column).join_from(listed, STATEMENTS, STATEMENTS.c.id == listed.c[0])
    return query.where(column.is_not(None), *holds(scope))


def fewest(connection: Connection, *parts: Narrow | None) -> Narrow | None:
    """The part that leaves the fewest; None where none leaves few."""
    sized = [(counted(connection, part), number, part) for number, part in enumerate(parts) if part is not None]
    size, _, part = min(sized, key=lambda one: one[:2], default=(FEW, 0, None))
    return part if size < FEW else None


def counted(connection: Connection, part: Select[*tuple[Any, ...]]) -> int:
    """How many rows a query has, counted no further than it matters."""
    return connection.scalar(select(func.count()).select_from(part.limit(FEW).subquery())) or 0


def _all(connection: Connection, rows: Select[*tuple[Any, ...]]) -> int:
    return connection.scalar(select(func.count()).select_from(rows.subquery())) or 0


def _spanned(connection: Connection, scope: Scope) -> Narrow | None:
    """Statements of some days, where these are few."""
    at = days(scope.given, STATEMENTS.c.at)
    # All kinds, for an index has the days of each.
    return fewest(connection, select(STATEMENTS.c.id).where(STATEMENTS.c.kind.in_(KINDS), *at) if at else None)
