"""An agreement: who agreed, on what terms, and the ledger of what is said to become of it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.desk.questions import agreements, ask
from dragoman.errors import OptionError
from dragoman.web.asking import asked
from dragoman.web.lists import Shown
from dragoman.web.rendering import page
from dragoman.web.site import site


def agreement(request: Request) -> Response:
    """The page."""
    number = request.path_params["agreement"]
    wanted = asked("agreements", request.query_params)
    with site(request).desk.reading() as connection:
        row = next(iter(agreements.rows(connection, [number])), None) if number < 2**31 else None
        if row is None:
            raise HTTPException(404, f"The desk has no agreement {number}.")
        try:
            shown = Shown(wanted, ask(connection, "agreements", wanted.filter, agreement=number))
        except OptionError as error:
            shown = Shown(wanted, None, str(error))
    rows = shown.answer.rows if shown.answer else []
    terms = [one for one in rows if one["entry"] == "term"]
    since = [one for one in rows if one["entry"] != "term"]
    return page(request, "agreement.html", shown.status, agreement=row, terms=terms, entries=since, shown=shown)


ROUTES = [Route("/agreements/{agreement:int}", agreement)]
