"""`brief`: what a span of days brought, who says so, what is disputed, what is due."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select, text

from dragoman.desk.questions import agreements, forecasts, incidents
from dragoman.desk.questions.cards import Card, cards, ranged
from dragoman.desk.questions.filters import Filter
from dragoman.desk.questions.items import Breach, Brief, Dispute, Due, Matter, Newcomer, Strain, Voice
from dragoman.desk.questions.scope import days, stands
from dragoman.desk.questions.voices import Told, differing, one_each, tellings
from dragoman.desk.tables import (
    ENTITIES,
    FORECASTS,
    INCIDENTS,
    LEDGER,
    PARTIES,
    REPORTS,
    RESOLUTIONS,
    STATEMENTS,
)

MOST = 20
"""Items of each sort that a brief has at most."""
VOICES = 6
"""Tellings of one item that it shows at most."""
LOOKED_AT = 200
"""Incidents with different figures of which the brief looks whether they differ by source."""
_NO_ACTORS = ("unnamed", "outlet", "agency")
"""Kinds that are mere words for somebody, or only pass on what others say."""
_HAPPENED = "whether it happened"
_KILLED = "how many were killed"


def brief(connection: Connection, since: str | date, until: str | date | None = None) -> Brief:
    """What the days since one, or between two, brought, by the day of publication; both are inclusive.

    New is an incident or an actor that no report told of before; those with the most independent origins, and the
    actors in most statements, come first. An incident is disputed where one origin asserts and another denies it, or
    where origins tell different numbers of dead. An agreement is under strain where somebody said in these days that
    it was broken. A forecast is due where its last day lies among them and no person has told its outcome.

    Raises
    ------
    OptionError
        If a day is none, or `until` lies before `since`.
    """
    given = Filter.of(since=since, until=until)
    fresh, new = _new(connection, given)
    disputed, disputes = _disputed(connection, given)
    strained, strains = _strained(connection, given)
    due, dues = _due(connection, given)
    actors, newcomers = _newcomers(connection, given)
    counts = {"incidents": new, "disputed": disputes, "strained": strains, "due": dues, "actors": newcomers}
    count = select(func.count()).select_from(REPORTS).where(*days(given, REPORTS.c.published))
    reports = connection.scalar(count) or 0
    assert given.since is not None
    return Brief(given.since, given.until, reports, fresh, disputed, strained, due, actors, counts)


def _new(connection: Connection, given: Filter) -> tuple[tuple[Matter, ...], int]:
    new = select(INCIDENTS.c.id).where(*days(given, INCIDENTS.c.told), INCIDENTS.c.asserting > 0)
    order = INCIDENTS.c.asserting.desc(), INCIDENTS.c.reports.desc(), INCIDENTS.c.told.desc(), INCIDENTS.c.id
    ids = list(connection.scalars(new.order_by(*order).limit(MOST)))
    told = tellings(connection, ids)
    return tuple(_matters(connection, ids, told).values()), _counted(connection, new)


def _disputed(connection: Connection, given: Filter) -> tuple[tuple[Dispute, ...], int]:
    told_of = [INCIDENTS.c.retold >= given.since]
    if given.until:
        told_of.append(INCIDENTS.c.told <= given.until)
    order = INCIDENTS.c.asserting.desc(), INCIDENTS.c.told.desc(), INCIDENTS.c.id
    both = select(INCIDENTS.c.id).where(INCIDENTS.c.denying > text("0"), INCIDENTS.c.asserting > 0, *told_of)
    denied = list(connection.scalars(both.order_by(*order).limit(MOST)))
    ranges = select(INCIDENTS.c.id).where(INCIDENTS.c.killed_high > INCIDENTS.c.killed_low, *told_of)
    candidates = list(connection.scalars(ranges.order_by(*order).limit(LOOKED_AT)))
    told = tellings(connection, [*denied, *(id for id in candidates if id not in set(denied))])
    counted = [id for id in candidates if differing(told.get(id, []))]
    both_kinds = dict.fromkeys([*denied, *counted])
    shown = _matters(connection, list(both_kinds)[:MOST], told)
    over = {id: ([_HAPPENED] if id in denied else []) + ([_KILLED] if id in counted else []) for id in shown}
    more = len(both_kinds) - len(denied) + _counted(connection, both)
    return tuple(Dispute(matter, tuple(over[id])) for id, matter in shown.items()), more


def _matters(connection: Connection, ids: list[int], told: dict[int, list[Told]]) -> dict[int, Matter]:
    chosen = {id: one_each(told.get(id, []), VOICES) for id in ids}
    shown = {card["id"]: card for card in cards(connection, [one.id for listed in chosen.values() for one in listed])}
    return {
        row["incident"]: Matter(
            incident=row["incident"],
            day=row["day"],
            until=row["until"],
            type=row["type"],
            actors=tuple(row["actors"]),
            recipients=tuple(row["recipients"]),
            place=row["place"],
            country=row["country"],
            asserting=row["asserting"],
            denying=row["denying"],
            expecting=row["expecting"],
            reports=row["reports"],
            killed=ranged(row["killed_low"], row["killed_high"]),
            told=row["told"],
            voices=tuple(_voice(one.stance, shown[one.id]) for one in chosen[row["incident"]]),
        )
        for row in incidents.rows(connection, ids)
    }


def _strained(connection: Connection, given: Filter) -> tuple[tuple[Strain, ...], int]:
    alike = agreements.alike_entries(LEDGER.c.entry == "violated", stands(), *days(given, REPORTS.c.published))
    claims = alike.subquery()
    found = dict[int, list[tuple[int, int | None]]]()
    for row in connection.execute(select(claims).order_by(claims.c.published.desc(), claims.c.first)):
        found.setdefault(row.accord_id, []).append((row.first, row.origin))
    weight = {accord: len({origin for _, origin in listed}) for accord, listed in found.items()}
    ids = sorted(found, key=lambda accord: (-weight[accord], -len(found[accord]), accord))[:MOST]
    shown = {id: [entry for entry, _ in found[id][:VOICES]] for id in ids}
    numbers = [entry for listed in shown.values() for entry in listed]
    told = dict(zip(numbers, agreements.entries(connection, numbers), strict=True))
    strains = tuple(
        Strain(
            agreement=row["agreement"],
            name=row["name"],
            kind=row["kind"],
            day=row["day"],
            latest=row["latest"],
            parties=tuple(row["parties"]),
            claims=len(found[row["agreement"]]),
            origins=weight[row["agreement"]],
            breaches=tuple(
                Breach(told[entry]["against"], _voice("violated", told[entry] | {"says": told[entry]["claimant"]}))
                for entry in shown[row["agreement"]]
            ),
        )
        for row in agreements.rows(connection, ids)
    )
    return strains, len(found)


def _due(connection: Connection, given: Filter) -> tuple[tuple[Due, ...], int]:
    query = (
        select(STATEMENTS.c.id)
        .join(FORECASTS, FORECASTS.c.statement_id == STATEMENTS.c.id)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .outerjoin(RESOLUTIONS, and_(RESOLUTIONS.c.hash == REPORTS.c.hash, RESOLUTIONS.c.ref == STATEMENTS.c.ref))
        .where(*days(given, FORECASTS.c.horizon), stands())
        .where(or_(RESOLUTIONS.c.outcome.is_(None), RESOLUTIONS.c.proposed.is_(True)))
    )
    ids = list(connection.scalars(query.order_by(FORECASTS.c.horizon, STATEMENTS.c.id).limit(MOST)))
    due = tuple(
        Due(
            holder=row["holder"],
            horizon=row["horizon"],
            low=row["low"],
            high=row["high"],
            conditional=row["conditional"],
            outcome=row["outcome"],
            voice=_voice("foretells", row),
        )
        for row in forecasts.rows(connection, ids)
    )
    return due, _counted(connection, query)


def _newcomers(connection: Connection, given: Filter) -> tuple[tuple[Newcomer, ...], int]:
    new = select(ENTITIES).where(*days(given, ENTITIES.c.first), ENTITIES.c.kind.not_in(_NO_ACTORS))
    rows = connection.execute(new.order_by(ENTITIES.c.statements.desc(), ENTITIES.c.id).limit(MOST)).all()
    ids = [row.id for row in rows]
    first = dict[int, int]()
    named = select(PARTIES.c.entity_id.label("entity"), func.min(PARTIES.c.statement_id).label("statement"))
    spoke = select(STATEMENTS.c.speaker_id.label("entity"), func.min(STATEMENTS.c.id).label("statement"))
    for query in (
        named.where(PARTIES.c.entity_id.in_(ids)).group_by(PARTIES.c.entity_id),
        spoke.where(STATEMENTS.c.speaker_id.in_(ids)).group_by(STATEMENTS.c.speaker_id),
    ):
        for row in connection.execute(query):
            first[row.entity] = min(row.statement, first.get(row.entity, row.statement))
    told = {card["id"]: card for card in cards(connection, sorted(set(first.values())))}
    actors = tuple(
        Newcomer(r.key, r.name, r.kind, r.country, r.first, r.statements, _voice("names", told[first[r.id]]))
        for r in rows
        if r.id in first
    )
    return actors, _counted(connection, new)


def _voice(stance: str, card: Card) -> Voice:
    return Voice(
        stance=stance,
        says=card["says"],
        outlet=card["outlet"],
        agency=card["agency"],
        published=card["published"],
        figures=tuple(card["toll"]),
        report=card["report"],
        ref=card["ref"],
        start=card["start"],
        end=card["end"],
        words=card["words"] or "",
    )


def _counted(connection: Connection, query: Select[*tuple[Any, ...]]) -> int:
    return connection.scalar(select(func.count()).select_from(query.subquery())) or 0
