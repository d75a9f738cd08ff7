"""`agreements`: what was agreed, by whom, and what is said to become of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from dragoman.desk.parts import parts
from dragoman.desk.questions.answer import TRACE, Answer, answer, column, table
from dragoman.desk.questions.cards import Card, cards, put_words
from dragoman.desk.questions.filters import Filter, check_types, ordering, refuse
from dragoman.desk.questions.names import Ids
from dragoman.desk.questions.picking import Narrow, fewest, gathered, pick
from dragoman.desk.questions.scope import Scope, days, holds, scope, stands
from dragoman.desk.tables import ACCORD_PARTIES, ACCORDS, ENTITIES, LEDGER, REPORTS, STATEMENTS
from dragoman.errors import OptionError

ENTRIES = ("made", "term", "kept", "violated", "denied", "extended", "ended")
COLUMNS = table(
    "agreements",
    "an agreement, over all reports",
    column("agreement", "integer", "its number on this desk"),
    column("name", "text", "its name"),
    column("kind", "text", "ceasefire, peace, trade or another kind"),
    column(
        "day", "day", "when it was made: the first day that this may have been; where nobody tells, when it was told"
    ),
    column(
        "latest", "day", "... the last day: the same for an exact date, a year's last for a year; none: nobody tells"
    ),
    column("until", "day", "how long it is to hold"),
    column("parties", "texts", "who agreed"),
    column("origins", "integer", "independent origins that tell of it"),
    column("reports", "integer", "reports that tell of it"),
    column("terms", "integer", "tellings of its terms"),
    column("kept", "integer", "statements that it, or a term of it, is kept"),
    column("violated", "integer", "... is broken"),
    column("denied", "integer", "... is not broken, against those who say so"),
    column("extended", "integer", "... is extended"),
    column("ended", "integer", "... has ended"),
    column("last", "day", "day of the last statement about it"),
    column("outlet", "text", "who told it first"),
    *TRACE,
)
"""The columns of the trace lead to its first telling."""
LEDGER_COLUMNS = table(
    "ledger",
    "something said about an agreement",
    column("day", "day", "the day that it is filed under: when it happened, else when that was published"),
    column("entry", "text", ", ".join(ENTRIES)),
    column("claimant", "text", "who says so: the innermost source, or the outlet itself"),
    column("against", "text", "who is obliged, or is said to have broken it, or not to have"),
    column("status", "text", "act, not, plan, want, may or if, where it was told as an event"),
    column("agency", "text", "the agency or other outlet that the words came through"),
    column("outlet", "text", "who published it"),
    column("statements", "integer", "statements of the report that say this by the same voice and in the same words"),
    column("verdict", "text", "accepted, rejected or edited, by a person"),
    *TRACE,
)
SORTS = ("day", "-day", "name", "-name")


_OWN = ("actor", "dyad", "type", "since", "until", "min_origins")
"""What the filter says of an agreement itself; all else it says of a statement about it."""
_TOLD = ("made", "term")
"""Entries that tell that there is an agreement, by which its independent origins are counted."""


def agreements(connection: Connection, given: Filter, agreement: int | None = None) -> Answer:
    """What was agreed, one row an agreement; `actor` and `dyad` are its parties, `type` its kind, `since` and `until`
    of the day when it was made. With the number of an `agreement`: what is said about that one, one row an entry of its
    ledger, and the filter is one of statements.

    Raises
    ------
    OptionError
        If the filter is none for this question, or names what the desk does not know.
    """
    by, backwards = ordering(given, SORTS if agreement is None else SORTS[:2])
    if agreement is not None:
        return _ledger(connection, given, agreement, backwards=backwards)
    if given.type:
        check_types(given, sorted(connection.scalars(select(ACCORDS.c.kind).distinct())))
    asked = scope(connection, given)
    told, checks = asked.without(*_OWN), _checks(asked)
    narrow = fewest(connection, *map(_agreed, (asked.actor,) if asked.actor is not None else asked.dyad or ()))
    if told.narrows:
        few = gathered(connection, told, STATEMENTS.c.id)
        if few is not None:
            narrow = select(LEDGER.c.accord_id).where(LEDGER.c.statement_id.in_(few))
        else:
            checks.append(_about(holds(told)).exists())
    ids = pick(connection, ACCORDS.c.id, given, (ACCORDS.c[by],), checks, narrow, backwards=backwards)
    return answer(COLUMNS, rows(connection, ids), given.limit)


def rows(connection: Connection, ids: Sequence[int]) -> list[Card]:
    """The rows of agreements by their numbers, in the order given."""
    found = dict[int, Card]()
    for part in parts(ids):
        for row in connection.execute(select(ACCORDS).where(ACCORDS.c.id.in_(part))):
            found[row.id] = {
                **row._mapping,  # pyright: ignore[reportPrivateUsage] - public in all but name
                "agreement": row.id,
                "parties": [],
                **dict.fromkeys(("origins", "reports", "terms", *ENTRIES[2:]), 0),
            }
        named = select(ACCORD_PARTIES.c.accord_id, ENTITIES.c.name)
        named = named.join(ENTITIES, ENTITIES.c.id == ACCORD_PARTIES.c.entity_id).order_by(ENTITIES.c.name)
        for id, name in connection.execute(named.where(ACCORD_PARTIES.c.accord_id.in_(part))):
            found[id]["parties"].append(name)
        for row in connection.execute(_COUNTS.where(LEDGER.c.accord_id.in_(part))):
            found[row.accord_id]["terms" if row.entry == "term" else row.entry] = row.statements
        for row in connection.execute(_REACH.where(LEDGER.c.accord_id.in_(part))):
            found[row.accord_id] |= {"reports": row.reports, "last": row.last, "origins": row.origins}
    first = {id: one for part in parts(ids) for id, one in connection.execute(_FIRST.where(ACCORDS.c.id.in_(part)))}
    told = {card["id"]: card for card in cards(connection, sorted(set(first.values())))}
    for id, statement in first.items():
        found[id] |= {name: told[statement][name] for name in ("outlet", *(c.name for c in TRACE))}
    return [found[id] for id in ids if id in found]


_ENTERED = LEDGER.join(STATEMENTS, STATEMENTS.c.id == LEDGER.c.statement_id)
_COUNTS: Select[*tuple[Any, ...]] = (
    select(LEDGER.c.accord_id, LEDGER.c.entry, func.count(LEDGER.c.statement_id.distinct()).label("statements"))
    .select_from(_ENTERED)
    .where(stands())
    .group_by(LEDGER.c.accord_id, LEDGER.c.entry)
)
_REACH: Select[*tuple[Any, ...]] = (
    select(
        LEDGER.c.accord_id,
        func.count(STATEMENTS.c.report_id.distinct()).label("reports"),
        func.count(STATEMENTS.c.origin.distinct()).filter(LEDGER.c.entry.in_(_TOLD)).label("origins"),
        func.max(REPORTS.c.published).label("last"),
    )
    .select_from(_ENTERED.join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id))
    .where(stands())
    .group_by(LEDGER.c.accord_id)
)
_FIRST: Select[*tuple[Any, ...]] = (
    select(ACCORDS.c.id, func.min(LEDGER.c.statement_id))
    .join(LEDGER, and_(LEDGER.c.accord_id == ACCORDS.c.id, LEDGER.c.entry == "made"))
    .join(STATEMENTS, and_(STATEMENTS.c.id == LEDGER.c.statement_id, STATEMENTS.c.report_id == ACCORDS.c.first_id))
    .group_by(ACCORDS.c.id)
)


def _checks(asked: Scope) -> list[ColumnElement[bool]]:
    given, found = asked.given, days(asked.given, ACCORDS.c.day)
    if given.type:
        found.append(ACCORDS.c.kind.in_(given.type))
    found += [ACCORDS.c.id.in_(_agreed(who)) for who in (asked.actor, *(asked.dyad or ())) if who is not None]
    if given.min_origins is not None:
        told = _about([LEDGER.c.entry.in_(_TOLD), stands()])
        count = told.with_only_columns(func.count(STATEMENTS.c.origin.distinct()))
        found.append(count.scalar_subquery() >= given.min_origins)
    return found


def _about(checks: Sequence[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    """Statements about an agreement."""
    query = select(STATEMENTS.c.id).select_from(_ENTERED)
    return query.where(LEDGER.c.accord_id == ACCORDS.c.id, *checks).correlate(ACCORDS)


def _agreed(who: Ids) -> Narrow:
    return select(ACCORD_PARTIES.c.accord_id).where(ACCORD_PARTIES.c.entity_id.in_(who))


def _ledger(connection: Connection, given: Filter, agreement: int, *, backwards: bool) -> Answer:
    if connection.scalar(select(ACCORDS.c.id).where(ACCORDS.c.id == agreement)) is None:
        raise OptionError(f"agreement: the desk has none of the number {agreement}")
    check_types(given)
    refuse(given, "what is said about an agreement", "min_origins")
    asked = scope(connection, given)
    checks = [LEDGER.c.accord_id == agreement, *holds(asked.without("actor"))]
    if asked.actor is not None:
        checks.append(or_(LEDGER.c.claimant_id.in_(asked.actor), LEDGER.c.against_id.in_(asked.actor)))
    alike = alike_entries(*checks)
    by = (STATEMENTS.c.at, LEDGER.c.start)
    first = select(alike.subquery().c.first)
    ids = pick(connection, LEDGER.c.id, given, by, checks, first, source=_ENTERED, backwards=backwards)
    counts = {row.first: row.statements for row in connection.execute(alike)}
    listed = [card | {"statements": counts[id]} for id, card in zip(ids, entries(connection, ids), strict=True)]
    return answer(LEDGER_COLUMNS, listed, given.limit)


def alike_entries(*checks: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Those of some entries that say the same in the same words of a report by the same voice: the number of the first,
    the agreement, and how many statements they are."""
    same = (LEDGER.c.accord_id, LEDGER.c.entry, LEDGER.c.claimant_id, LEDGER.c.against_id, LEDGER.c.start, LEDGER.c.end)
    counted = func.count(STATEMENTS.c.id.distinct()).label("statements")
    return (
        select(func.min(LEDGER.c.id).label("first"), LEDGER.c.accord_id, func.min(STATEMENTS.c.origin).label("origin"))
        .add_columns(REPORTS.c.published, counted)
        .select_from(_ENTERED.join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id))
        .where(*checks)
        .group_by(*same, STATEMENTS.c.depth > 0, REPORTS.c.id, REPORTS.c.published)
    )


def entries(connection: Connection, ids: Sequence[int]) -> list[Card]:
    """The rows of entries of the ledger by their numbers, in the order given."""
    claimants, against = ENTITIES.alias("claimants"), ENTITIES.alias("those")
    query = (
        select(LEDGER, claimants.c.name.label("claimant"), against.c.name.label("against"))
        .outerjoin(claimants, claimants.c.id == LEDGER.c.claimant_id)
        .outerjoin(against, against.c.id == LEDGER.c.against_id)
    )
    found = {row.id: row for part in parts(ids) for row in connection.execute(query.where(LEDGER.c.id.in_(part)))}
    told = {card["id"]: card for card in cards(connection, sorted({row.statement_id for row in found.values()}))}
    listed = list[Card]()
    for id in ids:
        row, card = found[id], dict(told[found[id].statement_id])
        card |= {"entry": row.entry, "claimant": row.claimant or card["says"], "against": row.against}
        if card["status"] == "not" and card["verdict"] != "edited":
            card["status"] = None  # The entry tells already what the words come to with their "not".
        if row.start is not None and row.end is not None:
            card |= {"start": row.start, "end": row.end}
        listed.append(card)
    put_words(connection, listed)
    return listed
