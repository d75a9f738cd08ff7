"""The questions as JSON under `/api`, described by OpenAPI."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dragoman.desk.questions import QUESTIONS, ask, brief
from dragoman.errors import DeskError, OptionError
from dragoman.record.json import encode
from dragoman.record.table import storable
from dragoman.web.asking import asked, check
from dragoman.web.openapi import description
from dragoman.web.site import site


def question(name: str, request: Request) -> Response:
    """The rows of a question, whether more follow, and where."""
    try:
        check(name, request.query_params)
        wanted = asked(name, request.query_params)
        with site(request).desk.reading() as connection:
            answer = ask(connection, name, wanted.filter, **wanted.own)
    except OptionError as error:
        return problem(400, "impossible question", str(error))
    following = f"/api/{name}{wanted.page(1)}" if answer.more else None
    rows = [storable(row) for row in answer.rows]
    return JSONResponse({"columns": answer.columns, "rows": rows, "more": answer.more, "next": following})


def report(request: Request) -> Response:
    """The whole record of a report."""
    try:
        coded = site(request).desk.record(request.path_params["report"])
    except DeskError as error:
        return problem(404, "no such report", str(error))
    return JSONResponse(storable(encode(coded)))


def news(request: Request) -> Response:
    """What the days since one brought."""
    since, until = request.query_params.get("since", ""), request.query_params.get("until") or None
    try:
        with site(request).desk.reading() as connection:
            return JSONResponse(storable(encode(brief(connection, since, until))))
    except OptionError as error:
        return problem(400, "impossible question", str(error))


def openapi(_: Request) -> Response:
    """The description of all this."""
    return JSONResponse(description())


def problem(status: int, title: str, detail: str) -> Response:
    """What went wrong, in the form of RFC 9457."""
    return JSONResponse(
        {"type": "about:blank", "title": title, "status": status, "detail": detail},
        status,
        media_type="application/problem+json",
    )


ROUTES = [
    Route("/api/openapi.json", openapi),
    Route("/api/brief", news),
    Route("/api/reports/{report}", report),
    *(Route(f"/api/{name}", partial(question, name)) for name in QUESTIONS),
]
