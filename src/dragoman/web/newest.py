"""The statements that a filter holds, for counting: of very many the newest, so that no page has to wait."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from dragoman.desk.questions.scope import Scope, few, holds
from dragoman.desk.tables import STATEMENTS

MOST = 60_000
"""Statements that a drawing counts at most."""
LIMIT_RULE = f"Where more than {MOST:,} fit the filters, those with the latest days are counted."


def newest(
    connection: Connection, asked: Scope, kind: str, *columns: ColumnElement[Any], most: int = MOST
) -> Select[*tuple[Any, ...]]:
    """The query of some columns of the statements of a kind that a scope holds, those with the latest days where there
    are more than `most`."""
    rows = select(*columns).where(STATEMENTS.c.kind == kind, *holds(asked))
    narrow = few(connection, asked)
    if narrow is not None:
        # What the filter leaves is few: all of it is gathered first.
        gathered = narrow.distinct().subquery()
        return rows.join_from(gathered, STATEMENTS, STATEMENTS.c.id == gathered.c[0])
    if asked.given.types and not asked.given.quads:
        # Said once more by itself, for an index has the types in the order of their days.
        rows = rows.where(STATEMENTS.c.type.in_(asked.given.types))
    return rows.order_by(STATEMENTS.c.at.desc()).limit(most)
