"""Outlines of countries and provinces in degrees, drawn from packages that are installed.

Countries are those of `countryinfo` (MIT; Natural Earth at 1:110 million). Provinces, and the few countries that it
lacks, have no outline in any free package: theirs is the hull of their towns in the gazetteer (GeoNames, CC BY 4.0),
and is said to be none.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.resolve.countries import countries

Point = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring = tuple[Point, ...]
_DEGREES = 10_000
"""The gazetteer's coordinates are whole numbers of these parts of a degree."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The rings around an area. `hull` says that they go around its towns and are no border."""

    rings: tuple[Ring, ...]
    hull: bool = False


@cache
def country_outlines() -> dict[str, Outline]:
    """The outlines of countries by their ISO 3166-1 letters."""
    found = dict[str, Outline]()
    for path in (files("countryinfo") / "data").iterdir():
        if path.name.endswith(".json"):
            told = json.loads(path.read_text("utf-8"))
            rings = _rings(told.get("geoJSON"))
            if rings:
                found[told["ISO"]["alpha3"]] = Outline(rings)
    lacking = {country.iso3 for country in countries() if country.end is None} - found.keys()
    corners = defaultdict[str, list[Point]](list)
    for (country, _), ring in _hulls().items():
        if country in lacking:
            corners[country] += ring
    return found | {code: Outline((ring,), hull=True) for code, of in corners.items() if (ring := hull(of))}


def province(country: str, name: str) -> Outline | None:
    """The hull of a province's towns; None where the gazetteer has fewer than three of them."""
    ring = _hulls().get((country, name))
    return Outline((ring,), hull=True) if ring else None


def hull(points: Sequence[Point]) -> Ring:
    """The convex hull of points, counterclockwise (Andrew's monotone chain); empty for fewer than three corners."""
    ordered = sorted(set(points))

    def half(along: Sequence[Point]) -> list[Point]:
        kept = list[Point]()
        for point in along:
            while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]

    ring = (*half(ordered), *half(ordered[::-1]))
    return ring if len(ring) > 2 else ()


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _rings(told: Any) -> tuple[Ring, ...]:
    """The outer rings of a GeoJSON feature collection's polygons."""
    found = list[Ring]()
    features: list[dict[str, Any]] = told["features"] if told else []
    for feature in features:
        shape = feature["geometry"]
        whole: list[Any] = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for polygon in whole:
            corners: list[list[float]] = polygon[0]
            found.append(tuple((float(corner[0]), float(corner[1])) for corner in corners))
    return tuple(found)


@cache
def _hulls() -> dict[tuple[str, str], Ring]:
    """The hulls of all provinces' towns, by country and name."""
    path = files("dragoman.resolve.places") / "data" / "gazetteer.sqlite"
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as db:
        units = {id: (level, parent, country, name) for id, level, parent, country, name in db.execute(_UNITS)}
        towns = defaultdict[int, list[Point]](list)
        for unit, lon, lat in db.execute("SELECT unit, lon, lat FROM city"):
            towns[unit].append((lon / _DEGREES, lat / _DEGREES))
    points = defaultdict[tuple[str, str], list[Point]](list)
    for unit, of in towns.items():
        level, parent, country, name = units[unit]
        while level > 1 and parent in units:
            level, parent, country, name = units[parent]
        points[country, name if level == 1 else ""] += hull(of) or of
    return {key: ring for key, of in points.items() if (ring := hull(of))}


_UNITS = "SELECT id, level, parent, country, name FROM unit"
