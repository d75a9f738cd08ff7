"""The pages that list what a question answers with: a form of its filters, a page of rows, ways to take them along."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.desk.questions import SORTS, Answer, ask
from dragoman.errors import OptionError
from dragoman.web import drawn
from dragoman.web.asking import Asked, asked
from dragoman.web.calibration import calibration
from dragoman.web.fields import Field, form_of
from dragoman.web.names import offered
from dragoman.web.newest import LIMIT_RULE
from dragoman.web.rendering import page
from dragoman.web.site import Site, site


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its title and, in a sentence, what its rows are."""

    title: str
    lead: str


LISTINGS = {
    "timeline": Listing("Timeline", "What reports tell of, one entry a telling, by the day it happened on."),
    "incidents": Listing("Incidents", "What is said to have happened, one entry for all its tellings."),
    "actors": Listing("Actors", "Who takes part in what is told, and how often."),
    "relations": Listing("Relations", "How actors are said to stand to each other, and who says so."),
    "claims": Listing("Claims", "Who says what, through whom, and how sure."),
    "agreements": Listing("Agreements", "What was agreed, and what is said to become of it."),
    "forecasts": Listing("Forecasts", "Who foretold what, how likely, by when, and how it turned out."),
    "reports": Listing("Reports", "What the desk holds, where it comes from, and what copies what."),
}
FIRST = {"timeline": "-day", "claims": "-day", "relations": "-day", "forecasts": "-day", "agreements": "-day"}
"""The order that a page has unasked, where it is another than the question's: news is read from the end."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page of rows was asked for and answered with; `wrong` says why it was not."""

    asked: Asked
    answer: Answer | None
    wrong: str = ""

    @property
    def status(self) -> int:
        """Of the HTTP answer."""
        return 200 if self.answer is not None else 400

    @property
    def form(self) -> tuple[Field, ...]:
        """The fields of its form."""
        return form_of(self.asked.question)

    @property
    def sorts(self) -> tuple[str, ...]:
        """The orders that its form offers."""
        return SORTS[self.asked.question]

    @property
    def sort(self) -> str:
        """The order that it has."""
        return self.asked.value("sort") or FIRST.get(self.asked.question) or self.sorts[0]


def answered(connection: Connection, request: Request, question: str, **own: object) -> Shown:
    """A question asked as the address of a request has it."""
    wanted = asked(question, request.query_params)
    try:
        return Shown(wanted, ask(connection, question, with_order(wanted).filter, **(wanted.own | own)))
    except OptionError as error:
        return Shown(wanted, None, str(error))


def with_order(wanted: Asked) -> Asked:
    """The same with the order in which pages show it, where it asks for none."""
    first = FIRST.get(wanted.question)
    if first is None or wanted.value("sort") or wanted.value("scores"):
        return wanted
    return Asked(wanted.question, (*wanted.pairs, ("sort", first)))


def listing(question: str, request: Request) -> Response:
    """The page of a question."""
    held = site(request)
    with held.desk.reading() as connection:
        shown = answered(connection, request, question)
        names = offered(connection, held)
        beside = charted(connection, held, shown)
    return page(
        request,
        f"{question}.html",
        shown.status,
        listing=LISTINGS[question],
        question=question,
        shown=shown,
        rows=shown.answer.rows if shown.answer else [],
        names=names,
        **beside,
    )


def charted(connection: Connection, held: Site, shown: Shown) -> dict[str, Any]:
    """What a list has drawn above it, with its filters."""
    if shown.answer is None:
        return {}
    try:
        if shown.asked.question == "timeline":
            return {"days": drawn.tellings(connection, held, shown.asked), "limit_rule": LIMIT_RULE}
        if shown.asked.question == "forecasts" and not shown.asked.value("scores"):
            return {"calibration": calibration(connection, shown.asked.filter)}
    except OptionError as error:
        return {"undrawn": str(error)}
    return {}


ROUTES = [Route(f"/{question}", partial(listing, question), name=question) for question in LISTINGS]
