"""The map: incidents by place, drawn on the server over outlines of countries, with their days below to choose from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from math import sqrt
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
from dragoman.web.names import offered
from dragoman.web.outlines import Outline, country_outlines, province
from dragoman.web.over_time import OverTime, over_time
from dragoman.web.placed import Placed, Spread, spread
from dragoman.web.projection import WIDTH, Frame, frame, world
from dragoman.web.rendering import page
from dragoman.web.site import Site, site

NARROWED = ("actor", "dyad", "type", "place", "status", "source", "outlet", "since", "until", "min_origins")
DRAWN = 300
"""Points that are drawn at most, those with the most incidents."""
LISTED = 100
"""Places in the table below the drawing."""
NAMED, LETTER = 16, 7.5
"""Points that have their names beside them at most, and the breadth of a letter in units of the drawing."""
SMALLEST, LARGEST = 3.5, 24.0
"""Radii of a point with one incident and of that with the most, in units of the drawing; areas grow with the number."""
VIEWS = {"": "Around the incidents", "world": "The world"}
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
class Mark:
    """A place on the drawing: a point with a radius, or an area with a path. `hull` tells an area without an outline,
    `strength` how dark it is, 1 to 4."""

    placed: Placed
    x: float
    y: float
    radius: float = 0.0
    path: str = ""
    hull: bool = False
    strength: int = 0


@dataclass(frozen=True, slots=True)
class Land:
    """A country beneath the incidents."""

    code: str
    path: str
    hull: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn: what lies beneath, areas and points, and how many places lie outside of the frame or are too
    many; `vast` are areas that are too large for it; `most` is the number of the point with the most incidents."""

    frame: Frame
    lands: tuple[Land, ...]
    areas: tuple[Mark, ...]
    points: tuple[Mark, ...]
    names: tuple[Name, ...]
    outside: int
    left_out: int
    vast: int
    most: int

    def radius(self, incidents: int) -> float:
        """That of a point with so many incidents."""
        return radius(incidents, self.most)


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
class Name:
    """A place's name above its point."""

    text: str
    x: float
    y: float


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
    return Shown(given, "" if view in VIEWS else f"view: there is no {view!r}; there is world")


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
                drawn = draw(found, frame_of(always, shown.asked.value("view")))
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
        steps=_steps(drawn) if drawn else (),
        width=WIDTH,
    )


def counted(connection: Connection, held: Site, given: Asked) -> Spread:
    """The incidents under the filters, kept in memory.

    Raises
    ------
    OptionError
        If the filter names what the desk does not know.
    """
    named = tuple(pair for pair in given.pairs if pair[0] != "view")
    return held.memory.recall(connection, ("map", named), lambda: spread(connection, given.filter))


def frame_of(found: Spread, view: str = "") -> Frame:
    """The frame of the incidents, or of the world."""
    points = [place for place in found.places if not place.is_area]
    around = points or [place for place in found.places if place.kind != "country"] or found.places
    return world() if view == "world" else frame([(place.lon, place.lat, place.incidents) for place in around])


def draw(found: Spread, of: Frame) -> Drawing:
    """The drawing of incidents by place in a frame."""
    points = [place for place in found.places if not place.is_area]
    outlines = country_outlines()
    most = max((place.incidents for place in points), default=1)
    drawn = points[:DRAWN]
    marks = tuple(Mark(place, *of.place(place.lon, place.lat), radius(place.incidents, most)) for place in drawn)
    areas = _areas(of, [place for place in found.places if place.is_area], outlines)
    fitting = tuple(mark for mark in areas if mark.path or mark.radius < WIDTH / 3)
    return Drawing(
        of,
        lands(of),
        fitting,
        marks,
        _names(marks),
        sum(not of.shows(place.lon, place.lat) for place in drawn),
        len(points) - len(drawn),
        len(areas) - len(fitting),
        most,
    )


@lru_cache(maxsize=16)
def lands(of: Frame) -> tuple[Land, ...]:
    """The countries in a frame. Hulls lie beneath: they reach over the borders of the neighbours."""
    found = [Land(code, of.path(outline), outline.hull) for code, outline in country_outlines().items()]
    return tuple(sorted((land for land in found if land.path), key=lambda land: (not land.hull, land.code)))


def radius(incidents: int, most: int) -> float:
    """The radius of a point, whose area grows with its incidents."""
    return round(SMALLEST + (LARGEST - SMALLEST) * sqrt((incidents - 1) / max(1, most - 1)), 1)


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
            found = spread(connection, shown.asked.filter)
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


def _areas(of: Frame, places: list[Placed], outlines: dict[str, Outline]) -> list[Mark]:
    """Areas, the largest first, so that the smaller lie above them; those without an outline as far as they reach."""
    most = max((place.incidents for place in places), default=1)
    found = list[Mark]()
    for place in sorted(places, key=lambda place: (-place.radius, place.key)):
        outline = None
        if place.kind == "country" and place.key.startswith("country:"):
            outline = outlines.get(place.country or "")
        elif place.kind == "province" and place.country:
            outline = province(place.country, place.admin.partition("; ")[0] or place.name)
        x, y = of.place(place.lon, place.lat)
        strength = 1 + round(3 * sqrt((place.incidents - 1) / max(1, most - 1)))
        if outline is not None:
            path = of.path(outline)
            if path:
                found.append(Mark(place, x, y, 0.0, path, outline.hull, strength))
        else:
            found.append(Mark(place, x, y, max(6.0, of.reach(place.radius)), "", True, strength))
    return found


def _names(marks: Sequence[Mark]) -> tuple[Name, ...]:
    """The names of the points with the most incidents, as far as they do not lie over one another."""
    found, taken = list[Name](), list[tuple[float, float, float, float]]()
    for mark in marks:
        text, x, y = mark.placed.name, mark.x, round(mark.y - mark.radius - 3, 1)
        half = LETTER * len(text) / 2
        box = (x - half, y - LETTER * 2, x + half, y + 3)
        if all(box[2] < o[0] or box[0] > o[2] or box[3] < o[1] or box[1] > o[3] for o in taken):
            found.append(Name(text, x, y))
            taken.append(box)
        if len(found) == NAMED:
            break
    return tuple(found)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _steps(drawn: Drawing) -> tuple[int, ...]:
    """Numbers of incidents that the legend shows a point of."""
    return tuple(sorted({1, max(1, round(drawn.most / 4)), drawn.most}))


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
