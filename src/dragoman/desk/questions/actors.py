"""`actors`: who takes part in what is told, and how often."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from dragoman.desk.parts import parts
from dragoman.desk.questions.answer import Answer, answer, column, table
from dragoman.desk.questions.cards import Card
from dragoman.desk.questions.filters import Filter, check_types, ordering, refuse
from dragoman.desk.questions.picking import gathered, pick
from dragoman.desk.questions.scope import Scope, holds, scope
from dragoman.desk.tables import ENTITIES, PARTIES, STATEMENTS

COLUMNS = table(
    "actors",
    "an actor that reports name",
    column("key", "text", "its key"),
    column("name", "text", "its name"),
    column("kind", "text", "person, organisation, government, armed group ..."),
    column("country", "text", "its country, ISO 3166 alpha-3"),
    column("sectors", "texts", "PLOVER sectors, the primary one first"),
    column("cameo", "text", "CAMEO code"),
    column("statements", "integer", "statements in which it takes part or speaks, in all"),
    column("acts", "integer", "... of them events in which it acts"),
    column("suffers", "integer", "... of them events that are done to it"),
    column("says", "integer", "... of them those that are its own words"),
    column("first", "day", "day of the first report that names it so"),
    column("last", "day", "... of the last one"),
)
SORTS = ("-statements", "name", "-name", "first", "-first", "last", "-last")


def actors(connection: Connection, given: Filter) -> Answer:
    """Who takes part in what is told: `actor` chooses actors themselves, all else of the filter those who take part in
    a statement of which it is true. The counts are of all statements, whatever the filter.

    Raises
    ------
    OptionError
        If the filter is none for this question, or names what the desk does not know.
    """
    check_types(given)
    refuse(given, "actors", "dyad")
    by, backwards = ordering(given, SORTS)
    asked = scope(connection, given)
    told, checks, narrow = asked.without("actor"), list[ColumnElement[bool]](), None
    if asked.actor is not None:
        checks.append(ENTITIES.c.id.in_(asked.actor))
        narrow = select(ENTITIES.c.id).where(ENTITIES.c.id.in_(asked.actor))
    if told.narrows:
        few = gathered(connection, told, STATEMENTS.c.id)
        if few is not None:
            narrow = select(PARTIES.c.entity_id).where(PARTIES.c.statement_id.in_(few))
        else:
            checks.append(_in_one(told, connection.dialect.name == "postgresql"))
    ids = pick(connection, ENTITIES.c.id, given, (ENTITIES.c[by],), checks, narrow, backwards=backwards)
    found = dict[int, Card]()
    for part in parts(ids):
        for row in connection.execute(select(ENTITIES).where(ENTITIES.c.id.in_(part))):
            found[row.id] = {**row._mapping, "sectors": row.sectors.split()}  # pyright: ignore[reportPrivateUsage]
    return answer(COLUMNS, [found[id] for id in ids], given.limit)


def _in_one(told: Scope, planned: bool) -> ColumnElement[bool]:
    """An actor takes part in a statement that the filter holds. A database whose planner weighs ways by how much they
    find (`planned`) is left to it. Else an index is looked through from the end that is likelier to hold one:
    statements are numbered about as their days follow each other."""
    those = select(PARTIES.c.entity_id).join(STATEMENTS, STATEMENTS.c.id == PARTIES.c.statement_id).where(*holds(told))
    if planned:
        return ENTITIES.c.id.in_(those)
    order: list[ColumnElement[Any]] = [PARTIES.c.role, PARTIES.c.statement_id]
    early = told.given.until is not None and told.given.since is None
    one = those.where(PARTIES.c.entity_id == ENTITIES.c.id)
    one = one.order_by(*(column.asc() if early else column.desc() for column in order)).limit(1)
    return one.correlate(ENTITIES).scalar_subquery().is_not(None)
