"""Search: in the texts of reports, and in the names of the record."""

from __future__ import annotations

import re

from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.desk.tables import ACCORDS, ENTITIES, PLACES
from dragoman.web.asking import asked
from dragoman.web.lists import Shown, answered
from dragoman.web.names import offered
from dragoman.web.rendering import page
from dragoman.web.site import site

NAMES = 6
"""Names of each sort that are shown above the reports."""


def search(request: Request) -> Response:
    """The page."""
    words = request.query_params.get("words", "").strip()
    held = site(request)
    with held.desk.reading() as connection:
        shown = answered(connection, request, "search") if words else Shown(asked("search", request.query_params), None)
        named = names(connection, words) if words else {}
        offer = offered(connection, held)
    rows = (
        [row | {"parts": parts(str(row["words"] or ""), row["hits"])} for row in shown.answer.rows]
        if shown.answer
        else []
    )
    context = {"shown": shown, "rows": rows, "words": words, "named": named, "names": offer, "question": "search"}
    return page(request, "search.html", 400 if shown.wrong else 200, **context)


def names(connection: Connection, words: str) -> dict[str, list[dict[str, object]]]:
    """Actors, places and agreements whose names hold some words."""
    found = dict[str, list[dict[str, object]]]()
    for sort, table, order in (
        ("actors", ENTITIES, ENTITIES.c.statements.desc()),
        ("places", PLACES, PLACES.c.name),
        ("agreements", ACCORDS, ACCORDS.c.day),
    ):
        query = select(table.c.id, table.c.key, table.c.name, table.c.kind)
        query = query.where(table.c.name.icontains(words.strip('"'), autoescape=True)).order_by(order)
        found[sort] = [dict(row._mapping) for row in connection.execute(query.limit(NAMES))]  # pyright: ignore[reportPrivateUsage]
    return {sort: rows for sort, rows in found.items() if rows}


def parts(passage: str, hits: object) -> list[tuple[str, bool]]:
    """A passage cut where hits begin and end, each piece with whether it is one."""
    listed = [str(hit) for hit in hits] if isinstance(hits, list) else []  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if not listed:
        return [(passage, False)]
    pattern = "|".join(re.escape(hit) for hit in sorted(listed, key=len, reverse=True))
    cut = re.split(rf"(?<!\w)({pattern})(?!\w)", passage)
    return [(piece, number % 2 == 1) for number, piece in enumerate(cut) if piece]


ROUTES = [Route("/search", search)]
