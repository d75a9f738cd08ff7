"""The tables of a desk as they are handed on: rows with names beside keys, and no number that means nothing elsewhere.

A statement is known by its `report` (16 digits of the hash) and `ref`, an actor, place or agreement by its key. An
incident alone has only its number on this desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Executable, Select, func, or_, select
from sqlalchemy import Row as Found

from dragoman.desk.questions.answer import Columns
from dragoman.desk.questions.cards import put_words
from dragoman.desk.tables import (
    ACCORD_PARTIES,
    ACCORDS,
    ENTITIES,
    FORECASTS,
    INCIDENTS,
    LEDGER,
    OUTLETS,
    PARTIES,
    PLACES,
    REPORTS,
    RESOLUTIONS,
    STATEMENTS,
    TOLLS,
)
from dragoman.exchange.desk import columns
from dragoman.exchange.desk.chosen import Chosen
from dragoman.record.table import Row

Cells = dict[str, Any]
Finish = Callable[[Chosen, list[Cells]], None]
"""Adds what a query does not give to the cells of some rows."""

_FIRST = REPORTS.alias("first")
_ORIGIN = REPORTS.alias("origin")
_CREDIT = OUTLETS.alias("credit")
_UPSTREAM = OUTLETS.alias("upstream")
_SPEAKERS = ENTITIES.alias("speakers")
_AGAINST = ENTITIES.alias("against")
_HOLDERS = ENTITIES.alias("holders")
_EVENTS = STATEMENTS.alias("events")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that is handed on: its columns, and the rows that belong to a part of a desk."""

    table: Columns
    query: Callable[[Chosen], Executable]
    finish: Finish = lambda _chosen, _cells: None

    def rows(self, chosen: Chosen) -> Iterator[list[Row]]:
        """The rows, some at a time."""
        for found in chosen.portions(self.query(chosen)):
            cells = [_cells(row) for row in found]
            self.finish(chosen, cells)
            yield [{name: _plain(row.get(name)) for name in self.table.names} for row in cells]


def _reports(chosen: Chosen) -> Executable:
    query = (
        select(REPORTS, OUTLETS.c.name.label("outlet"), OUTLETS.c.country, _CREDIT.c.name.label("credit"))
        .add_columns(_ORIGIN.c.hash.label("origin"))
        .outerjoin(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
        .outerjoin(_CREDIT, _CREDIT.c.id == REPORTS.c.credit_id)
        .outerjoin(_ORIGIN, _ORIGIN.c.id == REPORTS.c.origin_id)
        .order_by(REPORTS.c.id)
    )
    return query.where(REPORTS.c.id.in_(chosen.ids("report_id"))) if chosen.narrows else query


def _statements(chosen: Chosen) -> Executable:
    return (
        select(STATEMENTS, REPORTS.c.hash, REPORTS.c.published, OUTLETS.c.name.label("outlet"))
        .add_columns(_UPSTREAM.c.name.label("agency"), _SPEAKERS.c.name.label("says"))
        .add_columns(
            _SPEAKERS.c.key.label("speaker_key"), PLACES.c.name.label("place"), PLACES.c.key.label("place_key")
        )
        .add_columns(PLACES.c.country, PLACES.c.lat, PLACES.c.lon, PLACES.c.radius)
        .add_columns(STATEMENTS.c.incident_id.label("incident"), STATEMENTS.c.at.label("filed"))
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .outerjoin(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
        .outerjoin(_UPSTREAM, _UPSTREAM.c.id == STATEMENTS.c.upstream_id)
        .outerjoin(_SPEAKERS, _SPEAKERS.c.id == STATEMENTS.c.speaker_id)
        .outerjoin(PLACES, PLACES.c.id == STATEMENTS.c.place_id)
        .where(*chosen.holds())
        .order_by(STATEMENTS.c.report_id, STATEMENTS.c.id)
    )


def _of_statements(chosen: Chosen, *more: Any) -> Select[*tuple[Any, ...]]:
    """Columns of something that hangs on statements, with the statement's own two."""
    query = select(REPORTS.c.hash, STATEMENTS.c.ref, *more).select_from(STATEMENTS)
    return query.join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id).where(*chosen.holds())


def _parties(chosen: Chosen) -> Executable:
    return (
        _of_statements(chosen, PARTIES.c.role, ENTITIES.c.key.label("actor"), ENTITIES.c.name)
        .join(PARTIES, PARTIES.c.statement_id == STATEMENTS.c.id)
        .join(ENTITIES, ENTITIES.c.id == PARTIES.c.entity_id)
        .order_by(STATEMENTS.c.report_id, STATEMENTS.c.id, PARTIES.c.role, ENTITIES.c.key)
    )


def _tolls(chosen: Chosen) -> Executable:
    return (
        _of_statements(chosen, TOLLS.c.kind, TOLLS.c.low, TOLLS.c.high, TOLLS.c.value)
        .join(TOLLS, TOLLS.c.statement_id == STATEMENTS.c.id)
        .order_by(STATEMENTS.c.report_id, STATEMENTS.c.id, TOLLS.c.kind, TOLLS.c.low)
    )


def _places(chosen: Chosen) -> Executable:
    return select(PLACES).where(PLACES.c.id.in_(chosen.ids("place_id"))).order_by(PLACES.c.key)


def _actors(chosen: Chosen) -> Executable:
    taking_part = select(PARTIES.c.entity_id).where(PARTIES.c.statement_id.in_(chosen.ids()))
    speaking = chosen.ids("speaker_id")
    named = or_(ENTITIES.c.id.in_(taking_part), ENTITIES.c.id.in_(speaking))
    return select(ENTITIES).where(named).order_by(ENTITIES.c.key)


def _incidents(chosen: Chosen) -> Executable:
    return (
        select(INCIDENTS, PLACES.c.name.label("place"), PLACES.c.key.label("place_key"), PLACES.c.country)
        .add_columns(PLACES.c.lat, PLACES.c.lon, PLACES.c.radius, PLACES.c.precision, _FIRST.c.hash.label("first"))
        .outerjoin(PLACES, PLACES.c.id == INCIDENTS.c.place_id)
        .outerjoin(_FIRST, _FIRST.c.id == INCIDENTS.c.first_id)
        .where(INCIDENTS.c.id.in_(chosen.ids("incident_id")))
        .order_by(INCIDENTS.c.id)
    )


def _agreements(chosen: Chosen) -> Executable:
    entered = select(LEDGER.c.accord_id).where(LEDGER.c.statement_id.in_(chosen.ids()))
    query = select(ACCORDS, _FIRST.c.hash.label("first")).outerjoin(_FIRST, _FIRST.c.id == ACCORDS.c.first_id)
    return query.where(ACCORDS.c.id.in_(entered)).order_by(ACCORDS.c.id)


def _ledger(chosen: Chosen) -> Executable:
    return (
        _of_statements(chosen, ACCORDS.c.key.label("agreement"), ACCORDS.c.name, LEDGER.c.entry)
        .add_columns(STATEMENTS.c.report_id, STATEMENTS.c.at.label("filed"), OUTLETS.c.name.label("outlet"))
        .add_columns(_SPEAKERS.c.name.label("claimant"), _SPEAKERS.c.key.label("claimant_key"))
        .add_columns(_AGAINST.c.name.label("against"), _AGAINST.c.key.label("against_key"))
        .add_columns(func.coalesce(LEDGER.c.start, STATEMENTS.c.start).label("start"))
        .add_columns(func.coalesce(LEDGER.c.end, STATEMENTS.c.end).label("end"))
        .join(LEDGER, LEDGER.c.statement_id == STATEMENTS.c.id)
        .join(ACCORDS, ACCORDS.c.id == LEDGER.c.accord_id)
        .outerjoin(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
        .outerjoin(_SPEAKERS, _SPEAKERS.c.id == LEDGER.c.claimant_id)
        .outerjoin(_AGAINST, _AGAINST.c.id == LEDGER.c.against_id)
        .order_by(LEDGER.c.accord_id, STATEMENTS.c.at, LEDGER.c.id)
    )


def _forecasts(chosen: Chosen) -> Executable:
    return (
        _of_statements(chosen, STATEMENTS.c.report_id, STATEMENTS.c.low, STATEMENTS.c.high, STATEMENTS.c.score)
        .add_columns(STATEMENTS.c.start, STATEMENTS.c.end, REPORTS.c.published, OUTLETS.c.name.label("outlet"))
        .add_columns(_HOLDERS.c.name.label("holder"), _HOLDERS.c.key.label("holder_key"))
        .add_columns(FORECASTS.c.horizon, FORECASTS.c.conditional, _EVENTS.c.ref.label("event"))
        .add_columns(RESOLUTIONS.c.outcome, RESOLUTIONS.c.proposed, RESOLUTIONS.c.who, RESOLUTIONS.c.moment)
        .add_columns(RESOLUTIONS.c.why, RESOLUTIONS.c.incident_id.label("incident"))
        .join(FORECASTS, FORECASTS.c.statement_id == STATEMENTS.c.id)
        .outerjoin(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
        .outerjoin(_HOLDERS, _HOLDERS.c.id == FORECASTS.c.holder_id)
        .outerjoin(_EVENTS, _EVENTS.c.id == FORECASTS.c.event_id)
        .outerjoin(RESOLUTIONS, (RESOLUTIONS.c.hash == REPORTS.c.hash) & (RESOLUTIONS.c.ref == STATEMENTS.c.ref))
        .order_by(STATEMENTS.c.report_id, STATEMENTS.c.id)
    )


def _with_words(chosen: Chosen, rows: list[Cells]) -> None:
    put_words(chosen.connection, rows)


def _with_parties(chosen: Chosen, rows: list[Cells]) -> None:
    """Whose words a statement is, its evidence, and who takes part in it."""
    parties = chosen.parties([row["id"] for row in rows])
    for row in rows:
        there = parties[row["id"]]
        row["says"] = row["says"] or (None if row["depth"] else row["outlet"])
        for name, roles in (("actors", ("actor",)), ("recipients", ("recipient",))):
            row[name] = [party.name for party in there if party.role in roles]
        others = [party for party in there if party.role not in ("actor", "recipient")]
        row["others"] = [f"{party.role}: {party.name}" for party in others]
    _with_words(chosen, rows)


def _with_signers(chosen: Chosen, rows: list[Cells]) -> None:
    signed = ACCORD_PARTIES.c
    query = select(signed.accord_id, ENTITIES.c.name).join(ENTITIES, ENTITIES.c.id == signed.entity_id)
    query = query.where(signed.accord_id.in_([row["id"] for row in rows])).order_by(ENTITIES.c.name)
    for row in rows:
        row["parties"] = list[str]()
    by_id = {row["id"]: row for row in rows}
    for accord, name in chosen.connection.execute(query):
        by_id[accord]["parties"].append(name)


def _with_lists(_: Chosen, rows: list[Cells]) -> None:
    """The lists that the desk keeps as one text."""
    for row in rows:
        if "sectors" in row:
            row["sectors"] = row["sectors"].split()
        if "admin" in row:
            row["admin"] = row["admin"].split("; ") if row["admin"] else []


def _cells(row: Found[Any]) -> Cells:
    cells: Cells = dict(row._mapping)  # pyright: ignore[reportPrivateUsage] - public in all but name
    for name, column in (("report", "hash"), ("origin", "origin"), ("first", "first")):
        if isinstance(cells.get(column), str):
            cells[name] = cast(str, cells[column])[:16]
    return cells


def _plain(value: object) -> object:
    """An empty text is nothing known."""
    return None if value == "" else value


SHEETS: Sequence[Sheet] = (
    Sheet(columns.REPORTS, _reports),
    Sheet(columns.STATEMENTS, _statements, _with_parties),
    Sheet(columns.PARTIES, _parties),
    Sheet(columns.TOLLS, _tolls),
    Sheet(columns.PLACES, _places, _with_lists),
    Sheet(columns.ACTORS, _actors, _with_lists),
    Sheet(columns.INCIDENTS, _incidents),
    Sheet(columns.AGREEMENTS, _agreements, _with_signers),
    Sheet(columns.LEDGER, _ledger, _with_words),
    Sheet(columns.FORECASTS, _forecasts, _with_words),
)
"""All tables, in the order in which the codebook has them."""
