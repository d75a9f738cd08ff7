"""A desk as Parquet and CSV: every table is read again and holds what the desk holds."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from sqlalchemy import func, select

from dragoman.desk import Desk
from dragoman.desk.questions.filters import Filter
from dragoman.desk.tables import REPORTS, STATEMENTS
from dragoman.errors import OptionError
from dragoman.exchange.desk import FORMATS, export
from dragoman.exchange.desk.codebook import listed
from dragoman.exchange.desk.columns import TABLES
from dragoman.record import CodedReport
from tests.exchange.desks import an_event, change, incident


def count(desk: Desk, table: Any, *where: Any) -> int:
    with desk.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def test_parquet_holds_every_table_and_every_row(desk: Desk, tmp_path: Path):
    done = export(desk, "parquet", tmp_path / "tables")
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == {table.name for table in TABLES}
    assert done.counts["reports"] == count(desk, REPORTS) == 20
    for table in TABLES:
        frame = pl.read_parquet(tmp_path / "tables" / f"{table.name}.parquet")
        assert frame.columns == list(table.names)
        assert frame.height == done.counts[table.name]
    statements = pl.read_parquet(tmp_path / "tables" / "statements.parquet")
    assert statements.height == count(desk, STATEMENTS)
    assert statements.schema["filed"] == pl.Date
    assert statements.schema["actors"] == pl.List(pl.String)


def test_a_statement_has_its_names_its_place_and_its_words(desk: Desk, records: list[CodedReport], tmp_path: Path):
    export(desk, "parquet", tmp_path / "tables")
    told = pl.read_parquet(tmp_path / "tables" / "statements.parquet")
    by_hash = {coded.report.id: coded for coded in records}
    for row in told.iter_rows(named=True):
        assert row["words"] == by_hash[row["report"]].report.text[row["start"] : row["end"]]
    with duckdb.connect() as connection:
        connection.execute("SET autoload_known_extensions = false")
        joined = connection.sql(
            f"""SELECT report, ref, s.actors, list(p.name) FROM '{tmp_path}/tables/statements.parquet' s
            JOIN '{tmp_path}/tables/parties.parquet' p USING (report, ref) WHERE p.role = 'actor' GROUP BY ALL"""
        ).fetchall()
    assert joined
    assert all(sorted(names) == sorted(actors) for _, _, actors, names in joined)


def test_csv_has_the_same_rows_and_a_codebook_of_every_column(desk: Desk, tmp_path: Path):
    done = export(desk, "csv", tmp_path)
    for table in TABLES:
        with (tmp_path / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert tuple(rows[0]) == table.names
        assert len(rows) == done.counts[table.name] + 1
    with (tmp_path / "codebook.csv").open(encoding="utf-8", newline="") as file:
        columns = [(row["table"], row["column"]) for row in csv.DictReader(file)]
    assert columns == [(table.name, name) for table in TABLES for name in table.names]
    told = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    assert all(f"## {table.name}.csv" in told for table in TABLES)
    frame = pl.read_csv(tmp_path / "statements.csv", try_parse_dates=True)
    assert frame.schema["published"] == pl.Date


def test_a_filter_narrows_statements_and_what_hangs_on_them(desk: Desk, tmp_path: Path):
    given = Filter.of(actor="TUR", type="ASSAULT", since="2020-02-01", until="2020-03-31")
    export(desk, "parquet", tmp_path / "tables", given)
    tables = {table.name: pl.read_parquet(tmp_path / "tables" / f"{table.name}.parquet") for table in TABLES}
    told = tables["statements"]
    assert 0 < told.height < count(desk, STATEMENTS)
    assert set(told["type"]) == {"ASSAULT"}
    assert told["filed"].is_between(date(2020, 2, 1), date(2020, 3, 31)).all()
    assert set(tables["reports"]["report"]) == set(told["report"])
    assert set(tables["places"]["key"]) == set(told["place_key"].drop_nulls())
    assert set(tables["parties"]["actor"]) <= set(tables["actors"]["key"])
    assert "TUR" in set(tables["actors"]["country"])


def test_rejected_is_left_out_and_edited_is_as_edited(own_desk: Desk, records: list[CodedReport], tmp_path: Path):
    id, ref = an_event(records)
    change(own_desk, f"{id}:{ref}", "type", "AID")
    mine = (pl.col("report") == id) & (pl.col("ref") == ref)
    export(own_desk, "csv", tmp_path / "edited")
    edited = pl.read_csv(tmp_path / "edited" / "statements.csv").filter(mine)
    assert edited.select("type", "quad", "verdict").rows() == [("AID", 2, "edited")]
    change(own_desk, f"{id}:{ref}", "verdict", "rejected")
    export(own_desk, "csv", tmp_path / "edited")
    for name in ("statements", "parties"):
        assert pl.read_csv(tmp_path / "edited" / f"{name}.csv").filter(mine).is_empty()
    export(own_desk, "csv", tmp_path / "edited", Filter.of(rejected=True))
    assert pl.read_csv(tmp_path / "edited" / "statements.csv").filter(mine).height == 1


def test_an_incident_comes_with_its_place_and_its_first_report(own_desk: Desk, tmp_path: Path):
    number = incident(own_desk)
    export(own_desk, "parquet", tmp_path / "tables", Filter.of(incident=number))
    (row,) = pl.read_parquet(tmp_path / "tables" / "incidents.parquet").rows(named=True)
    assert (row["id"], row["type"], row["day"], row["asserting"]) == (number, "ASSAULT", date(2019, 7, 22), 71)
    assert row["first"] in set(pl.read_parquet(tmp_path / "tables" / "reports.parquet")["report"])


def test_what_cannot_be_exported_is_told(desk: Desk, tmp_path: Path):
    (tmp_path / "file").write_text("here first")
    with pytest.raises(OptionError, match=r"no format 'xlsx'; there are parquet, csv"):
        export(desk, "xlsx", tmp_path / "x")
    with pytest.raises(OptionError, match="this format needs a folder"):
        export(desk, "parquet", tmp_path / "file")
    with pytest.raises(OptionError, match="this format needs a file"):
        export(desk, "cameo", tmp_path)
    with pytest.raises(OptionError, match="cannot be written"):
        export(desk, "cameo", tmp_path / "file" / "x.tsv")
    with pytest.raises(OptionError, match="knows no 'Ruritania'"):
        export(desk, "cameo", tmp_path / "file", Filter.of(actor="Ruritania"))
    with pytest.raises(OptionError, match="it takes no sort, limit or offset"):
        export(desk, "cameo", tmp_path / "file", Filter.of(limit=3))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text() == "here first"


def test_the_manual_explains_every_format_and_column():
    manual = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    for name, form in FORMATS.items():
        assert f"| `{name}` | {'folder' if form.folder else 'file'} |" in manual
    for table in TABLES:
        assert f"### `{table.name}`\n\nOne row: {table.row}.\n\n" + "\n".join(listed(table)) in manual
