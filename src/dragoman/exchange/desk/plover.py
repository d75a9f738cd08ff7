"""Events as JSON lines with the field names of the PLOVER manual (February 2024): one object an event and a line.

What the manual has no field for (status, likelihood, who says so, the incident) stands under `dragoman`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dragoman.desk.tables import STATEMENTS
from dragoman.exchange.desk.chosen import Chosen
from dragoman.exchange.desk.tellings import Party, Telling, tellings
from dragoman.record.table import storable

CODEBOOK = "PLOVER 2024-02-04"
SIZES = {"killed": "dead", "injured": "injured", "detained": "arrested"}
"""The manual's names for numbers of people; it has none for the displaced."""
RESOLUTION = {"country": 1, "province": 2, "district": 3, "city": 4, "point": 5}
"""The manual's scale of how exact a place is: 1 a country to 5 a place within a city; areas have none."""


def write(chosen: Chosen, folder: Path) -> dict[str, int]:
    """Writes the events of every status: `dragoman.status` and the auxiliary modes tell which happened."""
    count = 0
    with (folder / "plover.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for told in tellings(chosen, [STATEMENTS.c.kind == "event", *chosen.holds()]):
            file.write(json.dumps(storable(_object(told)), ensure_ascii=False) + "\n")
            count += 1
    return {"events": count}


def _object(told: Telling) -> dict[str, Any]:
    row, report, event = told.row, told.coded.report, told.event
    return {
        "id": told.id,
        "date": row.at,
        "enddate": row.until,
        "actor": [_entity(party) for party in told.actors],
        "recipient": [_entity(party) for party in told.recipients],
        "event": [row.type],
        "mode": [row.mode] if row.mode else [],
        "context": list(event.contexts) if event else [],
        "quad_code": row.quad,
        "event_scale": row.intensity,
        "event_text": event.trigger.text if event else None,
        "event_loc": _location(told),
        "size": _size(told),
        "text": told.words,
        "text_info": {"sequence": row.sentence, "start": row.start, "end": row.end},
        "cite_info": {
            "url": report.url,
            "title": report.title,
            "publication": row.outlet,
            "language": "eng",
            "coder": f"Dragoman, {told.coded.model}",
            "codebook": CODEBOOK,
        },
        "coder": "human" if row.verdict in ("edited", "accepted") else "machine",
        "dragoman": {
            "report": report.id,
            "ref": row.ref,
            "published": row.published,
            "status": row.status,
            "auxiliary": list(event.auxiliary) if event else [],
            "likelihood": None if row.low is None else [row.low, row.high],
            "date_precision": row.precision,
            "chain": [link.name for link in event.chain] if event else [],
            "incident": row.incident_id,
            "verdict": row.verdict,
            "score": row.score,
        },
    }


def _entity(party: Party) -> dict[str, Any]:
    first, *others = party.sectors or ("UNK",)
    return {
        "code": party.country or None,
        "sector": first,
        "other_sector_codes": others,
        "entity_text": party.words or None,
        "identifier_id": party.key,
        "identifier_text": party.name,
        "office": party.title or None,
    }


def _location(told: Telling) -> dict[str, Any] | None:
    row = told.row
    if row.place_key is None:
        return None
    units = [*told.admin, None, None]
    return {
        "extracted_place": told.place_words or None,
        "resolved_place": row.place_name,
        "geonameid": row.place_geonames,
        "lat": row.place_lat,
        "lon": row.place_lon,
        "city": row.place_name if row.place_kind == "city" else None,
        "district": units[1],
        "province": units[0],
        "country_code": row.place_country,
        "resolution": RESOLUTION.get(row.place_precision),
    }


def _size(told: Telling) -> dict[str, list[int | None]]:
    """Numbers of people, each with its lower and upper bound."""
    counts = told.event.counts if told.event else ()
    return {SIZES[count.kind]: [count.low, count.high] for count in counts if count.kind in SIZES}
