"""A filter tied to a desk: the numbers that its names stand for, and what it says of a statement's row in SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    SmallInteger,
    and_,
    exists,
    func,
    or_,
    select,
    type_coerce,
    union,
    union_all,
)

from dragoman.desk.columns import KINDS, Code
from dragoman.desk.questions.filters import Filter
from dragoman.desk.questions.names import Ids, actors, outlets, places, speakers
from dragoman.desk.tables import INCIDENTS, PARTIES, REPORTS, STATEMENTS

FROM = ("actor", "head", "party")
"""Roles of the one side of a dyad."""
TOWARDS = ("recipient", "tail", "party")
"""Roles of its other side."""
FEW = 20_000
"""Statements from which on they are not gathered and sorted but looked through in the order of their days, where a
page is full soon; our measure on a million statements, where both then cost about the same."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A filter with the numbers of the actors, places, speakers, agencies and outlets that it names."""

    given: Filter
    actor: Ids | None = None
    dyad: tuple[Ids, Ids] | None = None
    place: Ids | None = None
    speakers: Ids | None = None
    agencies: list[int] | None = None
    outlet: list[int] | None = None

    def without(self, *names: str) -> Scope:
        """The scope less some of the filter's fields, which a question answers in a way of its own."""
        empty = {name: () if name in ("type", "status") else None for name in names}
        own = {name: None for name in names if name in ("actor", "dyad", "place", "outlet")}
        said = {"speakers": None, "agencies": None} if "source" in names else {}
        return replace(self, given=replace(self.given, **empty), **own, **said)

    @property
    def narrows(self) -> bool:
        """Whether it leaves any statement out, those rejected aside."""
        return bool(self.given.narrowing)


def scope(connection: Connection, given: Filter) -> Scope:
    """The filter tied to the desk.

    Raises
    ------
    OptionError
        If the desk knows no actor, place, source or outlet of a name.
    """
    said = speakers(connection, given.source) if given.source else None
    return Scope(
        given,
        actor=actors(connection, given.actor) if given.actor else None,
        dyad=(actors(connection, given.dyad[0], "dyad"), actors(connection, given.dyad[1], "dyad"))
        if given.dyad
        else None,
        place=places(connection, given.place) if given.place else None,
        speakers=said[0] if said else None,
        agencies=said[1] if said else None,
        outlet=outlets(connection, given.outlet) if given.outlet else None,
    )


def holds(scope: Scope, s: FromClause = STATEMENTS) -> list[ColumnElement[bool]]:
    """What the filter says of a statement's row, each part checked for the row alone."""
    given, found = scope.given, list[ColumnElement[bool]]()
    found += days(given, s.c.at)
    if given.type:
        found.append(or_(s.c.type.in_(given.types), s.c.quad.in_(given.quads)))
    if given.status:
        found.append(s.c.status.in_(given.status))
    if scope.actor is not None:
        found.append(takes_part(s.c.id, scope.actor))
    if scope.dyad is not None:
        one, other = scope.dyad
        found.append(
            or_(
                and_(takes_part(s.c.id, one, FROM), takes_part(s.c.id, other, TOWARDS)),
                and_(takes_part(s.c.id, other, FROM), takes_part(s.c.id, one, TOWARDS)),
            )
        )
    if scope.place is not None:
        found.append(s.c.place_id.in_(scope.place))
    if scope.speakers is not None:
        found.append(or_(s.c.speaker_id.in_(scope.speakers), s.c.upstream_id.in_(scope.agencies or [])))
    if scope.outlet is not None:
        found.append(s.c.report_id.in_(_published_by(scope.outlet)))
    if given.min_origins is not None:
        counted = exists().where(INCIDENTS.c.id == s.c.incident_id, INCIDENTS.c.asserting >= given.min_origins)
        found.append(counted)
    if given.incident is not None:
        found.append(s.c.incident_id == given.incident)
    if not given.rejected:
        found.append(stands(s))
    return found


def stands(s: FromClause = STATEMENTS) -> ColumnElement[bool]:
    """No person rejected it."""
    return or_(s.c.verdict.is_(None), s.c.verdict != "rejected")


def days(given: Filter, column: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """A column of days lies within the filter's; what has no day lies in no span of days."""
    found = list[ColumnElement[bool]]()
    if given.since or given.until:
        found.append(column >= (given.since or "0001-01-01"))
    if given.until:
        found.append(column <= given.until)
    return found


def belongs(
    scope: Scope, link: Callable[[FromClause], ColumnElement[bool]], *more: ColumnElement[bool]
) -> ColumnElement[bool]:
    """A statement that the filter holds belongs to a row, as `link` tells of it."""
    told = STATEMENTS.alias("told")
    return exists().where(link(told), *holds(scope, told), *more)


def of_kind(kinds: Sequence[str], s: FromClause = STATEMENTS) -> ColumnElement[bool]:
    """A statement is of one of some kinds; checked for the row alone."""
    # "+ 0" keeps databases from going through all statements of the kind, where few rows are already at hand.
    return type_coerce(type_coerce(s.c.kind, SmallInteger) + 0, Code(KINDS)).in_(kinds)


def takes_part(statement: ColumnElement[int], who: Ids, roles: Sequence[str] = ()) -> ColumnElement[bool]:
    """One of some actors takes part in a statement, in one of some roles or in any."""
    # "+ 0" keeps databases from going through all that the actors take part in, for each statement anew.
    part = exists().where(PARTIES.c.statement_id == statement, (PARTIES.c.entity_id + 0).in_(who))
    return part.where(PARTIES.c.role.in_(roles)) if roles else part


def few(connection: Connection, scope: Scope, most: int = FEW) -> Select[tuple[int]] | None:
    """The query of the statements that the filter's narrowest part leaves, with no other part checked; None where no
    part leaves few, so that they are better looked through in their order."""
    if scope.given.incident is not None:
        return select(STATEMENTS.c.id).where(STATEMENTS.c.incident_id == scope.given.incident)
    if scope.dyad is not None:
        return _of_dyad(*scope.dyad)
    sizes = [(_size(connection, part), number, part) for number, part in enumerate(_parts(scope))]
    size, _, part = min(sizes, default=(FEW, 0, None))
    return part if size < most else None


def _parts(scope: Scope) -> list[Select[tuple[int]]]:
    found = list[Select[tuple[int]]]()
    if scope.actor is not None:
        found.append(select(PARTIES.c.statement_id).where(PARTIES.c.entity_id.in_(scope.actor)))
    if scope.place is not None:
        found.append(select(STATEMENTS.c.id).where(STATEMENTS.c.place_id.in_(scope.place)))
    if scope.speakers is not None:
        spoken = select(STATEMENTS.c.id).where(STATEMENTS.c.speaker_id.in_(scope.speakers))
        if scope.agencies:
            told = select(STATEMENTS.c.id).where(STATEMENTS.c.upstream_id.in_(scope.agencies))
            either = union_all(spoken, told).subquery()
            spoken = select(either.c.id)
        found.append(spoken)
    if scope.outlet is not None:
        found.append(select(STATEMENTS.c.id).where(STATEMENTS.c.report_id.in_(_published_by(scope.outlet))))
    if scope.given.types and not scope.given.quads:
        typed = STATEMENTS.c.type.in_(scope.given.types)
        found.append(select(STATEMENTS.c.id).where(typed, *days(scope.given, STATEMENTS.c.at)))
    if scope.given.min_origins is not None and scope.given.min_origins > 1:
        joined = select(STATEMENTS.c.id).join(INCIDENTS, INCIDENTS.c.id == STATEMENTS.c.incident_id)
        found.append(joined.where(INCIDENTS.c.asserting >= scope.given.min_origins))
    return found


def _of_dyad(one: Ids, other: Ids) -> Select[tuple[int]]:
    """Statements in which both take part, on two sides: an index has them without a look at the statements."""
    here, there = PARTIES.alias("here"), PARTIES.alias("there")
    sides = [
        select(here.c.statement_id)
        .join(there, there.c.statement_id == here.c.statement_id)
        .where(
            here.c.entity_id.in_(a), here.c.role.in_(FROM), (there.c.entity_id + 0).in_(b), there.c.role.in_(TOWARDS)
        )
        for a, b in ((one, other), (other, one))
    ]
    both = union(*sides).subquery()
    return select(both.c.statement_id)


def _size(connection: Connection, part: Select[tuple[int]]) -> int:
    """How many a part leaves, counted no further than it matters."""
    return connection.scalar(select(func.count()).select_from(part.limit(FEW).subquery())) or 0


def _published_by(outlet: Sequence[int]) -> Select[tuple[int]]:
    return select(REPORTS.c.id).where(REPORTS.c.outlet_id.in_(outlet))
