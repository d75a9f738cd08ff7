"""What an export holds: the part of a desk that a filter leaves, read in portions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Alias, ColumnElement, Connection, Executable, Row, Select, select

from dragoman.desk import blocks
from dragoman.desk.questions.filters import Filter, check_types
from dragoman.desk.questions.scope import Scope, holds, scope
from dragoman.desk.tables import ENTITIES, PARTIES, STATEMENTS
from dragoman.errors import OptionError
from dragoman.record import CodedReport

PORTION = 400
"""Rows that are in memory at once, with the records of their reports."""
_PICKED = cast("Alias", STATEMENTS.alias("picked"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter tied to a desk within one transaction, so that all that is exported is of one moment. What a person
    rejected is left out unless the filter says otherwise; what was edited is as edited."""

    connection: Connection
    scope: Scope

    @property
    def narrows(self) -> bool:
        """Whether the filter leaves anything out, what was rejected aside."""
        return self.scope.narrows

    def holds(self) -> list[ColumnElement[bool]]:
        """What is true of every statement that is exported, to be put into a query over `statements`."""
        return [STATEMENTS.c.id.in_(self.ids())] if self.narrows else holds(self.scope)

    def acts(self) -> list[ColumnElement[bool]]:
        """The same for forms that cannot say that something is planned or denied: events that happened, unless the
        filter asks for other statuses."""
        happened = [] if self.scope.given.status else [STATEMENTS.c.status == "act"]
        return [STATEMENTS.c.kind == "event", *happened, *self.holds()]

    def ids(self, column: str = "id") -> Select[tuple[int]]:
        """The numbers of the statements that are exported, or another column of theirs, as a query."""
        # Under a name of its own: the filter's own subqueries would tie themselves to the tables around it.
        return select(_PICKED.c[column]).where(*holds(self.scope, _PICKED))

    def portions(self, query: Executable) -> Iterator[Sequence[Row[Any]]]:
        """The rows of a query, some at a time."""
        yield from self.connection.execute(query, execution_options={"yield_per": PORTION}).partitions()

    def records(self, reports: Iterable[int]) -> dict[int, CodedReport]:
        """The whole records of reports by their numbers."""
        return blocks.records(self.connection, sorted(set(reports)))

    def parties(self, statements: Sequence[int]) -> dict[int, list[Row[Any]]]:
        """Who takes part in statements, by the statement's number: rows of `entities` with the `role`."""
        query = (
            select(PARTIES.c.statement_id, PARTIES.c.role, ENTITIES)
            .join(ENTITIES, ENTITIES.c.id == PARTIES.c.entity_id)
            .where(PARTIES.c.statement_id.in_(statements))
            .order_by(PARTIES.c.statement_id, PARTIES.c.role, ENTITIES.c.key)
        )
        found: dict[int, list[Row[Any]]] = {id: [] for id in statements}
        for row in self.connection.execute(query):
            found[row.statement_id].append(row)
        return found


def chosen(connection: Connection, given: Filter) -> Chosen:
    """What a filter leaves of a desk.

    Raises
    ------
    OptionError
        If the filter names what the desk does not know, or asks for a page: an export is whole.
    """
    plain = Filter()
    if (given.sort, given.limit, given.offset) != (plain.sort, plain.limit, plain.offset):
        raise OptionError("an export is whole and in the order of the desk: it takes no sort, limit or offset")
    check_types(given)
    return Chosen(connection, scope(connection, given))
