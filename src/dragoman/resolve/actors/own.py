"""A user's own actors, from a TOML or CSV file; they win over the shipped tables.

TOML: a table `[[actor]]` for each, CSV: a row for each, with these fields::

    name         the canonical name (the only one that must be there)
    aliases      other names; a list in TOML, parted by ";" in CSV
    kind         person, government, country, organisation, armed group, outlet, people (default organisation)
    country      ISO 3166 alpha-3 or one of PLOVER's IGO, NGO, UNO, EUR, IMG, MNC, ISM
    sectors      PLOVER sectors, the primary one first; a list in TOML, parted by ";" in CSV (default UNK)
    role, affiliation    words
    linked       ties in words ("linked to al-Qaeda"); a list in TOML, parted by ";" in CSV
    from, until  YYYY, YYYY-MM or YYYY-MM-DD, where the entry holds for a time only
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

from dragoman.record.world import EntityKind
from dragoman.resolve.actors.codes import INTERNATIONAL, SECTORS, cameo, is_country
from dragoman.resolve.actors.identity import Identity
from dragoman.resolve.actors.organisations import Organisation
from dragoman.resolve.tables import TableError, day, parts, rows
from dragoman.resolve.words import Word, key

FIELDS = ("name", "aliases", "kind", "country", "sectors", "role", "affiliation", "linked", "from", "until")
_LISTS = frozenset({"aliases", "sectors", "linked"})
_DAYS = frozenset({"from", "until"})
_BODIES: dict[EntityKind, str] = {
    "organisation": "agency",
    "government": "agency",
    "armed group": "armed group",
    "outlet": "outlet",
}
"""Kinds of actors whose names may stand within a phrase, as the tables of organisations call them."""
_HEAD = re.compile(r"^\s*\[\[\s*actor\s*\]\]")


@dataclass(frozen=True, slots=True)
class _Entry:
    identity: Identity
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class OwnActors:
    """The actors of a user's file by folded name and alias; of one name several with their times may stand."""

    file: str
    entries: Mapping[str, tuple[_Entry, ...]]

    def find(self, text: str, when: date | None = None) -> Identity | None:
        """The actor that a whole text names on a day; without a day the first one of that name."""
        iso = when.isoformat() if when else None
        for entry in self.entries.get(key(text).removeprefix("the "), ()):
            if iso is None or (entry.start or iso) <= iso <= (entry.end or iso):
                return entry.identity
        return None

    def body_in(
        self, tokens: Sequence[Word], start: int, end: int, when: date | None
    ) -> tuple[Organisation, int] | None:
        """The body with the longest name that begins at word `start` and ends by `end`, and where it ends."""
        for stop in range(end, start, -1):
            told = self.find(" ".join(token.key for token in tokens[start:stop]), when)
            if told and told.kind in _BODIES:
                return _body(told), stop
        return None


def _body(told: Identity) -> Organisation:
    return Organisation(
        told.id, told.name, (), _BODIES[told.kind], told.country, told.sectors, told.linked, (), None, None
    )


def load(path: Path) -> OwnActors:
    """Reads a user's file of actors.

    Raises
    ------
    TableError
        Where the file cannot be read or has a mistake: the message names the file, the line and the field.
    """
    file = str(path)
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise TableError(file, None, None, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise TableError(file, None, None, "is not UTF-8; save it as UTF-8") from error
    suffix = path.suffix.lower()
    if suffix not in (".toml", ".csv"):
        raise TableError(file, None, None, "is neither .toml nor .csv")
    records = _of_toml(text, file) if suffix == ".toml" else _of_csv(text, file)
    entries: dict[str, list[_Entry]] = {}
    for line, record in records:
        entry, names = _entry(file, line, record)
        for name in names:
            known = entries.setdefault(name, [])
            if any(_overlap(entry, other) for other in known):
                raise TableError(file, line, "name", f"{name!r} names another actor at the same time; give both dates")
            known.append(entry)
    return OwnActors(file, {name: tuple(known) for name, known in entries.items()})


def _of_csv(text: str, file: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, cells in rows(text, file, FIELDS[:1], FIELDS[1:]):
        record = dict(zip(FIELDS, cells, strict=True))
        yield line, {name: list(parts(cell)) if name in _LISTS else cell.strip() for name, cell in record.items()}


def _of_toml(text: str, file: str) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise TableError(file, int(found.group(1)) if found else None, None, f"no valid TOML: {error}") from error
    heads = [number for number, line in enumerate(text.splitlines(), 1) if _HEAD.match(line)]
    actors = table.get("actor", [])
    if unknown := [name for name in table if name != "actor"]:
        raise TableError(file, None, unknown[0], "is unknown; the file holds tables [[actor]]")
    if not isinstance(actors, list):
        raise TableError(file, None, "actor", "write [[actor]], with two brackets")
    for number, actor in enumerate(cast(list[Any], actors)):
        line = heads[number] if number < len(heads) else None
        if not isinstance(actor, dict):
            raise TableError(file, line, "actor", "write [[actor]], with two brackets")
        record = cast(dict[str, Any], actor)
        for name, value in record.items():
            if name not in FIELDS:
                raise TableError(file, line, name, f"no such field; known are {', '.join(FIELDS)}")
            if name in _LISTS and isinstance(value, str):
                record[name] = [value]
            elif name in _LISTS and not (
                isinstance(value, list) and all(isinstance(item, str) for item in cast(list[Any], value))
            ):
                raise TableError(file, line, name, "is to be a list of strings")
            elif name not in _LISTS and isinstance(value, date):
                record[name] = value.isoformat()
            elif name in _DAYS and isinstance(value, int) and not isinstance(value, bool):
                record[name] = str(value)
            elif name not in _LISTS and not isinstance(value, str):
                raise TableError(file, line, name, "is to be a string")
        yield line or 1, record


def _entry(file: str, line: int, record: Mapping[str, Any]) -> tuple[_Entry, set[str]]:
    name = str(record.get("name", "")).strip()
    if not key(name):
        raise TableError(file, line, "name", "an actor has a name")
    country = str(record.get("country", "")) or None
    if country and not is_country(country):
        known = "ISO 3166 alpha-3 (SYR) or one of " + ", ".join(sorted(INTERNATIONAL))
        raise TableError(file, line, "country", f"{country!r} is no country code; write {known}")
    sectors = tuple(record.get("sectors", ())) or ("UNK",)
    if unknown := [sector for sector in sectors if sector not in SECTORS]:
        raise TableError(
            file, line, "sectors", f"{unknown[0]!r} is no PLOVER sector; they are {', '.join(sorted(SECTORS))}"
        )
    kind = record.get("kind") or "organisation"
    if kind not in get_args(EntityKind):
        raise TableError(file, line, "kind", f"{kind!r} is none of {', '.join(get_args(EntityKind))}")
    days: list[str | None] = []
    for field in ("from", "until"):
        try:
            days.append(day(str(record.get(field, "")), end=field == "until"))
        except ValueError as error:
            raise TableError(file, line, field, str(error)) from error
    if days[0] and days[1] and days[1] < days[0]:
        raise TableError(file, line, "until", f"{record['until']} lies before {record['from']}")
    identity = Identity(
        id=f"own:{key(name)}",
        name=name,
        kind=cast(EntityKind, kind),
        country=country,
        sectors=sectors,
        cameo=cameo(country, sectors),
        role=str(record.get("role", "")) or None,
        affiliation=str(record.get("affiliation", "")) or None,
        linked=tuple(record.get("linked", ())),
        known=True,
        score=1.0,
        reason=f"named in {Path(file).name}, line {line}",
    )
    names = {key(other).removeprefix("the ") for other in (name, *record.get("aliases", ()))}
    return _Entry(identity, days[0], days[1]), names - {""}


def _overlap(a: _Entry, b: _Entry) -> bool:
    return (a.start or "") <= (b.end or "9") and (b.start or "") <= (a.end or "9")
