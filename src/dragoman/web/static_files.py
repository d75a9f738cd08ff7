"""What pages load beside themselves: our style and modules, and the charts' JavaScript out of its Python package."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import version
from pathlib import Path
from threading import Lock, Thread

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"
_MAKING = Lock()


@functools.cache
def _bundle() -> tuple[bytes, str]:
    import vl_convert

    script = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").encode()
    return script, f'"{hashlib.sha256(script).hexdigest()[:32]}"'


def bundle() -> tuple[bytes, str]:
    """Vega, Vega-Lite and Vega-Embed as one script, and its ETag; made once, which takes a second or two."""
    with _MAKING:
        return _bundle()


def prepare() -> None:
    """Makes the script behind what else the app does, so that the first page with a chart has not to wait for it."""
    Thread(target=bundle, name="charts").start()


def vega_path() -> str:
    """Its address, which changes with the package that it comes out of."""
    return f"/static/vega.js?{version('vl-convert-python')}"


def vega(request: Request) -> Response:
    """The script that draws charts; under its whole address it never changes, and browsers ask for it once."""
    script, tag = bundle()
    whole = f"/static/vega.js?{request.url.query}" == vega_path()
    headers = {"ETag": tag, "Cache-Control": "private, max-age=31536000, immutable" if whole else "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(script, media_type="text/javascript", headers=headers)


ROUTES = [Route("/static/vega.js", vega), Mount("/static", StaticFiles(directory=STATIC), name="static")]
