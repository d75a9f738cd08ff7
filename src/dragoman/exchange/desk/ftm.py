"""Actors, incidents, relations and reports as FollowTheMoney entities: one JSON object an entity and a line.

The schemata and properties are those of FollowTheMoney 3 (Thing, LegalEntity, Event, Interest and their kin). Ids are
made of what lasts: a report's hash, an actor's key, an incident's first statement. `proof` points at the reports.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Row, and_, func, not_, or_, select

from dragoman.desk.tables import ENTITIES, INCIDENTS, OUTLETS, PARTIES, PLACES, REPORTS, STATEMENTS
from dragoman.exchange.desk.chosen import Chosen
from dragoman.record.table import storable
from dragoman.resolve.countries import by_code

SCHEMATA = {
    "person": "Person",
    "government": "PublicBody",
    "country": "PublicBody",
    "organisation": "Organization",
    "armed group": "Organization",
    "outlet": "Organization",
    "people": "LegalEntity",
    "unnamed": "LegalEntity",
}
"""The schema of each kind of actor. A country that acts stands for its government; who is only described, and may be
one or many, is a LegalEntity, of which all others are kinds."""
ORGANISATIONS = ("Organization", "PublicBody")
"""Schemata that somebody can be a member of."""
Entity = dict[str, Any]

_HEAD, _TAIL = PARTIES.alias("head"), PARTIES.alias("tail")
_HEADS, _TAILS = ENTITIES.alias("heads"), ENTITIES.alias("tails")
_TITLE = and_(STATEMENTS.c.kind == "relation", STATEMENTS.c.type == "role", PARTIES.c.role == "tail")
"""An office that somebody holds, which is no actor but a property of one."""


def write(chosen: Chosen, folder: Path) -> dict[str, int]:
    """Writes reports, actors, incidents that are said to have happened, and standing relations."""
    counts = dict[str, int]()
    with (folder / "entities.ftm.json").open("w", encoding="utf-8", newline="\n") as file:
        for made in (_articles, _actors, _incidents, _alone, _relations):
            for entity in made(chosen):
                file.write(json.dumps(storable(entity), ensure_ascii=False) + "\n")
                counts[entity["schema"]] = counts.get(entity["schema"], 0) + 1
    return counts


def actor_id(key: str) -> str:
    """The id of an actor: FollowTheMoney's ids take neither colons nor blanks, which keys have."""
    return f"dragoman-actor-{sha1(key.encode()).hexdigest()}"


def report_id(hash: str) -> str:
    """The id of a report."""
    return f"dragoman-report-{hash[:16]}"


def event_id(hash: str, ref: str) -> str:
    """The id of what a statement is the first to tell on the desk."""
    return f"dragoman-event-{hash[:16]}-{ref}"


def _entity(id: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    """An entity; every property is a list of texts, and empty ones go."""
    told = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _articles(chosen: Chosen) -> Iterator[Entity]:
    query = select(REPORTS.c.hash, REPORTS.c.title, REPORTS.c.url, REPORTS.c.published, OUTLETS.c.name.label("outlet"))
    query = query.outerjoin(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id).order_by(REPORTS.c.id)
    if chosen.narrows:
        query = query.where(REPORTS.c.id.in_(chosen.ids("report_id")))
    for rows in chosen.portions(query):
        for row in rows:
            yield _entity(
                report_id(row.hash),
                "Article",
                name=[row.title or f"Report {row.hash[:16]}"],
                title=[row.title],
                publisher=[row.outlet],
                publishedAt=[row.published],
                sourceUrl=[row.url],
                language=["eng"],
            )


def _actors(chosen: Chosen) -> Iterator[Entity]:
    within = and_(*chosen.holds())
    taking_part = (
        select(PARTIES.c.entity_id)
        .join(STATEMENTS, STATEMENTS.c.id == PARTIES.c.statement_id)
        .where(within, not_(_TITLE))
    )
    speaking = chosen.ids("speaker_id")
    query = select(ENTITIES).where(or_(ENTITIES.c.id.in_(taking_part), ENTITIES.c.id.in_(speaking)))
    for rows in chosen.portions(query.order_by(ENTITIES.c.key)):
        titles = _titles(chosen, [row.id for row in rows])
        for row in rows:
            schema = SCHEMATA.get(row.kind, "LegalEntity")
            position = {"position": titles.get(row.id, [])} if schema == "Person" else {}
            yield _entity(
                actor_id(row.key),
                schema,
                name=[row.name],
                country=[_country(row.country)],
                sector=row.sectors.split(),
                **position,
            )


def _titles(chosen: Chosen, actors: Sequence[int]) -> dict[int, list[str]]:
    """The offices that actors are said to hold."""
    query = (
        select(_HEAD.c.entity_id, _TAILS.c.name)
        .select_from(STATEMENTS)
        .join(_HEAD, and_(_HEAD.c.statement_id == STATEMENTS.c.id, _HEAD.c.role == "head"))
        .join(_TAIL, and_(_TAIL.c.statement_id == STATEMENTS.c.id, _TAIL.c.role == "tail"))
        .join(_TAILS, _TAILS.c.id == _TAIL.c.entity_id)
        .where(STATEMENTS.c.kind == "relation", STATEMENTS.c.type == "role", _HEAD.c.entity_id.in_(actors))
        .where(*chosen.holds())
        .order_by(STATEMENTS.c.id)
    )
    found: dict[int, list[str]] = {}
    for actor, name in chosen.connection.execute(query):
        found.setdefault(actor, []).append(name)
    return found


_TOLD = (
    select(STATEMENTS, REPORTS.c.hash, REPORTS.c.url, PLACES.c.name.label("place"), PLACES.c.country)
    .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
    .outerjoin(PLACES, PLACES.c.id == STATEMENTS.c.place_id)
)


def _incidents(chosen: Chosen) -> Iterator[Entity]:
    """Incidents of which some exported statement says that they happened."""
    happened = select(STATEMENTS.c.incident_id).where(*chosen.acts())
    firsts = select(STATEMENTS.c.incident_id, func.min(STATEMENTS.c.id).label("first"))
    firsts = firsts.group_by(STATEMENTS.c.incident_id).subquery()
    query = (
        select(INCIDENTS, STATEMENTS.c.ref, REPORTS.c.hash)
        .join(firsts, firsts.c.incident_id == INCIDENTS.c.id)
        .join(STATEMENTS, STATEMENTS.c.id == firsts.c.first)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .where(INCIDENTS.c.id.in_(happened))
        .order_by(INCIDENTS.c.id)
    )
    for rows in chosen.portions(query):
        ids = [row.id for row in rows]
        told: dict[int, list[Row[Any]]] = {id: [] for id in ids}
        of_incidents = _TOLD.where(STATEMENTS.c.incident_id.in_(ids), *chosen.acts()).order_by(STATEMENTS.c.id)
        for statement in chosen.connection.execute(of_incidents):
            told[statement.incident_id].append(statement)
        parties = chosen.parties([statement.id for of in told.values() for statement in of])
        for row in rows:
            days = (row.day, row.until)
            yield _event(event_id(row.hash, row.ref), row.type, days, told[row.id], parties, row.asserting)


def _alone(chosen: Chosen) -> Iterator[Entity]:
    """Events that no incident was made of."""
    query = _TOLD.where(STATEMENTS.c.incident_id.is_(None), *chosen.acts()).order_by(STATEMENTS.c.id)
    for rows in chosen.portions(query):
        parties = chosen.parties([row.id for row in rows])
        for row in rows:
            yield _event(event_id(row.hash, row.ref), row.type, (row.day, row.until), [row], parties, None)


def _event(
    id: str,
    type: str,
    days: tuple[str | None, str | None],
    told: Sequence[Row[Any]],
    parties: dict[int, list[Row[Any]]],
    origins: int | None,
) -> Entity:
    there = [party for row in told for party in parties[row.id]]
    sides = [" and ".join(dict.fromkeys(p.name for p in there if p.role == role)) for role in ("actor", "recipient")]
    where = next((row.place for row in told if row.place), None)
    name = f"{type}: {' → '.join(side or 'unknown' for side in sides)}" + (f", {where}" if where else "")
    first, last = days
    return _entity(
        id,
        "Event",
        name=[name],
        date=[first] if first == last else [],
        startDate=[] if first == last else [first],
        endDate=[] if first == last else [last],
        location=[row.place for row in told],
        country=[_country(row.country) for row in told],
        involved=[actor_id(party.key) for party in there if party.role in ("actor", "recipient")],
        keywords=[type, *(row.mode for row in told)],
        notes=[f"Independent origins that say it happened: {origins}"] if origins is not None else [],
        proof=[report_id(row.hash) for row in told],
        sourceUrl=[row.url for row in told],
    )


def _relations(chosen: Chosen) -> Iterator[Entity]:
    """Standing relations, each once with all reports that tell it: memberships, and links of another kind."""
    query = (
        select(STATEMENTS.c.type, STATEMENTS.c.at, REPORTS.c.hash, REPORTS.c.url)
        .add_columns(_HEADS.c.key.label("head"), _TAILS.c.key.label("tail"), _TAILS.c.kind.label("tail_kind"))
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .join(_HEAD, and_(_HEAD.c.statement_id == STATEMENTS.c.id, _HEAD.c.role == "head"))
        .join(_TAIL, and_(_TAIL.c.statement_id == STATEMENTS.c.id, _TAIL.c.role == "tail"))
        .join(_HEADS, _HEADS.c.id == _HEAD.c.entity_id)
        .join(_TAILS, _TAILS.c.id == _TAIL.c.entity_id)
        .where(STATEMENTS.c.kind == "relation", STATEMENTS.c.type != "role", *chosen.holds())
        .order_by(_HEADS.c.key, STATEMENTS.c.type, _TAILS.c.key, STATEMENTS.c.at, STATEMENTS.c.id)
    )
    rows = (row for portion in chosen.portions(query) for row in portion)
    for (head, label, tail, kind), same in groupby(rows, attrgetter("head", "type", "tail", "tail_kind")):
        told = list(same)
        joins = label == "part_of" and SCHEMATA.get(kind) in ORGANISATIONS
        ends = ("member", "organization") if joins else ("subject", "object")
        yield _entity(
            f"dragoman-link-{sha1(f'{head}|{label}|{tail}'.encode()).hexdigest()}",
            "Membership" if joins else "UnknownLink",
            **{ends[0]: [actor_id(head)], ends[1]: [actor_id(tail)]},
            role=[label.replace("_", " ")],
            date=[row.at for row in told],
            proof=[report_id(row.hash) for row in told],
            sourceUrl=[row.url for row in told],
        )


def _country(code: str | None) -> str | None:
    """FollowTheMoney's code of a country, ISO 3166 alpha-2 in small letters; international bodies have none."""
    country = by_code(code) if code else None
    return country.iso2.lower() or None if country else None
