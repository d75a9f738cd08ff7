"""The map: incidents by place, drawn on the server over outlines of countries, with their days below to choose from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dragoman.desk.questions.answer import Answer, answer, column, table
from dragoman.errors import OptionError
from dragoman.ontology import QUADS
from dragoman.record.table import Row
from dragoman.web.asking import Asked, asked
from dragoman.web.exporting import as_csv, as_json
from dragoman.web.fields import FIELDS, Field
from dragoman.web.mapped import VIEWS, draw, frame_of
from dragoman.web.names import offered
from dragoman.web.over_time import OverTime, over_time
from dragoman.web.placed import Placed, Spread, spread
from dragoman.web.projection import WIDTH
from dragoman.web.rendering import page
from dragoman.web.site import Site, site

NARROWED = ("actor", "dyad", "type", "place", "status", "source", "outlet", "since", "until", "min_origins")
LISTED = 100
"""Places in the table below the drawing."""
COLUMNS = table(
    "places",
    "where incidents are said to have happened",
    column("place", "text", "its name"),
    column("key", "text", "its key"),
    column("kind", "text", "city, province, country ..."),
    column("precision", "text", "point, city, district, province, country, area"),
    column("country", "text", "ISO 3166-1 letters"),
    column("lat", "number", "degrees; of an area its middle"),
    column("lon", "number", "degrees"),
    column("radius", "number", "how far it reaches, in kilometres"),
    column("incidents", "integer", "incidents there"),
    *(column(name.replace(" ", "_"), "integer", f"... of them {name}") for name in QUADS.values()),
    column("last", "day", "day of the last of them"),
)


_DAYS = ("since", "until")
_OWN = ("key", "kind", "precision", "country", "lat", "lon", "radius", "last")


@dataclass(frozen=True, slots=True)
class Bar:
    """A period below the map: its share of the drawing's width, its counts' heights from the bottom up, and whether it
    lies within the days that are chosen."""

    start: str
    end: str
    label: str
    total: int
    x: float
    width: float
    parts: tuple[tuple[int, float, float], ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What an address asks the map for; `wrong` says why it cannot be had."""

    asked: Asked
    wrong: str = ""

    @property
    def form(self) -> tuple[Field, ...]:
        """The fields of its form."""
        return tuple(FIELDS[name] for name in NARROWED)

    def at(self, place: Placed) -> str:
        """The address of the incidents of a place, under the same filters."""
        return f"/incidents{self.asked.query(without=('view',), place=place.key)}"


def wanted(request: Request) -> Shown:
    """What a request asks for."""
    given = asked("map", request.query_params)
    given = Asked("map", tuple(pair for pair in given.pairs if pair[0] in (*NARROWED, "view")))
    view = given.value("view")
    return Shown(given, "" if view in VIEWS else f"view: there is no {view!r}; there are all and world")


def map_page(request: Request) -> Response:
    """The page."""
    held, shown = site(request), wanted(request)
    found, drawn, bars, days = None, None, (), None
    with held.desk.reading() as connection:
        names = offered(connection, held)
        if not shown.wrong:
            try:
                found = counted(connection, held, shown.asked)
                # The map stays where it is while days are chosen.
                always = counted(
                    connection, held, Asked("map", tuple(p for p in shown.asked.pairs if p[0] not in _DAYS))
                )
                drawn = draw(found.places, frame_of(always.places, shown.asked.value("view")))
                days = over_time(found.days, tuple(QUADS.values()))
                bars = periods(days, shown.asked.value("since"), shown.asked.value("until"))
            except OptionError as error:
                shown = Shown(shown.asked, str(error))
    return page(
        request,
        "map.html",
        400 if shown.wrong else 200,
        shown=shown,
        found=found,
        drawn=drawn,
        bars=bars,
        days=days,
        names=names,
        quads=QUADS,
        views=VIEWS,
        listed=LISTED,
        width=WIDTH,
    )


def ahead(connection: Connection, held: Site) -> None:
    """Counts and draws what the page shows first, so that nobody has to wait for it."""
    found = counted(connection, held, Asked("map", ()))
    draw(found.places, frame_of(found.places))


def counted(connection: Connection, held: Site, given: Asked) -> Spread:
    """The incidents under the filters, kept in memory.

    Raises
    ------
    OptionError
        If the filter names what the desk does not know.
    """
    named = tuple(pair for pair in given.pairs if pair[0] != "view")
    return held.memory.recall(connection, ("map", named), lambda: spread(connection, given.filter))


def periods(days: OverTime, since: str, until: str) -> tuple[Bar, ...]:
    """The bars of the incidents' days: `parts` are the quad class, the top and the height of each, 0 to 100."""
    if not days.periods:
        return ()
    highest = max(sum(period.counts) for period in days.periods)
    first = _ordinal(days.periods[0].start)
    scale = WIDTH / (_ordinal(days.periods[-1].end) + 1 - first)
    found = list[Bar]()
    for period in days.periods:
        parts, at = list[tuple[int, float, float]](), 100.0
        for quad, count in enumerate(period.counts, start=1):
            if count:
                height = 100 * count / highest
                at -= height
                parts.append((quad, round(at, 2), round(height, 2)))
        inside = (not since or period.end >= since) and (not until or period.start <= until)
        x = round((_ordinal(period.start) - first) * scale, 2)
        width = round((_ordinal(period.end) + 1 - _ordinal(period.start)) * scale, 2)
        total = sum(period.counts)
        found.append(Bar(period.start, period.end, period.label, total, x, width, tuple(parts), inside))
    return tuple(found)


def export(form: str, request: Request) -> Response:
    """All places under the filters as a file."""
    shown = wanted(request)
    try:
        if shown.wrong:
            raise OptionError(shown.wrong)
        with site(request).desk.reading() as connection:
            found = counted(connection, site(request), shown.asked)
    except OptionError as error:
        return PlainTextResponse(str(error), 400)
    headers = {"Content-Disposition": f'attachment; filename="map.{form}"'}
    told = as_table(found)
    if form == "geojson":
        return Response(_geojson(told), media_type="application/geo+json", headers=headers)
    if form == "csv":
        return Response(as_csv(told), media_type="text/csv; charset=utf-8", headers=headers)
    return Response(as_json(told), media_type="application/json", headers=headers)


def as_table(found: Spread) -> Answer:
    """The places as rows."""
    rows = list[Row]()
    for place in found.places:
        counts = {name.replace(" ", "_"): count for name, count in zip(QUADS.values(), place.quads, strict=True)}
        own = {name: getattr(place, name) for name in _OWN}
        rows.append({"place": place.name, "incidents": place.incidents, **counts, **own})
    return answer(COLUMNS, rows, max(1, len(rows)))


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _geojson(told: Answer) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": row["key"],
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {name: _plain(value) for name, value in row.items() if name not in ("key", "lat", "lon")},
        }
        for row in told.rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


ROUTES = [
    Route("/map", map_page),
    *(Route(f"/map.{form}", partial(export, form)) for form in ("csv", "json", "geojson")),
]
