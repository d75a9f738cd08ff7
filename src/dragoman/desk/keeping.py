"""Records kept in a desk: a batch in one transaction, each report once by the hash of its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dragoman.desk import blocks, words
from dragoman.desk.origins.keys import origin_key
from dragoman.desk.origins.names import outlet_key
from dragoman.desk.parts import parts
from dragoman.desk.reserving import reserve
from dragoman.desk.rows import Rows, Statement, Values, rows_of
from dragoman.desk.tables import ENTITIES, FORECASTS, OUTLETS, PARTIES, PLACES, REPORTS, STATEMENTS, TOLLS
from dragoman.record import CodedReport
from dragoman.resolve.actors.lookup import identify


@dataclass(frozen=True, slots=True)
class Kept:
    """What a batch added: the numbers of its reports and of their statements, both in the order given, the records by
    the numbers of their reports, as far as they are at hand, and the incidents that are reserved for statements."""

    reports: tuple[int, ...]
    statements: tuple[int, ...]
    records: Mapping[int, CodedReport] = field(default_factory=dict[int, CodedReport])
    reserved: Mapping[int, int] = field(default_factory=dict[int, int])

    def read(self, connection: Connection) -> dict[int, CodedReport]:
        """All records of the batch, those that are not at hand from the desk."""
        missing = [id for id in self.reports if id not in self.records]
        return {**self.records, **blocks.records(connection, missing)}


def known(connection: Connection, hashes: Iterable[str]) -> set[str]:
    """Those of some hashes whose reports the desk holds."""
    asked, found = list(dict.fromkeys(hashes)), set[str]()
    for part in parts(asked):
        found.update(connection.scalars(select(REPORTS.c.hash).where(REPORTS.c.hash.in_(part))))
    return found


def keep(connection: Connection, records: Sequence[CodedReport], moment: str, *, joined: bool = False) -> Kept:
    """Takes records into the desk, those aside whose report it holds. `moment` is when, in UTC; `joined` promises that
    the same transaction puts the statements into incidents (`dragoman.desk.joining`).

    Raises whatever the database does; the transaction is the caller's, so that nothing is kept by half.
    """
    there = known(connection, (coded.report.hash for coded in records))
    fresh = {coded.report.hash: coded for coded in records if coded.report.hash not in there}
    new = list(fresh.values())
    if not new:
        return Kept((), ())
    rows = [rows_of(coded) for coded in new]
    reports = _reports(connection, new, moment)
    words.index(
        connection,
        [words.Words(id, coded.report.title or "", coded.report.text) for id, coded in zip(reports, new, strict=True)],
    )
    told = [s for one in rows for s in one.statements]
    incidents = _incidents(connection, told) if joined else [None] * len(told)
    statements = insert_statements(connection, rows, reports, incidents=incidents)
    reserved = {id: of for id, of in zip(statements, incidents, strict=True) if of is not None}
    return Kept(tuple(reports), tuple(statements), dict(zip(reports, new, strict=True)), reserved)


def _incidents(connection: Connection, told: Sequence[Statement]) -> list[int | None]:
    """For each event statement the number of an incident of its own; None for the others."""
    events = [s.values["kind"] == "event" for s in told]
    numbers = iter(reserve(connection, sum(events)))
    return [next(numbers) if event else None for event in events]


def numbers(connection: Connection, table: Table, column: str, rows: Mapping[str, Values]) -> dict[str, int]:
    """The numbers of rows by the unique text in a column; rows that are not there yet are added."""
    found = dict[str, int]()
    for part in parts(list(rows)):
        query = select(table.c[column], table.c.id).where(table.c[column].in_(part))
        found |= {row[0]: row[1] for row in connection.execute(query)}
        missing = [rows[text] for text in part if text not in found]
        if missing:
            make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            # Two writers may come upon the same actor at once: the second takes the first one's row.
            connection.execute(make(table).on_conflict_do_nothing(index_elements=[column]), missing)
            found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def _reports(connection: Connection, new: Sequence[CodedReport], moment: str) -> list[int]:
    credits = [_credited(coded) for coded in new]
    outlets = _outlets(connection, [*(coded.report.outlet for coded in new), *credits])
    values = [
        {
            "hash": coded.report.hash,
            "outlet_id": outlets.get(coded.report.outlet or ""),
            "published": coded.report.published.day.isoformat() if coded.report.published else None,
            "title": coded.report.title,
            "url": coded.report.url,
            "location": coded.report.location,
            "credit_id": outlets.get(credit or ""),
            "model": coded.model,
            "added": moment,
            "coded": moment,
            "block_id": block,
            "place": place,
        }
        for coded, credit, (block, place) in zip(new, credits, blocks.put(connection, new), strict=True)
    ]
    return _inserted(connection, REPORTS, values)


def _credited(coded: CodedReport) -> str | None:
    """The agency or outlet that the whole report is credited to."""
    return next((link.name for link in coded.source[1:]), None)


def _outlets(connection: Connection, names: Iterable[str | None]) -> dict[str, int]:
    """The numbers of outlets by their names: one for all spellings."""
    keys = {name: outlet_key(name) for name in names if name}
    rows = {of: _outlet(of, name) for name, of in reversed(keys.items()) if of}
    found = numbers(connection, OUTLETS, "key", rows)
    return {name: found[of] for name, of in keys.items() if of}


def _outlet(of: str, name: str) -> Values:
    told = identify(name)
    return {"key": of, "name": name, "country": told.country if told.known else None}


def insert_statements(
    connection: Connection,
    rows: Sequence[Rows],
    reports: Sequence[int],
    kept: Mapping[tuple[int, str], int] | None = None,
    incidents: Sequence[int | None] = (),
) -> list[int]:
    """Writes the statements of reports, given by their numbers, with parties and tolls; gives their numbers in order.

    `incidents` are those of the statements, where they are known. `kept` are numbers of rows by report and ref: such a
    statement is written into its row, whose parties, tolls and forecast the caller has cleared. All others become new
    rows.
    """
    actors = {key: values for one in rows for key, values in one.entities.items()}
    places = {key: values for one in rows for key, values in one.places.items()}
    entity = numbers(connection, ENTITIES, "key", actors)
    place = numbers(connection, PLACES, "key", places)
    upstream = _outlets(connection, [s.upstream for one in rows for s in one.statements])
    voices = _voices(connection, reports)
    flat: list[tuple[int, Statement]] = [(id, s) for id, one in zip(reports, rows, strict=True) for s in one.statements]
    known = [{"incident_id": incident} for incident in incidents] or [dict[str, int | None]()] * len(flat)
    values = [
        s.values
        | of
        | {
            "report_id": report,
            "speaker_id": entity[s.speaker] if s.speaker else None,
            "place_id": place[s.place] if s.place else None,
            "upstream_id": upstream.get(s.upstream or ""),
            "origin": upstream.get(s.upstream or "") or voices[report],
        }
        for (report, s), of in zip(flat, known, strict=True)
    ]
    ids = _written(connection, values, kept or {})
    made = list(zip(ids, flat, strict=True))
    refs = {(report, s.values["ref"]): id for id, (report, s) in made}
    _add(
        connection,
        PARTIES,
        [
            {"statement_id": id, "role": role, "entity_id": entity[key]}
            for id, (_, s) in made
            for role, key in s.parties
        ],
    )
    _add(connection, TOLLS, [toll for id, (_, s) in made for toll in _tolls(id, s)])
    _add(
        connection,
        FORECASTS,
        [
            s.forecast
            | {
                "statement_id": id,
                "holder_id": entity[s.speaker] if s.speaker else None,
                "event_id": refs.get((report, s.event)),
            }
            for id, (report, s) in made
            if s.forecast is not None
        ],
    )
    return ids


def _voices(connection: Connection, reports: Sequence[int]) -> dict[int, int]:
    """The origin keys of reports, as if each were its own origin: what most of them are, and then need not be told."""
    found = dict[int, int]()
    for part in parts(list(reports)):
        query = select(REPORTS.c.id, REPORTS.c.credit_id, REPORTS.c.outlet_id).where(REPORTS.c.id.in_(part))
        found |= {id: origin_key(None, credit, outlet, id) for id, credit, outlet in connection.execute(query)}
    return found


def _written(connection: Connection, values: Sequence[Values], kept: Mapping[tuple[int, str], int]) -> list[int]:
    known = [kept.get((row["report_id"], row["ref"])) for row in values]
    for id, row in zip(known, values, strict=True):
        if id is not None:
            connection.execute(update(STATEMENTS).where(STATEMENTS.c.id == id).values(row))
    fresh = iter(_inserted(connection, STATEMENTS, [row for id, row in zip(known, values, strict=True) if id is None]))
    return [next(fresh) if id is None else id for id in known]


def _tolls(statement: int, s: Statement) -> list[Values]:
    """One row for each kind and lower bound."""
    found = {
        (count.kind, count.low): {
            "statement_id": statement,
            "kind": count.kind,
            "low": count.low,
            "high": count.high,
            "value": count.value,
        }
        for count in s.tolls
    }
    return list(found.values())


def _inserted(connection: Connection, table: Table, values: Sequence[Values]) -> list[int]:
    """Adds rows; their numbers in the order given."""
    if not values:
        return []
    made = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(connection.scalars(made, list(values)))


def _add(connection: Connection, table: Table, values: Sequence[Values]) -> None:
    if values:
        connection.execute(insert(table), list(values))
