"""Incidents as GeoJSON (RFC 7946): one feature each, a point with how far its place reaches around it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dragoman.desk.tables import ENTITIES, PARTIES, STATEMENTS
from dragoman.exchange.desk.chosen import Chosen
from dragoman.exchange.desk.sheets import SHEETS
from dragoman.record.table import Row, storable

DECIMALS = 5
"""Of degrees, about a metre; RFC 7946, section 11.2, asks for no more than the position is known to."""
_INCIDENTS = next(sheet for sheet in SHEETS if sheet.table.name == "incidents")
_PLACE = ("id", "lat", "lon")
"""What a feature has elsewhere than in its properties."""


def write(chosen: Chosen, folder: Path) -> dict[str, int]:
    """Writes one feature collection. A place that is no point is told by the properties `precision` and `radius` (in
    kilometres), for a circle drawn as a shape would pass for a border; an incident of no known place has no geometry.
    """
    count = unplaced = 0
    with (folder / "incidents.geojson").open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","features":[')
        for rows in _INCIDENTS.rows(chosen):
            sides = _sides(chosen, [row["id"] for row in rows])
            for row in rows:
                made = _feature(row, sides)
                file.write((",\n" if count else "\n") + json.dumps(storable(made), ensure_ascii=False))
                count += 1
                unplaced += made["geometry"] is None
        file.write("\n]}\n")
    return {"incidents": count, "incidents of no known place": unplaced}


def _feature(row: Row, sides: dict[tuple[object, str], list[str]]) -> dict[str, Any]:
    point = None
    if isinstance(row["lat"], float) and isinstance(row["lon"], float):
        point = {"type": "Point", "coordinates": [round(row["lon"], DECIMALS), round(row["lat"], DECIMALS)]}
    told = {name: value for name, value in row.items() if name not in _PLACE}
    who = {f"{role}s": sides.get((row["id"], role), []) for role in ("actor", "recipient")}
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": {**told, **who}}


def _sides(chosen: Chosen, incidents: Sequence[object]) -> dict[tuple[object, str], list[str]]:
    """Who acts and who is acted on in incidents, over all statements that are exported."""
    query = (
        select(STATEMENTS.c.incident_id, PARTIES.c.role, ENTITIES.c.name)
        .join(PARTIES, PARTIES.c.statement_id == STATEMENTS.c.id)
        .join(ENTITIES, ENTITIES.c.id == PARTIES.c.entity_id)
        .where(STATEMENTS.c.incident_id.in_(incidents), *chosen.holds())
        .distinct()
        .order_by(STATEMENTS.c.incident_id, ENTITIES.c.name)
    )
    found: dict[tuple[object, str], list[str]] = {}
    for incident, role, name in chosen.connection.execute(query):
        found.setdefault((incident, role), []).append(name)
    return found
