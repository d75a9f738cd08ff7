"""Guards against forged requests: a form works only if this app made it for this browser.

A random cookie names the browser; a form carries the keyed hash of it (HMAC-SHA-256), which no other site and no other
program on this machine can make. A request that a browser says comes from another site is refused at once.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.web.site import site

COOKIE = "dragoman-browser"
FIELD = "csrf"
_DIGITS = 32


def browser(request: Request) -> str:
    """The random name of the browser that asks; a new one where it has none, which `Browsers` hands it."""
    given = request.cookies.get(COOKIE, "")
    if len(given) == _DIGITS and given.isalnum() and given.isascii():
        return given
    if not hasattr(request.state, "browser"):
        request.state.browser = secrets.token_hex(_DIGITS // 2)
    return request.state.browser


def token(request: Request) -> str:
    """What a form made for this browser carries."""
    return hmac.new(site(request).secret, browser(request).encode(), hashlib.sha256).hexdigest()


def check(request: Request, form: FormData) -> None:
    """Refuses a form that this app did not make for this browser.

    Raises
    ------
    HTTPException
        403, if it did not.
    """
    given = form.get(FIELD)
    foreign = request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
    if foreign or not isinstance(given, str) or not hmac.compare_digest(given.encode(), token(request).encode()):
        raise HTTPException(
            403, "This form is not from this page, or the server was started anew. Load the page again."
        )
