"""One incident of a desk, told on a page and as one object."""

from __future__ import annotations

import json
import re
from collections.abc import Generator
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from dragoman.cli.exits import DONE, FAILURE, USAGE
from dragoman.desk import Account, Desk, Figure
from dragoman.desk.adding import Added, keep_all
from tests.cli.running import main
from tests.desk.made import Row, made


def raid(toll: str, status: str = "act", source: str | None = None) -> Row:
    """A sentence of one raid, which a source tells of."""
    said = f"{source} said " if source else ""
    text = f"{said}Jets bombed the port of Tartus on 3 May 2021, killing {toll}."
    names = [["Jets", "MIL"], ["Tartus", "GPE"], ["3 May 2021", "TIME"], [toll, "QTY"]]
    event = {"x": "bombed", "y": "ASSAULT", "m": "aerial", "A": ["Jets"], "R": [], "st": status}
    annotation: dict[str, object] = {
        "n": [*names, [source, "PER"]] if source else names,
        "e": [event | {"P": ["Tartus"], "T": ["3 May 2021"], "k": [toll]}],
    }
    if source:
        annotation["a"] = [{"s": source, "c": "said", "t": text[len(said) : -1]}]
    return (text, annotation)


@pytest.fixture
def told(tmp_path: Path) -> Generator[tuple[Path, Account]]:
    """A desk of one raid that three reports tell of, one of which denies it."""
    path = tmp_path / "raid.desk"
    records = [
        made("2021-05-04", raid("11 dockers"), outlet="Harbour Times"),
        made("2021-05-05", raid("14 dockers", source="Ana Novak"), outlet="Delta Herald"),
        made("2021-05-06", raid("20 dockers", "not"), outlet="Harbour Times"),
    ]
    with Desk.open(path, create=True) as desk:
        keep_all(desk.engine, desk.shown, records, Added())
        yield path, desk.incident(1)


def test_the_page_tells_who_says_what_through_whom(told: tuple[Path, Account]):
    path, account = told
    done = main("incident", path, 1)
    assert (done.code, done.err) == (DONE, "")
    lines = [line.rstrip() for line in done.out.splitlines()]
    assert lines[0].startswith("Incident 1: ") and "ASSAULT" in lines[0]
    assert "First told on 2021-05-04 by Harbour Times" in lines
    said = f"{account.asserting} independent origins say that it happened; 1 independent origin says that it did not"
    assert said in lines
    assert "3 tellings in 3 reports" in lines
    days = [line for line in lines if line.startswith("2021-")]
    assert days == ["2021-05-04", "2021-05-05", "2021-05-06"]
    assert "  Delta Herald → Ana Novak · status act · killed 14" in lines
    figures = lines[lines.index("FIGURES BY SOURCE") + 1 : lines.index("WHO CHANGED THEIR STORY") - 1]
    assert [re.sub(r" \w{8}:e.*", "", line) for line in figures] == [
        "killed 11 to 20, says Harbour Times",
        "  2021-05-04 11",
        "  2021-05-06 20",
        "killed 14, says Ana Novak",
    ]
    turns = lines[lines.index("WHO CHANGED THEIR STORY") + 1 :]
    first, last = account.told[0], account.told[2]
    assert turns == [
        "Harbour Times on whether it happened",
        f"  2021-05-04 status act {first.hash[:8]}:{first.ref}",
        f"  2021-05-06 status not {last.hash[:8]}:{last.ref}",
        "Harbour Times on how many were killed",
        f"  2021-05-04 killed 11 {first.hash[:8]}:{first.ref}",
        f"  2021-05-06 killed 20 {last.hash[:8]}:{last.ref}",
    ]


def test_the_object_has_the_same(told: tuple[Path, Account]):
    path, account = told
    done = main("incident", path, 1, "--json")
    (line,) = done.out.splitlines()
    found = json.loads(line)
    assert (found["incident"], found["asserting"], found["denying"], found["expecting"]) == (1, 2, 1, 0)
    assert [one["words"] for one in found["tellings"]] == [one.words for one in account.told]
    assert [one["figures"][0]["low"] for one in found["tellings"]] == [11, 14, 20]
    names = [f"{one['report']}:{one['ref']}" for one in found["tellings"]]
    assert found["first"] == names[0] and len(found["tellings"][0]["report"]) == 16
    assert {(one["voice"], one["what"], one["before"], one["after"]) for one in found["changes"]} == {
        ("Harbour Times", what, names[0], names[2]) for what in ("status", "killed")
    }
    assert "id" not in found["tellings"][0]


def test_of_many_tellings_the_first_and_the_last_are_shown(tmp_path: Path):
    path = tmp_path / "raids.desk"
    days = [date(2021, 5, 4) + timedelta(days=number) for number in range(50)]
    records = [
        made(day.isoformat(), raid("11 dockers", source=f"Officer {number}"), outlet="Harbour Times")
        for number, day in enumerate(days)
    ]
    with Desk.open(path, create=True) as desk:
        keep_all(desk.engine, desk.shown, records, Added())
    page = main("incident", path, 1).out
    assert "50 tellings in 50 reports" in page and "… 10 more" in page
    shown = [line for line in page.splitlines() if line.startswith("2021-")]
    assert shown == [day.isoformat() for day in (*days[:20], *days[-20:])]
    assert page.count("“Jets bombed") == 41  # the first of all stands at the top, too
    whole = main("incident", path, 1, "--all").out
    assert whole.count("“Jets bombed") == 51 and "more" not in whole.split("FIGURES")[0]
    assert len(json.loads(main("incident", path, 1, "--json").out)["tellings"]) == 50


def test_what_tells_no_number_is_no_figure(tmp_path: Path):
    path = tmp_path / "raid.desk"
    records = [made("2021-05-04", raid("most of the dockers"), outlet="Harbour Times")]
    records += [made("2021-05-05", raid("14 dockers"), outlet="Delta Herald")]
    with Desk.open(path, create=True) as desk:
        keep_all(desk.engine, desk.shown, records, Added())
        account = desk.incident(1)
    assert [one.figures for one in account.told] == [(), (Figure("killed", 14, 14),)]
    assert [(one.low, one.high) for one in account.ranges] == [(14, 14)]


def test_it_is_read_at_100_columns(example_desk: Path):
    with Desk.open(example_desk) as desk:
        number = desk.incidents(sort="-asserting", limit=1)["incident"].item()
    done = main("incident", example_desk, number)
    assert done.code == DONE
    assert max(map(cell_len, done.out.splitlines())) <= 100


@pytest.mark.parametrize(
    ("number", "code", "message"),
    [
        ("999999", FAILURE, "dragoman: there is no incident 999999 on this desk\n"),
        ("0", USAGE, "NUMBER"),
        ("99999999999", USAGE, "NUMBER"),
        ("one", USAGE, "NUMBER"),
    ],
)
def test_what_is_no_incident_is_told(number: str, code: int, message: str, example_desk: Path):
    done = main("incident", example_desk, number)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
