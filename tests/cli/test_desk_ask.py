"""A desk asked from the command line: options, pages, forms, and tables that read well."""

from __future__ import annotations

import csv
import inspect
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from rich.cells import cell_len

from dragoman.cli import ask
from dragoman.cli.exits import DONE, FAILURE, USAGE
from dragoman.cli.filters import FILTERS, PAGING
from dragoman.desk import Desk
from dragoman.desk.questions import COLUMNS, LONGEST, OWN, PAGE, QUESTIONS, SORTS, Filter
from dragoman.desk.questions import ask as put
from dragoman.desk.questions.answer import answer, column, table
from dragoman.desk.questions.claims import KINDS
from dragoman.errors import OptionError
from dragoman.present import answers
from tests.cli.running import Done, dragoman, main
from tests.desk.asked import prepare

SEARCHED = {"search": ["ceasefire"]}
GIVEN: dict[str, dict[str, object]] = {
    "actor": {"actor": "TUR"},
    "dyad": {"dyad": ("TUR", "RUS")},
    "type": {"type": "ASSAULT"},
    "place": {"place": "SYR"},
    "status": {"status": "act"},
    "source": {"source": "Reuters"},
    "outlet": {"outlet": "Levant Courier"},
    "since": {"since": "2019-01-01"},
    "until": {"until": "2020-12-31"},
    "min_origins": {"min_origins": 1},
    "incident": {"incident": 1},
    "rejected": {"rejected": True},
}
"""A value for each filter."""


@pytest.fixture(scope="session")
def asked(example_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk of the examples with incidents."""
    path = tmp_path_factory.mktemp("asked") / "asked.desk"
    shutil.copyfile(example_desk, path)
    with Desk.open(path) as desk:
        prepare(desk)
    return path


def question(asked: Path, name: str, *options: object, columns: int = 100) -> Done:
    return main(name, asked, *SEARCHED.get(name, ()), *options, columns=columns)


def rows(done: Done) -> list[dict[str, object]]:
    assert done.code == DONE, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_there_is_a_command_for_each_question_with_all_that_it_is_asked():
    assert ask.QUESTIONS.keys() == QUESTIONS.keys()
    assert {name: asked.sorts for name, asked in ask.QUESTIONS.items()} == SORTS
    assert {name: tuple(asked.own) for name, asked in ask.QUESTIONS.items() if asked.own} == OWN
    (kind, *_), *_ = (get_args(part) for part in get_args(ask.QUESTIONS["claims"].own["kind"][0])[0].__args__)
    assert kind in KINDS


def test_every_filter_is_an_option():
    fields = set(inspect.signature(Filter).parameters)
    assert fields - {"sort", "limit", "offset"} == set(FILTERS) == set(GIVEN)
    assert f"by default {PAGE}, and {LONGEST:,}" in get_args(PAGING["limit"][0])[1].help


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_offered_the_filters_that_it_takes(name: str, asked: Path):
    own = {"words": "ceasefire"} if name == "search" else {}
    labels = {"relations": "part_of", "agreements": "ceasefire"}
    refused = set[str]()
    with Desk.open(asked) as desk, desk.reading() as connection:
        for option, given in GIVEN.items():
            value = {"type": labels.get(name, "ASSAULT")} if option == "type" else given
            try:
                put(connection, name, Filter.of(**value), **own)  # pyright: ignore[reportArgumentType]
            except OptionError as error:
                assert "cannot be narrowed by that" in str(error)
                refused.add(option)
    assert refused == set(ask.QUESTIONS[name].without)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_table_tells_each_row_with_its_evidence(name: str, asked: Path):
    done = question(asked, name, "--limit", 5)
    assert done.code == DONE
    found = rows(question(asked, name, "--limit", 5, "--json"))
    assert len(found) == 5
    assert max(map(cell_len, done.out.splitlines())) <= 100
    for row in found:
        if name == "actors":
            assert str(row["key"]).split(" ")[0] in done.out
        else:
            trace = str(row["report"])[: answers.DIGITS] + (f":{row['ref']}" if row.get("ref") else "")
            assert trace in done.out, "what names it on the desk stands in one piece"
    assert "rows 1 to 5; more follow, from --offset 5" in done.err


@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_has_a_layout(table: str):
    assert table in answers.LAYOUTS


def test_on_80_columns_days_and_what_names_a_statement_stay_whole(asked: Path):
    for name, *options in (["timeline"], ["incidents"], ["claims"], ["forecasts"], ["relations"], ["agreements"]):
        told = rows(question(asked, name, *options, "--limit", 40, "--json"))
        shown = question(asked, name, *options, "--limit", 40, columns=80).out
        assert max(map(cell_len, shown.splitlines())) <= 80
        for row in told:
            assert f"{str(row['report'])[:8]}:{row['ref']}" in shown, name
            assert not row["day"] or str(row["day"])[:4] in shown


def test_why_nobody_has_a_score_is_told(asked: Path):
    for by in ("holder", "outlet"):
        done = question(asked, "forecasts", "--scores", by)
        assert done.code == DONE
        assert f"a score needs 10 forecasts of one {by} that have a likelihood" in done.err
        assert "true or did not; 0 of " in done.err


def test_a_table_without_a_layout_is_shown_all_the_same():
    columns = table(
        "new", "a row", column("who", "text", ""), column("names", "texts", ""), column("many", "integer", "")
    )
    shown = answers.answer(answer(columns, [{"who": "Ada\x1b[31m", "names": list("abcd"), "many": 3}], 1))
    assert [heading.header for heading in shown.columns] == ["who", "names", "many"]
    assert [str(next(iter(heading.cells))) for heading in shown.columns] == ["Ada␚[31m", "a; b; c +1", "3"]


def test_the_layouts_that_need_an_own_option(asked: Path):
    number = rows(question(asked, "agreements", "--json"))[0]["agreement"]
    assert "made" in question(asked, "agreements", "--agreement", number).out
    assert question(asked, "forecasts", "--scores", "outlet").out.strip() == "nothing on this desk answers that"
    assert {row["kind"] for row in rows(question(asked, "claims", "--kind", "forecast", "--json"))} == {"forecast"}


def test_filters_narrow_and_sorts_sort(asked: Path):
    found = rows(question(asked, "timeline", "--dyad", "TUR", "RUS", "--type", "consult", "--type", "REJECT", "--json"))
    assert found and {row["type"] for row in found} <= {"CONSULT", "REJECT"}
    days = [row["day"] for row in rows(question(asked, "timeline", "--sort", "-day", "--json"))]
    assert days == sorted(days, key=str, reverse=True)


def test_words_between_quotation_marks_stand_together(asked: Path):
    apart = rows(main("search", asked, "soldiers", "Turkish", "--json"))
    together = rows(main("search", asked, '"Turkish soldiers"', "--json"))
    assert 0 < len(together) < len(apart)
    assert main("search", asked, '"soldiers Turkish"', "--json").out == ""


def test_pages_follow_each_other(asked: Path):
    whole = rows(question(asked, "claims", "--json"))
    assert len(whole) > PAGE
    page = rows(question(asked, "claims", "--json", "--limit", 7, "--page", 3))
    assert page == rows(question(asked, "claims", "--json", "--limit", 7, "--offset", 14)) == whole[14:21]
    assert question(asked, "claims", "--page", 2, "--offset", 3).code == USAGE


def test_csv_holds_what_json_does(asked: Path):
    done = question(asked, "incidents", "--csv", "--limit", 3)
    read = list(csv.DictReader(io.StringIO(done.out)))
    for row, told in zip(read, rows(question(asked, "incidents", "--json", "--limit", 3)), strict=True):
        assert row["incident"] == str(told["incident"])
        assert row["actors"] == "; ".join(told["actors"])  # pyright: ignore[reportArgumentType, reportCallIssue]
        assert row["words"] == told["words"]
    assert question(asked, "incidents", "--csv", "--json").code == USAGE


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--actor", "Nobody At All"], "actor: the desk knows no 'Nobody At All'"),
        (["--actor", "Erdogam"], "near are Recep Tayyip Erdoğan"),
        (["--since", "yesterday"], "since:"),
        (["--sort", "mood"], "sort: cannot be 'mood'; can be day, -day"),
        (["--limit", "0"], "--limit: is 0"),
        (["--min-origins", "0"], "--min-origins: is 0"),
        (["--status", "maybe"], "there is no 'maybe'"),
        (["--type", "war"], "there is no 'war' here; there are AGREE"),
        (["--type", "ally"], "; relations and agreements have types of their own"),
        (["--incident", str(10**30)], "--incident"),
        (["--dyad", "TUR"], "--dyad"),
    ],
)
def test_a_wrong_filter_is_told_and_ends_with_2(options: list[str], message: str, asked: Path):
    done = question(asked, "timeline", *options)
    assert (done.code, done.out) == (USAGE, "")
    assert message in done.err and "Traceback" not in done.err


def test_a_full_output_is_told_in_a_line(asked: Path):
    with open("/dev/full", "w") as full, pytest.MonkeyPatch.context() as patch:  # noqa: PTH123 - a device, no file
        patch.setenv("PYTHONUNBUFFERED", "")
        command = [sys.executable, "-m", "dragoman", "timeline", str(asked), "--json"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr) == (FAILURE, "dragoman: No space left on device\n")


def test_a_plain_terminal_without_unicode_shows_it_all(asked: Path):
    done = dragoman("timeline", asked, "--limit", 1, PYTHONIOENCODING="ascii")
    assert done.returncode == DONE and "in these words" in done.stdout
