"""The gazetteer's towns (GeoNames, CC BY 4.0) by country and province, in degrees."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from functools import cache
from importlib.resources import files

Point = tuple[float, float]
"""Longitude and latitude in degrees."""
_DEGREES = 10_000
"""The gazetteer's coordinates are whole numbers of these parts of a degree."""
_UNITS = "SELECT id, level, parent, country, name FROM unit"


@cache
def towns() -> dict[str, dict[str, tuple[Point, ...]]]:
    """Towns by ISO 3166-1 letters and name of the province; those of no known province under the name ""."""
    path = files("dragoman.resolve.places") / "data" / "gazetteer.sqlite"
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as db:
        units = {id: (level, parent, country, name) for id, level, parent, country, name in db.execute(_UNITS)}
        found = defaultdict[str, defaultdict[str, list[Point]]](lambda: defaultdict(list))
        for unit, lon, lat in db.execute("SELECT unit, lon, lat FROM city"):
            level, parent, country, name = units[unit]
            while level > 1 and parent in units:
                level, parent, country, name = units[parent]
            found[country][name if level == 1 else ""].append((lon / _DEGREES, lat / _DEGREES))
    return {country: {name: tuple(of) for name, of in named.items()} for country, named in found.items()}
