"""Links of the network, counted in the desk: who acts on whom, and which outlets carry whose words through whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sqlalchemy import Connection, and_, case, func, or_, select

from dragoman.desk.parts import parts
from dragoman.desk.questions.filters import Filter, check_types
from dragoman.desk.questions.scope import scope
from dragoman.desk.tables import ENTITIES, OUTLETS, PARTIES, REPORTS, STATEMENTS
from dragoman.ontology import QUADS
from dragoman.web.newest import newest

UNNAMED = "unnamed"
"""The kind of actors that are no more than a word ("he", "the other"): no network has them."""
HAPPENED = ("act",)
"""The statuses that are counted where nobody chose any: what is said to have happened."""

WAYS = {"": "all", "agency": "through an agency", "straight": "through no agency"}
"""Which chains of a network of quotes are wanted."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class End:
    """Who stands at an end of a link."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Act:
    """One actor's doings to another: how many statements tell of them, of how many incidents, and how many statements
    are of each quad class, 1 to 4."""

    actor: End
    recipient: End
    statements: int
    incidents: int
    quads: tuple[int, int, int, int]

    @property
    def quad(self) -> int:
        """The quad class of most of them; of those that are as common, the graver."""
        return max(QUADS, key=lambda number: (self.quads[number - 1], number))


@dataclass(frozen=True, slots=True)
class Chain:
    """A speaker whose words an outlet carries, through an agency or straight. Without a speaker they are the agency's
    own, or those of somebody whom it does not name. `sayings` is how often."""

    outlet: str
    agency: str | None
    speaker: End | None
    sayings: int


@dataclass(frozen=True, slots=True)
class Strongest(Generic[T]):
    """The strongest of all links that there are."""

    links: tuple[T, ...]
    all: int


def acts(connection: Connection, given: Filter, most: int) -> Strongest[Act]:
    """Who acts on whom under a filter, the most told first. `actor` acts itself or is acted on.

    Raises
    ------
    OptionError
        If the filter names what the desk does not know.
    """
    check_types(given)
    asked = scope(connection, given if given.status else replace(given, status=HAPPENED))
    columns = STATEMENTS.c.id, STATEMENTS.c.quad, STATEMENTS.c.incident_id
    told = newest(connection, asked, "event", *columns).subquery()
    one, other = PARTIES.alias("one"), PARTIES.alias("other")
    unnamed = select(ENTITIES.c.id).where(ENTITIES.c.kind == UNNAMED)
    pairs = (
        select(one.c.entity_id.label("actor"), other.c.entity_id.label("recipient"))
        .add_columns(func.count().label("statements"), func.count(told.c.incident_id.distinct()).label("incidents"))
        .add_columns(*(func.sum(case((told.c.quad == quad, 1), else_=0)).label(f"quad{quad}") for quad in QUADS))
        .add_columns(func.count().over().label("all"))
        .join_from(told, one, and_(one.c.statement_id == told.c.id, one.c.role == "actor"))
        .join(other, and_(other.c.statement_id == told.c.id, other.c.role == "recipient"))
        .where(one.c.entity_id != other.c.entity_id)
        .where(one.c.entity_id.not_in(unnamed), other.c.entity_id.not_in(unnamed))
        .group_by(one.c.entity_id, other.c.entity_id)
        .order_by(func.count().desc(), one.c.entity_id, other.c.entity_id)
        .limit(most)
    )
    if asked.actor is not None:
        pairs = pairs.where(or_(one.c.entity_id.in_(asked.actor), other.c.entity_id.in_(asked.actor)))
    found = connection.execute(pairs).all()
    ends = _ends(connection, {row.actor for row in found} | {row.recipient for row in found})
    links = tuple(
        Act(
            ends[row.actor],
            ends[row.recipient],
            row.statements,
            row.incidents,
            (int(row.quad1), int(row.quad2), int(row.quad3), int(row.quad4)),
        )
        for row in found
    )
    return Strongest(links, found[0].all if found else 0)


def chains(connection: Connection, given: Filter, most: int, via: str = "") -> Strongest[Chain]:
    """Which outlets carry whose words, and through which agency, the most frequent first; with `via` only those that
    run through an agency ("agency") or through none ("straight").

    Raises
    ------
    OptionError
        If the filter names what the desk does not know.
    """
    asked = scope(connection, given)
    columns = STATEMENTS.c.report_id, STATEMENTS.c.upstream_id, STATEMENTS.c.speaker_id
    told = newest(connection, asked, "attribution", *columns)
    told = told.where(or_(STATEMENTS.c.speaker_id.is_not(None), STATEMENTS.c.upstream_id.is_not(None))).subquery()
    agency, speaker = OUTLETS.alias("agency"), ENTITIES.alias("speaker")
    # An agency that is named as the speaker of what came through it says no more than that it came through it.
    itself = and_(speaker.c.kind == "outlet", speaker.c.name == agency.c.name, agency.c.id.is_not(None))
    heard = and_(speaker.c.id == told.c.speaker_id, speaker.c.kind != UNNAMED, ~func.coalesce(itself, False))
    counted = (
        select(REPORTS.c.outlet_id, told.c.upstream_id, speaker.c.id.label("speaker_id"))
        .add_columns(func.count().label("sayings"), func.count().over().label("all"))
        .join_from(told, REPORTS, REPORTS.c.id == told.c.report_id)
        .outerjoin(agency, agency.c.id == told.c.upstream_id)
        .outerjoin(speaker, heard)
        .where(REPORTS.c.outlet_id.is_not(None), or_(speaker.c.id.is_not(None), told.c.upstream_id.is_not(None)))
        .group_by(REPORTS.c.outlet_id, told.c.upstream_id, speaker.c.id)
        .order_by(func.count().desc(), REPORTS.c.outlet_id, told.c.upstream_id, speaker.c.id)
        .limit(most)
    )
    if via:
        counted = counted.where(told.c.upstream_id.is_not(None) if via == "agency" else told.c.upstream_id.is_(None))
    found = connection.execute(counted).all()
    ends = _ends(connection, {row.speaker_id for row in found if row.speaker_id is not None})
    outlets = {row.id: row.name for row in connection.execute(select(OUTLETS.c.id, OUTLETS.c.name))}
    links = tuple(
        Chain(outlets[row.outlet_id], outlets.get(row.upstream_id), ends.get(row.speaker_id), row.sayings)
        for row in found
    )
    return Strongest(links, found[0].all if found else 0)


def _ends(connection: Connection, ids: set[int]) -> dict[int, End]:
    query = select(ENTITIES.c.id, ENTITIES.c.key, ENTITIES.c.name, ENTITIES.c.kind)
    return {
        row.id: End(row.key, row.name, row.kind)
        for part in parts(ids)
        for row in connection.execute(query.where(ENTITIES.c.id.in_(part)))
    }
