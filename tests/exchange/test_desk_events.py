"""Events and incidents in the forms of other data sets, read again."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from dragoman.desk import Desk
from dragoman.desk.questions.filters import Filter
from dragoman.desk.tables import STATEMENTS
from dragoman.exchange.desk import export
from dragoman.exchange.desk.polecat import COLUMNS, EMPTY
from dragoman.ontology import event_types, to_cameo
from dragoman.record import CodedReport
from dragoman.resolve.actors.codes import SECTORS, is_country
from tests.exchange.desks import an_event, cells, change, happened, incident, lines


def test_plover_has_every_event_with_the_fields_of_the_manual(desk: Desk, records: list[CodedReport], tmp_path: Path):
    export(desk, "plover", tmp_path / "plover.jsonl")
    told = lines(tmp_path / "plover.jsonl")
    coded = {event.id: (record, event) for record in records for event in record.events}
    assert sorted(one["id"] for one in told) == sorted(coded)
    for one in told:
        record, event = coded[one["id"]]
        assert one["event"] == [event.type]
        assert one["event_text"] == event.trigger.text
        assert one["text"] == record.report.quote(event.evidence)
        assert one["context"] == list(event.contexts)
        assert one["dragoman"]["chain"] == [link.name for link in event.chain]
        for entity in (*one["actor"], *one["recipient"]):
            assert entity["sector"] in SECTORS
            assert entity["code"] is None or is_country(entity["code"])
            assert entity["entity_text"] in record.report.text
    settings = {setting.event: setting for record in records for setting in record.world.settings}
    for one in told:
        assert sorted(e["identifier_id"] for e in one["actor"]) == sorted(set(settings[one["id"]].actors))
        assert (one["event_loc"] is None) == (settings[one["id"]].place is None)
    assert any(one["size"].get("dead") for one in told)


def test_plover_tells_of_a_person_s_work(own_desk: Desk, records: list[CodedReport], tmp_path: Path):
    id, ref = an_event(records)
    change(own_desk, f"{id}:{ref}", "status", "plan")
    export(own_desk, "plover", tmp_path / "plover.jsonl")
    (one,) = [one for one in lines(tmp_path / "plover.jsonl") if one["id"] == f"{id}-{ref}"]
    assert (one["coder"], one["dragoman"]["status"], one["dragoman"]["verdict"]) == ("human", "plan", "edited")


def test_polecat_has_its_columns_and_a_row_for_each_pair(desk: Desk, records: list[CodedReport], tmp_path: Path):
    done = export(desk, "polecat", tmp_path / "polecat.csv")
    rows = cells(tmp_path / "polecat.csv")
    assert tuple(rows[0]) == COLUMNS
    assert len(COLUMNS) == 40
    assert len(rows) == done.counts["rows"]
    settings = {setting.event: setting for record in records for setting in record.world.settings}
    for event, number in Counter(row["Event ID"] for row in rows).items():
        at = settings[event]
        assert number == max(1, len(set(at.actors))) * max(1, len(set(at.recipients)))
    assert {row["Event ID"].partition("-")[2] for row in rows} == set(happened(desk))
    filled = {name for row in rows for name, value in row.items() if value}
    assert set(COLUMNS) - filled == set(EMPTY)


def test_cameo_counts_statements_and_origins_by_day_and_dyad(desk: Desk, tmp_path: Path):
    export(desk, "cameo", tmp_path / "cameo.tsv")
    rows = cells(tmp_path / "cameo.tsv", "\t")
    roots = {to_cameo(name) for name in event_types()} | {
        to_cameo(n, m) for n, t in event_types().items() for m in t.modes
    }
    keys = [(row["date"], row["source"], row["target"], row["code"], row["quad"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert keys == sorted(keys)
    assert {row["code"] for row in rows} <= roots
    assert all(1 <= int(row["origins"]) <= int(row["statements"]) for row in rows)
    assert any(row["source"].startswith("TUR") and row["target"].startswith("SYR") for row in rows)
    assert ("---", "---") not in {(row["source"], row["target"]) for row in rows}


def test_cameo_takes_the_type_of_an_event_with_a_mode_that_it_does_not_have(own_desk: Desk, tmp_path: Path):
    before = export(own_desk, "cameo", tmp_path / "before.tsv").counts
    with own_desk.writing() as connection:
        event = (STATEMENTS.c.kind == "event") & (STATEMENTS.c.status == "act") & (STATEMENTS.c.type == "ASSAULT")
        connection.execute(update(STATEMENTS).where(event).values(mode="waltz"))
        number = connection.scalar(select(func.count()).select_from(STATEMENTS).where(event))
    counts = export(own_desk, "cameo", tmp_path / "after.tsv").counts
    told = "events with the mode waltz, which ASSAULT does not have, coded by the type"
    assert set(counts) == {*before, told} and 0 < counts[told] <= (number or 0)
    codes = {row["code"] for row in cells(tmp_path / "after.tsv", "\t") if row["quad"] == "4"}
    assert to_cameo("ASSAULT") in codes


def test_forms_without_status_hold_others_only_if_asked(desk: Desk, tmp_path: Path):
    done = export(desk, "polecat", tmp_path / "denied.csv", Filter.of(status="not"))
    with desk.reading() as connection:
        denied = select(func.count()).where(STATEMENTS.c.kind == "event", STATEMENTS.c.status == "not")
        assert done.counts["events"] == connection.scalar(denied) != 0


@pytest.mark.parametrize("where", ["a place", "no place"])
def test_geojson_has_a_feature_for_each_incident(own_desk: Desk, tmp_path: Path, where: str):
    number = incident(own_desk)
    if where == "no place":
        with own_desk.writing() as connection:
            connection.exec_driver_sql("UPDATE incidents SET place_id = NULL")
    done = export(own_desk, "geojson", tmp_path / "map.geojson", Filter.of(incident=number))
    made = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    assert made["type"] == "FeatureCollection"
    (feature,) = made["features"]
    assert (feature["type"], feature["id"]) == ("Feature", number)
    told = feature["properties"]
    assert (told["type"], told["day"], told["asserting"], told["killed_high"]) == ("ASSAULT", "2019-07-22", 71, 39)
    assert told["actors"]
    if where == "a place":
        lon, lat = feature["geometry"]["coordinates"]
        assert feature["geometry"]["type"] == "Point"
        assert 25 < lon < 60, "longitude stands first"
        assert 25 < lat < 60
        assert told["radius"] > 0
    else:
        assert feature["geometry"] is None
        assert done.counts == {"incidents": 1, "incidents of no known place": 1}


def test_an_empty_part_is_a_whole_file(desk: Desk, tmp_path: Path):
    none = Filter.of(since="1950-01-01", until="1950-12-31")
    for name in ("geojson", "plover", "polecat", "cameo", "ftm"):
        export(desk, name, tmp_path / name, none)
    assert json.loads((tmp_path / "geojson").read_text())["features"] == []
    assert (tmp_path / "plover").read_text() == (tmp_path / "ftm").read_text() == ""
    assert cells(tmp_path / "polecat") == cells(tmp_path / "cameo", "\t") == []


def test_postgres_gives_the_same(desk: Desk, postgres_desk: Desk, tmp_path: Path):
    given = Filter.of(actor="TUR", outlet="Northgate Herald", since="2018-01-01")
    for name in ("csv", "plover", "polecat", "cameo", "ftm", "geojson", "training"):
        here = export(desk, name, tmp_path / name, given)
        there = export(postgres_desk, name, tmp_path / f"postgres-{name}", given)
        assert here.counts == there.counts
    for name in ("polecat", "cameo", "ftm", "csv/actors.csv", "csv/ledger.csv"):
        here, there = ((tmp_path / f"{before}{name}").read_text("utf-8") for before in ("", "postgres-"))
        assert sorted(here.splitlines()) == sorted(there.splitlines())
