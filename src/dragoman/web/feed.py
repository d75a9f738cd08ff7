"""What a filter shows as an Atom feed (RFC 4287), so that a colleague can follow it in any reader."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from xml.etree import ElementTree as Xml

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dragoman.desk.questions import SORTS, ask
from dragoman.errors import OptionError
from dragoman.record.table import Row, storable
from dragoman.record.visible import visible
from dragoman.web.asking import asked
from dragoman.web.lists import LISTINGS
from dragoman.web.site import site
from dragoman.web.wording import day

NAMESPACE = "http://www.w3.org/2005/Atom"
ENTRIES = 50
"""The newest rows that a feed has."""
NEWEST = ("-told", "-day", "day", "-first")
"""Orders by which a question's newest rows come first, the best first."""
FOLLOWED = (*(name for name in LISTINGS if name != "actors"), "search")
"""The questions whose answers have something new from day to day."""


def feed(question: str, request: Request) -> Response:
    """The feed of a question with the filters of the address."""
    wanted = asked(question, request.query_params)
    order = next((sort for sort in NEWEST if sort in SORTS[question]), SORTS[question][0])
    try:
        given = replace(wanted.filter, sort=order, limit=ENTRIES, offset=0)
        with site(request).desk.reading() as connection:
            answer = ask(connection, question, given, **wanted.own)
    except OptionError as error:
        return PlainTextResponse(str(error), 400)
    base = str(request.base_url).rstrip("/")
    title = LISTINGS[question].title if question in LISTINGS else "Search"
    narrowed = ", ".join(f"{name}: {value}" for name, value in wanted.narrowing)
    root = Xml.Element("feed", xmlns=NAMESPACE)
    _add(root, "title", f"{title}{f' ({narrowed})' if narrowed else ''}")
    page = f"{base}/{question}{wanted.query(without=('limit', 'offset', 'sort'))}"
    _add(root, "id", page)
    _add(root, "link", rel="alternate", type="text/html", href=page)
    _add(root, "link", rel="self", type="application/atom+xml", href=str(request.url.remove_query_params("token")))
    _add(_add(root, "author"), "name", "Dragoman")
    _add(root, "updated", max((_moment(row) for row in answer.rows), default=_moment({})))
    for row in answer.rows:
        _entry(root, question, row, base)
    body = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml")


def _entry(root: Xml.Element, question: str, row: Row, base: str) -> None:
    entry = _add(root, "entry")
    if question == "incidents":
        link = f"{base}/incidents/{row['incident']}"
    elif question == "agreements":
        link = f"{base}/agreements/{row['agreement']}"
    else:
        link = f"{base}/reports/{row['report']}" + (f"#{row['ref']}" if row.get("ref") else "")
    # What lasts is the report and the statement in it; numbers of incidents are this desk's own.
    _add(entry, "id", f"urn:dragoman:{question}:{row['report']}:{row.get('ref') or 'report'}")
    _add(entry, "title", headline(row))
    _add(entry, "link", rel="alternate", type="text/html", href=link)
    _add(entry, "updated", _moment(row))
    told = [str(row[name]) for name in ("says", "holder", "outlet") if row.get(name)]
    words = f"“{row['words']}”" if row.get("words") else ""
    _add(entry, "summary", " · ".join(filter(None, (words, " via ".join(dict.fromkeys(told))))))


def headline(row: Row) -> str:
    """A row in a line: who, what, to whom, where, when."""
    named = [_joined(row.get(name)) for name in ("actors", "head", "holder")]
    what = row.get("title") or row.get("name") or row.get("type") or row.get("kind") or "told"
    whom = [_joined(row.get(name)) for name in ("recipients", "tail", "parties")]
    line = " → ".join(filter(None, (next(filter(None, named), ""), str(what), next(filter(None, whom), ""))))
    rest = [str(row[name]) for name in ("place",) if row.get(name)]
    when = row.get("day") or row.get("published")
    return ", ".join([line, *rest, *([day(str(when))] if when else [])])


def _joined(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]


def _moment(row: Row) -> str:
    days = [str(row[name]) for name in ("retold", "last", "published", "day") if row.get(name)]
    return f"{days[0] if days else '1970-01-01'}T00:00:00Z"


def _add(parent: Xml.Element, name: str, text: str | None = None, **attributes: str) -> Xml.Element:
    child = Xml.SubElement(parent, name, attributes)
    # XML has no way to write control characters, nor halves of pairs.
    child.text = visible(str(storable(text))) if text is not None else None
    return child


ROUTES = [Route(f"/feeds/{question}.atom", partial(feed, question)) for question in FOLLOWED]
