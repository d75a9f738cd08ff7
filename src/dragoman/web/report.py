"""A report: its text with the evidence marked, and the statements found in it; and the page of one statement."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dragoman.desk.corrections import STATUSES
from dragoman.desk.foresight import OUTCOMES
from dragoman.desk.questions import reports
from dragoman.desk.tables import REPORTS
from dragoman.errors import DeskError
from dragoman.ontology import event_types
from dragoman.record import CodedReport
from dragoman.web import correcting, told
from dragoman.web.evidence import paragraphs
from dragoman.web.rendering import page
from dragoman.web.site import site
from dragoman.web.wording import report_path

SHORTEST = 8
"""Digits of a hash that name a report."""
AROUND = 200
"""Characters shown on either side of a statement's evidence."""


def report(request: Request) -> Response:
    """The page of a report; a hash that is not given to 16 digits leads to the one that is."""
    coded = _coded(request)
    if request.path_params["report"] != coded.report.id:
        return RedirectResponse(report_path(coded.report.id), 308)
    with site(request).desk.reading() as connection:
        number = connection.scalar(
            REPORTS.select().with_only_columns(REPORTS.c.id).where(REPORTS.c.hash == coded.report.hash)
        )
        row = reports.rows(connection, [number or 0])[0]
        said = told.said(connection, coded)
        copies = told.copies(connection, coded.report.hash)
    rejected = frozenset(one.ref for one in said if one.rejected)
    groups = [(label, [one for one in said if one.card["kind"] == kind]) for kind, label in told.KINDS.items()]
    return page(
        request,
        "report.html",
        report=coded.report,
        row=row,
        paragraphs=paragraphs(coded, rejected),
        groups=[(label, listed) for label, listed in groups if listed],
        total=len(said),
        copies=copies,
        notes=coded.notes,
        model=coded.model,
        changed=correcting.told(request),
    )


def statement(request: Request) -> Response:
    """The page of one statement: all that is known of it, and the forms to correct it."""
    coded = _coded(request)
    ref = request.path_params["ref"]
    with site(request).desk.reading() as connection:
        one = next((one for one in told.said(connection, coded) if one.ref == ref), None)
        changes = told.changes(connection, coded.report.hash, ref)
    if one is None:
        raise HTTPException(404, f"The report has no statement {ref}.")
    text, start, end = coded.report.text, one.card["start"], one.card["end"]
    return page(
        request,
        "statement.html",
        report=coded.report,
        said=one,
        before=text[max(0, start - AROUND) : start],
        words=text[start:end],
        after=text[end : end + AROUND],
        changes=changes,
        editable=correcting.EDITABLE if one.card["kind"] == "event" else (),
        statuses=STATUSES,
        types=list(event_types()),
        outcomes=OUTCOMES if one.card["kind"] == "forecast" else (),
        changed=correcting.told(request),
    )


def _coded(request: Request) -> CodedReport:
    digits = request.path_params["report"]
    if len(digits) < SHORTEST or not digits.isalnum():
        raise HTTPException(404, "A report is named by the first digits of its hash, 8 at least.")
    try:
        return site(request).desk.record(digits)
    except DeskError as error:
        raise HTTPException(404, str(error)) from error


ROUTES = [
    Route("/reports/{report}", report),
    Route("/reports/{report}/{ref}", statement),
]
