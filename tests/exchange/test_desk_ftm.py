"""FollowTheMoney entities, held to the parts of its schema that we use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from dragoman.desk import Desk
from dragoman.exchange.desk import export
from tests.exchange.desks import happened, incident, lines

# FollowTheMoney 3, followthemoney/schema/*.yaml: the properties of each schema, its own and those that it inherits.
THING = {"name", "summary", "country", "sourceUrl", "publisher", "keywords", "notes", "proof"}
INTERVAL = {"startDate", "endDate", "date", "summary", "sourceUrl", "proof"}
LEGAL = THING | {"sector", "status", "classification"}
PROPERTIES = {
    "Article": THING | {"title", "publishedAt", "language", "author"},
    "LegalEntity": LEGAL,
    "Organization": LEGAL,
    "PublicBody": LEGAL,
    "Person": LEGAL | {"position", "title"},
    "Event": THING | INTERVAL | {"location", "organizer", "involved"},
    "Membership": INTERVAL | {"role", "status", "member", "organization"},
    "UnknownLink": INTERVAL | {"role", "status", "subject", "object"},
}
REQUIRED = {"Event": {"name"}, "Membership": {"member", "organization"}, "UnknownLink": {"subject", "object"}}
LEGAL_ENTITIES = {"LegalEntity", "Organization", "PublicBody", "Person"}
RANGES = {
    "proof": {"Article"},
    "involved": LEGAL_ENTITIES,
    "member": LEGAL_ENTITIES,
    "organization": {"Organization", "PublicBody"},
    "subject": LEGAL_ENTITIES,
    "object": LEGAL_ENTITIES,
}
ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
DATES = {"date", "startDate", "endDate", "publishedAt"}


@pytest.fixture
def entities(own_desk: Desk, tmp_path: Path) -> list[dict[str, Any]]:
    incident(own_desk)
    export(own_desk, "ftm", tmp_path / "entities.json")
    return lines(tmp_path / "entities.json")


def test_every_entity_meets_the_schema(entities: list[dict[str, Any]]):
    schema = {entity["id"]: entity["schema"] for entity in entities}
    assert len(schema) == len(entities), "an id stands for one entity"
    for entity in entities:
        assert ID.fullmatch(entity["id"])
        told = entity["properties"]
        assert told.keys() <= PROPERTIES[entity["schema"]]
        assert told.keys() >= REQUIRED.get(entity["schema"], {"name"})
        for name, values in told.items():
            assert values
            assert all(isinstance(value, str) and value for value in values)
            assert len(set(values)) == len(values)
            if name in RANGES:
                assert {schema[value] for value in values} <= RANGES[name], "what is pointed at is there"
            if name in DATES:
                assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", value) for value in values)
            if name == "country":
                assert all(re.fullmatch(r"[a-z]{2}", value) for value in values)


def test_actors_reports_and_events_are_all_there(entities: list[dict[str, Any]], own_desk: Desk):
    kinds = [entity["schema"] for entity in entities]
    assert kinds.count("Article") == 20
    assert {"Person", "PublicBody", "Organization", "Event", "Membership", "UnknownLink"} <= set(kinds)
    turkey = next(entity for entity in entities if entity["properties"].get("name") == ["Turkey"])
    assert (turkey["schema"], turkey["properties"]["country"]) == ("PublicBody", ["tr"])
    erdogan = next(e for e in entities if e["properties"].get("name") == ["Recep Tayyip Erdoğan"])
    assert erdogan["schema"] == "Person"
    events = [entity for entity in entities if entity["schema"] == "Event"]
    assert all(entity["properties"]["proof"] for entity in events)
    assert len(events) <= len(happened(own_desk)) + 1


def test_an_incident_is_one_event_with_the_proof_of_all_its_tellings(entities: list[dict[str, Any]]):
    counted = "Independent origins that say it happened: 71"
    (event,) = [entity for entity in entities if counted in entity["properties"].get("notes", [])]
    assert len(event["properties"]["proof"]) == 2
    assert event["properties"]["date"] == ["2019-07-22"]
    assert event["properties"]["name"][0].startswith("ASSAULT: ")
    assert event["properties"]["involved"]


def test_ids_stay_when_the_desk_is_exported_again(entities: list[dict[str, Any]], own_desk: Desk, tmp_path: Path):
    export(own_desk, "ftm", tmp_path / "again.json")
    assert lines(tmp_path / "again.json") == entities
