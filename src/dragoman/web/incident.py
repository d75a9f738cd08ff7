"""An incident: all its tellings side by side, what differs between them, and how many of them are independent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.desk.incidents.telling import Range, stories
from dragoman.desk.questions import incidents
from dragoman.desk.questions.cards import Card, cards, ranged
from dragoman.desk.questions.voices import Told, tellings
from dragoman.web.rendering import page
from dragoman.web.site import site
from dragoman.web.wording import span

OPEN = 1.25
"""How far the scale goes beyond the greatest number where one has no upper bound."""
LEAST = 3
"""Figures below which no drawing shows how they grew."""
MOST = 200
"""Tellings on the page at most, the first of each origin before the rest."""
TURNS = 20
"""Changes of somebody's story on the page at most, the last ones."""
FEATURES: tuple[tuple[str, str, Callable[[Card], str]], ...] = (
    ("stance", "Takes it as", lambda card: card["stance"]),
    ("deed", "What", lambda card: f"{card['type']} {card['mode'] or ''}".strip()),
    ("actors", "Who", lambda card: ", ".join(card["actors"])),
    ("recipients", "To whom", lambda card: ", ".join(card["recipients"])),
    ("place", "Where", lambda card: card["place"] or ""),
    ("when", "When", lambda card: span(card["day"], card["until"]) if card["precision"] else ""),
    ("toll", "How many", lambda card: "; ".join(card["toll"])),
)
"""What tellings are compared in: a name, a heading, and how it is read off."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a telling says of one feature; `differs` that most tellings that say anything of it say something else."""

    name: str
    label: str
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling, feature by feature. `repeats` says that its origin told before."""

    card: Card
    cells: tuple[Cell, ...]
    repeats: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """How many dead one origin's voice tells of; `start` and `width` are its place on a scale of 0 to 100, `high` None
    where it sets no upper bound."""

    card: Card
    low: int
    high: int | None
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody who told otherwise before: of what, and both tellings with how each takes it or how many it tells."""

    voice: str
    what: str
    before: Card
    after: Card


def incident(request: Request) -> Response:
    """The page."""
    number = request.path_params["incident"]
    with site(request).desk.reading() as connection:
        row = next(iter(incidents.rows(connection, [number])), None) if number < 2**31 else None
        if row is None:
            raise HTTPException(404, f"The desk has no incident {number}.")
        told = tellings(connection, [number]).get(number, [])
        listed = side_by_side(connection, told)
        ranges, turns = between(connection, number)
    return page(
        request,
        "incident.html",
        incident=row,
        tellings=listed,
        features=[(name, label) for name, label, _ in FEATURES],
        origins=len({one.origin for one in told}),
        left_out=len({one.id for one in told}) - len(listed),
        figures=(counted := figures(told, {one.card["id"]: one.card for one in listed})),
        dated=dated(counted),
        ranges=ranges,
        turns=turns,
    )


def side_by_side(connection: Connection, told: Sequence[Told]) -> list[Telling]:
    """The tellings, those of one origin together, with what differs."""
    single = {one.id: one for one in told}
    order = {origin: number for number, origin in reversed(list(enumerate(one.origin for one in told)))}
    seen = set[int]()
    repeats = {id: one.origin in seen or bool(seen.add(one.origin)) for id, one in single.items()}
    kept = sorted(
        sorted(single, key=lambda id: repeats[id])[:MOST], key=lambda id: (order[single[id].origin], repeats[id])
    )
    shown = cards(connection, kept)
    for card in shown:
        card["stance"] = single[card["id"]].stance
    texts = [{name: read(card) for name, _, read in FEATURES} for card in shown]
    usual = {name: _usual([text[name] for text in texts]) for name, _, _ in FEATURES}
    return [
        Telling(
            card,
            tuple(
                Cell(name, label, text[name], bool(text[name]) and text[name] != usual[name])
                for name, label, _ in FEATURES
            ),
            repeats[card["id"]],
        )
        for card, text in zip(shown, texts, strict=True)
    ]


def between(connection: Connection, number: int) -> tuple[list[Range], list[Turn]]:
    """Figures by source, without those of the dead, which have a table of their own; and who changed their story."""
    told = stories(connection, number)
    last = told.changes[-TURNS:]
    shown = cards(connection, list(dict.fromkeys(one.id for change in last for one in (change.before, change.after))))
    by_id = {card["id"]: card for card in shown}
    turns = [Turn(one.voice, one.what, by_id[one.before.id], by_id[one.after.id]) for one in last]
    return [one for one in told.ranges if one.kind != "killed"], turns


def figures(told: Sequence[Told], shown: dict[int, Card]) -> list[Figure]:
    """The numbers of dead, by voice, on one scale."""
    counted = [one for one in told if one.low is not None and one.id in shown]
    top = max((one.high or one.low or 0 for one in counted), default=0) or 1
    if any(one.high is None for one in counted):
        top *= OPEN
    found = dict[tuple[Any, ...], Figure]()
    for one in counted:
        low, card = one.low or 0, shown[one.id]
        end = one.high if one.high is not None else top
        figure = Figure(card, low, one.high, round(100 * low / top, 2), round(max(1.0, 100 * (end - low) / top), 2))
        found.setdefault((card["says"], card["outlet"], low, one.high), figure)
    return sorted(found.values(), key=lambda one: (one.low, one.high or 10**12))


def dated(found: Sequence[Figure]) -> list[dict[str, Any]]:
    """Figures by the day on which they were published, for a drawing; none where they are few or all of one day."""
    known = [one for one in found if one.card["published"]]
    if len(known) < LEAST or len({one.card["published"] for one in known}) < 2:
        return []
    return [
        {
            "day": one.card["published"],
            "who": one.card["says"] or one.card["outlet"] or "somebody",
            "low": one.low,
            "top": one.low if one.high is None else one.high,
            "open": one.high is None,
            "told": ranged(one.low, one.high),
        }
        for one in sorted(known, key=lambda one: one.card["published"])
    ]


def _usual(texts: Sequence[str]) -> str:
    """What most tellings say, the first told where two are as common."""
    counted = Counter(text for text in texts if text)
    return max(counted, key=lambda text: counted[text]) if counted else ""


ROUTES = [Route("/incidents/{incident:int}", incident)]
