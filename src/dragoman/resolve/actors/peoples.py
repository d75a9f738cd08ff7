"""Peoples, faiths, regions and unrecognised states by name ("Kurdish", "Abkhazia"), from `data/peoples.csv`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from dragoman.resolve.actors.codes import SECTORS, is_country
from dragoman.resolve.tables import TableError, parts, rows
from dragoman.resolve.words import Word, is_acronym, key

PeopleKind = Literal["ethnic", "religion", "region", "unrecognised"]
_FILE = "peoples.csv"


@dataclass(frozen=True, slots=True)
class People:
    """A people, faith, region or unrecognised state; `countries` are those it lives in, the usual one first."""

    name: str
    kind: PeopleKind
    countries: tuple[str, ...]
    sectors: tuple[str, ...]

    def country(self, hints: Sequence[str]) -> str | None:
        """The one country, or of several the first that the hints name."""
        if len(self.countries) == 1:
            return self.countries[0]
        return next((code for code in hints if code in self.countries), None)


def find_in(tokens: Sequence[Word], start: int, end: int) -> tuple[People, int] | None:
    """The longest such name that begins at word `start` and ends by `end`, with where it ends."""
    index, reach = _index()
    if not tokens[start].text[0].isupper():
        return None
    for size in range(min(reach.get(tokens[start].key, 0), end - start), 0, -1):
        entry = index.get(" ".join(t.key for t in tokens[start : start + size]))
        if entry and (not is_acronym(entry.name) or is_acronym(tokens[start].text)):
            return entry, start + size
    return None


@cache
def _index() -> tuple[dict[str, People], dict[str, int]]:
    index: dict[str, People] = {}
    reach: dict[str, int] = {}
    text = (files("dragoman.resolve.actors") / "data" / _FILE).read_text("utf-8")
    for line, (names, kind, countries, sectors) in rows(text, _FILE, ("names", "kind", "countries", "sectors")):
        if kind not in get_args(PeopleKind):
            raise TableError(_FILE, line, "kind", f"{kind!r} is none of {', '.join(get_args(PeopleKind))}")
        if unknown := [code for code in parts(countries) if not is_country(code)]:
            raise TableError(_FILE, line, "countries", f"{unknown[0]!r} is no country code")
        if not SECTORS.issuperset(parts(sectors)):
            raise TableError(_FILE, line, "sectors", f"{sectors!r} holds an unknown PLOVER sector")
        row = {key(name): name for name in parts(names)}
        for folded, name in row.items():
            if folded in index:
                raise TableError(_FILE, line, "names", f"{name!r} stands in an earlier row too")
            index[folded] = People(name, cast(PeopleKind, kind), parts(countries), parts(sectors))
            first = folded.partition(" ")[0]
            reach[first] = max(reach.get(first, 0), folded.count(" ") + 1)
    return index, reach
