"""Leaders, ministers and other persons by name, and by office at a date, from `data/leaders` and `data/persons`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast, get_args

from dragoman.resolve.actors.codes import SECTORS, is_country
from dragoman.resolve.actors.grammar import grammar
from dragoman.resolve.actors.spelling import soundings
from dragoman.resolve.actors.surnames import surnames
from dragoman.resolve.tables import TableError, day, parts, rows, uncollected
from dragoman.resolve.words import key

Office = Literal[
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "supreme_leader",
    "vice_president",
    "deputy",
    "other",
]
"""The offices of the leaders' tables, the higher first; `other` is a role of the table of persons."""

Standing = Literal["in office", "past", "not yet"]
_OFFICES: tuple[str, ...] = get_args(Office)
_EVER = "9999-12-31"
"""A day after all that the tables know."""

_SHORT = 5
"""Letters up to which a surname is too short to be told by its sound."""

_COLUMNS = ("country", "office", "name", "aliases", "from", "until")
_PERSON_COLUMNS = ("country", "sectors", "name", "aliases", "from", "until", "role")


class Spell(NamedTuple):
    """A time in office: ISO days, both inclusive, None where it goes on. `role` is the words for an office `other`."""

    office: Office
    start: str
    end: str | None
    role: str = ""
    sectors: tuple[str, ...] = ("GOV",)

    def covers(self, iso: str) -> bool:
        """Whether an ISO day lies in it."""
        return self.start <= iso and (self.end is None or iso <= self.end)


@dataclass(frozen=True, slots=True)
class Leader:
    """A person who held an office of a state, with all spells in office, the first one first."""

    country: str
    name: str
    aliases: tuple[str, ...]
    spells: tuple[Spell, ...]

    @property
    def id(self) -> str:
        """The key of the tables ("leader:TUR:Recep Tayyip Erdoğan"; "person:" for who never held a leader's office)."""
        return f"{'leader' if self.led else 'person'}:{self.country}:{self.name}"

    @property
    def led(self) -> bool:
        """Whether the person ever held an office of the leaders' tables."""
        return any(spell.office != "other" for spell in self.spells)

    def standing(self, when: date | None) -> tuple[Standing, Spell]:
        """Whether the person is in office on a day, and the spell that says so; without a day, as the table ends."""
        iso = when.isoformat() if when else _EVER
        # Of several offices at once the higher one counts: `Office` lists them in that order.
        if held := [spell for spell in self.spells if spell.covers(iso)]:
            return "in office", min(held, key=_rank)
        if ended := [spell for spell in self.spells if spell.end is not None and spell.end < iso]:
            return "past", max(ended, key=lambda spell: (spell.end or "", -_rank(spell)))
        return "not yet", self.spells[0]


@dataclass(frozen=True, slots=True)
class Register:
    """The leaders of a set of tables by folded name, by surname and by office."""

    people: tuple[Leader, ...]
    full: dict[str, list[Leader]]
    surname: dict[str, list[Leader]]
    office: dict[tuple[str, str], list[tuple[Spell, Leader]]]

    def holders(self, country: str, office: str, when: date) -> list[Leader]:
        """Who holds an office of a state on a day; on the day of a change the newcomer first."""
        iso = when.isoformat()
        held = [(spell.start, leader) for spell, leader in self.office.get((country, office), ()) if spell.covers(iso)]
        return [leader for _, leader in sorted(held, key=lambda pair: pair[0], reverse=True)]


@cache
def register() -> Register:
    """The shipped tables, read on first use."""
    with uncollected():
        return load(_tables("leaders"), _tables("persons"))


def _tables(name: str) -> list[tuple[str, str]]:
    folder = files("dragoman.resolve.actors") / "data" / name
    tables = sorted((item for item in folder.iterdir() if item.name.endswith(".csv")), key=lambda item: item.name)
    return [(item.name, item.read_text("utf-8")) for item in tables]


def load(tables: Iterable[tuple[str, str]], persons: Iterable[tuple[str, str]] = ()) -> Register:
    """Leaders, and other persons, from tables given by file name and text.

    Raises
    ------
    TableError
        At a mistake in a table: unknown country, office or sector, no name, a bad date, the same spell twice.
    """
    spells: dict[tuple[str, str], list[Spell]] = {}
    names: dict[tuple[str, str], dict[str, None]] = {}
    folded: dict[str, str] = {}
    found = [(file, line, cells, _spell(file, line, cells)) for file, line, cells in _all(tables, _COLUMNS)]
    found += [(file, line, cells, _role(file, line, cells)) for file, line, cells in _all(persons, _PERSON_COLUMNS)]
    for file, line, cells, spell in found:
        name = cells[2]
        who = cells[0], folded.get(name) or folded.setdefault(name, key(name))
        if not who[1]:
            raise TableError(file, line, "name", "a person has a name")
        held = spells.setdefault(who, [])
        if any(other[:2] == spell[:2] for other in held):
            raise TableError(file, line, "name", f"{name!r} ({cells[0]}) has this office from this day twice")
        held.append(spell)
        known = names.setdefault(who, {})
        known[name] = None
        if cells[3]:
            known.update(dict.fromkeys(parts(cells[3])))
    people = tuple(
        Leader(who[0], *_named(tuple(names[who])), tuple(sorted(held, key=_start) if len(held) > 1 else held))
        for who, held in spells.items()
    )
    return _registered(people)


def _rank(spell: Spell) -> int:
    return _OFFICES.index(spell.office)


def _named(known: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    return known[0], known[1:]


def _start(spell: Spell) -> str:
    return spell.start


def _all(tables: Iterable[tuple[str, str]], columns: Sequence[str]) -> Iterator[tuple[str, int, list[str]]]:
    for file, text in tables:
        for line, cells in rows(text, file, columns):
            yield file, line, cells


def _role(file: str, line: int, cells: Sequence[str]) -> Spell:
    """A spell of the table of persons, which has a sector and a role in words."""
    country, sectors, _, _, start, end, role = cells
    coded = parts(sectors)
    if not coded or not SECTORS.issuperset(coded):
        raise TableError(file, line, "sectors", f"{sectors!r} holds no or an unknown PLOVER sector")
    if not role:
        raise TableError(file, line, "role", "what the person is or was is missing")
    spell = _spell(file, line, (country, "other", "", "", start, end))
    return spell._replace(role=role, sectors=coded)


def _spell(file: str, line: int, cells: Sequence[str]) -> Spell:
    country, office, _, _, start, end = cells
    if not is_country(country):
        raise TableError(file, line, "country", f"{country!r} is no country code")
    if office not in _OFFICES:
        raise TableError(file, line, "office", f"{office!r} is none of {', '.join(_OFFICES)}")
    try:
        first, last = day(start), day(end, end=True)
    except ValueError as error:
        raise TableError(file, line, "from or until", str(error)) from error
    if first is None:
        raise TableError(file, line, "from", "the first day, month or year in office is missing")
    if last is not None and last < first:
        raise TableError(file, line, "until", f"{end} lies before {start}")
    return Spell(cast(Office, office), first, last)


def _registered(people: tuple[Leader, ...]) -> Register:
    full: dict[str, list[Leader]] = {}
    last: dict[str, list[Leader]] = {}
    office: dict[tuple[str, str], list[tuple[Spell, Leader]]] = {}
    names = [[key(name) for name in (person.name, *person.aliases)] for person in people]
    given = frozenset(folded[0].partition(" ")[0] for folded in names)
    for person, folded in zip(people, names, strict=True):
        _put(full, (name for name in folded if name), person)
        # An alias of one word is how news calls the person, so that it stands beside the surname.
        single = [name for name in folded if name and " " not in name]
        _put(last, [*surnames(folded[0], person.country, given), *single], person)
        for spell in person.spells:
            office.setdefault((person.country, spell.office), []).append((spell, person))
    return Register(people, full, last, office)


@cache
def by_sound() -> dict[str, list[Leader]]:
    """The shipped leaders by the sound of their full names; made when the first name is not found as it is written."""
    return _heard({name: people for name, people in register().full.items() if " " in name})


@cache
def surnames_by_sound() -> dict[str, list[Leader]]:
    """The shipped leaders by the sound of their surnames, where those are long enough to tell one from another."""
    return _heard({name: people for name, people in register().surname.items() if len(name) > _SHORT})


def _heard(named: dict[str, list[Leader]]) -> dict[str, list[Leader]]:
    heard: dict[str, list[Leader]] = {}
    for name, sound in soundings(named).items():
        for person in named[name]:
            _put(heard, [sound], person)
    return heard


@cache
def by_ends() -> dict[tuple[str, str], list[Leader]]:
    """The shipped leaders by the first and the last word of their names, for names with fewer or more words between."""
    ends: dict[tuple[str, str], list[Leader]] = {}
    for name, people in register().full.items():
        first, _, last = name.partition(" ")
        if last:
            known = ends.setdefault((first, last.rpartition(" ")[2]), [])
            known.extend(person for person in people if person not in known)
    return ends


def best(
    candidates: Collection[Leader], when: date | None, countries: Sequence[str], offices: Collection[str]
) -> Leader | None:
    """The one of several namesakes that office, day and countries leave; None where they leave none or more than one.

    `countries` are the codes that speak for a candidate, the strongest first; `offices` those that a title names.
    """
    tests: tuple[Callable[[Leader], bool], ...] = (
        lambda person: not offices or any(spell.office in offices for spell in person.spells),
        lambda person: not _elsewhere(person),
        lambda person: person.standing(when)[0] == "in office",
        lambda person: person.led,
        lambda person: person.country in countries[:1],
        lambda person: person.country in countries,
        lambda person: person.standing(when)[0] != "not yet",
    )
    left = list(candidates)
    for test in tests:
        if len(left) < 2:
            break
        left = [person for person in left if test(person)] or left
    return left[0] if len(left) == 1 else None


def _elsewhere(person: Leader) -> bool:
    """Whether a person is head of a state only as the head of another one (Queen Elizabeth II in Canada)."""
    held = {spell.office for spell in person.spells}
    return held == {"head_of_state"} and person.country in grammar().monarchs["shared"]


def _put(index: dict[str, list[Leader]], names: Iterable[str], person: Leader) -> None:
    for name in names:
        known = index.setdefault(name, [])
        if person not in known:
            known.append(person)
