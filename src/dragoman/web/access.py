"""Who may look: everybody on this machine, or, where the app is bound elsewhere, whoever shows the token."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman.web import csrf
from dragoman.web.rendering import page
from dragoman.web.site import site

COOKIE = "dragoman-token"
ENTER = "/enter"
_OPEN = (ENTER, "/static/")
_FOR_PROGRAMS = ("/api/", "/feeds/")
"""What programs ask for, which fill in no form: they send the token in a header or, feed readers, in the address."""


class Gate:
    """Lets those through who show the token, in a cookie, as `Authorization: Bearer TOKEN` or as `?token=TOKEN`."""

    def __init__(self, app: ASGIApp, token: str | None) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if self.token is None or scope["type"] != "http" or scope["path"].startswith(_OPEN):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if self._shown(request):
            await self.app(scope, receive, send)
            return
        answer: Response = RedirectResponse(f"{ENTER}?{urlencode({'to': _target(scope)})}", 303)
        if scope["path"].startswith(_FOR_PROGRAMS) or request.method not in ("GET", "HEAD"):
            headers = {"WWW-Authenticate": "Bearer"}
            answer = PlainTextResponse("the token is missing or wrong", 401, headers)
        await answer(scope, receive, send)

    def _shown(self, request: Request) -> bool:
        assert self.token is not None
        kind, _, bearer = request.headers.get("authorization", "").partition(" ")
        programs = request.url.path.startswith(_FOR_PROGRAMS)
        asked = request.query_params.get("token", "") if programs else ""
        shown = (bearer if kind.lower() == "bearer" else "", asked)
        return any(_same(one, self.token) for one in shown) or _same(request.cookies.get(COOKIE, ""), mark(self.token))


def mark(token: str) -> str:
    """What the cookie holds in the token's place."""
    return hashlib.sha256(f"dragoman:{token}".encode()).hexdigest()


async def enter(request: Request) -> Response:
    """The page that asks for the token, and what checks it."""
    to = request.query_params.get("to", "/")
    if request.method == "GET":
        return page(request, "enter.html", to=to, wrong=False)
    form: FormData
    async with request.form(max_files=0, max_fields=4) as form:
        csrf.check(request, form)
        given, to = str(form.get("token", "")), str(form.get("to", "/"))
    token = site(request).token
    if token is None or not _same(given, token):
        return page(request, "enter.html", 403, to=to, wrong=True)
    own = to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/"
    answer = RedirectResponse(own, 303)
    answer.set_cookie(COOKIE, mark(token), httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return answer


def _target(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return scope["path"] + (f"?{query}" if query else "")


def _same(one: str, other: str) -> bool:
    return bool(one) and hmac.compare_digest(one.encode(), other.encode())


ROUTES = [Route(ENTER, enter, methods=["GET", "POST"])]
