"""Outlines of countries and provinces in degrees, drawn from packages that are installed.

Countries are those of `countryinfo` (MIT; Natural Earth at 1:110 million, public domain). Provinces have no outline in
any free package: a country is divided among the towns of its provinces (`dividing`), and the lines between are called
rough. So are the outlines of countries that the package lacks: what lies around their towns, less their neighbours.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import shapely
from shapely.geometry import MultiPoint, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from dragoman.resolve.countries import countries
from dragoman.web.dividing import COARSE, areas, divided
from dragoman.web.towns import Point, towns

REACH, EDGE = 0.7, 0.12
"""Degrees between towns that are one land, and how far that goes beyond the outermost."""
BOX = 5
"""Corners, the first counted twice, of a ring that stands in for an outline and is none."""
ALONG = 0.02
"""Degrees within which a line of a province runs along its country's border, which is drawn already."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The polygons of an area; `rough` says that they were drawn around towns and are no border."""

    shape: BaseGeometry
    rough: bool = False


@cache
def country_outlines() -> dict[str, Outline]:
    """The outlines of countries by their ISO 3166-1 letters."""
    found = dict[str, Outline]()
    for path in (files("countryinfo") / "data").iterdir():
        if path.name.endswith(".json"):
            told = json.loads(path.read_text("utf-8"))
            shape = _shape(told.get("geoJSON"))
            if shape is not None:
                found[told["ISO"]["alpha3"]] = Outline(shape)
    lacking = sorted({country.iso3 for country in countries() if country.end is None} - found.keys())
    return found | _around_towns(lacking, [outline.shape for outline in found.values()])


@cache
def provinces(country: str) -> dict[str, Outline]:
    """The provinces of a country by their names; empty for a country without an outline or with less than two."""
    of = country_outlines().get(country)
    named = {name: points for name, points in towns().get(country, {}).items() if name}
    if of is None or len(named) < 2:
        return {}
    return {name: Outline(shape, rough=True) for name, shape in divided(of.shape, named).items()}


@cache
def province_lines(country: str) -> BaseGeometry | None:
    """The lines between a country's provinces, without its own border; None where there are none."""
    found = provinces(country)
    if not found:
        return None
    lines = shapely.union_all([outline.shape.boundary for outline in found.values()])
    return shapely.difference(lines, country_outlines()[country].shape.boundary.buffer(ALONG))


def _shape(told: Any) -> BaseGeometry | None:
    """The polygons of a GeoJSON feature collection; None where there are none, or a box alone."""
    found = list[BaseGeometry]()
    features: list[dict[str, Any]] = told["features"] if told else []
    for feature in features:
        shape = feature["geometry"]
        whole: list[Any] = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        found += [shapely.make_valid(Polygon(rings[0], rings[1:])) for rings in whole if len(rings[0]) > BOX]
    return areas(shapely.union_all(found)) if found else None


def _around_towns(lacking: Sequence[str], others: Sequence[BaseGeometry]) -> dict[str, Outline]:
    """What lies around the towns of countries and is none of the others'. Where two of them meet, the line runs half
    way between their towns."""
    at = {code: points for code in lacking if (points := [p for of in towns().get(code, {}).values() for p in of])}
    if not at:
        return {}
    around = {code: _blob(points) for code, points in at.items()}
    taken = shapely.union_all(list(others))
    cells = divided(shapely.union_all(list(around.values())), at)
    found = dict[str, Outline]()
    for code, shape in around.items():
        own = shapely.intersection(shape, cells[code]) if code in cells else shape
        free = _with_towns(shapely.difference(own, taken), at[code])
        # A small country that lies within the coarse outline of another is drawn over it.
        found[code] = Outline(own if free.is_empty else free, rough=True)
    return found


def _blob(points: Sequence[Point]) -> BaseGeometry:
    """What lies around towns that are not far from one another."""
    few = shapely.points(sorted({(round(lon, 1), round(lat, 1)) for lon, lat in points}))
    # All circles at once: a buffer around many points takes GEOS a hundred times as long.
    whole = shapely.union_all(shapely.buffer(few, REACH, quad_segs=6))
    return whole.buffer(EDGE - REACH, quad_segs=6).simplify(COARSE)


def _with_towns(shape: BaseGeometry, points: Sequence[Point]) -> BaseGeometry:
    """The polygons that have a town: the others are slivers along a neighbour's border."""
    at = MultiPoint(points)
    return MultiPolygon([part for part in shapely.get_parts(areas(shape)) if part.intersects(at)])
