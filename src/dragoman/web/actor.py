"""An actor: who it is, what it did, what was done to it, what it said and foretold, and how it stands to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.desk.parts import parts
from dragoman.desk.questions.cards import Card, cards, taking_part
from dragoman.desk.questions.scope import of_kind
from dragoman.desk.tables import ENTITIES, PARTIES, STATEMENTS
from dragoman.web import drawn
from dragoman.web.rendering import page
from dragoman.web.site import site

SHOWN = 8
"""Statements of each sort on the page; lists show the rest."""
LOOKED_AT = 1_000
"""The actor's statements, the last that came to the desk, in which others are counted and the newest are sought."""
Ids = Sequence[int]


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody on the other side of an actor's events: how many of each quad class, 1 to 4."""

    key: str
    name: str
    quads: tuple[int, int, int, int]

    @property
    def count(self) -> int:
        """Of all."""
        return sum(self.quads)


def actor(request: Request) -> Response:
    """The page."""
    held = site(request)
    with held.desk.reading() as connection:
        row = find(connection, request.path_params["actor"])
        did, suffered = _part(connection, row["id"], "actor"), _part(connection, row["id"], "recipient")
        spoke = _last(connection, select(STATEMENTS.c.id).where(STATEMENTS.c.speaker_id == row["id"]))
        stands = [*_part(connection, row["id"], "head"), *_part(connection, row["id"], "tail")]
        context: dict[str, Any] = {
            "did": _newest(connection, did, "event"),
            "suffered": _newest(connection, suffered, "event"),
            "said": _newest(connection, spoke, "event"),
            "foretold": _newest(connection, spoke, "forecast"),
            "relations": _relations(connection, list(dict.fromkeys(stands))),
            "acts_on": others(connection, did, "recipient"),
            "acted_on_by": others(connection, suffered, "actor"),
            "days": drawn.parts(connection, held, row["id"]),
        }
    return page(request, "actor.html", actor=row, **context)


def find(connection: Connection, name: str) -> dict[str, Any]:
    """The row of an actor by its key, else by its name, of several the one that is told of most."""
    query = select(ENTITIES).order_by(ENTITIES.c.statements.desc()).limit(1)
    for column in (ENTITIES.c.key, ENTITIES.c.name):
        row = connection.execute(query.where(column == name)).one_or_none()
        if row is not None:
            return {**row._mapping, "sectors": row.sectors.split()}  # pyright: ignore[reportPrivateUsage]
    raise HTTPException(404, f"The desk knows no actor {name}.")


def others(connection: Connection, ids: Ids, role: str) -> list[Other]:
    """Who stands in a role in some events, whoever does so most often first."""
    counts, names = Counter[tuple[str, int]](), dict[str, str]()
    query = (
        select(ENTITIES.c.key, ENTITIES.c.name, STATEMENTS.c.quad)
        .join(PARTIES, PARTIES.c.entity_id == ENTITIES.c.id)
        .join(STATEMENTS, STATEMENTS.c.id == PARTIES.c.statement_id)
        .where(PARTIES.c.role == role, STATEMENTS.c.quad.is_not(None))
    )
    for part in parts(ids):
        for key, name, quad in connection.execute(query.where(STATEMENTS.c.id.in_(part))):
            counts[key, quad] += 1
            names[key] = name
    found = [
        Other(key, name, (counts[key, 1], counts[key, 2], counts[key, 3], counts[key, 4]))
        for key, name in names.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.name))[:SHOWN]


def _part(connection: Connection, actor: int, role: str) -> list[int]:
    query = select(PARTIES.c.statement_id).where(PARTIES.c.entity_id == actor, PARTIES.c.role == role)
    return list(connection.scalars(query.order_by(PARTIES.c.statement_id.desc()).limit(LOOKED_AT)))


def _last(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[int]:
    return list(connection.scalars(query.order_by(STATEMENTS.c.id.desc()).limit(LOOKED_AT)))


def _newest(connection: Connection, ids: Ids, kind: str) -> list[Card]:
    """The statements of a kind among some that were told of last, the newest first."""
    dated = list[tuple[str, int]]()
    for part in parts(ids):
        query = select(STATEMENTS.c.at, STATEMENTS.c.id).where(STATEMENTS.c.id.in_(part), of_kind([kind]))
        dated += [(row.at, row.id) for row in connection.execute(query)]
    return cards(connection, [id for _, id in sorted(dated, reverse=True)[:SHOWN]])


def _relations(connection: Connection, ids: Ids) -> list[Card]:
    """How it is said to stand to others, over time: the first saying of each, and how often it was said."""
    sides = taking_part(connection, ids)
    first, times = dict[tuple[str, ...], tuple[str, int]](), Counter[tuple[str, ...]]()
    query = select(STATEMENTS.c.id, STATEMENTS.c.type, STATEMENTS.c.at)
    for part in parts(ids):
        for id, label, at in connection.execute(query.where(STATEMENTS.c.id.in_(part))):
            sort = (label, *sides[id].get("head", []), "to", *sides[id].get("tail", []))
            first[sort] = min((at, id), first.get(sort, (at, id)))
            times[sort] += 1
    shown = {id: sort for sort, (_, id) in sorted(first.items(), key=lambda one: one[1])[: 3 * SHOWN]}
    found = cards(connection, list(shown))
    for card in found:
        card["head"], card["tail"] = ", ".join(card.get("heads", [])), ", ".join(card.get("tails", []))
        card["times"] = times[shown[card["id"]]]
    return found


ROUTES = [Route("/actors/{actor:path}", actor)]
