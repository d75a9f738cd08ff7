"""Templates into pages. All that comes out of a variable is escaped, and its invisible characters are made visible."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dragoman import __version__
from dragoman.desk.questions import LONGEST
from dragoman.record.visible import visible
from dragoman.web import csrf, fields, static_files, wording
from dragoman.web.asking import query
from dragoman.web.navigation import current, menu
from dragoman.web.site import site

TEMPLATES = Path(__file__).parent / "templates"
WHO = "dragoman-who"
"""The cookie with the name that a reader last signed a correction with."""


@functools.cache
def environment() -> Environment:
    """What templates are read and filled with."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {  # pyright: ignore[reportAttributeAccessIssue]
        "own": own,
        "day": wording.day,
        "number": wording.number,
        "actor_path": wording.actor_path,
        "outlet_path": wording.outlet_path,
        "report_path": wording.report_path,
        "statement_path": wording.statement_path,
        "status_title": wording.status_title,
        "type_title": wording.type_title,
        "quad_number": wording.quad_number,
        "sort_label": fields.sort_label,
    }
    made.globals |= {  # pyright: ignore[reportAttributeAccessIssue]
        "STATUS_MARKS": wording.STATUS_MARKS,
        "ENTRY_MARKS": wording.ENTRY_MARKS,
        "VERDICT_MARKS": wording.VERDICT_MARKS,
        "OUTCOME_MARKS": wording.OUTCOME_MARKS,
        "LONGEST": LONGEST,
        "chart_script": static_files.vega_path(),
        "version": __version__,
        "percent": wording.percent,
        "span": wording.span,
        "query": query,
        "choices": fields.choices,
    }
    return made


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A template filled in as the answer to a request."""
    served = {getattr(route, "path", "") for route in request.app.routes}
    common = {
        "menu": menu(served),
        "here": current(request.url.path),
        "desk_name": _name(site(request).desk.shown),
        "csrf": csrf.token(request),
        "signed_name": unquote(request.cookies.get(WHO, "")),
        "address": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    }
    html = environment().get_template(template).render(common | context)
    answer = HTMLResponse(html.encode("utf-8", "replace"), status)
    if csrf.COOKIE not in request.cookies:
        answer.set_cookie(csrf.COOKIE, csrf.browser(request), httponly=True, samesite="strict")
    return answer


def own(text: object) -> Markup:
    """A report's words or a name, shut off so that their direction of writing changes nothing around them."""
    return Markup("<bdi>{}</bdi>").format(escape(visible(str(text)))) if text not in (None, "") else Markup("")


def _shown(value: Any) -> Any:
    """What a variable comes out as: nothing for None; no invisible characters."""
    if value is None:
        return ""
    return visible(value) if type(value) is str else value


def _name(shown: str) -> str:
    return shown.rstrip("/").rpartition("/")[2].partition("?")[0] or shown
