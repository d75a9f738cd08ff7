"""All that is told of a statement, for the few that a page shows: rows beside it, and the words of its report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from dragoman.desk import blocks
from dragoman.desk.parts import parts
from dragoman.desk.tables import ENTITIES, INCIDENTS, OUTLETS, PARTIES, PLACES, REPORTS, STATEMENTS, TOLLS
from dragoman.ontology import QUADS

Card = dict[str, Any]

_SPEAKERS = ENTITIES.alias("speakers")
_UPSTREAM = OUTLETS.alias("upstream")
_QUERY = (
    select(
        STATEMENTS,
        REPORTS.c.hash,
        REPORTS.c.published,
        REPORTS.c.title,
        OUTLETS.c.name.label("outlet"),
        _UPSTREAM.c.name.label("agency"),
        _SPEAKERS.c.name.label("speaker"),
        _SPEAKERS.c.key.label("speaker_key"),
        PLACES.c.name.label("place"),
        PLACES.c.key.label("place_key"),
        PLACES.c.country,
        INCIDENTS.c.asserting,
        INCIDENTS.c.denying,
        INCIDENTS.c.expecting,
    )
    .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
    .outerjoin(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
    .outerjoin(_UPSTREAM, _UPSTREAM.c.id == STATEMENTS.c.upstream_id)
    .outerjoin(_SPEAKERS, _SPEAKERS.c.id == STATEMENTS.c.speaker_id)
    .outerjoin(PLACES, PLACES.c.id == STATEMENTS.c.place_id)
    .outerjoin(INCIDENTS, INCIDENTS.c.id == STATEMENTS.c.incident_id)
)
_UNNAMED = "[unnamed]"
"""Stands for a source that the report keeps from us."""


def cards(connection: Connection, ids: Sequence[int]) -> list[Card]:
    """Statements by their numbers, in the order given: their own columns, where and when, who takes part in which
    role (lists of names under `actors`, `recipients` and so on), who says so in which outlet, how many, their words."""
    found = dict[int, Card]()
    for part in parts(ids):
        for row in connection.execute(_QUERY.where(STATEMENTS.c.id.in_(part))):
            card: Card = dict(row._mapping)  # pyright: ignore[reportPrivateUsage] - public in all but name
            card |= {
                "report": row.hash[:16],
                "says": voice(row.speaker, row.depth, row.outlet),
                "day": row.day or row.at,
                "quad": QUADS.get(row.quad),
                "incident": row.incident_id,
                "actors": [],
                "recipients": [],
                "toll": [],
            }
            found[row.id] = card
    for id, roles in taking_part(connection, ids).items():
        found[id] |= {f"{role}s": names for role, names in roles.items()}
    for id, told in _tolls(connection, ids).items():
        found[id]["toll"] = told
    listed = [found[id] for id in ids if id in found]
    put_words(connection, listed)
    return listed


def voice(speaker: str | None, depth: int, outlet: str | None) -> str | None:
    """Whose words these are: the innermost source, or the outlet itself where nobody stands between."""
    return speaker or (_UNNAMED if depth else outlet)


def taking_part(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, list[str]]]:
    """The names of those who take part in statements, by the statement's number and the role."""
    found = defaultdict[int, dict[str, list[str]]](dict)
    query = select(PARTIES.c.statement_id, PARTIES.c.role, ENTITIES.c.name)
    query = query.join(ENTITIES, ENTITIES.c.id == PARTIES.c.entity_id).order_by(ENTITIES.c.name)
    for part in parts(ids):
        for statement, role, name in connection.execute(query.where(PARTIES.c.statement_id.in_(part))):
            found[statement].setdefault(role, []).append(name)
    return found


def put_words(connection: Connection, listed: Iterable[Card]) -> None:
    """Cuts the `words` of cards out of the texts of their reports, by `report_id`, `start` and `end`."""
    whole = list(listed)
    told = texts(connection, {card["report_id"] for card in whole if card.get("report_id")})
    for card in whole:
        text = told.get(card.get("report_id") or 0)
        card["words"] = text[card["start"] : card["end"]] if text is not None else None


def texts(connection: Connection, reports: Collection[int]) -> dict[int, str]:
    """The texts of reports by their numbers."""
    return blocks.texts(connection, reports)


def ranged(low: int | None, high: int | None) -> str:
    """A range of numbers: "33", "11 or more", "27 to 33"; empty where nothing is known."""
    if low is None or high is None:
        return f"{low:,} or more" if low is not None else f"up to {high:,}" if high is not None else ""
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _tolls(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """How many, as "killed 33", by the statement's number."""
    found = defaultdict[int, list[str]](list)
    for part in parts(ids):
        query = select(TOLLS).where(TOLLS.c.statement_id.in_(part)).order_by(TOLLS.c.kind, TOLLS.c.low)
        for row in connection.execute(query):
            found[row.statement_id].append(f"{row.kind} {ranged(row.low, row.high)}")
    return found
