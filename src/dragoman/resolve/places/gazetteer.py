"""The gazetteer: every place that a name may mean."""

from __future__ import annotations

import sqlite3
import struct
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import pi, sqrt
from pathlib import Path
from typing import Any, Self

from dragoman.errors import OptionError
from dragoman.record.world import LocationKind
from dragoman.resolve.countries import Country, by_code, named, of_demonym
from dragoman.resolve.places.entry import Entry, Grade, Match
from dragoman.resolve.places.folding import fold, plain
from dragoman.resolve.places.geometry import distance
from dragoman.resolve.places.supplement import supplement

FORMAT = "1"
DENSITY = 3000
"""People to the square kilometre of a town, to tell its radius from its population (a usual figure for towns)."""
_KINDS: dict[int, LocationKind] = {-1: "area", 0: "country", 1: "province", 2: "district"}


class Gazetteer:
    """The tables of places, opened for reading. One thread at a time may use it; processes open their own."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._units: dict[int, Entry] = {}
        self._cities: dict[int, Entry] = {}
        self._found: dict[str, tuple[Match, ...]] = {}
        self._nations: dict[str, int] = dict(db.execute("SELECT country, id FROM unit WHERE level = 0"))

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """The packaged table, or the one at `path`.

        Raises
        ------
        OptionError
            If the file is missing or is no gazetteer of this version.
        """
        path = path or Path(str(files("dragoman.resolve.places") / "data" / "gazetteer.sqlite"))
        if not path.is_file():
            raise OptionError(f"{path} is missing: install dragoman again, or make it with training/gazetteer.py")
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            (found,) = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone() or (None,)
        except sqlite3.Error as error:
            db.close()
            raise OptionError(f"{path} is no gazetteer ({error}): make it with training/gazetteer.py") from error
        if found != FORMAT:
            db.close()
            raise OptionError(f"{path} has format {found}, not {FORMAT}: make it with training/gazetteer.py")
        return cls(db)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def origin(self) -> dict[str, str]:
        """Where the table comes from: its source, date, licence, and the command that made it."""
        return dict(self._db.execute("SELECT key, value FROM meta ORDER BY key"))

    def country(self, code: str) -> Entry | None:
        """The country of an ISO 3166 alpha-3 code."""
        nation = by_code(code)
        return self._country(nation) if nation else None

    def lookup(self, name: str) -> tuple[Match, ...]:
        """All places that have this name, in a fixed order; short abbreviations ("LA", "Me.") count as written only."""
        if (known := self._found.get(name)) is not None:
            return known
        places = [*self._supplement(name), *self._table(name)]
        nations = [m for m in self._countries(name) if not any(_part_of(p, m.entry, name) for p in places)]
        matches = [*nations, *places]
        self._found[name] = found = tuple(_distinct(matches))
        if len(self._found) > _CACHED:
            self._found.clear()
        return found

    def _countries(self, name: str) -> list[Match]:
        nation = named(name)
        grade: Grade = "name"
        if nation is None:
            nation, grade = of_demonym(name), "people"
        return [Match(self._country(nation), grade, True)] if nation else []

    def _supplement(self, name: str) -> list[Match]:
        return [Match(self._twin(entry), "name", True) for entry in supplement().get(fold(name), ())]

    def _twin(self, entry: Entry) -> Entry:
        """The city of the table that a place written down by hand gives names to, else the place itself."""
        if entry.kind != "city":
            return entry
        known = self._read([entry.geonames]).get(entry.geonames) if entry.geonames is not None else None
        twin = known or next((match.entry for match in self._table(entry.name) if _same(entry, match.entry)), None)
        return replace(twin, name=entry.name) if twin else entry

    def _table(self, name: str) -> list[Match]:
        row = self._db.execute("SELECT refs FROM name WHERE key = ?", (fold(name),)).fetchone()
        if row is None:
            return []
        refs: tuple[int, ...] = struct.unpack(f"<{len(row[0]) // 4}i", row[0])
        short, written = len(fold(name)) <= 2, plain(name)
        found: list[Match] = []
        cities = self._read([ref >> 2 for ref in refs if not ref & 2])
        for ref in refs:
            unit, other = bool(ref & 2), bool(ref & 1)
            if unit and _abbreviation(name, short) is False:
                continue
            entry = self._unit(ref >> 2) if unit else cities[ref >> 2]
            if entry.kind == "country" or (short and not unit):
                continue
            # A unit's name without "Province" or "County" is listed as its main name too.
            found.append(Match(entry, "other name" if other else "name", other or unit or plain(entry.name) == written))
        return found

    def _country(self, nation: Country) -> Entry:
        if (id := self._nations.get(nation.iso3)) is not None:
            entry = self._unit(id)
            return replace(entry, name=nation.name, lat=nation.lat, lon=nation.lon, radius=nation.radius)
        code = f"country:{nation.iso3}"
        return Entry(
            code, nation.name, "country", nation.iso3, (), (code,), nation.lat, nation.lon, nation.radius, 0, None
        )

    def _unit(self, id: int) -> Entry:
        if (known := self._units.get(id)) is not None:
            return known
        query = "SELECT level, name, country, parent, geonames, lat, lon, radius, population FROM unit WHERE id = ?"
        level, name, country, parent, geonames, lat, lon, radius, population = self._db.execute(query, (id,)).fetchone()
        above = self._unit(parent) if parent else None
        if level == 0:
            code = f"country:{country}"
        elif level < 0:
            code = f"continent:{country}"
        else:
            code = (
                "/".join(["unit:" + country, *(fold(n) for n in above.admin if above), fold(name)]) if above else name
            )
        self._units[id] = entry = Entry(
            id=code,
            name=name,
            kind=_KINDS[level],
            country=country if level >= 0 else None,
            admin=(*above.admin, name) if above else (),
            within=(*above.within, code) if above else (code,),
            lat=lat / 1e4,
            lon=lon / 1e4,
            radius=float(radius),
            population=population,
            geonames=geonames,
        )
        return entry

    def _read(self, ids: list[int]) -> dict[int, Entry]:
        wanted = [id for id in ids if id not in self._cities]
        if len(self._cities) > _CACHED:
            self._cities.clear()
            wanted = ids
        marks = ",".join("?" * len(wanted))
        query = f"SELECT id, name, unit, lat, lon, hundreds FROM city WHERE id IN ({marks})"
        for row in self._db.execute(query, wanted) if wanted else ():
            self._cities[row[0]] = self._city(row)
        return self._cities

    def _city(self, row: tuple[Any, ...]) -> Entry:
        id, name, unit, lat, lon, hundreds = row
        home = self._unit(unit)
        nation = _nation(home.country)
        return Entry(
            id=f"geonames:{id}",
            name=name,
            kind="city",
            country=home.country,
            admin=home.admin,
            within=home.within,
            lat=lat / 1e4,
            lon=lon / 1e4,
            radius=round(1 + sqrt(hundreds * 100 / DENSITY / pi), 1),
            population=hundreds * 100,
            geonames=id,
            capital=nation is not None and hundreds >= 100 and fold(nation.capital.partition(",")[0]) == fold(name),
        )


_CLOSE = 15.0
"""Kilometres within which two places of one name are the same."""
_CACHED = 20_000
"""Places kept in memory; beyond that the store is emptied, so that a long run does not grow."""


@cache
def _nation(code: str | None) -> Country | None:
    return by_code(code) if code else None


def _part_of(place: Match, nation: Entry, name: str) -> bool:
    """Whether the name is first that of a part and only loosely that of the country ("England", "Gaza")."""
    return place.grade == "name" and place.entry.country == nation.country and fold(nation.name) != fold(name)


def _abbreviation(name: str, short: bool) -> bool | None:
    """Whether a name of at most two letters is written as an abbreviation; None if it is longer."""
    return (name.replace(".", "").replace(" ", "").isupper() or name.endswith(".")) if short else None


def _distinct(matches: list[Match]) -> list[Match]:
    """Without places that an earlier match is already."""
    kept: list[Match] = []
    for match in matches:
        if not any(k.entry.id == match.entry.id or _same(k.entry, match.entry) for k in kept):
            kept.append(match)
    return kept


def _same(written: Entry, other: Entry) -> bool:
    """Whether a place written down by hand is one of the table: same kind and country, and close by."""
    apart = distance((written.lat, written.lon), (other.lat, other.lon))
    same = written.kind == other.kind and written.country == other.country
    return same and written.id.startswith("place:") and apart < max(_CLOSE, written.radius)
