"""Tables of a record: one row a statement, offsets that point at the words beside them, types kept when empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.record import CodedReport
from dragoman.record.columns import TABLES
from dragoman.report import Report

MANUAL = Path(__file__).parents[2] / "docs" / "output.md"


def test_an_event_is_a_row_with_its_sources_and_counts(coded: CodedReport):
    frame = coded.to_polars()
    row = frame.row(1, named=True)
    assert frame.height == 2
    assert row["published"] == date(2024, 3, 4)
    assert (row["actors"], row["type"], row["recipients"], row["status"]) == ("The coastal guard", "CONCEDE", "", "may")
    assert (row["likelihood_low"], row["likelihood_high"], row["hedge"]) == (0.55, 0.75, "probably")
    assert row["chain"] == "The Velmar Post > Harbour Wire > Governor Ana Novak"
    assert (row["source"], row["source_kind"]) == ("Governor Ana Novak", "person")
    assert [link["kind"] for link in row["chain_links"]] == ["outlet", "agency", "person"]
    killed = frame.row(0, named=True)
    assert (killed["killed_low"], killed["killed_high"], killed["injured_low"]) == (11, None, None)


def test_a_hedge_stands_in_its_columns_with_a_likelihood_or_without(coded: CodedReport):
    hedge = coded.events[1].hedge
    (row,) = replace(coded, events=(replace(coded.events[0], hedge=hedge),)).to_polars().rows(named=True)
    assert hedge
    assert (row["hedge"], row["hedge_start"], row["hedge_end"]) == ("probably", hedge.span.start, hedge.span.end)
    assert row["likelihood_low"] is row["likelihood_term"] is None


def test_a_count_outside_events_is_a_row_with_its_bounds_and_sources(coded: CodedReport):
    (row,) = coded.tables()["counts"].rows(named=True)
    assert (row["kind"], row["count"], row["low"], row["high"], row["value"]) == (
        "detained",
        "all captives",
        2,
        None,
        None,
    )
    assert (row["id"], row["sentence"], row["source"], row["source_kind"]) == ("q1", 3, "The Velmar Post", "outlet")
    assert coded.tables()["reports"]["counts"].to_list() == [1]


def test_an_event_s_setting_names_actors_and_place(coded: CodedReport):
    (row,) = coded.tables()["settings"].rows(named=True)
    assert (row["event"], row["recipients"], row["recipient_codes"]) == ("e1", "coastal guard", "VLMMIL")
    assert (row["place"], row["lat"], row["lon"], row["country"]) == ("Velmar", 41.5, -9.25, "VLM")
    assert (row["time"], row["first"], row["period"]) == ("2024-03-03", "2024-03-03", "past")


def test_offsets_stand_at_the_words(coded: CodedReport):
    text = coded.report.text
    checked = 0
    for name, frame in coded.tables().items():
        for row in frame.iter_rows(named=True):
            for column, value in row.items():
                start, end = row.get(f"{column}_start"), row.get(f"{column}_end")
                if start is not None:
                    assert text[start:end] == value, (name, column)
                    checked += 1
                if isinstance(value, list):
                    for item in value:
                        if isinstance(item, dict) and "text" in item:
                            assert text[item["start"] : item["end"]] == item["text"]
                            checked += 1
    assert checked > 20


def test_empty_tables_keep_columns_and_types(coded: CodedReport, empty: CodedReport):
    full, bare = coded.tables(), empty.tables()
    assert list(full) == list(bare) == [table.name for table in TABLES]
    for name in full:
        assert full[name].schema == bare[name].schema
        assert full[name].height >= 1
        assert bare[name].height == (1 if name == "reports" else 0)


def test_no_table_has_a_column_twice():
    for table in TABLES:
        assert len(set(table.names)) == len(table.names), table.name


def test_pandas_gets_the_same_values_with_nullable_types(coded: CodedReport, empty: CodedReport):
    frame = coded.to_pandas()
    assert frame["killed_low"].tolist()[0] == 11
    assert str(frame["killed_low"].dtype) == "Int64"
    assert str(frame["hedge_negated"].dtype) == "boolean"
    assert str(frame["actors"].dtype) == "string"
    assert str(frame["published"].dtype) == "datetime64[s]"
    assert frame["chain_links"].tolist()[1][2]["name"] == "Governor Ana Novak"
    assert empty.to_pandas().dtypes.to_list() == frame.dtypes.to_list()


def test_half_a_surrogate_pair_in_the_title_does_not_stop_a_table(empty: CodedReport):
    report = Report(text="Rain is expected.", title="wet \udc80")
    frame = replace(empty, report=report).tables()["reports"]
    assert frame["title"].to_list() == ["wet ?"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_manual_explains_every_column(table):
    manual = MANUAL.read_text(encoding="utf-8")
    for column in table.columns:
        assert f"| `{column.name}` | {column.kind} | {column.meaning} |" in manual, f"{table.name}.{column.name}"
