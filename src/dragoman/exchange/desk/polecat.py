"""Events as one flat file with the 40 columns of POLECAT, in its order.

POLECAT (Political Event Classification, Attributes, and Types) is PLOVER's own data set; its files name no status, so
that only what happened is written, unless a filter asks for other statuses.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from dragoman.exchange.desk.chosen import Chosen
from dragoman.exchange.desk.tellings import Party, Telling, tellings
from dragoman.record.table import storable

COLUMNS: tuple[str, ...] = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Event Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
"""POLECAT's columns (files of 2023 and later)."""
EMPTY = ("Actor COW", "Wikipedia Actor ID", "Recipient COW", "Wikipedia Recipient ID")
"""Those that we have nothing for: numbers of the Correlates of War, and of Wikipedia's articles."""
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
"""POLECAT's words for the quad classes."""
APART = "; "
"""Parts several values of a cell."""


def write(chosen: Chosen, folder: Path) -> dict[str, int]:
    """Writes one row for each actor and recipient of an event, one event's rows sharing its id."""
    events = rows = 0
    with (folder / "polecat.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for told in tellings(chosen, chosen.acts()):
            events += 1
            shared = _shared(told)
            for actor in told.actors or (None,):
                for recipient in told.recipients or (None,):
                    cells = shared | _party("Actor", actor) | _party("Recipient", recipient)
                    writer.writerow({name: storable(value) for name, value in cells.items()})
                    rows += 1
    return {"events": events, "rows": rows}


def _shared(told: Telling) -> dict[str, object]:
    row, coded = told.row, told.coded
    units = [*told.admin, "", ""]
    return {
        "Event ID": told.id,
        "Event Date": row.at,
        "Event Type": row.type,
        "Event Mode": row.mode,
        "Event Intensity": row.intensity,
        "Quad Code": QUADS.get(row.quad),
        "Contexts": APART.join(told.event.contexts) if told.event else "",
        "Placename": row.place_name,
        "City": row.place_name if row.place_kind == "city" else "",
        "District": units[1],
        "Province": units[0],
        "Country": row.place_country,
        "Latitude": row.place_lat,
        "Longitude": row.place_lon,
        "GeoNames ID": row.place_geonames,
        "Raw Placename": told.place_words,
        "Feature Type": row.place_kind,
        "Source": row.outlet,
        "Publication Date": row.published,
        "Story People": _named(name.text for name in coded.names if name.label == "PER"),
        "Story Organizations": _named(name.text for name in coded.names if name.label in ("ORG", "MIL")),
        "Story Locations": _named(name.text for name in coded.names if name.label in ("GPE", "LOC", "FAC")),
        "Language": "en",
        "Version": f"Dragoman, {coded.model}",
    }


def _party(side: str, party: Party | None) -> dict[str, object]:
    if party is None:
        return {}
    return {
        f"{side} Name": party.name,
        f"{side} Country": party.country,
        f"Primary {side} Sector": _first(party.sectors),
        f"{side} Sectors": APART.join(party.sectors),
        f"{side} Title": party.title,
        f"{side} Name Raw": party.words,
    }


def _first(values: Sequence[str]) -> str:
    return values[0] if values else ""


def _named(names: Iterable[str]) -> str:
    """Names that a report mentions, each once."""
    return APART.join(dict.fromkeys(names))
