"""What pages load beside themselves: our style and modules, and the charts' JavaScript out of its Python package."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"


@functools.cache
def bundle() -> tuple[bytes, str]:
    """Vega, Vega-Lite and Vega-Embed as one script, and its ETag."""
    import vl_convert

    script = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").encode()
    return script, f'"{hashlib.sha256(script).hexdigest()[:32]}"'


def vega(request: Request) -> Response:
    """The script that draws charts."""
    script, tag = bundle()
    headers = {"ETag": tag, "Cache-Control": "private, max-age=86400"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(script, media_type="text/javascript", headers=headers)


ROUTES = [Route("/static/vega.js", vega), Mount("/static", StaticFiles(directory=STATIC), name="static")]
