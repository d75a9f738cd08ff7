"""Events as reports tell them, with all that event data sets have a column for: read off the desk's rows, which hold
what people corrected, and off the whole record for the words and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from dragoman.desk.tables import OUTLETS, PLACES, REPORTS, STATEMENTS
from dragoman.exchange.desk.chosen import Chosen
from dragoman.record import CodedReport, Entity, Event, Mention


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part, as the desk knows them, with the report's own `words` for them and the `title` that they bear in
    it; both empty where a person put them there."""

    key: str
    name: str
    kind: str
    country: str
    sectors: tuple[str, ...]
    cameo: str
    words: str
    title: str


@dataclass(frozen=True, slots=True)
class Telling:
    """An event that a report tells of. `row` has the columns of `statements`, and of its place as `place_name` and so
    on; `event` is the record's, with the words, None where a newer model does not find it any more and it stands for a
    correction alone; `place_words` are what the report calls the place."""

    id: str
    row: Row[Any]
    coded: CodedReport
    event: Event | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place_words: str

    @property
    def admin(self) -> list[str]:
        """The units that hold the place, from the first level down."""
        return self.row.place_admin.split("; ") if self.row.place_admin else []

    @property
    def words(self) -> str:
        """The evidence: the report's own words."""
        return self.coded.report.text[self.row.start : self.row.end]


_PLACE = [column.label(f"place_{column.name}") for column in PLACES.c if column.name != "id"]
_QUERY = (
    select(STATEMENTS, *_PLACE, REPORTS.c.hash, REPORTS.c.published, OUTLETS.c.name.label("outlet"))
    .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
    .outerjoin(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
    .outerjoin(PLACES, PLACES.c.id == STATEMENTS.c.place_id)
)


def tellings(chosen: Chosen, where: Sequence[ColumnElement[bool]]) -> Iterator[Telling]:
    """The events of which `where` is true, report by report."""
    query = _QUERY.where(*where).order_by(STATEMENTS.c.report_id, STATEMENTS.c.id)
    for rows in chosen.portions(query):
        records = chosen.records(row.report_id for row in rows)
        parties = chosen.parties([row.id for row in rows])
        for row in rows:
            coded = records[row.report_id]
            id = f"{coded.report.id}-{row.ref}"
            event = next((e for e in coded.events if e.id == id), None)
            yield Telling(
                id=id,
                row=row,
                coded=coded,
                event=event,
                actors=_parties(parties[row.id], "actor", coded, event.actors if event else ()),
                recipients=_parties(parties[row.id], "recipient", coded, event.recipients if event else ()),
                place_words=_words(
                    event.places if event else (),
                    [mention for at in coded.world.locations if at.id == row.place_key for mention in at.mentions],
                ),
            )


def _parties(rows: Sequence[Row[Any]], role: str, coded: CodedReport, told: Sequence[Mention]) -> tuple[Party, ...]:
    known = {entity.id: entity for entity in coded.world.entities}
    return tuple(_party(row, known.get(row.key), told) for row in rows if row.role == role)


def _party(row: Row[Any], entity: Entity | None, told: Sequence[Mention]) -> Party:
    return Party(
        key=row.key,
        name=row.name,
        kind=row.kind,
        country=row.country or "",
        sectors=tuple(row.sectors.split()),
        cameo=row.cameo,
        words=_words(told, entity.mentions if entity else ()),
        title=(entity.role or "") if entity else "",
    )


def _words(told: Sequence[Mention], mentions: Sequence[Mention]) -> str:
    """What the event calls something, whose mentions in the report are given; else its first mention."""
    spans = {mention.span for mention in mentions}
    whole = next((m for m in told if m.span in spans), None)
    near = whole or next((m for m in told if any(m.span.overlaps(span) for span in spans)), None)
    found = near or next(iter(mentions), None)
    return found.text if found else ""
