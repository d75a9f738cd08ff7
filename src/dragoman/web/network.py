"""The network: who acts on whom, and who quotes whom; drawn on the server, with the same links as a table and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, cast

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dragoman.desk.questions import LONGEST
from dragoman.desk.questions.answer import Answer, answer, column, table
from dragoman.errors import OptionError
from dragoman.ontology import QUADS
from dragoman.web import drawing, graph, links
from dragoman.web.asking import Asked, asked, query
from dragoman.web.drawing import Drawing
from dragoman.web.exporting import as_csv, as_json
from dragoman.web.fields import FIELDS, Field
from dragoman.web.links import Act, Chain, Strongest
from dragoman.web.names import offered
from dragoman.web.newest import LIMIT_RULE
from dragoman.web.rendering import page
from dragoman.web.site import Site, site

Kind = Literal["acts", "quotes"]
Found = Strongest[Act] | Strongest[Chain]
KINDS: dict[Kind, tuple[str, str]] = {
    "acts": (
        "Who acts on whom",
        "An arrow leads from who acts to whom it is done, as far as reports tell that it was.",
    ),
    "quotes": (
        "Who quotes whom",
        "Outlets on the left, the agencies through which they have it in the middle, on the right whose words it is.",
    ),
}
"""The two networks, by their names in the address: a title and what it shows."""
NARROWED: dict[Kind, tuple[str, ...]] = {
    "acts": ("actor", "type", "place", "status", "source", "outlet", "since", "until", "min_origins"),
    "quotes": ("source", "outlet", "since", "until"),
}
"""The fields that each is narrowed by."""
DRAWN = 40
"""Links that are drawn where nobody asks for more or fewer."""
MOST = 150
"""Links that are drawn at most: of more than these no eye makes anything."""
OFFERED = (20, 40, 80, 150)
ACT_COLUMNS = table(
    "acts",
    "what one actor is said to have done to another",
    column("actor", "text", "who acts"),
    column("actor_key", "text", "its key"),
    column("actor_kind", "text", "person, organisation, government, armed group ..."),
    column("recipient", "text", "to whom it is done"),
    column("recipient_key", "text", "its key"),
    column("recipient_kind", "text", "as above"),
    column("statements", "integer", "statements that tell of it"),
    column("incidents", "integer", "incidents that they tell of"),
    column("quad", "text", "the quad class of most of the statements"),
    *(column(name.replace(" ", "_"), "integer", f"... of them {name}") for name in QUADS.values()),
)
QUOTE_COLUMNS = table(
    "quotes",
    "whose words an outlet carries",
    column("outlet", "text", "who published it"),
    column("agency", "text", "through whom it has it; none where it has it itself"),
    column("speaker", "text", "whose words these are; none where they are the agency's, or of somebody unnamed"),
    column("speaker_key", "text", "that speaker's key"),
    column("sayings", "integer", "how often"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks the network for; `wrong` says why it cannot be had."""

    asked: Asked
    kind: Kind = "acts"
    most: int = DRAWN
    wrong: str = ""

    @property
    def form(self) -> tuple[Field, ...]:
        """The fields of its form."""
        return tuple(FIELDS[name] for name in NARROWED[self.kind])

    def other(self, kind: Kind) -> str:
        """The query of the address of the other network, with the filters that it has too."""
        kept = [(name, value) for name, value in self.asked.pairs if name in NARROWED[kind] or name == "links"]
        return query(([("kind", kind)] if kind != "acts" else []) + kept)

    def between(self, one: str, other: str) -> str:
        """The address of what is told between two actors, either way, under the same filters."""
        kept = [pair for pair in self.asked.pairs if pair[0] in FIELDS and pair[0] != "actor"]
        status = [] if self.asked.value("status") else [("status", name) for name in links.HAPPENED]
        return f"/timeline{query([('dyad', one), ('dyad', other), *kept, *status])}"


def wanted(request: Request) -> Wanted:
    """What a request asks for."""
    given = asked("network", request.query_params)
    kind = cast(Kind, given.value("kind") or "acts")
    if kind not in KINDS:
        return Wanted(given, wrong=f"kind: there is no network of {kind!r}; there are {', '.join(KINDS)}")
    known = (*NARROWED[kind], "kind", "links", *(["via"] if kind == "quotes" else []))
    given = Asked("network", tuple(pair for pair in given.pairs if pair[0] in known))
    most = given.value("links") or str(DRAWN)
    if not (most.isascii() and most.isdecimal() and len(most) < 6 and 1 <= int(most) <= MOST):
        return Wanted(given, kind, wrong=f"links: {most!r} is no number from 1 to {MOST}")
    if given.value("via") not in links.WAYS:
        return Wanted(given, kind, int(most), f"via: there is no {given.value('via')!r}; there are agency and straight")
    return Wanted(given, kind, int(most))


def network(request: Request) -> Response:
    """The page."""
    held, given = site(request), wanted(request)
    found, drawn, wrong = None, None, given.wrong
    with held.desk.reading() as connection:
        names = offered(connection, held)
        if not wrong:
            try:
                found, drawn = strongest(connection, held, given)
            except OptionError as error:
                wrong = str(error)
    return page(
        request,
        "network.html",
        400 if wrong else 200,
        kinds=KINDS,
        shown=Wanted(given.asked, given.kind, given.most, wrong),
        found=found,
        drawn=drawn,
        names=names,
        offered=sorted({*OFFERED, given.most}),
        quads=QUADS,
        ways=links.WAYS,
        limit_rule=LIMIT_RULE,
    )


def strongest(connection: Connection, held: Site, given: Wanted) -> tuple[Found, Drawing | None]:
    """The links that are drawn and their drawing, kept in memory."""

    def work() -> tuple[Found, Drawing | None]:
        found = read(connection, given, given.most)
        draw = drawing.circles if given.kind == "acts" else drawing.bars
        return found, draw(_graph(given, found.links)) if found.links else None

    named = tuple(pair for pair in given.asked.pairs if pair[0] not in ("kind", "links"))
    return held.memory.recall(connection, ("network", given.kind, given.most, named), work)


def read(connection: Connection, given: Wanted, most: int) -> Found:
    """The strongest links under the filters.

    Raises
    ------
    OptionError
        If the filter names what the desk does not know.
    """
    if given.kind == "acts":
        return links.acts(connection, given.asked.filter, most)
    return links.chains(connection, given.asked.filter, most, given.asked.value("via"))


def export(form: str, request: Request) -> Response:
    """All links under the filters, up to `LONGEST`, as a file."""
    given = wanted(request)
    try:
        if given.wrong:
            raise OptionError(given.wrong)
        with site(request).desk.reading() as connection:
            found = read(connection, given, LONGEST)
    except OptionError as error:
        return PlainTextResponse(str(error), 400)
    headers = {
        "Content-Disposition": f'attachment; filename="network-{given.kind}.{form}"',
        "X-Dragoman-More": str(found.all > len(found.links)).lower(),
    }
    if form == "graphml":
        whole = graph.graphml(_graph(given, found.links))
        return Response(whole, media_type="application/graphml+xml", headers=headers)
    if form == "csv":
        return Response(as_csv(told(found.links)), media_type="text/csv; charset=utf-8", headers=headers)
    return Response(as_json(told(found.links)), media_type="application/json", headers=headers)


def told(found: Sequence[Act] | Sequence[Chain]) -> Answer:
    """Links as a table."""
    acts = [link for link in found if isinstance(link, Act)]
    if acts:
        return answer(ACT_COLUMNS, [_act(link) for link in acts], LONGEST)
    return answer(QUOTE_COLUMNS, [_chain(link) for link in found if isinstance(link, Chain)], LONGEST)


def _act(link: Act) -> dict[str, object]:
    counts = {name.replace(" ", "_"): link.quads[number - 1] for number, name in QUADS.items()}
    return {
        "actor": link.actor.name,
        "actor_key": link.actor.key,
        "actor_kind": link.actor.kind,
        "recipient": link.recipient.name,
        "recipient_key": link.recipient.key,
        "recipient_kind": link.recipient.kind,
        "statements": link.statements,
        "incidents": link.incidents,
        "quad": QUADS[link.quad],
        **counts,
    }


def _chain(link: Chain) -> dict[str, object]:
    return {
        "outlet": link.outlet,
        "agency": link.agency,
        "speaker": link.speaker.name if link.speaker else None,
        "speaker_key": link.speaker.key if link.speaker else None,
        "sayings": link.sayings,
    }


def _graph(given: Wanted, found: Sequence[Act] | Sequence[Chain]) -> graph.Graph:
    if given.kind == "acts":
        return graph.of_acts([link for link in found if isinstance(link, Act)], given.between)
    return graph.of_chains([link for link in found if isinstance(link, Chain)])


ROUTES = [
    Route("/network", network),
    *(Route(f"/network.{form}", partial(export, form)) for form in ("csv", "json", "graphml")),
]
