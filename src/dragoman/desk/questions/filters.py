"""What every question can be narrowed by: who, whom, what, where, who says so, when, on how many words; and paging."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TypedDict, Unpack, cast

from dragoman.errors import OptionError
from dragoman.ontology import QUADS, STATUSES, event_types

PAGE = 50
"""Rows of a page, where nobody asks for more or fewer."""
LONGEST = 10_000
"""Rows that a page can have at most: their words are cut from as many texts."""


class Filters(TypedDict, total=False):
    """The fields of a `Filter` as a caller may give them: one value or several, a day as text or as a date."""

    actor: str | None
    dyad: Sequence[str] | None
    type: str | int | Iterable[str | int] | None
    place: str | None
    status: str | Iterable[str] | None
    source: str | None
    outlet: str | None
    since: str | date | None
    until: str | date | None
    min_origins: int | None
    incident: int | None
    rejected: bool
    sort: str | None
    limit: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a question is narrowed by; all that is given must hold.

    `actor` is a name, a key ("org:HTS") or the three letters of a country, which stand for all its actors; it takes
    part in any role. `dyad` are two such, of whom one acts and the other is acted on, either way. `type` are PLOVER
    types, quad classes 1 to 4, or what else a question's rows are typed by (labels of relations, kinds of agreement).
    `place` is a name, a key or a country's letters; a country or province holds what lies in it. `source` is whose
    words they are: the innermost speaker, or the agency that they came through. `since` and `until` are days, both
    inclusive.
    `min_origins` is how many independent origins must assert it. `incident` is an incident's number on this desk.
    What was rejected by a person is left out unless `rejected`.

    Raises
    ------
    OptionError
        If a value is impossible.
    """

    actor: str | None = None
    dyad: tuple[str, str] | None = None
    type: tuple[str, ...] = ()
    place: str | None = None
    status: tuple[str, ...] = ()
    source: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    min_origins: int | None = None
    incident: int | None = None
    rejected: bool = False
    sort: str | None = None
    limit: int = PAGE
    offset: int = 0

    def __post_init__(self) -> None:
        for name in ("actor", "place", "source", "outlet"):
            value = getattr(self, name)
            if value is not None and not value.strip():
                raise OptionError(f"{name}: is empty; give a name or a key")
        if self.dyad is not None and (len(self.dyad) != 2 or not all(one.strip() for one in self.dyad)):
            raise OptionError(f"dyad: takes two actors, not {', '.join(map(repr, self.dyad)) or 'none'}")
        for status in self.status:
            if status not in STATUSES:
                raise OptionError(f"status: there is no {status!r}; there are {', '.join(STATUSES)}")
        for name in ("since", "until"):
            _check_day(name, getattr(self, name))
        if self.since and self.until and self.since > self.until:
            raise OptionError(f"since: {self.since} lies after until, {self.until}")
        if self.min_origins is not None and self.min_origins < 1:
            raise OptionError(f"min_origins: is {self.min_origins}; must be 1 or more")
        if not 1 <= self.limit <= LONGEST:
            raise OptionError(f"limit: is {self.limit}; must be 1 to {LONGEST}")
        if self.offset < 0:
            raise OptionError(f"offset: is {self.offset}; must be 0 or more")

    @classmethod
    def of(cls, **given: Unpack[Filters]) -> Filter:
        """The filter of what a caller gave: one value or several, types in small letters too, dates as dates.

        Raises
        ------
        OptionError
            If a value is impossible, or there is no such field.
        """
        unknown = given.keys() - {field.name for field in fields(cls)}
        if unknown:
            raise OptionError(f"{', '.join(sorted(unknown))}: nothing is narrowed by that")
        dyad, since, until = given.get("dyad"), given.get("since"), given.get("until")
        return cls(
            actor=given.get("actor"),
            dyad=_pair(dyad) if dyad else None,
            type=tuple(map(_type, _several(given.get("type")))),
            place=given.get("place"),
            status=tuple(str(one).lower() for one in _several(given.get("status"))),
            source=given.get("source"),
            outlet=given.get("outlet"),
            since=since.isoformat() if isinstance(since, date) else since,
            until=until.isoformat() if isinstance(until, date) else until,
            min_origins=given.get("min_origins"),
            incident=given.get("incident"),
            rejected=given.get("rejected", False),
            sort=given.get("sort"),
            limit=given.get("limit", PAGE),
            offset=given.get("offset", 0),
        )

    @property
    def types(self) -> tuple[str, ...]:
        """Those of `type` that are names of types."""
        return tuple(one for one in self.type if not one.isdigit())

    @property
    def quads(self) -> tuple[int, ...]:
        """Those of `type` that are quad classes."""
        return tuple(int(one) for one in self.type if one.isdigit())

    @property
    def narrowing(self) -> set[str]:
        """The names of the fields that leave something out."""
        paging = ("rejected", "sort", "limit", "offset")
        return {f.name for f in fields(self) if f.name not in paging and getattr(self, f.name) not in (None, ())}


def check_types(given: Filter, labels: Iterable[str] = ()) -> None:
    """Refuses types that a question's rows cannot have: all but PLOVER's and its quad classes, or all but `labels`.

    Raises
    ------
    OptionError
        If there is one.
    """
    of_question = list(labels)
    known = of_question or [*event_types(), *map(str, QUADS)]
    more = "" if of_question else "; relations and agreements have types of their own"
    for one in given.type:
        if one not in known:
            raise OptionError(f"type: there is no {one!r} here; there are {', '.join(known)}{more}")


def refuse(given: Filter, question: str, *names: str) -> None:
    """Refuses fields that say nothing of a question's rows, rather than answer with none of them.

    Raises
    ------
    OptionError
        If one of them is given.
    """
    useless = sorted(given.narrowing.intersection(names))
    if useless:
        raise OptionError(f"{', '.join(useless)}: {question} cannot be narrowed by that")


def ordering(given: Filter, sorts: Sequence[str]) -> tuple[str, bool]:
    """By what the rows are sorted, and whether backwards ("-day"); the first of `sorts` where nothing is asked for.

    Raises
    ------
    OptionError
        If the question cannot be sorted so.
    """
    asked = given.sort or sorts[0]
    if asked not in sorts:
        raise OptionError(f"sort: cannot be {asked!r}; can be {', '.join(sorts)}")
    return asked.removeprefix("-"), asked.startswith("-")


def _several(value: object) -> tuple[str, ...]:
    """One value, or several in a collection or parted by commas."""
    if value is None:
        return ()
    several = isinstance(value, Iterable) and not isinstance(value, str)
    parts: list[object] = list(cast("Iterable[object]", value)) if several else [value]
    return tuple(word.strip() for part in parts for word in str(part).split(",") if word.strip())


def _pair(value: Sequence[str]) -> tuple[str, str]:
    if isinstance(value, str) or len(value) != 2:
        raise OptionError(f"dyad: takes two actors, not {value!r}")
    return value[0], value[1]


def _type(name: str) -> str:
    """A type as it is written: PLOVER's in capitals, all else in small letters."""
    return name.upper() if name.upper() in event_types() else name.lower()


def _check_day(name: str, value: str | None) -> None:
    if value is None:
        return
    try:
        plain = date.fromisoformat(value).isoformat() == value
    except ValueError:
        plain = False
    if not plain:
        raise OptionError(f"{name}: {value!r} is no day; write YYYY-MM-DD")
