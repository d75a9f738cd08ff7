"""What a reader changes: a statement accepted, rejected or edited, a telling parted from its incident, a forecast's
outcome told; and all of it taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast
from urllib.parse import quote

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dragoman.desk.corrections import FIELDS, Correction, correct, undo
from dragoman.desk.foresight import resolve
from dragoman.desk.tables import CORRECTIONS
from dragoman.errors import DragomanError
from dragoman.web import csrf
from dragoman.web.rendering import WHO, page
from dragoman.web.site import Site, site
from dragoman.web.wording import report_path

YEAR = 365 * 24 * 3600
_LONGEST = 2_000
"""Characters of one field of a form."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form asks for. `back` is the page that it stands on."""

    what: str
    values: dict[str, str]
    who: str
    back: str


async def change(request: Request) -> Response:
    """Makes a correction and goes back to the page, which tells of it and offers to undo it."""
    wish = await _wish(request, "correct")
    return await _done(request, wish)


async def take_back(request: Request) -> Response:
    """Undoes a correction."""
    return await _done(request, await _wish(request, "undo"))


async def tell_outcome(request: Request) -> Response:
    """Records how a forecast turned out."""
    return await _done(request, await _wish(request, "outcome"))


async def _wish(request: Request, what: str) -> Wish:
    form: FormData
    async with request.form(max_files=0, max_fields=20) as form:
        csrf.check(request, form)
        values = {name: str(value).strip()[:_LONGEST] for name, value in form.multi_items() if name != csrf.FIELD}
    back = values.get("back", "/")
    if values.get("subject") == "incident":
        # An incident that is parted may get another number; the telling stays where it is.
        hash, _, ref = values.get("ref", "").partition(":")
        back = f"{report_path(hash[:16])}#{ref}"
    own = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    return Wish(what, values, values.get("who", ""), own)


async def _done(request: Request, wish: Wish) -> Response:
    try:
        number = await run_in_threadpool(_carry_out, site(request), wish)
    except DragomanError as error:
        return page(request, "refused.html", 400, error=str(error), back=wish.back)
    path, _, anchor = wish.back.partition("#")
    path = path.partition("?")[0] if number is not None else path
    told = f"?changed={number}" if number is not None else ""
    answer = RedirectResponse(f"{path}{told}{'#' + quote(anchor, safe='-') if anchor else ''}", 303)
    if wish.who:
        answer.set_cookie(WHO, quote(wish.who), max_age=YEAR, httponly=True, samesite="strict")
    return answer


def _carry_out(held: Site, wish: Wish) -> int | None:
    """The number of the correction that was made or undone, of which the page will tell."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    given = wish.values
    with held.desk.writing() as connection:
        if wish.what == "undo":
            number = int(given["number"]) if given.get("number", "").isdecimal() else 0
            undo(connection, number, wish.who or "unnamed", moment)
            return number
        if wish.what == "outcome":
            resolve(connection, given.get("ref", ""), given.get("outcome", ""), wish.who, given.get("why", ""), moment)
            return None
        wanted = Correction(
            subject=given.get("subject", "statement"),
            ref=given.get("ref", ""),
            field=given.get("field", ""),
            new=given.get("new") or None,
            who=wish.who,
            why=given.get("why", ""),
            old=given.get("old") or None,
        )
        return correct(connection, wanted, moment)


def told(request: Request) -> dict[str, object] | None:
    """The correction that a page was just changed by, as its address says."""
    number = request.query_params.get("changed", "")
    if not number.isdecimal() or len(number) > 12:
        return None
    with site(request).desk.reading() as connection:
        row = connection.execute(select(CORRECTIONS).where(CORRECTIONS.c.id == int(number))).one_or_none()
    return cast("dict[str, object]", dict(row._mapping)) if row else None  # pyright: ignore[reportPrivateUsage]


EDITABLE = tuple(field for field in FIELDS["statement"] if field != "verdict")
"""Fields of a statement that a reader can edit."""
ROUTES = [
    Route("/correct", change, methods=["POST"]),
    Route("/undo", take_back, methods=["POST"]),
    Route("/outcome", tell_outcome, methods=["POST"]),
]
