"""Corrections: laid over, told, undone, and kept through a recoding."""

from __future__ import annotations

from dataclasses import replace as with_
from typing import Any

import pytest
from sqlalchemy import Row, select

from dragoman.coder import Coder
from dragoman.desk import Desk
from dragoman.desk.corrections import Correction, correct, history, statement, undo
from dragoman.desk.recoding import Recoded, recode, replace
from dragoman.desk.tables import ENTITIES, PARTIES, PLACES, REPORTS, STATEMENTS
from dragoman.errors import DeskError
from dragoman.ontology import event_types
from dragoman.record import CodedReport

NOON = "2026-11-23T12:00:00Z"


def change(ref: str, field: str, new: str | None, old: str | None = None, subject: str = "statement") -> Correction:
    return Correction(subject, ref, field, new, "Ada", "as the report says", old)


def first_event(records: list[CodedReport]) -> str:
    coded = next(coded for coded in records if any(event.actors for event in coded.events))
    event = next(event for event in coded.events if event.actors)
    return f"{coded.report.id}:{event.id.removeprefix(coded.report.id + '-')}"


def row_of(desk: Desk, ref: str) -> Row[Any]:
    with desk.reading() as connection:
        return statement(connection, ref)


def parties_of(desk: Desk, ref: str) -> set[tuple[str, str]]:
    with desk.reading() as connection:
        found = connection.execute(
            select(PARTIES.c.role, ENTITIES.c.key)
            .join(ENTITIES, ENTITIES.c.id == PARTIES.c.entity_id)
            .where(PARTIES.c.statement_id == statement(connection, ref).id)
        )
        return {(role, key) for role, key in found}


@pytest.mark.parametrize("where", ["own_desk", "postgres_desk"])
def test_a_change_is_laid_over_and_undone(request: pytest.FixtureRequest, where: str, records: list[CodedReport]):
    desk: Desk = request.getfixturevalue(where)
    ref = first_event(records)
    before, parties = row_of(desk, ref), parties_of(desk, ref)
    other = "AID" if before.quad != 2 else "SANCTION"
    with desk.writing() as connection:
        first = correct(connection, change(ref, "type", other), NOON)
        correct(connection, change(ref, "actor", "org:OSCE"), NOON)
        correct(connection, change(ref, "day", "2019-07-22"), NOON)
        correct(connection, change(ref, "verdict", "accepted"), NOON)
    after = row_of(desk, ref)
    assert (after.type, after.day, after.at, after.verdict) == (other, "2019-07-22", "2019-07-22", "accepted")
    assert after.quad != before.quad
    assert parties_of(desk, ref) == parties | {("actor", "org:OSCE")}
    with desk.writing() as connection:
        for number in range(first, first + 4):
            undo(connection, number, "Bea", NOON)
        told = history(connection, ref)
    assert row_of(desk, ref) == before
    assert parties_of(desk, ref) == parties
    assert next((row.field, row.old, row.new) for row in told) == ("type", before.type, other)
    assert {row.undone_by for row in told} == {"Bea"}


def test_the_later_change_counts_and_undoing_it_gives_the_earlier(own_desk: Desk, records: list[CodedReport]):
    ref = first_event(records)
    with own_desk.writing() as connection:
        correct(connection, change(ref, "status", "plan"), NOON)
        second = correct(connection, change(ref, "status", "not"), NOON)
    assert row_of(own_desk, ref).status == "not"
    with own_desk.writing() as connection:
        undo(connection, second, "Ada", NOON)
    assert (row_of(own_desk, ref).status, row_of(own_desk, ref).verdict) == ("plan", "edited")


def test_actors_and_places_are_corrected(own_desk: Desk):
    with own_desk.writing() as connection:
        actor = connection.execute(select(ENTITIES).limit(1)).one()
        place = connection.execute(select(PLACES).limit(1)).one()
        one = correct(connection, change(actor.key, "country", "MLT", subject="actor"), NOON)
        two = correct(connection, change(place.key, "lat", "35.5", subject="place"), NOON)
        assert connection.scalar(select(ENTITIES.c.country).where(ENTITIES.c.id == actor.id)) == "MLT"
        assert connection.scalar(select(PLACES.c.lat).where(PLACES.c.id == place.id)) == 35.5
        undo(connection, one, "Ada", NOON)
        undo(connection, two, "Ada", NOON)
        assert connection.execute(select(ENTITIES).where(ENTITIES.c.id == actor.id)).one() == actor
        assert connection.execute(select(PLACES).where(PLACES.c.id == place.id)).one() == place


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (change("0" * 16 + ":e1-2", "verdict", "accepted"), "is no statement of the desk"),
        (change("REF", "colour", "red"), "no field 'colour'"),
        (change("REF", "verdict", "maybe"), "accepted or rejected"),
        (change("REF", "type", "DANCE"), "type cannot be 'DANCE'"),
        (change("REF", "day", "2019-02-30"), "day cannot be"),
        (change("REF", "actor", None), "which actor"),
        (change("REF", "place", "geonames:1"), "no place of the desk"),
        (change("org:NOBODY", "name", "x", subject="actor"), "no actor of the desk"),
        (change("x", "lat", "95", subject="place"), "between -90 and 90"),
        (change("x", "radius", "wide", subject="place"), "radius is a number between 0 and 20040"),
        (change("x", "country", "IGO", subject="place"), "three letters of ISO 3166$"),
        (change("REF", "type", None), "type cannot be None: a type is AGREE"),
        (change("REF", "day", "20190722"), "write a day as YYYY-MM-DD"),
        (change("REF", "mode", "waltz"), "mode cannot be 'waltz': [A-Z]+ has no mode 'waltz'; it has"),
        (change("REF", "actor", "org:OSCE", "org:NOBODY"), r"'org:NOBODY' is no actor of .*; there (is|are) .* \("),
        (change("x", "kind", "wizard", subject="actor"), "a kind is person, government"),
        (change("x", "kind", None, subject="actor"), "a kind is person, government"),
        (change("x", "name", None, subject="actor"), "an actor always has a name"),
        (change("x", "sectors", "MIL ELF", subject="actor"), "no sector ELF; it has AGR"),
        (change("x", "country", "Malta", subject="actor"), "or one of EUR, .*; Malta is MLT"),
        (change("x", "cameo", "T1", subject="actor"), "groups of three letters"),
        (with_(change("REF", "verdict", "accepted"), who=" "), "who makes it"),
    ],
)
def test_a_wrong_change_is_told_and_changes_nothing(
    own_desk: Desk, records: list[CodedReport], wanted: Correction, told: str
):
    ref = first_event(records)
    with pytest.raises(DeskError, match=told), own_desk.writing() as connection:
        correct(connection, with_(wanted, ref=ref if wanted.ref == "REF" else wanted.ref), NOON)
    with own_desk.reading() as connection:
        assert history(connection) == []
    with pytest.raises(DeskError, match="no correction 7"), own_desk.writing() as connection:
        undo(connection, 7, "Ada", NOON)


def test_a_change_of_nothing_is_refused(own_desk: Desk, records: list[CodedReport]):
    ref = first_event(records)
    row = row_of(own_desk, ref)
    (actor, *_) = sorted(key for role, key in parties_of(own_desk, ref) if role == "actor")
    with own_desk.reading() as connection:
        place = connection.execute(select(PLACES).limit(1)).one()
    same = [
        change(ref, "type", row.type),
        change(ref, "status", row.status),
        change(ref, "verdict", None),
        change(ref, "actor", actor),
        change(ref, "actor", actor, actor),
        change(place.key, "lat", f"{place.lat:.9f}", subject="place"),
        change(place.key, "name", place.name, subject="place"),
    ]
    for wanted in same:
        with pytest.raises(DeskError, match="would change nothing"), own_desk.writing() as connection:
            correct(connection, wanted, NOON)
    with own_desk.writing() as connection:
        correct(connection, change(ref, "day", "2019-07-22"), NOON)
    with pytest.raises(DeskError, match=r"day of .* is '2019-07-22' already"), own_desk.writing() as connection:
        correct(connection, change(ref, "day", "2019-07-22"), NOON)
    with pytest.raises(DeskError, match="it began on 2019-07-22"), own_desk.writing() as connection:
        correct(connection, change(ref, "until", "2019-07-21"), NOON)


def test_a_mode_is_one_of_the_type_and_hangs_on_it(own_desk: Desk, records: list[CodedReport]):
    ref = first_event(records)
    other = "RETREAT" if row_of(own_desk, ref).type != "RETREAT" else "CONSULT"
    mode = next(iter(event_types()[other].modes))
    with own_desk.writing() as connection:
        first = correct(connection, change(ref, "type", other), NOON)
        second = correct(connection, change(ref, "mode", mode), NOON)
    assert (row_of(own_desk, ref).type, row_of(own_desk, ref).mode) == (other, mode)
    with pytest.raises(DeskError, match=f"which has no mode '{mode}': undo that"), own_desk.writing() as connection:
        undo(connection, first, "Ada", NOON)
    with own_desk.writing() as connection:
        undo(connection, second, "Ada", NOON)
        undo(connection, first, "Ada", NOON)
    assert row_of(own_desk, ref).verdict is None


def test_fields_of_events_are_no_other_statements(own_desk: Desk):
    with own_desk.reading() as connection:
        query = select(REPORTS.c.hash, STATEMENTS.c.ref).join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        hash, ref = connection.execute(query.where(STATEMENTS.c.kind == "attribution").limit(1)).one()
    for field, new in (("type", "AID"), ("mode", "cash"), ("status", "not"), ("actor", "org:OSCE")):
        with pytest.raises(DeskError, match=r"is an attribution; only an event has an? "), own_desk.writing() as opened:
            correct(opened, change(f"{hash}:{ref}", field, new), NOON)


def test_codes_of_actors_are_kept_as_the_desk_has_them(own_desk: Desk):
    with own_desk.writing() as connection:
        key = connection.scalars(select(ENTITIES.c.key).where(ENTITIES.c.kind == "person").limit(1)).one()
        wishes = (("country", "ism"), ("sectors", "agr, Bus"), ("cameo", "xyzagr"), ("kind", "people"))
        for field, new in wishes:
            correct(connection, change(key, field, new, subject="actor"), NOON)
        row = connection.execute(select(ENTITIES).where(ENTITIES.c.key == key)).one()
        assert (row.country, row.sectors, row.cameo, row.kind) == ("ISM", "AGR BUS", "XYZAGR", "people")
        for field in ("country", "sectors", "cameo"):
            correct(connection, change(key, field, None, subject="actor"), NOON)
        row = connection.execute(select(ENTITIES).where(ENTITIES.c.key == key)).one()
        assert (row.country, row.sectors, row.cameo) == (None, "UNK", "")


def test_a_recoding_with_the_same_model_changes_nothing(own_desk: Desk, records: list[CodedReport]):
    with own_desk.reading() as connection:
        before = connection.execute(select(STATEMENTS).order_by(STATEMENTS.c.id)).all()
    assert recode(own_desk.engine, "own", Coder()).reports == 0
    done = Recoded()
    with own_desk.writing() as connection:
        for coded in records:
            id = connection.scalar(select(REPORTS.c.id).where(REPORTS.c.hash == coded.report.hash))
            assert id is not None
            replace(connection, {id: coded}, done)
        after = connection.execute(select(STATEMENTS).order_by(STATEMENTS.c.id)).all()
    assert (done.reports, done.new, done.gone, done.changed, done.lines) == (len(records), 0, 0, 0, [])
    assert after == before


def test_a_recoding_keeps_numbers_and_corrections(own_desk: Desk, records: list[CodedReport]):
    coded = next(coded for coded in records if len(coded.events) > 4)
    cut = len(coded.report.id) + 1
    moved, lost, gone = coded.events[0], coded.events[1], coded.events[2]
    with own_desk.writing() as connection:
        for event in (moved, lost):
            correct(connection, change(f"{coded.report.id}:{event.id[cut:]}", "status", "if"), NOON)
        id = connection.scalar(select(REPORTS.c.id).where(REPORTS.c.hash == coded.report.hash))
        number = statement(connection, f"{coded.report.id}:{moved.id[cut:]}").id
        assert id is not None
        # The first event stands a word later in the new record, the second and third are not in it.
        start, end = moved.evidence.start, moved.evidence.end
        there = with_(moved, id=f"{coded.report.id}-e{start}x{end}")
        new = with_(coded, events=(there, *coded.events[3:]), forecasts=(), model="another 9")
        done = Recoded()
        replace(connection, {id: new}, done)
        kept = statement(connection, f"{coded.report.id}:e{start}x{end}")
        held = statement(connection, f"{coded.report.id}:{lost.id[cut:]}")
        with pytest.raises(DeskError):
            statement(connection, f"{coded.report.id}:{gone.id[cut:]}")
    assert (kept.id, kept.status, held.status) == (number, "if", "if")
    assert (done.moved, done.held, done.gone) == (1, 1, 1 + len(coded.forecasts))
    assert any("moved to" in line for line in done.lines)
    assert own_desk.record(coded.report.hash).model == "another 9"
