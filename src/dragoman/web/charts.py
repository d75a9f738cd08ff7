"""The charts of the pages as Vega-Lite specifications, under `/charts`: each takes what its page takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dragoman.desk.questions import Filter, ask
from dragoman.desk.questions.voices import tellings
from dragoman.errors import OptionError
from dragoman.web import actor, counted, drawn, incident, sources, specs
from dragoman.web.asking import asked, query
from dragoman.web.calibration import calibration
from dragoman.web.site import site

SHOWN = 15
"""Sources and holders that a chart has: the first of the page's list."""


def _tellings(connection: Connection, request: Request) -> specs.Spec:
    wanted = asked("timeline", request.query_params)
    found = drawn.tellings(connection, site(request), wanted)
    colours = specs.STATUS_COLOURS if wanted.value("stack") == "status" else specs.QUAD_COLOURS
    return specs.bars_over_time(found.rows, found.counts.names, "tellings", colours)


def _parts(connection: Connection, request: Request) -> specs.Spec:
    found = drawn.parts(connection, site(request), actor.find(connection, _named(request, "actor"))["id"])
    return specs.rows_over_time(found.rows, found.counts.names, specs.PART_COLOURS)


def _calibration(connection: Connection, request: Request) -> specs.Spec:
    found = calibration(connection, asked("forecasts", request.query_params).filter)
    if not found.steps:
        raise HTTPException(404, f"{found.count} forecasts with an outcome are too few; {found.needed} are needed.")
    return specs.calibration(found)


def _scores(connection: Connection, request: Request) -> specs.Spec:
    return specs.scores(ask(connection, "forecasts", Filter.of(limit=SHOWN), scores=_named(request, "scores")).rows)


def _sources(connection: Connection, request: Request) -> specs.Spec:
    rows = shares(sources.listed(connection, site(request)))
    return specs.shares(rows, counted.TOLD, "reports", specs.TOLD_COLOURS)


def _source(connection: Connection, request: Request) -> specs.Spec:
    one = sources.find(connection, site(request), _named(request, "source"))
    found = drawn.published(connection, site(request), one.id)
    return specs.bars_over_time(found.rows, found.counts.names, "reports", specs.TOLD_COLOURS, 110)


def _incident(connection: Connection, request: Request) -> specs.Spec:
    number = _named(request, "incident")
    told = tellings(connection, [int(number)]).get(int(number), []) if number.isascii() and number.isdigit() else []
    listed = incident.side_by_side(connection, told)
    found = incident.dated(incident.figures(told, {one.card["id"]: one.card for one in listed}))
    if not found:
        raise HTTPException(404, "The incident has too few figures to draw them over time.")
    return specs.figures([{**one, "published": one["day"]} for one in found], "killed")


def _told(connection: Connection, request: Request) -> specs.Spec:
    found = drawn.first_told(connection, site(request), _named(request, "since"), _named(request, "until"))
    return specs.bars_over_time(found.rows, found.counts.names, "incidents", specs.QUAD_COLOURS, 110)


def shares(listed: Sequence[sources.Source]) -> list[dict[str, object]]:
    """What the sources with the most reports told themselves and what they copied, a row for each sort."""
    return [
        {
            "name": one.name,
            "sort": sort,
            "count": count,
            "order": order,
            "href": f"/reports{query([('outlet', one.name)])}",
        }
        for one in listed[:SHOWN]
        if one.reports
        for order, (sort, count) in enumerate(zip(counted.TOLD, (one.own, one.copies), strict=True))
    ]


def _named(request: Request, name: str) -> str:
    value = request.query_params.get(name, "")
    if not value:
        raise OptionError(f"{name}: is missing; the chart is drawn for one")
    return value


CHARTS: dict[str, Callable[[Connection, Request], specs.Spec]] = {
    "tellings": _tellings,
    "parts": _parts,
    "calibration": _calibration,
    "scores": _scores,
    "sources": _sources,
    "source": _source,
    "incident": _incident,
    "told": _told,
}
"""The charts by name."""


def chart(name: str, request: Request) -> Response:
    """The specification of a chart."""
    try:
        with site(request).desk.reading() as connection:
            return JSONResponse(CHARTS[name](connection, request))
    except OptionError as error:
        return PlainTextResponse(str(error), 400)


ROUTES = [Route(f"/charts/{name}.json", partial(chart, name)) for name in CHARTS]
