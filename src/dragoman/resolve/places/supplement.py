"""Places written down by hand: regions, waters and mountains, and places of conflicts that lists of cities lack."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast, get_args

from dragoman.record.world import LocationKind
from dragoman.resolve.countries import by_code
from dragoman.resolve.places.entry import Entry
from dragoman.resolve.places.folding import fold
from dragoman.resolve.tables import TableError, parts, rows

FILES = ("areas.csv", "places.csv")
COLUMNS = ("name", "aliases", "kind", "country", "admin1", "lat", "lon", "radius_km")


def read(text: str, file: str) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    """The entries of a table of places, each with its other names.

    The id is made of the country, the kind and the folded name, so it stays when rows are added.

    Raises
    ------
    TableError
        Where a kind is unknown, a number is none, or coordinates do not lie on the globe.
    """
    return tuple(
        (_entry(file, line, cells), parts(cells[1])) for line, cells in rows(text, file, COLUMNS, ("geonames",))
    )


@cache
def supplement() -> dict[str, tuple[Entry, ...]]:
    """Folded name to entries of the packaged tables; their other names were chosen and count as much as the first."""
    found: dict[str, list[Entry]] = {}
    for file in FILES:
        text = (files("dragoman.resolve.places") / "data" / file).read_text("utf-8")
        for entry, aliases in read(text, file):
            for name in (entry.name, *aliases):
                listed = found.setdefault(fold(name), [])
                if entry not in listed:
                    listed.append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def _entry(file: str, line: int, cells: list[str]) -> Entry:
    name, _, kind, country, admin, *numbers, geonames = cells
    if not fold(name):
        raise TableError(file, line, "name", "the place has no name")
    if kind not in get_args(LocationKind):
        raise TableError(
            file, line, "kind", f"{kind!r} is no kind of place; use one of {', '.join(get_args(LocationKind))}"
        )
    if country and by_code(country) is None:
        raise TableError(
            file, line, "country", f"{country!r} is no country code; use ISO 3166 alpha-3, or leave it empty"
        )
    try:
        lat, lon, radius = (float(number) for number in numbers)
    except ValueError:
        raise TableError(file, line, None, "lat, lon and radius_km are to be numbers") from None
    if geonames and not geonames.isdecimal():
        raise TableError(file, line, "geonames", f"{geonames!r} is no GeoNames id; give its number, or leave it empty")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise TableError(file, line, "lat", f"{lat}, {lon} is not on the globe; latitude comes first, both in degrees")
    if not 0 < radius <= 10_000:
        raise TableError(file, line, "radius_km", f"{radius} km is no half extent of a place")
    return Entry(
        id=f"place:{country or 'INT'}/{kind}/{fold(name)}",
        name=name,
        kind=cast("LocationKind", kind),
        country=country or None,
        admin=(admin,) if admin else (),
        within=(f"country:{country}",) if country else (),
        lat=lat,
        lon=lon,
        radius=radius,
        population=0,
        geonames=int(geonames) if geonames else None,
    )
