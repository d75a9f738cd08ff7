"""How an incident is told: by whom first, by how many independently, with which figures, and who changed their story.

Read from the statements as they stand, without those that a person rejected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, or_, select

from dragoman.desk import blocks
from dragoman.desk.incidents.naming import is_named
from dragoman.desk.incidents.refreshing import ASSERTING, DENYING, EXPECTING
from dragoman.desk.origins.keys import ORIGIN
from dragoman.desk.parts import parts
from dragoman.desk.tables import ENTITIES, INCIDENTS, OUTLETS, REPORTS, STATEMENTS, TOLLS
from dragoman.errors import DeskError
from dragoman.record import Event

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people that a statement tells: `kind` as in the record, both bounds inclusive, `high` None where
    there is none."""

    kind: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """One statement about an incident. `chain` are the names of its sources from the outlet inwards, empty where one
    has none; `voice` is the last of them, whose words these are, by the name that all reports have in common; `named`
    says that it is a source of its own, and not "residents" or "police" of wherever. `origin` tells apart who is
    independent; `day` is that of publication, None where it is not known. `words` are the report's characters `start`
    to `end`; `id` is its number on this desk alone, `hash` and `ref` are what lasts."""

    id: int
    hash: str
    ref: str
    day: str | None
    outlet: str | None
    title: str | None
    chain: tuple[str, ...]
    voice: str
    named: bool
    origin: int
    status: str
    words: str
    start: int
    end: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """Where a number is told, and how: `low` and `high` as in `Figure`, `day` as in `Told`; the first 16 digits of the
    report's hash and `ref` name the statement."""

    low: int
    high: int | None
    day: str | None
    report: str
    ref: str


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and the highest number of one kind that a voice gives in all that it tells, and where each was told
    first. `open` says that the highest of its figures has no upper bound."""

    kind: str
    voice: str
    low: int
    high: int
    open: bool
    lowest: Where
    highest: Where


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody who told an incident one way and another way later: `what` is "status", or the kind of figure."""

    voice: str
    what: str
    before: Told
    after: Told


@dataclass(frozen=True, slots=True)
class Account:
    """An incident with all that is told of it, in the order of publication. `asserting`, `denying` and `expecting`
    count independent origins; `ranges` are the figures by source, those of the dead first; `changes` are in the order
    in which they were published."""

    id: int
    first: Told
    told: tuple[Told, ...]
    asserting: int
    denying: int
    expecting: int
    ranges: tuple[Range, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Stories:
    """What differs between the tellings of an incident: its figures by source, and who changed their story. Of the
    statements in `changes` the words are left out, and of their sources all but the outlet and the innermost."""

    ranges: tuple[Range, ...]
    changes: tuple[Change, ...]


def account(connection: Connection, incident: int, most: int | None = None) -> Account:
    """What is told of an incident.

    With `most`, no more tellings than that are read whole, half of them the first and half the last (`ends`); the
    others are as in `Stories`. What stands in a report alone takes three milliseconds to read.

    Raises
    ------
    DeskError
        If the desk has no incident of that number, or all that told of it was rejected.
    """
    known = select(INCIDENTS.c.id).where(INCIDENTS.c.id == incident)
    if not 0 < incident < 2**31 or connection.scalar(known) is None:  # beyond that a database knows no number
        raise DeskError(f"there is no incident {incident} on this desk")
    told = _told(connection, incident, most)
    if not told:
        raise DeskError(f"all statements about incident {incident} were rejected")

    def independent(statuses: Sequence[str]) -> int:
        return len({one.origin for one in told if one.status in statuses})

    return Account(
        incident,
        told[0],
        tuple(told),
        independent(ASSERTING),
        independent(DENYING),
        independent(EXPECTING),
        _ranges(told),
        _changes(told),
    )


def stories(connection: Connection, incident: int) -> Stories:
    """What differs between the tellings of an incident, without the texts of its reports, which are what takes time
    where they are hundreds; empty for one that the desk does not have."""
    told = _told(connection, incident, 0)
    return Stories(_ranges(told), _changes(told))


def ends(told: Sequence[T], most: int | None) -> tuple[Sequence[T], Sequence[T]]:
    """The first and the last of some tellings, `most` in all; all of them as the first where they are no more."""
    if most is None or len(told) <= most:
        return told, ()
    first = most - most // 2
    return told[:first], told[len(told) - most // 2 :]


def _told(connection: Connection, incident: int, most: int | None) -> list[Told]:
    """The tellings in the order of publication, so many of them with all that stands in the reports alone."""
    published = REPORTS.c.published
    e = ENTITIES.c
    query = (
        select(STATEMENTS, REPORTS.c.hash, REPORTS.c.title, published, OUTLETS.c.name.label("outlet"))
        .add_columns(ORIGIN.label("key"), e.name.label("speaker"))
        .add_columns(*(e[name].label(f"speaker_{name}") for name in ("key", "kind", "country")))
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .outerjoin(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
        .outerjoin(ENTITIES, ENTITIES.c.id == STATEMENTS.c.speaker_id)
        .where(STATEMENTS.c.incident_id == incident)
        .where(or_(STATEMENTS.c.verdict.is_(None), STATEMENTS.c.verdict != "rejected"))
        # Those without a day come last; of one day's reports a copy comes behind those that are none.
        .order_by(
            published.is_(None),
            published,
            REPORTS.c.copied.is_not(None),
            REPORTS.c.hash,
            STATEMENTS.c.start,
            STATEMENTS.c.id,
        )
    )
    rows = connection.execute(query).all()
    figures = _figures(connection, [row.id for row in rows])
    first, last = ends(rows, most)
    events, texts = _read(connection, {row.report_id for row in (*first, *last)})
    return [_one(row, events.get((row.hash, row.ref)), texts.get(row.report_id, ""), figures[row.id]) for row in rows]


def _one(row: Row[Any], event: Event | None, text: str, figures: Sequence[Figure]) -> Told:
    chain = [link.name for link in event.chain] if event else [name for name in (row.outlet, row.speaker) if name]
    # A speaker is told by the name that all reports have in common, so that changes of one's story show.
    voice = row.speaker or ("" if row.depth else row.outlet or "")
    return Told(
        id=row.id,
        hash=row.hash,
        ref=row.ref,
        day=row.published,
        outlet=row.outlet,
        title=row.title,
        chain=tuple(chain),
        voice=voice,
        named=is_named(row.speaker, row.speaker_key, row.speaker_kind, row.speaker_country)
        if row.speaker
        else bool(voice),
        origin=row.key,
        status=row.status,
        words=text[row.start : row.end],
        start=row.start,
        end=row.end,
        figures=tuple(figures),
    )


def _read(connection: Connection, reports: set[int]) -> tuple[dict[tuple[str, str], Event], dict[int, str]]:
    """The events of some reports by hash and ref, and the texts."""
    events, texts = dict[tuple[str, str], Event](), dict[int, str]()
    for id, coded in blocks.records(connection, reports).items():
        texts[id] = coded.report.text
        cut = len(coded.report.id) + 1
        events |= {(coded.report.hash, event.id[cut:]): event for event in coded.events}
    return events, texts


def _figures(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[Figure]]:
    found = defaultdict[int, list[Figure]](list)
    for part in parts(ids):
        query = select(TOLLS).where(TOLLS.c.statement_id.in_(part))
        for row in connection.execute(query.order_by(TOLLS.c.statement_id, TOLLS.c.kind, TOLLS.c.low)):
            found[row.statement_id].append(Figure(row.kind, row.low, row.high))
    return found


def _ranges(told: Sequence[Told]) -> tuple[Range, ...]:
    found = defaultdict[tuple[str, str], list[tuple[Told, Figure]]](list)
    for one in told:
        for figure in one.figures:
            found[figure.kind, one.voice].append((one, figure))
    ranges = [_range(kind, voice, of) for (kind, voice), of in found.items()]
    return tuple(sorted(ranges, key=lambda one: (one.kind != "killed", one.kind, one.low, one.voice)))


def _range(kind: str, voice: str, of: Sequence[tuple[Told, Figure]]) -> Range:
    told = [Where(figure.low, figure.high, one.day, one.hash[:16], one.ref) for one, figure in of]
    lowest, highest = min(told, key=lambda one: one.low), max(told, key=_top)
    return Range(kind, voice, lowest.low, *_top(highest), lowest, highest)


def _top(told: Where) -> tuple[int, bool]:
    """The highest number that a telling names, and whether it may be more."""
    return (told.low, True) if told.high is None else (told.high, False)


def _changes(told: Sequence[Told]) -> tuple[Change, ...]:
    """Where the same voice, or the same outlet in its own words, tells another status or figure on a later day. Of
    those without a name ("residents") nobody knows whether two are the same, of those without a day which came
    first."""
    by_voice = defaultdict[str, list[Told]](list)
    for one in told:
        if one.named and one.day is not None:
            by_voice[one.voice].append(one)
    found = list[Change]()
    for voice, of in by_voice.items():
        days = [list(group) for _, group in groupby(of, key=lambda one: one.day)]
        for before, after in pairwise(days):
            found += _turns(voice, before, after)
    return tuple(sorted(found, key=lambda change: (change.after.day or "", change.after.hash, change.after.start)))


def _turns(voice: str, before: Sequence[Told], after: Sequence[Told]) -> list[Change]:
    """What a voice tells otherwise on a day than on the one before. Who tells both on one day, as a ministry that says
    there was fire but no strike of its own, has not changed its story."""
    found = list[Change]()
    stances = [{_stance(one.status) for one in of} for of in (before, after)]
    if len(stances[0]) == len(stances[1]) == 1 and stances[0] != stances[1]:
        found.append(Change(voice, "status", before[-1], after[0]))
    held = {figure.kind: (one, figure) for one in before for figure in one.figures}
    for kind, (one, figure) in held.items():
        told = [(other, f) for other in after for f in other.figures if f.kind == kind]
        if told and all((f.low, f.high) != (figure.low, figure.high) for _, f in told):
            found.append(Change(voice, kind, one, told[-1][0]))
    return found


def _stance(status: str) -> str:
    """What a status comes to: it happened, it did not, or it may."""
    return "asserting" if status in ASSERTING else "denying" if status in DENYING else "expecting"
