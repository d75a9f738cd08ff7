"""New statements about agreements joined with those that the desk holds, and entered into the ledger.

Two statements are of one agreement if they give it the same name of its own, or share at least two parties (or all that
one of them names) and its kind, and lie no further apart in time than `APART` days. Which comes first does not
matter for what is one; the name and the key are the first one's.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, insert, or_, select, update

from dragoman.desk.accords import words
from dragoman.desk.accords.dates import When, apart, surer
from dragoman.desk.keeping import Kept
from dragoman.desk.tables import ACCORD_PARTIES, ACCORDS, ENTITIES, LEDGER, PARTIES, REPORTS, STATEMENTS
from dragoman.record import Agreement, CodedReport, Event
from dragoman.resolve.words import key

APART = 120
"""Days between tellings of one agreement without a name; later ones are taken for another agreement."""
NAMED_APART = 3650
"""Days for one with a name of its own."""
TAKEN_UP = 730
"""Days for which "the ceasefire" may be one that was made before."""


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


def assign(connection: Connection, kept: Kept) -> None:
    """Enters what new reports say about agreements, those made in them first."""
    if not kept.reports:
        return
    rows = connection.execute(
        select(STATEMENTS.c.id, STATEMENTS.c.report_id, STATEMENTS.c.ref, STATEMENTS.c.at, STATEMENTS.c.speaker_id)
        .add_columns(STATEMENTS.c.day, STATEMENTS.c.until)
        .where(STATEMENTS.c.report_id.in_(kept.reports), STATEMENTS.c.kind.in_(("agreement", "event")))
        .order_by(STATEMENTS.c.at, STATEMENTS.c.id)
    ).all()
    of = {(row.report_id, row.ref): row for row in rows}
    latest = dict[int, int]()
    records = kept.read(connection)
    for id in sorted(records, key=lambda id: (_day(records[id]), records[id].report.hash)):
        coded = records[id]
        cut = len(coded.report.id) + 1
        for made in coded.agreements:
            _enter(connection, made, of[id, made.id[cut:]], coded, latest)
        for event in coded.events:
            _tell(connection, event, of[id, event.id[cut:]], latest.get(id))


def _day(coded: CodedReport) -> str:
    return coded.report.published.day.isoformat() if coded.report.published else ""


def _known(connection: Connection, name: str, parties: Collection[int], also: int | None = None) -> list[Accord]:
    """The desk's agreements of a name or with any of some parties, in the order in which they came."""
    of_party = select(ACCORD_PARTIES.c.accord_id).where(ACCORD_PARTIES.c.entity_id.in_(parties))
    fits = [ACCORDS.c.id.in_(of_party), ACCORDS.c.id == also]
    if name:
        fits.append(ACCORDS.c.proper == name)
    told = select(ACCORDS, REPORTS.c.published).outerjoin(REPORTS, REPORTS.c.id == ACCORDS.c.first_id)
    rows = connection.execute(told.where(or_(*fits)).order_by(ACCORDS.c.id)).all()
    members: dict[int, set[int]] = {row.id: set() for row in rows}
    query = select(ACCORD_PARTIES).where(ACCORD_PARTIES.c.accord_id.in_(members))
    for accord, entity in connection.execute(query):
        members[accord].add(entity)
    return [
        Accord(
            row.id,
            row.proper,
            row.kind,
            When(row.day or "", row.latest),
            row.published or "",
            frozenset(members[row.id]),
        )
        for row in rows
    ]


def _enter(connection: Connection, made: Agreement, row: Any, coded: CodedReport, latest: dict[int, int]) -> None:
    """An agreement as one report tells it: its accord found or made, and its terms entered."""
    text = made.mention.text
    name = key(words.proper(text) or "")
    kind = words.kind(" ".join([text, *(term.mention.text for term in made.terms)])) or "agreement"
    entities = {
        role: frozenset(connection.scalars(
            select(PARTIES.c.entity_id).where(PARTIES.c.statement_id == row.id, PARTIES.c.role == role)))
        for role in ("party", "obliged")
    }  # fmt: skip
    known = _known(connection, name, entities["party"], latest.get(row.report_id))
    when, told = When.of(row), _day(coded)
    accord = _match(known, name, kind, when, entities["party"])
    if accord is None and not name and not entities["party"]:
        # "The deal" is the one that the report has told of before.
        accord = next((a for a in known if a.id == latest.get(row.report_id)), None)
    if accord is None:
        unique = f"accord:{name}|{coded.report.id}-{row.ref}"
        shown = text if name else _shown(kind, _together(connection, entities["party"]))
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
    fresh = entities["party"] - accord.parties
    if fresh:
        connection.execute(insert(ACCORD_PARTIES), [{"accord_id": accord.id, "entity_id": id} for id in sorted(fresh)])
    entry = {"accord_id": accord.id, "statement_id": row.id, "claimant_id": row.speaker_id}
    _write(
        connection,
        entry | {"entry": "made", "against_id": None, "start": made.mention.span.start, "end": made.mention.span.end},
    )
    obliged = {one.span: id for one, id in _obliged(connection, made, coded)}
    for term in made.terms:
        against = obliged.get(term.obliged.span) if term.obliged else None
        span = term.mention.span
        _write(connection, entry | {"entry": "term", "against_id": against, "start": span.start, "end": span.end})


def _tell(connection: Connection, event: Event, row: Any, own: int | None) -> None:
    """An event that says that an agreement is kept, broken, extended or ended. `own` is the agreement that the report
    itself told of last."""
    said = " ".join([event.trigger.text, event.object.text if event.object else ""])
    kind, entry = words.kind(said), words.entry(event.trigger.text)
    if event.status == "not":
        entry = {"violated": "kept", "kept": "violated"}.get(entry or "")
    if kind is None or entry is None or event.status not in ("act", "not") or not words.tells(said):
        return
    actors = frozenset(
        connection.scalars(
            select(PARTIES.c.entity_id).where(PARTIES.c.statement_id == row.id, PARTIES.c.role == "actor")
        )
    )
    name = key(words.proper(event.object.text if event.object else "") or "")
    # Who breaks "the ceasefire" need not be told; whoever else the report speaks of then tells which one it is.
    spoken = actors or frozenset(connection.scalars(_spoken(row.report_id)))
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
    _write(connection, entry_row)
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


def _spoken(report: int) -> Select[tuple[int]]:
    """The actors that take part in any statement of a report."""
    joined = select(PARTIES.c.entity_id).join(STATEMENTS, STATEMENTS.c.id == PARTIES.c.statement_id)
    return joined.where(STATEMENTS.c.report_id == report).distinct()


def _obliged(connection: Connection, made: Agreement, coded: CodedReport) -> list[tuple[Any, int]]:
    """Each obliged party of an agreement's terms with the number of its actor."""
    by_span = {m.span: entity.id for entity in coded.world.entities for m in entity.mentions}
    found = [
        (term.obliged, by_span.get(term.obliged.span, f"name:{key(term.obliged.text)}"))
        for term in made.terms
        if term.obliged
    ]
    keys = select(ENTITIES.c.key, ENTITIES.c.id).where(ENTITIES.c.key.in_([key for _, key in found]))
    ids = {row[0]: row[1] for row in connection.execute(keys)}
    return [(party, ids[key]) for party, key in found if key in ids]


def _shown(kind: str, parties: str) -> str:
    """What an agreement without a name of its own is called."""
    return f"{kind.capitalize()} of {parties}" if parties else kind.capitalize()


def _together(connection: Connection, parties: frozenset[int]) -> str:
    names = connection.scalars(select(ENTITIES.c.name).where(ENTITIES.c.id.in_(parties)).order_by(ENTITIES.c.name))
    return " and ".join(names)


def _write(connection: Connection, values: dict[str, Any]) -> None:
    same = [LEDGER.c[name] == values[name] for name in ("accord_id", "statement_id", "entry", "start")]
    if connection.scalar(select(LEDGER.c.id).where(*same)) is None:
        connection.execute(insert(LEDGER), values)
