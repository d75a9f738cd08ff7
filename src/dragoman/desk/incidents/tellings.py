"""Statements as they are compared: what one says of its happening, read from its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, Select, select

from dragoman.desk.incidents.cues import NO_CUE, Cue, parted
from dragoman.desk.incidents.senses import lasting, mutual, sense
from dragoman.desk.parts import parts
from dragoman.desk.tables import ENTITIES, PARTIES, PLACES, REPORTS, STATEMENTS, TOLLS


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part. `key`, `kind`, `country` and `sectors` are those of the entity; a compound is told as its
    members, who are known by their keys alone."""

    key: str
    kind: str = "unnamed"
    country: str | None = None
    sectors: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: the key of the place, its kind, country and units, degrees and kilometres."""

    key: str
    kind: str
    country: str | None
    admin: tuple[str, ...]
    lat: float
    lon: float
    radius: float


@dataclass(frozen=True, slots=True)
class Toll:
    """How many: both bounds inclusive, `high` None where there is none."""

    kind: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Telling:
    """An event statement. Days are counted from 0001-01-01, None where they are not told; `published` is 0 where it is
    unknown; `at` is the day that the statement is filed under, 0 where there is none. `story` is the report that its
    report copies, itself where it copies none. `order` is what tellings are sorted by, whatever the order in which they
    came. `sense` is the kind of act that its trigger names; `lasting` and `mutual` are as in `senses`."""

    id: int
    report: int
    story: int
    order: tuple[int, str, int]
    sentence: int
    type: str
    mode: str | None
    status: str
    period: str
    published: int
    at: int = 0
    day: int | None = None
    until: int | None = None
    precision: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Spot | None = None
    tolls: tuple[Toll, ...] = ()
    cue: Cue = NO_CUE
    incident: int | None = None
    sense: str | None = field(init=False)
    lasting: bool = field(init=False)
    mutual: bool = field(init=False)

    def __post_init__(self) -> None:
        act = sense(self.cue.trigger, self.type)
        object.__setattr__(self, "sense", act)
        object.__setattr__(self, "lasting", lasting(act))
        object.__setattr__(self, "mutual", mutual(act))


def tellings(connection: Connection, ids: Iterable[int], fresh: Container[int] = ()) -> dict[int, Telling]:
    """The tellings of some statements by their numbers; statements that are no events are left out. The `fresh` are of
    no incident yet, whatever number is reserved for them."""
    found = dict[int, Telling]()
    for part in parts(sorted(set(ids))):
        actors, recipients = _parties(connection, part)
        tolls = _tolls(connection, part)
        query = _QUERY.where(STATEMENTS.c.id.in_(part))
        for row in connection.execute(query):
            # As a plain tuple: a row's columns by name take longer than all the rest.
            (
                id, report, sentence, start, type, mode, status, period, at, day, until, precision, told, incident,
                hash, origin, published, *where,
            ) = cast("tuple[Any, ...]", row)  # fmt: skip
            issued = ordinal(published) or 0
            found[id] = Telling(
                id=id,
                report=report,
                story=origin or report,
                order=(issued or _NEVER, hash, start),
                sentence=sentence,
                type=type,
                mode=mode,
                status=status,
                period=period or "unknown",
                published=issued,
                at=ordinal(at) or 0,
                day=ordinal(day),
                until=ordinal(until),
                precision=precision,
                actors=tuple(actors[id]),
                recipients=tuple(recipients[id]),
                place=_spot(*where) if where[0] is not None else None,
                tolls=tuple(tolls[id]),
                cue=parted(told),
                incident=None if id in fresh else incident,
            )
    return found


_QUERY: Select[Any] = (
    select(*(
        STATEMENTS.c[name]
        for name in (
            "id", "report_id", "sentence", "start", "type", "mode", "status", "period", "at", "day", "until",
            "precision", "words", "incident_id",
        )
    ))
    .add_columns(REPORTS.c.hash, REPORTS.c.origin_id, REPORTS.c.published)
    .add_columns(PLACES.c.key, PLACES.c.kind, PLACES.c.country, PLACES.c.admin)
    .add_columns(PLACES.c.lat, PLACES.c.lon, PLACES.c.radius)
    .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
    .outerjoin(PLACES, PLACES.c.id == STATEMENTS.c.place_id)
    .where(STATEMENTS.c.kind == "event")
)  # fmt: skip
_NEVER = date.max.toordinal()


@lru_cache(maxsize=4096)
def _spot(key: str, kind: str, country: str | None, admin: str | None, lat: float, lon: float, radius: float) -> Spot:
    return Spot(key, kind, country, tuple(unit for unit in (admin or "").split("; ") if unit), lat, lon, radius)


@lru_cache(maxsize=8192)
def ordinal(day: str | None) -> int | None:
    """The number of an ISO day; None for none, and for one that is none."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def party(key: str, kind: str = "unnamed", country: str | None = None, sectors: str = "") -> tuple[Party, ...]:
    """An entity, a compound as its members."""
    members = key.split("+")
    if len(members) > 1:
        return tuple(one for member in members for one in party(member, "person", _country(member)))
    of, _, name = key.partition(":")
    words = frozenset(name.split()) if of == "name" else frozenset[str]()
    known = frozenset(sectors.split()) - {"UNK"}
    if of == "leader" and not known:
        known = frozenset(("GOV",))
    return (Party(key, kind, country, known, words),)


def _country(key: str) -> str | None:
    """The country that a key of a leader, an official or a country itself names."""
    of, _, rest = key.partition(":")
    return rest.split(":")[0] if of in ("country", "leader", "person") else None


def _parties(
    connection: Connection, part: Sequence[int]
) -> tuple[defaultdict[int, list[Party]], defaultdict[int, list[Party]]]:
    found = {"actor": defaultdict[int, list[Party]](list), "recipient": defaultdict[int, list[Party]](list)}
    query = (
        select(PARTIES.c.statement_id, PARTIES.c.role)
        .add_columns(ENTITIES.c.key, ENTITIES.c.kind, ENTITIES.c.country, ENTITIES.c.sectors)
        .join(ENTITIES, ENTITIES.c.id == PARTIES.c.entity_id)
        .where(PARTIES.c.statement_id.in_(part), PARTIES.c.role.in_(tuple(found)))
        .order_by(PARTIES.c.statement_id, ENTITIES.c.key)
    )
    for row in connection.execute(query):
        statement, role, *who = cast("tuple[Any, ...]", row)
        found[role][statement] += party(*who)
    return found["actor"], found["recipient"]


def _tolls(connection: Connection, part: Sequence[int]) -> defaultdict[int, list[Toll]]:
    found = defaultdict[int, list[Toll]](list)
    query = (
        select(TOLLS.c.statement_id, TOLLS.c.kind, TOLLS.c.low, TOLLS.c.high)
        .where(TOLLS.c.statement_id.in_(part))
        .order_by(TOLLS.c.statement_id, TOLLS.c.kind, TOLLS.c.low)
    )
    for statement, kind, low, high in connection.execute(query):
        found[statement].append(Toll(kind, low, high))
    return found
