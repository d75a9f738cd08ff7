"""Incidents that a person looks into: how one is told, and what becomes of it when a statement is edited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import StringIO
from typing import Any

import pytest
from rich.console import Console
from sqlalchemy import Row, select

from dragoman.desk import Desk
from dragoman.desk.corrections import Correction, correct, undo
from dragoman.desk.incidents.telling import account, stories
from dragoman.desk.questions import Filter
from dragoman.desk.tables import PLACES
from dragoman.desk.tallies import recount
from dragoman.errors import DeskError
from dragoman.present.incident import incident as page_of
from dragoman.record import CodedReport
from tests.desk.made import made
from tests.desk.raids import (
    DENIED,
    ELSEWHERE,
    NOON,
    ONE,
    RAID,
    RETOLD,
    THREE,
    TWO,
    added,
    check,
    deed,
    groups,
    incident,
    ref,
    tie,
    together,
)


def edit(desk: Desk, of: str, field: str, new: str | None, old: str | None = None) -> int:
    """What a person changes of a statement, with the number of the change."""
    with desk.writing() as connection:
        return correct(connection, Correction("statement", of, field, new, "Ada", "misread", old), NOON)


def take_back(desk: Desk, number: int) -> None:
    with desk.writing() as connection:
        undo(connection, number, "Bea", NOON)


@pytest.mark.parametrize("where", ["empty", "empty_postgres"])
def test_an_edited_statement_is_compared_again_and_undo_brings_it_back(request: pytest.FixtureRequest, where: str):
    desk: Desk = request.getfixturevalue(where)
    added(desk, ONE, TWO)
    before, number = groups(desk), incident(desk, ref(ONE)).id
    place = next(key for (key,) in _places(desk) if key != incident_place(desk, ref(TWO)))
    for field, new in (("place", place), ("day", "2021-01-07"), ("type", "AID")):
        change = edit(desk, ref(TWO), field, new)
        if field == "day":  # what else is told may outweigh a place or type that was misread
            assert not together(desk, ref(ONE), ref(TWO)), field
            assert incident(desk, ref(ONE)).reports == incident(desk, ref(TWO)).reports == 1
            assert (incident(desk, ref(ONE)).killed_high, incident(desk, ref(TWO)).killed_low) == (11, 14)
        check(desk)
        take_back(desk, change)
        assert groups(desk) == before, field
    assert incident(desk, ref(ONE)).id == number
    assert (incident(desk, ref(ONE)).killed_low, incident(desk, ref(ONE)).killed_high) == (11, 14)


def test_an_edit_brings_together_what_it_makes_alike(empty: Desk):
    wrong = deed(
        "An air strike on the port of Tartus on Monday killed 14 dockers.",
        "air strike",
        "AID",
        n=[["Tartus", "GPE"], ["Monday", "TIME"], ["14 dockers", "QTY"]],
        P=["Tartus"], T=["Monday"], k=["14 dockers"],
    )  # fmt: skip
    misread = made("2021-06-29", wrong, outlet="Delta Herald")
    added(empty, ONE, misread)
    assert not together(empty, ref(ONE), ref(misread))
    changes = [edit(empty, ref(misread), "type", "ASSAULT"), edit(empty, ref(misread), "day", "2021-05-03")]
    assert together(empty, ref(ONE), ref(misread))
    assert incident(empty, ref(ONE)).asserting == 2
    check(empty)
    for change in reversed(changes):
        take_back(empty, change)
    assert not together(empty, ref(ONE), ref(misread))
    check(empty)


def test_ties_by_hand_outweigh_an_edit(empty: Desk):
    added(empty, ONE, TWO)
    with empty.writing() as connection:
        correct(connection, tie(ref(ONE), ref(TWO)), NOON)
    edit(empty, ref(TWO), "day", "2021-01-07")
    edit(empty, ref(TWO), "type", "AID")
    assert together(empty, ref(ONE), ref(TWO))
    with empty.writing() as connection:
        correct(connection, tie(ref(ONE, 2), ref(TWO, 1), "not same as"), NOON)
    for of in (ref(ONE, 2), ref(TWO, 1)):
        for field, new in (("type", "AID"), ("type", "ASSAULT"), ("day", "2021-05-06")):
            edit(empty, of, field, new)
    assert not together(empty, ref(ONE, 2), ref(TWO, 1))
    check(empty)


def test_an_edited_statement_leaves_even_a_large_incident(empty: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dragoman.desk.incidents.assigning.LARGE", 2)
    added(empty, ONE, TWO, THREE)
    before = groups(empty)
    change = edit(empty, ref(TWO), "day", "2021-01-07")
    assert not together(empty, ref(ONE), ref(TWO)) and together(empty, ref(ONE), ref(THREE))
    assert (incident(empty, ref(ONE)).killed_low, incident(empty, ref(ONE)).killed_high) == (11, 11)
    check(empty)
    take_back(empty, change)
    assert groups(empty) == before
    assert incident(empty, ref(ONE)).killed_high == 14


def _places(desk: Desk) -> Sequence[Row[Any]]:
    with desk.reading() as connection:
        return connection.execute(select(PLACES.c.key)).all()


def incident_place(desk: Desk, of: str) -> str | None:
    """The key of the place of a statement's incident."""
    with desk.reading() as connection:
        return connection.scalar(select(PLACES.c.key).where(PLACES.c.id == incident(desk, of).place_id))


def test_an_account_tells_sources_figures_and_changed_stories(empty: Desk):
    later = made("2021-05-06", RETOLD, DENIED, outlet="Harbour Times")
    added(empty, ONE, later)
    with empty.reading() as connection:
        number = incident(empty, ref(ONE)).id
        told = account(connection, number)
        assert stories(connection, number).ranges == told.ranges
        assert [(one.voice, one.what) for one in stories(connection, number).changes] == [
            (one.voice, one.what) for one in told.changes
        ]
    assert empty.incident(number) == told
    for none in (999, 0, 2**70):
        with pytest.raises(DeskError, match=f"no incident {none}"):
            empty.incident(none)
    assert (told.asserting, told.denying, told.expecting) == (1, 1, 0)
    assert told.first.words in RAID[0]
    assert told.first.chain == ("Harbour Times",)
    assert [(one.kind, one.voice, one.low, one.high) for one in told.ranges] == [("killed", "Harbour Times", 11, 14)]
    changed = {(change.voice, change.what, change.before.hash, change.after.hash) for change in told.changes}
    assert ("Harbour Times", "killed", ONE.report.hash, later.report.hash) in changed
    # Who asserts and denies on one day has not changed that story.
    assert {change.what for change in told.changes} == {"killed"}


def test_of_sources_without_a_name_none_changes_a_story(empty: Desk):
    def unnamed(day: str, toll: str, outlet: str) -> CodedReport:
        text = f"Jets bombed the port of Tartus on 3 May 2021, killing {toll} dockers, officials said."
        told = text[: text.index(", officials")]
        names = [["Jets", "MIL"], ["Tartus", "GPE"], ["3 May 2021", "TIME"], [f"{toll} dockers", "QTY"]]
        event = {"x": "bombed", "y": "ASSAULT", "m": "aerial", "A": ["Jets"], "R": [], "st": "act"}
        event |= {"P": ["Tartus"], "T": ["3 May 2021"], "k": [f"{toll} dockers"]}
        return made(day, (text, {"n": names, "e": [event], "a": [{"c": "said", "t": told}]}), outlet=outlet)

    one, two = unnamed("2021-05-04", "11", "Harbour Times"), unnamed("2021-05-05", "14", "Delta Herald")
    added(empty, one, two)
    told = empty.incident(incident(empty, ref(one)).id)
    assert [(each.chain[-1], each.voice) for each in told.told] == [("", ""), ("", "")]
    assert [(each.low, each.high, each.voice) for each in told.ranges] == [(11, 14, "")]
    assert told.changes == ()


def spoken(day: str | None, toll: str, outlet: str, voice: str) -> CodedReport:
    text = f"Jets bombed the port of Tartus on 3 May 2021, killing {toll} dockers, {voice} said."
    told = text[: text.index(f", {voice}")]
    names = [["Jets", "MIL"], ["Tartus", "GPE"], ["3 May 2021", "TIME"], [f"{toll} dockers", "QTY"]]
    event = {"x": "bombed", "y": "ASSAULT", "m": "aerial", "A": ["Jets"], "R": [], "st": "act"}
    event |= {"P": ["Tartus"], "T": ["3 May 2021"], "k": [f"{toll} dockers"]}
    return made(day, (text, {"n": names, "e": [event], "a": [{"s": voice, "c": "said", "t": told}]}), outlet=outlet)


@pytest.mark.parametrize(("voice", "changes"), [("Ana Vell", 1), ("residents", 0)])
def test_residents_here_and_there_change_no_story(empty: Desk, voice: str, changes: int):
    one, two = spoken("2021-05-04", "11", "Harbour Times", voice), spoken("2021-05-05", "14", "Delta Herald", voice)
    added(empty, one, two)
    told = empty.incident(incident(empty, ref(one)).id)
    assert len(told.told) == 2
    assert len(told.changes) == changes


def test_figures_of_a_source_reach_to_its_highest_one(empty: Desk):
    one = spoken("2021-05-04", "at least 11", "Harbour Times", "Ana Vell")
    two = spoken("2021-05-05", "137", "Delta Herald", "Ana Vell")
    added(empty, one, two)
    (range,) = empty.incident(incident(empty, ref(one)).id).ranges
    assert (range.low, range.high, range.open) == (11, 137, False)
    assert (range.lowest.day, range.highest.day) == ("2021-05-04", "2021-05-05")
    page = shown(empty, incident(empty, ref(one)).id)
    assert "killed 11 to 137, says Ana Vell" in page
    assert f"  2021-05-04 11 or more {one.report.hash[:8]}:e" in page
    assert f"  2021-05-05 137 {two.report.hash[:8]}:e" in page


def test_a_report_without_a_day_tells_last_and_on_no_day(empty: Desk):
    one, two = spoken(None, "11", "Harbour Times", "Ana Vell"), spoken("2021-05-05", "14", "Delta Herald", "Ana Vell")
    added(empty, one, two)
    number = incident(empty, ref(two)).id
    told = empty.incident(number)
    assert [each.day for each in told.told] == ["2021-05-05", None]
    assert told.changes == ()
    assert (incident(empty, ref(two)).told, incident(empty, ref(two)).retold) == ("2021-05-05", "2021-05-05")
    page = shown(empty, number)
    assert "First told on 2021-05-05" in page and "No date" in page
    with empty.writing() as connection:
        recount(connection)
    (vell,) = (row for row in empty.actors().to_dicts() if row["name"] == "Ana Vell")
    assert (vell["first"], vell["last"]) == (date(2021, 5, 5), date(2021, 5, 5))


def test_what_only_reports_without_a_day_tell_was_told_on_no_day(empty: Desk):
    undated = spoken(None, "11", "Harbour Times", "Ana Vell")
    added(empty, undated, made("2021-05-04", ELSEWHERE))
    rows, backwards = (empty.ask("incidents", Filter.of(sort=sort)).rows for sort in ("told", "-told"))
    number = incident(empty, ref(undated)).id
    assert len(rows) == 2 and all(listed[-1]["incident"] == number for listed in (rows, backwards))
    assert (rows[-1]["told"], rows[-1]["retold"]) == (None, None)
    assert number not in [matter.incident for matter in empty.brief("2000-01-01").incidents]
    assert "on a day that is not known" in shown(empty, number)


def test_what_nobody_tells_of_an_incident_is_not_in_its_heading(empty: Desk):
    bare = made(None, ("Shelling went on.", {"e": [{"x": "Shelling", "y": "ASSAULT", "st": "act"}]}))
    added(empty, bare)
    number = incident(empty, ref(bare)).id
    page = shown(empty, number)
    assert page.startswith(f"Incident {number}: ASSAULT\nno day\n")
    assert "None" not in page


def shown(desk: Desk, number: int) -> str:
    """The page of an incident as a terminal of 100 columns shows it."""
    (row,) = (row for row in desk.incidents().to_dicts() if row["incident"] == number)
    console = Console(width=100, file=StringIO())
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    console.print(page_of(desk.incident(number), told))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()
