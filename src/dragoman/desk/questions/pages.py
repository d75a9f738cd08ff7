"""One page of statements in the order of their days: picked in SQL, by the narrowest index that a filter leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, UnaryExpression, select, union_all

from dragoman.desk.questions.scope import FEW, Scope, few, holds, of_kind
from dragoman.desk.tables import STATEMENTS

ALONE = 5_000
"""Statements from which on those of a filter of one part alone are looked through in the order of their days: among a
million, a page of fifty is full within ten thousand. Two parts may have few in common, however many each has."""


def page(
    connection: Connection,
    scope: Scope,
    kinds: Sequence[str],
    *more: ColumnElement[bool],
    backwards: bool = False,
) -> list[int]:
    """The numbers of the statements of some kinds that a scope holds and of which `more` is true, in the order of
    their days, and one beyond the filter's limit where more follow."""
    given, checked = scope.given, [*holds(scope), *more]
    if given.min_origins is not None:
        kinds = [kind for kind in kinds if kind == "event"]  # of which alone incidents are
        if not kinds:
            return []
    rows = select(STATEMENTS.c.id, STATEMENTS.c.at)
    narrow = few(connection, scope, FEW if len(given.narrowing) > 1 else ALONE)
    if narrow is not None:
        gathered = narrow.distinct().subquery()
        joined = rows.join_from(gathered, STATEMENTS, STATEMENTS.c.id == gathered.c[0])
        query = joined.where(of_kind(kinds), *checked).subquery()
    else:
        # An index has each kind in the order of its days: the first of every kind are enough for the first of all.
        order = by_day(STATEMENTS.c.at, STATEMENTS.c.id, backwards=backwards)
        firsts = [
            rows.where(STATEMENTS.c.kind == kind, *checked).order_by(*order).limit(given.offset + given.limit + 1)
            for kind in kinds
        ]
        query = union_all(*(select(first.subquery()) for first in firsts)).subquery()
    found = select(query.c.id).order_by(*by_day(query.c.at, query.c.id, backwards=backwards))
    return list(connection.scalars(found.limit(given.limit + 1).offset(given.offset)))


def by_day(*columns: ColumnElement[Any], backwards: bool) -> list[UnaryExpression[Any]]:
    """The order of some columns, all of them forwards or all backwards, so that an index can give it."""
    return [column.desc() if backwards else column.asc() for column in columns]
