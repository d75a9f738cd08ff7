"""What a page shows as a file: CSV for spreadsheets, JSON for programs; with the same filters in the address."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dragoman.desk.questions import LONGEST, QUESTIONS, Answer, ask
from dragoman.errors import OptionError
from dragoman.record.table import storable
from dragoman.web.asking import asked
from dragoman.web.lists import with_order
from dragoman.web.site import site

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula, which a report must not be able to write
(https://owasp.org/www-community/attacks/CSV_Injection)."""


def export(question: str, form: str, request: Request) -> Response:
    """All rows that the filters hold, up to `LONGEST`; a header tells whether there are more."""
    wanted = with_order(asked(question, request.query_params))
    whole = type(wanted)(question, tuple(pair for pair in wanted.pairs if pair[0] not in ("limit", "offset")))
    whole = type(wanted)(question, (*whole.pairs, ("limit", str(LONGEST))))
    try:
        with site(request).desk.reading() as connection:
            answer = ask(connection, question, whole.filter, **whole.own)
    except OptionError as error:
        return PlainTextResponse(str(error), 400)
    headers = {
        "Content-Disposition": f'attachment; filename="{question}.{form}"',
        "X-Dragoman-More": str(answer.more).lower(),
    }
    if form == "csv":
        return Response(as_csv(answer), media_type="text/csv; charset=utf-8", headers=headers)
    return Response(as_json(answer), media_type="application/json", headers=headers)


def as_csv(answer: Answer) -> bytes:
    """The rows as CSV in UTF-8 with the mark by which spreadsheets know it; lists parted by "; "."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_cell(row[name]) for name in answer.columns])
    return file.getvalue().encode("utf-8-sig", "replace")


def as_json(answer: Answer) -> bytes:
    """The rows as a list of objects."""
    return json.dumps([storable(row) for row in answer.rows], ensure_ascii=False, indent=1).encode()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return _cell("; ".join(str(one) for one in _list(value)))  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _list(value: Iterable[object]) -> Iterable[object]:
    return value


ROUTES = [
    Route(f"/{question}.{form}", partial(export, question, form)) for question in QUESTIONS for form in ("csv", "json")
]
