"""What is told of the statements of one report: rows of the desk beside what the record holds, corrections included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, func, select

from dragoman.desk.corrections import history
from dragoman.desk.questions import reports
from dragoman.desk.questions.cards import Card, cards
from dragoman.desk.tables import CORRECTIONS, FORECASTS, REPORTS, RESOLUTIONS, STATEMENTS
from dragoman.record import CodedReport, Link, Relation
from dragoman.record.marks import Statement
from dragoman.web.evidence import refs
from dragoman.web.wording import percent

KINDS = {
    "event": "Events",
    "agreement": "Agreements",
    "forecast": "Forecasts",
    "relation": "Relations",
    "count": "Further counts",
    "attribution": "Sayings",
}
"""The kinds of statement in the order in which a report's page lists them."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: its row with who takes part (`card`), what the record holds of it, and what people changed."""

    ref: str
    card: Card
    chain: tuple[Link, ...]
    score: float
    trigger: str = ""
    hedge: str = ""
    likelihood: str = ""
    status_reason: str = ""
    place_rule: str = ""
    time_rule: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    condition: str = ""
    horizon: str = ""
    outcome: str = ""
    proposed: bool = False
    changes: tuple[dict[str, Any], ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether a person rejected it."""
        return self.card["verdict"] == "rejected"


def said(connection: Connection, coded: CodedReport) -> list[Said]:
    """All statements of a report that the desk holds, by kind and in the order of the text."""
    report = connection.scalar(select(REPORTS.c.id).where(REPORTS.c.hash == coded.report.hash))
    ids = connection.scalars(select(STATEMENTS.c.id).where(STATEMENTS.c.report_id == report))
    held = cards(connection, list(ids))
    changes = dict[str, list[dict[str, Any]]]()
    if any(card["verdict"] for card in held):
        changes = _changes(connection, coded.report.hash)
    foretold = _forecasts(connection, coded.report.hash, report)
    known: dict[str, Statement | Relation] = {**refs(coded), **_relations(coded)}
    settings = {setting.event: setting for setting in coded.world.settings}
    found = list[Said]()
    for card in held:
        statement = known.get(card["ref"])
        setting = settings.get(statement.id) if statement else None
        likelihood = getattr(statement, "likelihood", None)
        hedge = getattr(statement, "hedge", None) or (likelihood.hedge if likelihood else None)
        rules = (setting.place_rule, setting.time_rule) if setting else ("", "")
        trigger = getattr(statement, "trigger", None) or getattr(statement, "mention", None)
        told = foretold.get(card["ref"], {})
        condition = getattr(statement, "condition", None)
        found.append(
            Said(
                ref=card["ref"],
                card=card,
                chain=statement.chain if statement else (),
                score=card["score"],
                trigger=trigger.text if trigger else "",
                hedge=hedge.text if hedge else "",
                likelihood=percent(card["low"], card["high"]),
                status_reason=getattr(statement, "status_reason", ""),
                place_rule=rules[0],
                time_rule=rules[1],
                terms=tuple(
                    (term.obliged.text if term.obliged else "", term.mention.text)
                    for term in getattr(statement, "terms", ())
                ),
                condition=condition.text if condition else "",
                horizon=told.get("horizon") or "",
                outcome=told.get("outcome") or "",
                proposed=bool(told.get("proposed")),
                changes=tuple(changes.get(card["ref"], ())),
            )
        )
    order = list(KINDS)
    return sorted(found, key=lambda one: (order.index(one.card["kind"]), one.card["start"], one.ref))


def copies(connection: Connection, hash: str) -> list[dict[str, Any]]:
    """The other reports of the same origin, the first published first."""
    own = select(REPORTS.c.origin_id).where(REPORTS.c.hash == hash).scalar_subquery()
    ids = connection.scalars(
        select(REPORTS.c.id)
        .where(REPORTS.c.origin_id == own, REPORTS.c.hash != hash)
        .order_by(func.coalesce(REPORTS.c.published, "9"), REPORTS.c.id)
        .limit(20)
    )
    return reports.rows(connection, list(ids))


def _relations(coded: CodedReport) -> dict[str, Relation]:
    cut = len(coded.report.id) + 1
    return {relation.id[cut:]: relation for relation in coded.relations}


def _changes(connection: Connection, hash: str) -> dict[str, list[dict[str, Any]]]:
    found = dict[str, list[dict[str, Any]]]()
    query = select(CORRECTIONS).where(CORRECTIONS.c.hash == hash).order_by(CORRECTIONS.c.id)
    for row in connection.execute(query):
        found.setdefault(row.ref, []).append(dict(row._mapping))  # pyright: ignore[reportPrivateUsage]
    return found


def changes(connection: Connection, hash: str, ref: str) -> list[dict[str, Any]]:
    """What people changed of one statement, in its order, with what was undone."""
    rows = history(connection, f"{hash}:{ref}")
    return [cast("dict[str, Any]", dict(row._mapping)) for row in rows]  # pyright: ignore[reportPrivateUsage]


def _forecasts(connection: Connection, hash: str, report: int | None) -> dict[str, dict[str, Any]]:
    query = (
        select(STATEMENTS.c.ref, FORECASTS.c.horizon, RESOLUTIONS.c.outcome, RESOLUTIONS.c.proposed)
        .join(FORECASTS, FORECASTS.c.statement_id == STATEMENTS.c.id)
        .outerjoin(RESOLUTIONS, (RESOLUTIONS.c.hash == hash) & (RESOLUTIONS.c.ref == STATEMENTS.c.ref))
        .where(STATEMENTS.c.report_id == report)
    )
    return {row.ref: dict(row._mapping) for row in connection.execute(query)}  # pyright: ignore[reportPrivateUsage]
