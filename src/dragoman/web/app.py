"""The web app of a desk: its pages put together behind what guards them."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Sequence
from threading import Thread
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response

from dragoman.coder import Coder
from dragoman.desk import Desk
from dragoman.errors import DeskError, DragomanError
from dragoman.web import (
    access,
    actor,
    adding,
    agreement,
    api,
    charts,
    correcting,
    exporting,
    feed,
    incident,
    lists,
    maps,
    network,
    report,
    search,
    sources,
    static_files,
    today,
)
from dragoman.web.access import Gate
from dragoman.web.headers import HEADERS, SecurityHeaders
from dragoman.web.jobs import Jobs
from dragoman.web.limits import SizeLimits
from dragoman.web.rendering import page
from dragoman.web.site import Site
from dragoman.web.warming import warm

LOCAL = ("127.0.0.1", "localhost", "[::1]")
"""The names of this machine, by which alone it answers unless told otherwise: a page of another site that lets its
own name point here (DNS rebinding) is refused."""
ROUTES = [
    route
    for module in (
        today,
        search,
        exporting,
        incident,
        actor,
        agreement,
        report,
        sources,
        lists,
        maps,
        network,
        correcting,
        adding,
        feed,
        api,
        charts,
        access,
        static_files,
    )
    for route in module.ROUTES
]
"""All pages; a module of a page has its own."""


def create_app(
    desk: Desk, *, coder: Coder | None = None, token: str | None = None, hosts: Sequence[str] = LOCAL
) -> Starlette:
    """The app that serves a desk.

    `hosts` are the names by which it may be called. With a `token`, everything but the page that asks for it is shown
    only to those who give it. The desk stays the caller's to close, after the app was shut down.
    """
    jobs = Jobs()
    held = Site(desk, coder or Coder(), jobs, token)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        static_files.prepare()
        ahead = Thread(target=warm, args=(held,), name="counting ahead")
        ahead.start()
        yield
        jobs.close()
        ahead.join()

    middleware = [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        Middleware(SizeLimits),
        Middleware(GZipMiddleware, minimum_size=2_000, compresslevel=5),
        Middleware(Gate, token=token),
    ]
    handlers = {HTTPException: _refused, DragomanError: _failed, Exception: _broken}
    app = Starlette(routes=ROUTES, middleware=middleware, exception_handlers=handlers, lifespan=lifespan)
    app.state.site = held
    return app


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if _programs(request):
        return api.problem(error.status_code, "not found" if error.status_code == 404 else "refused", error.detail)
    title = "Not found" if error.status_code == 404 else "This did not work"
    answer = page(request, "error.html", error.status_code, title=title, detail=error.detail)
    answer.headers.update(error.headers or {})
    return answer


def _failed(request: Request, error: Exception) -> Response:
    """What the desk itself could not do: a lost connection, a full disk, another writer."""
    status = 503 if isinstance(error, DeskError) else 400
    if _programs(request):
        return api.problem(status, "failed", str(error))
    return page(request, "error.html", status, title="The desk cannot answer now", detail=str(error))


def _broken(request: Request, error: Exception) -> Response:
    detail = "Something is wrong in Dragoman itself. The server's log tells more; please report it as a fault."
    if _programs(request):
        return api.problem(500, "fault", detail)
    answer = page(request, "error.html", 500, title="A fault", detail=detail)
    answer.headers.update(HEADERS)  # this answer is given from outside of all middleware
    return answer


def _programs(request: Request) -> bool:
    return unquote(request.url.path).startswith(("/api/", "/feeds/"))
