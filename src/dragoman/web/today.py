"""Today: what the days since one brought, in one page."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.desk.questions import brief
from dragoman.desk.questions.items import Brief
from dragoman.desk.tables import REPORTS
from dragoman.errors import OptionError
from dragoman.web import drawn
from dragoman.web.rendering import page
from dragoman.web.rising import RULE, rising
from dragoman.web.site import Site, site

DAYS = 7
"""Days that the page looks back on unasked, counted from the newest report: a desk of an old crisis has news too."""
SPANS = (1, 3, 7, 30, 90)
"""Spans that it offers."""


def today(request: Request) -> Response:
    """The page."""
    held = site(request)
    with held.desk.reading() as connection:
        newest = newest_day(connection)
        since = request.query_params.get("since", "").strip() or unasked(connection)
        until = request.query_params.get("until", "").strip() or None
        found, risen, days, wrong = None, (), None, ""
        try:
            # The brief reads both days, so that nothing that is none goes further.
            found = briefed(connection, held, since, until)
            end = min(until or newest, newest) if newest else until or since
            if end >= since:
                risen = held.memory.recall(connection, ("rising", since, end), lambda: rising(connection, since, end))
                days = drawn.first_told(connection, held, since, end)
        except OptionError as error:
            wrong = str(error)
    spans = [(days, _back(newest, days)) for days in SPANS]
    context = {"since": since, "until": until, "newest": newest, "spans": spans, "rule": RULE, "days": days}
    return page(request, "today.html", 400 if wrong else 200, brief=found, risen=risen, wrong=wrong, **context)


def briefed(connection: Connection, held: Site, since: str, until: str | None = None) -> Brief:
    """The brief of some days, kept in memory.

    Raises
    ------
    OptionError
        If one of the days is none.
    """
    return held.memory.recall(connection, ("brief", since, until), lambda: brief(connection, since, until))


def unasked(connection: Connection) -> str:
    """The day from which on the page tells where nobody asks for another."""
    return _back(newest_day(connection), DAYS)


def newest_day(connection: Connection) -> str | None:
    """The day of the newest report."""
    known = select(REPORTS.c.published).where(REPORTS.c.published.is_not(None))
    return connection.scalar(known.order_by(REPORTS.c.published.desc()).limit(1))


def _back(newest: str | None, days: int) -> str:
    end = date.fromisoformat(newest) if newest else date.today()
    return (end - timedelta(days=days - 1)).isoformat()


ROUTES = [Route("/", today)]
