"""What people change on a desk from the command line, and how it is told and taken back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from dragoman.cli.correct import user
from dragoman.cli.exits import DONE, FAILURE, USAGE
from dragoman.desk import Desk
from dragoman.desk.columns import begins
from dragoman.desk.tables import REPORTS
from tests.cli.running import Done, main

Run = Callable[..., Done]


@pytest.fixture
def path(example_desk: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(example_desk, tmp_path / "own.desk"))


@pytest.fixture
def run(path: Path) -> Run:
    """A command on the desk, whose name stands behind the command's."""
    return lambda command, *arguments: main(command, path, *arguments)


def rows(done: Done) -> list[dict[str, Any]]:
    assert done.code == DONE, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def first(run: Run, *options: object) -> dict[str, Any]:
    return rows(run("timeline", *options, "--limit", 1, "--json"))[0]


def name_of(row: dict[str, Any]) -> str:
    return f"{row['report'][:8]}:{row['ref']}"


def again(run: Run, row: dict[str, Any], *options: object) -> dict[str, Any]:
    found = rows(run("timeline", "--json", *options))
    return next(one for one in found if (one["report"], one["ref"]) == (row["report"], row["ref"]))


def test_a_statement_is_corrected_told_and_taken_back(run: Run):
    row = first(run, "--status", "act")
    done = run("correct", name_of(row), "status", "not", "--why", "it was denied", "--who", "Ada")
    assert done.code == DONE
    assert done.err.startswith("correction 1 is kept; to take it back: dragoman undo ") and done.err.endswith(" 1\n")
    assert (again(run, row)["status"], again(run, row)["verdict"]) == ("not", "edited")
    (change,) = rows(run("history", name_of(row), "--json"))
    assert [change[key] for key in ("who", "why", "old", "new")] == ["Ada", "it was denied", "act", "not"]
    assert run("undo", 1).code == DONE
    assert again(run, row) == row
    shown = run("history").out
    assert "status: act → not" in shown and "undone 2" in shown and f"by {user()}" in shown


def test_rejected_it_is_left_out(run: Run):
    row = first(run)
    run("correct", name_of(row), "verdict", "rejected", "--why", "no event")
    assert name_of(first(run)) != name_of(row)
    assert again(run, row, "--rejected")["verdict"] == "rejected"


def test_actors_and_places_are_told_by_name(run: Run):
    row = next(one for one in rows(run("timeline", "--actor", "country:TUR", "--json")) if "Turkey" in one["actors"])
    ref, old = name_of(row), "country:TUR"
    assert run("correct", ref, "actor", "Russia", "--instead-of", old, "--why", "misread").code == DONE
    done = run("correct", ref, "recipient", "the harbour guild", "--why", "left out")
    assert done.code == DONE
    assert done.err.startswith("the desk did not know 'the harbour guild': it has the new actor name:harbour guild now")
    assert "new actor" not in run("correct", name_of(first(run)), "recipient", "the harbour guild", "--why", "x").err
    assert run("correct", ref, "place", "Sochi", "--why", "misread").code == DONE
    changed = again(run, row)
    assert "Russia" in changed["actors"] and "Turkey" not in changed["actors"]
    assert "harbour guild" in " ".join(changed["recipients"])
    assert changed["place"] == "Sochi"
    assert run("correct", ref, "place", "", "--why", "nowhere").code == DONE
    assert again(run, row)["place"] is None


def test_an_actor_itself_is_corrected(run: Run):
    assert run("correct", "org:HTS", "name", "HTS", "--why", "short").code == DONE
    assert rows(run("actors", "--actor", "org:HTS", "--json"))[0]["name"] == "HTS"
    done = run("correct", "country:SYR", "name", "Syria (state)", "--why", "clear")
    assert done.code == FAILURE and "say --of actor or --of place" in done.err
    assert run("correct", "country:SYR", "name", "Syria (state)", "--why", "clear", "--of", "place").code == DONE
    assert {row["place"] for row in rows(run("timeline", "--place", "country:SYR", "--json"))} >= {"Syria (state)"}


def test_incidents_are_tied_by_statements(run: Run):
    one, other = rows(run("timeline", "--json"))[:2]
    assert run("correct", name_of(one), "same-as", name_of(other), "--why", "one battle").code == DONE
    (change,) = rows(run("history", "--json"))
    assert (change["subject"], change["field"]) == ("incident", "same as")
    assert str(change["new"]).endswith(str(other["ref"]))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["0000:e1-2", "status", "not", "--why", "x"], FAILURE, "is no statement of the desk"),
        (["{}", "mood", "good", "--why", "x"], FAILURE, "there is no field 'mood'; there are of a statement: verdict"),
        (["{}", "status", "maybe", "--why", "x"], FAILURE, "status cannot be 'maybe'"),
        (["{}", "day", "yesterday", "--why", "x"], FAILURE, "day cannot be 'yesterday'"),
        (["{}", "place", "Sotchi", "--why", "x"], FAILURE, "knows no place 'Sotchi'; near are Sochi"),
        (["{}", "status", "not", "--why", " "], FAILURE, "says who makes it and why"),
        (["{}", "mode", "waltz", "--why", "x"], FAILURE, "has no mode 'waltz'; it has"),
        (["{}", "actor", "Malta", "--instead-of", "Peru", "--why", "x"], FAILURE, "'country:PER' is no actor of"),
        (["org:HTS", "country", "Syria", "--why", "x", "--of", "actor"], FAILURE, "; Syria is SYR"),
        (["{}", "status", "not"], USAGE, "--why"),
    ],
)
def test_a_wrong_correction_changes_nothing(arguments: list[str], code: int, message: str, run: Run):
    ref = name_of(first(run))
    done = run("correct", *(ref if part == "{}" else part for part in arguments))
    assert done.code == code
    assert message in done.err and "Traceback" not in done.err
    assert run("history", "--json").out == ""


def test_what_cannot_be_undone_is_told(run: Run):
    done = run("undo", 7)
    assert (done.code, done.err) == (FAILURE, "dragoman: there is no correction 7\n")


def test_reports_of_another_model_are_coded_anew_and_what_changed_is_told(path: Path, run: Run):
    done = run("recode")
    assert (done.code, done.out) == (DONE, "")
    assert done.err == "coded 0 reports anew: statements all as before\n"
    row = first(run)
    run("correct", name_of(row), "status", "not", "--why", "denied")
    with Desk.open(path) as desk, desk.writing() as connection:
        connection.execute(update(REPORTS).where(begins(REPORTS.c.hash, row["report"])).values(model="older 1"))
    done = run("recode")
    assert done.code == DONE and done.err.startswith("coded 1 report anew: statements ")
    assert again(run, row)["status"] == "not"


def test_a_forecast_is_resolved_by_hand_or_by_proposal(run: Run):
    done = run("propose-outcomes", "--today", "2020-12-31")
    forecasts = rows(run("forecasts", "--json"))
    assert done.code == DONE and len(done.out.splitlines()) == len(forecasts)
    assert {row["proposed"] for row in forecasts} == {True}
    row = forecasts[0]
    assert run("resolve-forecast", name_of(row), "did not", "--why", "it held", "--who", "Ada").code == DONE
    told = rows(run("forecasts", "--json"))[0]
    assert (told["outcome"], told["proposed"], told["resolved"], told["why"]) == ("did not", False, "Ada", "it held")
    assert "says Ada" in run("forecasts").out
    assert run("resolve-forecast", name_of(row), "perhaps", "--why", "x").code == USAGE
    assert "is no forecast but event" in run("resolve-forecast", name_of(first(run)), "did not", "--why", "x").err
