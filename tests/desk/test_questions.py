"""Questions to a desk of the example crisis: every one of them, its filters, its order and its pages."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dragoman.desk import Desk
from dragoman.desk.questions import COLUMNS, OWN, QUESTIONS, SORTS, Filter, ask
from dragoman.errors import OptionError
from tests.desk.asked import asked, prepare

NEEDED: dict[str, dict[str, object]] = {"search": {"words": "Idlib"}}
"""What a question must be asked with beside the filter."""
EMPTY_OF = {"relations": {"place", "status", "min_origins", "incident"}, "actors": {"dyad"}}
EMPTY_OF["forecasts"] = {"status", "min_origins", "incident"}
FILTERS: dict[str, Any] = {
    "actor": "Turkey",
    "dyad": ("RUS", "TUR"),
    "type": "1",
    "place": "Idlib",
    "status": "want",
    "source": "Russia",
    "outlet": "Levant Courier",
    "since": "2020-01-01",
    "until": date(2019, 8, 1),
    "min_origins": 2,
    "incident": 3,
}


@pytest.fixture(scope="module")
def ready(example_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Desk]:
    path = tmp_path_factory.mktemp("asked") / "ready.desk"
    shutil.copyfile(example_desk, path)
    with Desk.open(path) as desk:
        yield prepare(desk)


def fits(name: str, field: str) -> bool:
    """Whether a question takes a filter, with the value that the tests give it."""
    return field not in EMPTY_OF.get(name, ()) and not (field == "type" and name in ("relations", "agreements"))


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_answered_with_its_columns(ready: Desk, name: str):
    found = asked(ready, name, NEEDED.get(name), limit=5)
    assert found.rows and found.columns == COLUMNS[name].names
    assert all(tuple(row) == found.columns for row in found.rows)
    frame = found.polars()
    assert frame.height == len(found.rows) and frame.columns == list(found.columns)
    empty = asked(ready, name, NEEDED.get(name), since="2035-01-01")
    assert empty.rows == [] and empty.polars().schema == frame.schema and not empty.more


@pytest.mark.parametrize("name", QUESTIONS)
def test_filters_leave_some_of_the_rows(ready: Desk, name: str):
    every = {tuple(map(str, row.values())) for row in asked(ready, name, NEEDED.get(name), limit=10_000).rows}
    for field, value in FILTERS.items():
        if fits(name, field):
            left = {tuple(map(str, row.values())) for row in
                    asked(ready, name, NEEDED.get(name), limit=10_000, **{field: value}).rows}  # fmt: skip
            part = {row[1:] for row in left} <= {row[1:] for row in every} if name == "search" else left <= every
            assert part and len(left) < len(every), field


@pytest.mark.parametrize("name", QUESTIONS)
def test_pages_follow_each_other_and_make_up_the_whole(ready: Desk, name: str):
    for sort in SORTS[name]:
        whole = asked(ready, name, NEEDED.get(name), sort=sort, limit=1000)
        pages = [asked(ready, name, NEEDED.get(name), sort=sort, limit=7, offset=at).rows
                 for at in range(0, len(whole.rows) + 7, 7)]  # fmt: skip
        assert [row for rows in pages for row in rows] == whole.rows
        assert asked(ready, name, NEEDED.get(name), sort=sort, limit=1).more


@pytest.mark.parametrize(("name", "sort", "column"), [
    ("timeline", "day", "day"), ("timeline", "-day", "day"), ("claims", "day", "day"), ("relations", "-day", "day"),
    ("incidents", "-told", "told"), ("incidents", "day", "day"), ("incidents", "-asserting", "asserting"),
    ("incidents", "-killed", "killed_high"), ("actors", "-statements", "statements"), ("actors", "first", "first"),
    ("agreements", "-day", "day"), ("agreements", "name", "name"), ("forecasts", "-horizon", "horizon"),
    ("reports", "day", "published"), ("search", "-day", "published"),
])  # fmt: skip
def test_rows_are_sorted_and_those_with_nothing_come_last(ready: Desk, name: str, sort: str, column: str):
    rows = asked(ready, name, NEEDED.get(name), sort=sort, limit=1000).rows
    values = [row[column] for row in rows]
    known: list[Any] = [value for value in values if value is not None]
    assert known and values == sorted(known, reverse=sort.startswith("-")) + [None] * (len(values) - len(known))


def test_every_row_leads_to_the_words_of_its_report(ready: Desk):
    for name in ("timeline", "claims", "relations", "incidents", "agreements", "forecasts", "search"):
        for row in asked(ready, name, NEEDED.get(name), limit=20).rows:
            text = ready.record(str(row["report"])).report.text
            assert row["words"] and text[row["start"] : row["end"]] == row["words"]  # pyright: ignore[reportArgumentType]


def test_min_origins_are_independent_ones(ready: Desk):
    rows = asked(ready, "incidents", min_origins=2, limit=1000).rows
    assert rows and all(row["asserting"] >= 2 for row in rows)  # pyright: ignore[reportOperatorIssue]
    of_it = asked(ready, "timeline", incident=rows[0]["incident"], limit=1000).rows
    assert len({row["outlet"] for row in of_it if row["status"] == "act"}) >= 2
    assert len(of_it) == rows[0]["statements"] and {row["incident"] for row in of_it} == {rows[0]["incident"]}
    agreed = asked(ready, "agreements", min_origins=2).rows
    assert agreed and all(row["origins"] >= 2 for row in agreed)  # pyright: ignore[reportOperatorIssue]


def test_an_unknown_name_is_told_with_those_that_are_near(ready: Desk):
    meant = {"actor": ("Turkie", "Turkey"), "place": ("Sarakib", "Saraqib"), "source": ("Rusia", "Russia")}
    for field, (wrong, near) in {**meant, "outlet": ("Levant Curier", "Levant Courier")}.items():
        with pytest.raises(OptionError, match=f"{field}: the desk knows no '{wrong}'; near are .*{near}"):
            asked(ready, "incidents", **{field: wrong})  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(("name", "own", "filters", "message"), [
    ("wars", {}, {}, "there is no question 'wars'"),
    ("timeline", {"kind": "event"}, {}, "kind: timeline is not asked with that"),
    ("claims", {"kind": "rumour"}, {}, "there is no 'rumour'"),
    ("relations", {}, {"type": "ASSAULT"}, "there are role, part_of"),
    ("relations", {}, {"status": "act"}, "relations cannot be narrowed by that"),
    ("actors", {}, {"dyad": ("RUS", "TUR")}, "dyad: actors cannot be narrowed by that"),
    ("forecasts", {"scores": "town"}, {}, "by 'holder' or by 'outlet'"),
    ("forecasts", {"scores": "holder"}, {"actor": "TUR"}, "scores cannot be narrowed"),
    ("agreements", {"agreement": 10**6}, {}, "none of the number"),
    ("agreements", {}, {"type": "wedding"}, "there is no 'wedding' here; there are"),
    ("search", {}, {}, "words: is empty"),
    ("search", {"words": "?!"}, {}, "no word to search for"),
    ("incidents", {}, {"sort": "weight"}, "sort: cannot be 'weight'"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(
    ready: Desk, name: str, own: dict[str, object], filters: dict[str, Any], message: str
):
    with pytest.raises(OptionError, match=message), ready.reading() as connection:
        ask(connection, name, Filter.of(**filters), **own)


def test_the_ledger_of_one_agreement(ready: Desk):
    broken = next(row for row in asked(ready, "agreements", limit=1000).rows if row["violated"])
    ledger = asked(ready, "agreements", {"agreement": broken["agreement"]}, limit=1000)
    assert ledger.columns == COLUMNS["ledger"].names
    claims = [row for row in ledger.rows if row["entry"] == "violated"]
    assert len(claims) == broken["violated"] and all(row["claimant"] and row["words"] for row in claims)
    assert [row["day"] for row in ledger.rows] == sorted(str(row["day"]) for row in ledger.rows)


def test_a_forecast_has_its_condition_and_what_is_foretold(ready: Desk):
    rows = asked(ready, "forecasts", limit=1000).rows
    conditional = [row for row in rows if row["conditional"]]
    assert conditional and all(row["condition"] for row in conditional)
    assert all(row["condition"] is None for row in rows if not row["conditional"])
    typed = next(row for row in rows if row["type"])
    same = asked(ready, "forecasts", type=typed["type"], limit=1000).rows
    assert typed in same and {row["type"] for row in same} == {typed["type"]}


def test_claims_of_one_kind(ready: Desk):
    assert {row["kind"] for row in asked(ready, "claims", {"kind": "forecast"}).rows} == {"forecast"}


def test_claims_of_any_type_and_both_ends_of_a_relation(ready: Desk):
    relations = asked(ready, "claims", {"kind": "relation"}, limit=1000).rows
    assert relations and all(row["head"] and row["tail"] for row in relations)
    same = asked(ready, "relations", limit=1000).rows
    ends = {(row["report"], row["ref"]): (row["head"], row["type"], row["tail"]) for row in same}
    assert {(row["report"], row["ref"]): (row["head"], row["type"], row["tail"]) for row in relations} == ends
    for one in ("part_of", "killed", "ASSAULT", "indirect"):
        assert {row["type"] for row in asked(ready, "claims", type=one).rows} == {one}
    with pytest.raises(OptionError, match="there is no 'ceasefire' here"):
        asked(ready, "claims", type="ceasefire")


def test_a_telling_has_the_day_of_its_report(ready: Desk):
    for row in asked(ready, "timeline", limit=1000).rows:
        published = ready.record(str(row["report"])).report.published
        assert published is not None and row["published"] == published.day.isoformat()


def test_search_shows_the_passage(ready: Desk):
    rows = asked(ready, "search", {"words": '"Khan Sheikhoun"'}).rows
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert all({"Khan", "Sheikhoun"} <= set(row["hits"]) and "Khan Sheikhoun" in row["words"]  # pyright: ignore
               for row in rows)  # fmt: skip
    assert asked(ready, "search", {"words": "zzyzx"}).rows == []


def test_the_desk_gives_frames(ready: Desk):
    frames = {name: getattr(ready, name)(**NEEDED.get(name, {}), since="2019-01-01", limit=3) for name in QUESTIONS}
    assert all(isinstance(frame, pl.DataFrame) and frame.height == 3 for frame in frames.values())
    assert frames["timeline"]["day"].dtype == pl.Date
    assert ready.forecasts(scores="outlet").columns == list(COLUMNS["scores"].names)
    assert ready.agreements(1).columns == list(COLUMNS["ledger"].names)
    assert ready.ask("reports").rows == asked(ready, "reports").rows


def test_the_same_on_postgresql(ready: Desk, postgres_desk: Desk):
    """Numbers of rows aside, which are a database's own."""
    other = prepare(postgres_desk)

    def plain(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        own = ("incident", "agreement", "added", "rank")
        return [{name: value for name, value in row.items() if name not in own} for row in rows]

    for name in QUESTIONS:
        for sort in SORTS[name]:
            if (name, sort) != ("search", "rank"):
                here, there = (asked(desk, name, NEEDED.get(name), sort=sort, limit=1000) for desk in (ready, other))
                assert sorted(map(str, plain(here.rows))) == sorted(map(str, plain(there.rows))), (name, sort)
        for field, value in FILTERS.items():
            if fits(name, field) and field != "incident":
                here, there = (asked(desk, name, NEEDED.get(name), limit=1000, **{field: value})
                               for desk in (ready, other))  # fmt: skip
                assert sorted(map(str, plain(here.rows))) == sorted(map(str, plain(there.rows))), (name, field)
        asked(other, name, NEEDED.get(name), incident=3) if fits(name, "incident") else None
    assert set(OWN) < set(QUESTIONS)
    assert other.forecasts(scores="holder").is_empty() and other.agreements(1).height
    here, there = ready.brief("2019-08-01"), other.brief("2019-08-01")
    assert here.counts == there.counts and here.reports == there.reports
