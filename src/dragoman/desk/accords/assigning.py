"""New statements about agreements joined with those that the desk holds, and entered into the ledger.

Two statements are of one agreement if they give it the same name of its own, or share at least two parties (or all that
one of them names) and its kind, and lie no further apart in time than `APART` days. Which comes first does not
matter for what is one; the name and the key are the first one's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from dragoman.desk.accords import words
from dragoman.desk.accords.dates import When, apart, surer
from dragoman.desk.keeping import Kept
from dragoman.desk.parts import parts
from dragoman.desk.tables import ACCORD_PARTIES, ACCORDS, ENTITIES, LEDGER, PARTIES, REPORTS, STATEMENTS
from dragoman.record import Agreement, CodedReport, Event, Mention
from dragoman.resolve.words import key

APART = 120
"""Days between tellings of one agreement without a name; later ones are taken for another agreement."""
NAMED_APART = 3650
"""Days for one with a name of its own."""
TAKEN_UP = 730
"""Days for which "the ceasefire" may be one that was made before."""


TOLD = tuple(STATEMENTS.c[name] for name in ("id", "report_id", "ref", "at", "speaker_id", "status", "day", "until"))
"""What is read of statements about agreements: as people corrected them."""


@dataclass(frozen=True, slots=True)
class Accord:
    """An agreement of the desk as far as statements are matched to it: `name` is its own name folded, `told` the day
    (ISO) of the first report that tells of it."""

    id: int
    name: str
    kind: str
    when: When
    told: str
    parties: frozenset[int]


@dataclass
class Batch:
    """What is told of agreements in some reports: `parties` are the actors of each statement by role, `spoken` those
    of all statements of each report, `ids` the numbers of actors by their keys, `latest` the agreement that each report
    told of last; `entries` wait to be written into the ledger."""

    parties: dict[tuple[int, str], frozenset[int]]
    spoken: dict[int, frozenset[int]]
    ids: dict[str, int]
    latest: dict[int, int] = field(default_factory=dict[int, int])
    entries: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


def assign(connection: Connection, kept: Kept) -> None:
    """Enters what new reports say about agreements, those made in them first."""
    if not kept.reports:
        return
    of = dict[tuple[int, str], Any]()
    for part in parts(kept.reports):
        query = select(*TOLD).where(STATEMENTS.c.report_id.in_(part), STATEMENTS.c.kind.in_(("agreement", "event")))
        of |= {(row.report_id, row.ref): row for row in connection.execute(query)}
    records = kept.read(connection)
    batch = batch_of(connection, records)
    for id in sorted(records, key=lambda id: (_day(records[id]), records[id].report.hash)):
        coded = records[id]
        cut = len(coded.report.id) + 1
        for made in coded.agreements:
            _enter(connection, made, of[id, made.id[cut:]], coded, batch)
        for event in coded.events:
            tell(connection, event, of[id, event.id[cut:]], batch)
    write(connection, batch.entries)


def batch_of(connection: Connection, records: Mapping[int, CodedReport]) -> Batch:
    """What some reports, given by their numbers, tell of agreements, before any is matched."""
    parties = defaultdict[tuple[int, str], set[int]](set)
    spoken = defaultdict[int, set[int]](set)
    for part in parts(records):
        query = (
            select(STATEMENTS.c.report_id, PARTIES.c.statement_id, PARTIES.c.role, PARTIES.c.entity_id)
            .join(STATEMENTS, STATEMENTS.c.id == PARTIES.c.statement_id)
            .where(STATEMENTS.c.report_id.in_(part))
        )
        for report, statement, role, entity in connection.execute(query):
            parties[statement, role].add(entity)
            spoken[report].add(entity)
    obliged = {key for coded in records.values() for made in coded.agreements for _, key in _obliged(made, coded)}
    ids = dict[str, int]()
    for part in parts(sorted(obliged)):
        query = select(ENTITIES.c.key, ENTITIES.c.id).where(ENTITIES.c.key.in_(part))
        ids |= {row[0]: row[1] for row in connection.execute(query)}
    return Batch(
        {of: frozenset(found) for of, found in parties.items()},
        {of: frozenset(found) for of, found in spoken.items()},
        ids,
    )


def _day(coded: CodedReport) -> str:
    return coded.report.published.day.isoformat() if coded.report.published else ""


def _known(connection: Connection, name: str, parties: Collection[int], also: int | None = None) -> list[Accord]:
    """The desk's agreements of a name or with any of some parties, in the order in which they came."""
    of_party = select(ACCORD_PARTIES.c.accord_id).where(ACCORD_PARTIES.c.entity_id.in_(parties))
    fits = [ACCORDS.c.id.in_(of_party), ACCORDS.c.id == also]
    if name:
        fits.append(ACCORDS.c.proper == name)
    told = (
        select(ACCORDS, REPORTS.c.published, ACCORD_PARTIES.c.entity_id)
        .outerjoin(REPORTS, REPORTS.c.id == ACCORDS.c.first_id)
        .outerjoin(ACCORD_PARTIES, ACCORD_PARTIES.c.accord_id == ACCORDS.c.id)
        .where(or_(*fits))
        .order_by(ACCORDS.c.id)
    )
    found = list[Accord]()
    for _, same in groupby(connection.execute(told), key=lambda row: row.id):
        rows = list(same)
        members = frozenset(row.entity_id for row in rows if row.entity_id is not None)
        when, first = When(rows[0].day or "", rows[0].latest), rows[0].published or ""
        found.append(Accord(rows[0].id, rows[0].proper, rows[0].kind, when, first, members))
    return found


def _enter(connection: Connection, made: Agreement, row: Any, coded: CodedReport, batch: Batch) -> None:
    """An agreement as one report tells it: its accord found or made, and its terms entered."""
    text = made.mention.text
    name = key(words.proper(text) or "")
    kind = words.kind(" ".join([text, *(term.mention.text for term in made.terms)])) or "agreement"
    parties, latest = batch.parties.get((row.id, "party"), _NOBODY), batch.latest
    known = _known(connection, name, parties, latest.get(row.report_id))
    when, told = When.of(row), _day(coded)
    accord = _match(known, name, kind, when, parties)
    if accord is None and not name and not parties:
        # "The deal" is the one that the report has told of before.
        accord = next((a for a in known if a.id == latest.get(row.report_id)), None)
    if accord is None:
        unique = f"accord:{name}|{coded.report.id}-{row.ref}"
        shown = text if name else _shown(kind, _together(connection, parties))
        id = connection.scalar(
            insert(ACCORDS).returning(ACCORDS.c.id),
            {
                "key": unique,
                "name": shown,
                "proper": name,
                "kind": kind,
                "day": when.day or None,
                "latest": when.latest,
                "until": None,
                "first_id": row.report_id,
            },
        )
        assert id is not None
        accord = Accord(id, name, kind, when, told, frozenset())
    changed = {"day": when.day, "latest": when.latest} if surer(when, accord.when) else {}
    changed |= {"first_id": row.report_id} if told and (not accord.told or told < accord.told) else {}
    if changed:
        connection.execute(update(ACCORDS).where(ACCORDS.c.id == accord.id).values(changed))
    latest[row.report_id] = accord.id
    fresh = parties - accord.parties
    if fresh:
        connection.execute(insert(ACCORD_PARTIES), [{"accord_id": accord.id, "entity_id": id} for id in sorted(fresh)])
    entry = {"accord_id": accord.id, "statement_id": row.id, "claimant_id": row.speaker_id}
    span = made.mention.span
    batch.entries.append(entry | {"entry": "made", "against_id": None, "start": span.start, "end": span.end})
    obliged = {party.span: batch.ids.get(key) for party, key in _obliged(made, coded)}
    for term in made.terms:
        against = obliged.get(term.obliged.span) if term.obliged else None
        span = term.mention.span
        batch.entries.append(entry | {"entry": "term", "against_id": against, "start": span.start, "end": span.end})


def tell(connection: Connection, event: Event, row: Any, batch: Batch) -> None:
    """Enters an event that says that an agreement is kept, broken, extended or ended; `row` has `TOLD` of it."""
    said = " ".join([event.trigger.text, event.object.text if event.object else ""])
    kind, entry = words.kind(said), words.entry(event.trigger.text)
    if row.status == "not":
        entry = _NEGATED.get(entry or "")
    if kind is None or entry is None or row.status not in ("act", "not") or not words.tells(said):
        return
    own = batch.latest.get(row.report_id)
    actors = batch.parties.get((row.id, "actor"), _NOBODY)
    name = key(words.proper(event.object.text if event.object else "") or "")
    # Who breaks "the ceasefire" need not be told; whoever else the report speaks of then tells which one it is.
    spoken = actors or batch.spoken.get(row.report_id, _NOBODY)
    known = _known(connection, name, spoken, own)
    accord = _meant(known, name, kind, When.of(row), spoken, 1 if actors else 2, own)
    if accord is None:
        return
    entry_row = {
        "accord_id": accord.id,
        "statement_id": row.id,
        "entry": entry,
        "claimant_id": row.speaker_id,
        "against_id": min(actors, default=None),
        "start": event.evidence.start,
        "end": event.evidence.end,
    }
    batch.entries.append(entry_row)
    if entry == "ended" and row.at:
        connection.execute(update(ACCORDS).where(ACCORDS.c.id == accord.id).values(until=row.at))


def _match(known: Sequence[Accord], name: str, kind: str, when: When, parties: frozenset[int]) -> Accord | None:
    """The agreement that a report tells of: the one of that name, else the nearest in time of its kind and parties."""
    fits = list[tuple[int, int, Accord]]()
    for accord in known:
        days = apart(accord.when, when)
        if name and accord.name == name:
            if days is None or abs(days) <= NAMED_APART:
                fits.append((0, abs(days or 0), accord))
            continue
        both = parties & accord.parties
        shares = len(both) >= 2 or (bool(both) and both in (parties, accord.parties))
        alike = (not name or not accord.name) and _alike(kind, accord.kind)
        if alike and shares and days is not None and abs(days) <= APART:
            fits.append((1, abs(days), accord))
    return min(fits, key=lambda found: found[:2])[2] if fits else None


def _meant(
    known: Sequence[Accord], name: str, kind: str, when: When, spoken: frozenset[int], needed: int, own: int | None
) -> Accord | None:
    """The agreement that words such as "the ceasefire" stand for: the one of that name, else the report's own, else the
    one last made before of whose parties the report speaks of as many as are `needed`."""
    fits = list[tuple[int, int, Accord]]()
    for accord in known:
        days = apart(accord.when, when)
        if name and accord.name == name:
            fits.append((0, abs(days or 0), accord))
        elif _alike(kind, accord.kind) and days is not None and 0 <= days <= TAKEN_UP:
            if accord.id == own:
                fits.append((1, days, accord))
            elif len(spoken & accord.parties) >= needed:
                fits.append((2, days, accord))
    return min(fits, key=lambda found: found[:2])[2] if fits else None


def _alike(one: str, other: str) -> bool:
    return one == other or "agreement" in (one, other)


def _obliged(made: Agreement, coded: CodedReport) -> list[tuple[Mention, str]]:
    """Each obliged party of an agreement's terms with the key of its actor."""
    by_span = {m.span: entity.id for entity in coded.world.entities for m in entity.mentions}
    return [
        (term.obliged, by_span.get(term.obliged.span, f"name:{key(term.obliged.text)}"))
        for term in made.terms
        if term.obliged
    ]


def _shown(kind: str, parties: str) -> str:
    """What an agreement without a name of its own is called."""
    return f"{kind.capitalize()} of {parties}" if parties else kind.capitalize()


def _together(connection: Connection, parties: frozenset[int]) -> str:
    names = connection.scalars(select(ENTITIES.c.name).where(ENTITIES.c.id.in_(parties)).order_by(ENTITIES.c.name))
    return " and ".join(names)


def write(connection: Connection, entries: Sequence[dict[str, Any]]) -> None:
    """Writes entries that the ledger does not hold."""
    there = set[tuple[Any, ...]]()
    for part in parts({entry["statement_id"] for entry in entries}):
        query = select(*(LEDGER.c[name] for name in _ONCE)).where(LEDGER.c.statement_id.in_(part))
        there.update(tuple(row) for row in connection.execute(query))
    fresh = dict[tuple[Any, ...], dict[str, Any]]()
    for entry in entries:
        once = tuple(entry[name] for name in _ONCE)
        if once not in there:
            fresh.setdefault(once, entry)
    if fresh:
        connection.execute(insert(LEDGER), list(fresh.values()))


_NEGATED = {"violated": "denied", "kept": "violated"}
"""What words come to that are negated or denied: who denies a breach does not say that the agreement is kept."""
_ONCE = ("accord_id", "statement_id", "entry", "start")
"""What an entry is known by."""
_NOBODY = frozenset[int]()
