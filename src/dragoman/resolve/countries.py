"""Countries by name, nationality, capital and seat of government, and the search for one inside a phrase."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from dragoman.resolve.tables import TableError, day, parts, rows
from dragoman.resolve.words import Word, is_acronym, key, words

Form = Literal["name", "demonym", "capital", "seat", "prefix"]
_COLUMNS = "iso3,iso2,name,aliases,demonyms,capital,seats,lat,lon,radius_km,from,until,prefixes".split(",")
_FILE = "countries.csv"


@dataclass(frozen=True, slots=True)
class Country:
    """A state, contested state, territory or former state.

    `aliases`, `demonyms`, `seats` and `prefixes` as in the table, less the mark of a weaker claim; `weak` holds the
    folded words that had it. `lat` and `lon` in degrees, `radius` in kilometres (of the circle of the same area).
    `start` and `end` are the first and last ISO day of the state under this name, None where it has no such bound.
    """

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    seats: tuple[str, ...]
    lat: float
    lon: float
    radius: float
    start: str | None
    end: str | None
    prefixes: tuple[str, ...]
    weak: frozenset[str]

    def stands(self, when: date | None) -> bool:
        """Whether the state is there on a day; without a day, whether it is there today."""
        if when is None:
            return self.end is None
        iso = when.isoformat()
        return (self.start is None or self.start <= iso) and (self.end is None or iso <= self.end)


class Found(NamedTuple):
    """A country named in a phrase: the characters that name it, and by what kind of word."""

    country: Country
    start: int
    end: int
    form: Form


class _Claim(NamedTuple):
    country: Country
    form: Form
    weak: bool
    capitals: bool


@cache
def countries() -> tuple[Country, ...]:
    """All countries of the table, those that stand today first, by code."""
    text = (files("dragoman.resolve") / "data" / _FILE).read_text("utf-8")
    return tuple(_country(line, cells) for line, cells in rows(text, _FILE, _COLUMNS))


def by_code(code: str) -> Country | None:
    """The country of an ISO 3166 alpha-3 or alpha-2 code; of two that had an alpha-2 code, the one of today."""
    return _codes().get(code)


def named(text: str, hints: Collection[str] = ()) -> Country | None:
    """The country that a whole text names ("Great Britain"); `hints` are alpha-3 codes that decide between two."""
    return _only(text, ("name",), hints)


def of_demonym(text: str, hints: Collection[str] = ()) -> Country | None:
    """The country of an adjective or word for its people ("Syrian", "Finns")."""
    return _only(text, ("demonym",), hints)


def of_seat(text: str, hints: Collection[str] = ()) -> Country | None:
    """The country whose government a capital or seat stands for ("Ankara", "the Kremlin")."""
    return _only(text, ("capital", "seat"), hints)


def of_prefix(text: str) -> Country | None:
    """The country of the first half of a compound ("Sino" in "Sino-Russian")."""
    return _only(text, ("prefix",), ())


def find(phrase: str, hints: Collection[str] = ()) -> tuple[Found, ...]:
    """All countries that a phrase names, in order; where names overlap the longer counts ("South Korean")."""
    return find_in(words(phrase), hints)


def find_in(tokens: list[Word], hints: Collection[str] = ()) -> tuple[Found, ...]:
    """As `find`, over words that were taken apart already."""
    index, longest = _index(), _longest()
    found: list[Found] = []
    at = 0
    while at < len(tokens):
        reach = longest.get(tokens[at].key, 0)
        for size in range(min(reach, len(tokens) - at), 0, -1):
            claims = index.get(" ".join(t.key for t in tokens[at : at + size]) if size > 1 else tokens[at].key)
            chosen = _choice(claims, tokens[at].text, hints, compound=at + size < len(tokens)) if claims else None
            if chosen:
                found.append(Found(chosen.country, tokens[at].start, tokens[at + size - 1].end, chosen.form))
                at += size
                break
        else:
            at += 1
    return tuple(found)


def search_nationality(phrase: str, hints: Collection[str] = ()) -> tuple[Country, str] | None:
    """The first country that a phrase names by its name or nationality, and the phrase without those words.

    "four Saudi men" gives Saudi Arabia and "four men"; None where the phrase names no country.
    """
    for country, start, end, form in find(phrase, hints):
        if form in ("name", "demonym"):
            return country, " ".join((phrase[:start] + " " + phrase[end:]).split())
    return None


def _country(line: int, cells: list[str]) -> Country:
    iso3, iso2, name, aliases, demonyms, capital, seats, lat, lon, radius, start, end, prefixes = cells
    listed = [parts(cell) for cell in (aliases, demonyms, capital, seats, prefixes)]
    weak = frozenset(key(item).removeprefix("the ") for items in listed for item in items if item.endswith("?"))
    plain = [tuple(item.rstrip("?") for item in items) for items in listed]
    if len(iso3) != 3 or not name:
        raise TableError(_FILE, line, "iso3" if name else "name", "a country has a code of three letters and a name")
    try:
        place = float(lat), float(lon), float(radius)
        days = day(start), day(end, end=True)
    except ValueError as error:
        raise TableError(_FILE, line, None, str(error)) from error
    seat = plain[2][0] if plain[2] else ""
    return Country(iso3, iso2, name, plain[0], plain[1], seat, plain[3], *place, *days, plain[4], weak)


@cache
def _codes() -> dict[str, Country]:
    codes = {country.iso2: country for country in reversed(countries())}
    return codes | {country.iso3: country for country in countries()}


@cache
def _index() -> dict[str, tuple[_Claim, ...]]:
    index: dict[str, list[_Claim]] = {}
    for country in countries():
        forms: tuple[tuple[Form, tuple[str, ...]], ...] = (
            ("name", (country.name, *country.aliases)),
            ("demonym", country.demonyms),
            ("capital", (country.capital,)),
            ("seat", country.seats),
            ("prefix", country.prefixes),
        )
        for form, items in forms:
            for item in items:
                folded = key(item).removeprefix("the ")
                claim = _Claim(country, form, folded in country.weak, is_acronym(item))
                claims = index.setdefault(folded, [])
                if folded and not any(c.country is country and c.form == form for c in claims):
                    claims.append(claim)
    index.pop("", None)
    return {folded: tuple(claims) for folded, claims in index.items()}


@cache
def _longest() -> dict[str, int]:
    longest: dict[str, int] = {}
    for folded in _index():
        first, size = folded.partition(" ")[0], folded.count(" ") + 1
        longest[first] = max(longest.get(first, 0), size)
    return longest


def _only(text: str, forms: Collection[Form], hints: Collection[str]) -> Country | None:
    tokens = words(text)
    if len(tokens) > 1 and tokens[0].key == "the":
        tokens = tokens[1:]
    claims = _index().get(" ".join(t.key for t in tokens))
    fitting = tuple(c for c in claims or () if c.form in forms)
    chosen = _choice(fitting, tokens[0].text, hints, compound=True) if fitting else None
    return chosen.country if chosen else None


def _choice(claims: tuple[_Claim, ...], first: str, hints: Collection[str], *, compound: bool) -> _Claim | None:
    """The claim that holds for a word as it is written: names are capitalised, acronyms are all in capitals."""
    if not first[0].isupper() and not first[0].isdigit():
        return None
    fitting = [c for c in claims if (not c.capitals or is_acronym(first)) and (c.form != "prefix" or compound)]
    if not fitting:
        return None
    for claim in fitting:
        if claim.country.iso3 in hints:
            return claim
    return next((c for c in fitting if not c.weak), None)
