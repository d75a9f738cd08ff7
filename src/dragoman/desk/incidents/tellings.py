"""Statements as they are compared: what one says of its happening, read from its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from dragoman.desk.incidents.cues import NO_CUE, Cue, parted
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
    came."""

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


def tellings(connection: Connection, ids: Iterable[int]) -> dict[int, Telling]:
    """The tellings of some statements by their numbers; statements that are no events are left out."""
    found = dict[int, Telling]()
    for part in parts(sorted(set(ids))):
        actors, recipients = _parties(connection, part)
        tolls = _tolls(connection, part)
        query = (
            select(*_COLUMNS, REPORTS.c.hash, REPORTS.c.origin_id, REPORTS.c.published, PLACES.c.key.label("place"))
            .add_columns(PLACES.c.kind.label("place_kind"), PLACES.c.country, PLACES.c.admin)
            .add_columns(PLACES.c.lat, PLACES.c.lon, PLACES.c.radius)
            .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
            .outerjoin(PLACES, PLACES.c.id == STATEMENTS.c.place_id)
            .where(STATEMENTS.c.id.in_(part), STATEMENTS.c.kind == "event")
        )
        for row in connection.execute(query):
            published = ordinal(row.published) or 0
            admin = tuple(unit for unit in (row.admin or "").split("; ") if unit)
            spot = None
            if row.place is not None:
                spot = Spot(row.place, row.place_kind, row.country, admin, row.lat, row.lon, row.radius)
            found[row.id] = Telling(
                id=row.id,
                report=row.report_id,
                story=row.origin_id or row.report_id,
                order=(published or date.max.toordinal(), row.hash, row.start),
                sentence=row.sentence,
                type=row.type,
                mode=row.mode,
                status=row.status,
                period=row.period or "unknown",
                published=published,
                at=ordinal(row.at) or 0,
                day=ordinal(row.day),
                until=ordinal(row.until),
                precision=row.precision,
                actors=tuple(actors[row.id]),
                recipients=tuple(recipients[row.id]),
                place=spot,
                tolls=tuple(tolls[row.id]),
                cue=parted(row.words),
                incident=row.incident_id,
            )
    return found


_COLUMNS = tuple(
    STATEMENTS.c[name]
    for name in (
        "id", "report_id", "sentence", "start", "type", "mode", "status", "period", "at", "day", "until", "precision",
        "words", "incident_id",
    )
)  # fmt: skip


def ordinal(day: str | None) -> int | None:
    """The number of an ISO day; None for none, and for one that is none."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def party(key: str, kind: str = "unnamed", country: str | None = None, sectors: str = "") -> list[Party]:
    """An entity, a compound as its members."""
    members = key.split("+")
    if len(members) > 1:
        return [one for member in members for one in party(member, "person", _country(member))]
    of, _, name = key.partition(":")
    words = frozenset(name.split()) if of == "name" else frozenset[str]()
    known = frozenset(sectors.split()) - {"UNK"}
    if of == "leader" and not known:
        known = frozenset(("GOV",))
    return [Party(key, kind, country, known, words)]


def _country(key: str) -> str | None:
    """The country that a key of a leader, an official or a country itself names."""
    of, _, rest = key.partition(":")
    return rest.split(":")[0] if of in ("country", "leader", "person") else None


def _parties(
    connection: Connection, part: Sequence[int]
) -> tuple[defaultdict[int, list[Party]], defaultdict[int, list[Party]]]:
    found = {"actor": defaultdict[int, list[Party]](list), "recipient": defaultdict[int, list[Party]](list)}
    query = (
        select(PARTIES.c.statement_id, PARTIES.c.role, ENTITIES)
        .join(ENTITIES, ENTITIES.c.id == PARTIES.c.entity_id)
        .where(PARTIES.c.statement_id.in_(part), PARTIES.c.role.in_(tuple(found)))
        .order_by(PARTIES.c.statement_id, ENTITIES.c.key)
    )
    for row in connection.execute(query):
        found[row.role][row.statement_id] += party(row.key, row.kind, row.country, row.sectors)
    return found["actor"], found["recipient"]


def _tolls(connection: Connection, part: Sequence[int]) -> defaultdict[int, list[Toll]]:
    found = defaultdict[int, list[Toll]](list)
    query = (
        select(TOLLS).where(TOLLS.c.statement_id.in_(part)).order_by(TOLLS.c.statement_id, TOLLS.c.kind, TOLLS.c.low)
    )
    for row in connection.execute(query):
        found[row.statement_id].append(Toll(row.kind, row.low, row.high))
    return found
