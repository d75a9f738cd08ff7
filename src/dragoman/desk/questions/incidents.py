"""`incidents`: what is said to have happened, one row for all its tellings, with who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, func, or_, select, type_coerce

from dragoman.desk.columns import Day
from dragoman.desk.parts import parts
from dragoman.desk.questions.answer import TRACE, Answer, answer, column, table
from dragoman.desk.questions.cards import Card, cards, ranged, voice
from dragoman.desk.questions.filters import Filter, check_types, ordering
from dragoman.desk.questions.picking import Narrow, fewest, gathered, pick
from dragoman.desk.questions.scope import Scope, belongs, days, scope, stands
from dragoman.desk.tables import ENTITIES, INCIDENTS, OUTLETS, PARTIES, PLACES, REPORTS, STATEMENTS, TOLLS
from dragoman.ontology import QUADS

COLUMNS = table(
    "incidents",
    "something that statements of one or many reports are about",
    column("incident", "integer", "its number on this desk"),
    column("day", "day", "the first day that it may have happened on"),
    column("until", "day", "the last one"),
    column("actors", "texts", "who did it, as its tellings have it, who is named most often first"),
    column("type", "text", "PLOVER type of most of its tellings"),
    column("quad", "text", "PLOVER quad class"),
    column("recipients", "texts", "to whom"),
    column("place", "text", "where"),
    column("country", "text", "the country where, ISO 3166 alpha-3"),
    column("asserting", "integer", "independent origins that say that it happened"),
    column("denying", "integer", "... that say that it did not"),
    column("expecting", "integer", "... that plan, want or expect it, or hold it possible"),
    column("statements", "integer", "its tellings"),
    column("reports", "integer", "the reports that they stand in"),
    column("killed_low", "integer", "the lowest number of dead of all tellings"),
    column("killed_high", "integer", "the highest"),
    column("figures", "texts", "how many people, each figure with those who tell it"),
    column("told", "day", "when it was told first, by reports of which that is known"),
    column("retold", "day", "... and last"),
    column("outlet", "text", "who told it first"),
    column("says", "text", "in whose words: the innermost source, or the outlet itself"),
    column("score", "number", "the weakest link that holds its tellings together, 0 to 1"),
    *TRACE,
)
"""The columns of the trace lead to its first telling."""
SORTS = ("-told", "told", "day", "-day", "-asserting", "-killed")


_BY: dict[str, tuple[ColumnElement[Any], ...]] = {
    "told": (INCIDENTS.c.told,),
    "day": (INCIDENTS.c.day,),
    "asserting": (INCIDENTS.c.asserting, INCIDENTS.c.told),
    "killed": (INCIDENTS.c.killed_high, INCIDENTS.c.told),
}
_KNOWN = type_coerce(func.nullif(type_coerce(INCIDENTS.c.told, Integer), 0), Day())
"""When an incident was told first, nothing where no report about it has a day."""
_OWN = ("type", "place", "since", "until", "min_origins", "incident")
"""What the filter says of an incident itself; all else it says of one of its tellings."""


def incidents(connection: Connection, given: Filter) -> Answer:
    """What is said to have happened, one row for all its tellings. `since` and `until` are of the first day that it may
    have happened on; actors, statuses, sources and outlets are those of one and the same telling.

    Raises
    ------
    OptionError
        If the filter is none for this question, or names what the desk does not know.
    """
    by, backwards = ordering(given, SORTS)
    checks, narrow = conditions(connection, given)
    # Backwards an index has those last that were told on no known day; forwards they would come first.
    columns = (_KNOWN,) if by == "told" and not backwards else _BY[by]
    ids = pick(connection, INCIDENTS.c.id, given, columns, checks, narrow, backwards=backwards)
    return answer(COLUMNS, rows(connection, ids), given.limit)


def conditions(connection: Connection, given: Filter) -> tuple[list[ColumnElement[bool]], Narrow | None]:
    """What the filter says of an incident's row, and a query of the numbers of incidents of which those that it holds
    are some; None where no part of the filter leaves few.

    Raises
    ------
    OptionError
        As `incidents`.
    """
    check_types(given)
    asked = scope(connection, given)
    told, checks = asked.without(*_OWN), _checks(asked)
    narrow = gathered(connection, told, STATEMENTS.c.incident_id) if told.narrows else None
    if narrow is None:
        if told.narrows or not given.rejected:
            # What was rejected counts nowhere, so that an incident's own count tells whether any statement stands.
            anything = INCIDENTS.c.statements > 0
            checks.append(belongs(told, lambda s: s.c.incident_id == INCIDENTS.c.id) if told.narrows else anything)
        narrow = fewest(connection, *_parts(asked))
    return checks, narrow


def rows(connection: Connection, ids: Sequence[int]) -> list[Card]:
    """The rows of incidents by their numbers, in the order given."""
    found = dict[int, Card]()
    query = (
        select(INCIDENTS, PLACES.c.name.label("place"), PLACES.c.country)
        .outerjoin(PLACES, PLACES.c.id == INCIDENTS.c.place_id)
    )  # fmt: skip
    for part in parts(ids):
        for row in connection.execute(query.where(INCIDENTS.c.id.in_(part))):
            found[row.id] = {
                **row._mapping,  # pyright: ignore[reportPrivateUsage] - public in all but name
                "incident": row.id,
                "quad": QUADS.get(row.quad),
                "actors": [],
                "recipients": [],
                "figures": [],
            }
    for id, role, name in _parties(connection, ids):
        found[id][f"{role}s"].append(name)
    for id, figures in _figures(connection, ids).items():
        found[id]["figures"] = figures
    first = _first_tellings(connection, ids)
    told = {card["id"]: card for card in cards(connection, list(first.values()))}
    for id, statement in first.items():
        found[id] |= {name: told[statement][name] for name in ("outlet", "says", *(c.name for c in TRACE))}
    return [found[id] for id in ids if id in found]


def _checks(asked: Scope) -> list[ColumnElement[bool]]:
    given, found = asked.given, days(asked.given, INCIDENTS.c.day)
    if given.type:
        found.append(or_(INCIDENTS.c.type.in_(given.types), INCIDENTS.c.quad.in_(given.quads)))
    if asked.place is not None:
        found.append(INCIDENTS.c.place_id.in_(asked.place))
    if given.min_origins is not None:
        found.append(INCIDENTS.c.asserting >= given.min_origins)
    if given.incident is not None:
        found.append(INCIDENTS.c.id == given.incident)
    return found


def _parts(asked: Scope) -> list[Narrow]:
    """What an index gives of an incident's own columns, each alone."""
    given, found, numbers = asked.given, list[Narrow](), select(INCIDENTS.c.id)
    span = days(given, INCIDENTS.c.day)
    if given.incident is not None:
        found.append(numbers.where(INCIDENTS.c.id == given.incident))
    if span or (given.types and not given.quads):
        typed = [INCIDENTS.c.type.in_(given.types)] if given.types and not given.quads else []
        found.append(numbers.where(*typed, *span))
    if asked.place is not None:
        found.append(numbers.where(INCIDENTS.c.place_id.in_(asked.place)))
    if given.min_origins is not None and given.min_origins > 1:
        found.append(numbers.where(INCIDENTS.c.asserting >= given.min_origins))
    return found


def _parties(connection: Connection, ids: Sequence[int]) -> list[tuple[int, str, str]]:
    """Who takes part in incidents in which role, who is named most often first."""
    often = func.count()
    query = (
        select(STATEMENTS.c.incident_id, PARTIES.c.role, ENTITIES.c.name)
        .join(PARTIES, PARTIES.c.statement_id == STATEMENTS.c.id)
        .join(ENTITIES, ENTITIES.c.id == PARTIES.c.entity_id)
        .where(PARTIES.c.role.in_(("actor", "recipient")), stands())
        .group_by(STATEMENTS.c.incident_id, PARTIES.c.role, ENTITIES.c.name)
        .order_by(often.desc(), ENTITIES.c.name)
    )
    return [tuple(row) for part in parts(ids) for row in connection.execute(query.where(_of(part)))]


def _figures(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """What figures are told of incidents, and who tells each: "killed 33: SANA, Reuters"."""
    told = defaultdict[tuple[int, str, int, int | None], list[str]](list)
    for part in parts(ids):
        for row in connection.execute(_TOLLS.where(_of(part))):
            name = voice(row.speaker, row.depth, row.outlet) or "?"
            names = told[row.incident_id, row.kind, row.low, row.high]
            if name not in names:
                names.append(name)
    found = defaultdict[int, list[str]](list)
    for (id, kind, low, high), names in told.items():
        found[id].append(f"{kind} {ranged(low, high)}: {', '.join(names)}")
    return found


_TOLLS = (
    select(
        STATEMENTS.c.incident_id,
        STATEMENTS.c.depth,
        TOLLS,
        ENTITIES.c.name.label("speaker"),
        OUTLETS.c.name.label("outlet"),
    )
    .join(TOLLS, TOLLS.c.statement_id == STATEMENTS.c.id)
    .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
    .outerjoin(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
    .outerjoin(ENTITIES, ENTITIES.c.id == STATEMENTS.c.speaker_id)
    .where(stands())
    .order_by(TOLLS.c.kind, TOLLS.c.low, REPORTS.c.published.is_(None), REPORTS.c.published, STATEMENTS.c.id)
)


def _first_tellings(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """The first statement of the report that tells of an incident first, by the incident's number."""
    query = (
        select(INCIDENTS.c.id, func.min(STATEMENTS.c.id))
        .join(STATEMENTS, STATEMENTS.c.incident_id == INCIDENTS.c.id)
        .where(STATEMENTS.c.report_id == INCIDENTS.c.first_id)
        .group_by(INCIDENTS.c.id)
    )  # fmt: skip
    return {id: first for part in parts(ids) for id, first in connection.execute(query.where(INCIDENTS.c.id.in_(part)))}


def _of(part: Sequence[int]) -> ColumnElement[bool]:
    return STATEMENTS.c.incident_id.in_(part)
