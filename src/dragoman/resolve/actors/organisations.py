"""Armed groups, parties, agencies, outlets and other bodies by name and acronym, from `data/organisations`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.record.world import EntityKind
from dragoman.resolve.actors.codes import SECTORS, is_country
from dragoman.resolve.actors.spelling import sounding, soundings
from dragoman.resolve.tables import TableError, day, parts, rows, uncollected
from dragoman.resolve.words import Word, is_acronym, key

KINDS: dict[str, EntityKind] = {
    "armed group": "armed group",
    "outlet": "outlet",
    **dict.fromkeys(
        ("party", "igo", "ngo", "agency", "company", "university", "think tank", "church", "union", "movement"),
        "organisation",
    ),
}
"""The kinds of the tables, and the kind of entity that each is."""

_COLUMNS = ("key", "name", "aliases", "kind", "country", "sectors", "linked", "theatre", "from", "until", "note")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body of the tables. `linked` are ties in words; `theatre` the states where it acts; ISO days bound its life."""

    key: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    linked: tuple[str, ...]
    theatre: tuple[str, ...]
    start: str | None
    end: str | None

    @property
    def id(self) -> str:
        """The key of the tables ("org:HTS"); a user's own body has a key that is one already."""
        return self.key if ":" in self.key else f"org:{self.key}"

    def acts_in(self, countries: Collection[str]) -> bool:
        """Whether it is of, or acts in, one of some countries."""
        return self.country in countries or any(state in countries for state in self.theatre)


class Claim(NamedTuple):
    """A name of a body: as it is written, and the ISO days between which it was used."""

    body: Organisation
    text: str
    start: str | None
    end: str | None
    proper: bool

    def used(self, iso: str | None) -> bool:
        """Whether the name was used on a day; without a day, whether it ever was."""
        return iso is None or ((self.start or iso) <= iso <= (self.end or iso))


class Named(NamedTuple):
    """What a name may stand for: the body, if one could be told; else `rivals` are those between which none could."""

    body: Organisation | None
    rivals: tuple[Organisation, ...]


Index = dict[str, tuple[Claim, ...]]


@cache
def register() -> Index:
    """The names of the shipped tables, read on first use."""
    folder = files("dragoman.resolve.actors") / "data" / "organisations"
    tables = sorted((item for item in folder.iterdir() if item.name.endswith(".csv")), key=lambda item: item.name)
    with uncollected():
        return load((item.name, item.read_text("utf-8")) for item in tables)


def load(tables: Iterable[tuple[str, str]]) -> Index:
    """The names of bodies from tables given by file name and text.

    Raises
    ------
    TableError
        At a mistake in a table: no name, unknown kind, sector or country, a bad date, a key used twice.
    """
    claims: dict[str, list[Claim]] = {}
    keys: set[str] = set()
    for file, text in tables:
        for line, cells in rows(text, file, _COLUMNS):
            body, dated = _body(file, line, cells)
            if body.key in keys:
                raise TableError(file, line, "key", f"{body.key!r} stands in the tables twice")
            keys.add(body.key)
            claims_of = [Claim(body, body.name, body.start, body.end, True)]
            claims_of += [
                Claim(body, alias, start or body.start, end or body.end, False) for alias, start, end in dated
            ]
            for claim in claims_of:
                known = claims.setdefault(_bare(key(claim.text)), [])
                if all(other.body is not body for other in known):
                    known.append(claim)
    claims.pop("", None)
    return {name: tuple(known) for name, known in claims.items()}


@cache
def by_key() -> dict[str, Organisation]:
    """The shipped bodies by key."""
    return {claim.body.key: claim.body for claims in register().values() for claim in claims}


@cache
def reach() -> dict[str, int]:
    """For each first word of a name the most words that such a name has."""
    longest: dict[str, int] = {}
    for name in register():
        first = name.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), name.count(" ") + 1)
    return longest


@cache
def by_sound() -> Index:
    """The names of more than one word by their sound; made when the first name is not found as it is written."""
    heard: dict[str, list[Claim]] = {}
    for name, sound in soundings(name for name in register() if " " in name).items():
        heard.setdefault(sound.replace(" ", ""), []).extend(register()[name])
    return {name: tuple(claims) for name, claims in heard.items()}


def named(folded: str, text: str, when: date | None, hints: Sequence[str]) -> Named | None:
    """The body that a whole text names; `hints` are countries that decide between bodies of one name."""
    return choose(register().get(_bare(folded), ()), text, when, hints, articled=folded.startswith("the "))


def sounds_like(folded: str, text: str, when: date | None, hints: Sequence[str]) -> Named | None:
    """Likewise for another spelling of a name of more than one word."""
    return choose(by_sound().get(sounding(_bare(folded)).replace(" ", ""), ()), text, when, hints)


def find_in(
    tokens: Sequence[Word], start: int, end: int, when: date | None, hints: Sequence[str]
) -> tuple[Named, int] | None:
    """The longest name of a body that begins at word `start` and ends by `end`, with where it ends."""
    index, first = register(), tokens[start]
    for size in range(min(reach().get(first.key, 0), end - start), 0, -1):
        claims = index.get(" ".join(t.key for t in tokens[start : start + size]) if size > 1 else first.key)
        if claims:
            text = first.text if size == 1 else f"{first.text} {tokens[start + size - 1].text}"
            articled = start > 0 and tokens[start - 1].key == "the"
            found = choose(claims, text, when, hints, articled=articled)
            if found:
                return found, start + size
    return None


def choose(
    claims: Sequence[Claim], text: str, when: date | None, hints: Sequence[str], *, articled: bool = True
) -> Named | None:
    """The body among those that claim a name: by how it is written, its dates, the countries of the report.

    `articled` says that "the" stands before the text: a name of two words the first of which is "The" needs it.
    """
    if not any(c.isupper() for c in text):
        return None
    # "DfID" and "M23" are acronyms too: two capitals, or one and a figure, are enough where the name is one.
    loud = sum(c.isupper() or c.isdigit() for c in text) > 1
    left = [
        claim
        for claim in claims
        if (loud or " " in text or not is_acronym(claim.text))
        and (articled or claim.text[:4] not in ("The ", "the ") or claim.text.count(" ") > 1)
    ]
    iso = when.isoformat() if when else None
    if len(left) > 1:
        left = [claim for claim in left if claim.used(iso)] or left
    if len(left) > 1:
        left = [claim for claim in left if claim.body.acts_in(hints)] or left
    if len(left) > 1:
        left = [claim for claim in left if claim.proper] or left
    bodies = tuple(dict.fromkeys(claim.body for claim in left))
    if not bodies:
        return None
    return Named(bodies[0], ()) if len(bodies) == 1 else Named(None, bodies)


def _bare(folded: str) -> str:
    return folded.removeprefix("the ")


def _body(file: str, line: int, cells: list[str]) -> tuple[Organisation, list[tuple[str, str | None, str | None]]]:
    code, name, aliases, kind, country, sectors, linked, theatre, start, end, _ = cells
    if not code:
        raise TableError(file, line, "key", "a body has a key")
    if not key(name):
        raise TableError(file, line, "name", "a body has a name")
    if kind not in KINDS:
        raise TableError(file, line, "kind", f"{kind!r} is none of {', '.join(KINDS)}")
    coded = parts(sectors)
    if not coded or not SECTORS.issuperset(coded):
        raise TableError(file, line, "sectors", f"{sectors!r} holds no or an unknown PLOVER sector")
    states = parts(theatre)
    if country and not is_country(country):
        raise TableError(file, line, "country", f"{country!r} is no country code")
    for state in states:
        if not is_country(state):
            raise TableError(file, line, "theatre", f"{state!r} is no country code")
    try:
        days = day(start), day(end, end=True)
        dated = [_dated(alias) for alias in parts(aliases)]
    except ValueError as error:
        raise TableError(file, line, "aliases, from or until", str(error)) from error
    names = tuple(alias for alias, _, _ in dated)
    return Organisation(code, name, names, kind, country or None, coded, parts(linked), states, *days), dated


def _dated(alias: str) -> tuple[str, str | None, str | None]:
    """An alias and the days of its use: "Jabhat al-Nusra@2012..2016"."""
    name, at, span = alias.partition("@")
    if not at:
        return name, None, None
    start, dots, end = span.partition("..")
    if not dots:
        raise ValueError(f"{alias!r}: write NAME@FROM..UNTIL")
    return name.strip(), day(start), day(end, end=True)
