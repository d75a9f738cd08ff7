"""Records coded elsewhere enter a desk as if it had coded them itself."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.app import app
from dragoman.desk import Desk
from dragoman.desk.adding import Added, keep_all
from dragoman.desk.packing import pack_record, unpack_record
from dragoman.errors import InputError
from dragoman.exchange import open_output
from dragoman.exchange.desk import import_files
from dragoman.record import CodedReport

TABLES = (
    "outlets",
    "entities",
    "places",
    "reports",
    "statements",
    "parties",
    "tolls",
    "accords",
    "ledger",
    "forecasts",
)
MOMENTS = ("added", "coded")


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a desk, less the moments at which they were written."""
    with closing(sqlite3.connect(path)) as file:
        found = dict[str, list[tuple[object, ...]]]()
        for table in TABLES:
            names = [row[1] for row in file.execute(f"PRAGMA table_info({table})") if row[1] not in MOMENTS]
            found[table] = sorted(file.execute(f"SELECT {', '.join(map(quoted, names))} FROM {table}"), key=repr)
        return found


def quoted(name: str) -> str:
    return f'"{name}"'


def coded_to(path: Path, records: list[CodedReport]) -> Path:
    with open_output(path) as output:
        for coded in records:
            output.add(coded)
    return path


@pytest.mark.parametrize("name", ["record.parquet", "record.jsonl", "a [folder]*"])
def test_what_was_coded_elsewhere_is_as_if_added(records: list[CodedReport], tmp_path: Path, name: str):
    few = records[5:11]
    with Desk.open(tmp_path / "added.desk", create=True) as desk:
        keep_all(desk.engine, desk.shown, few, Added())
    place = coded_to(tmp_path / name, few)
    with Desk.open(tmp_path / "own.desk", create=True) as desk:
        done = import_files(desk, [place])
        assert (done.kept, done.held, done.skipped) == (6, 0, [])
    assert content(tmp_path / "own.desk") == content(tmp_path / "added.desk")
    with Desk.open(tmp_path / "own.desk") as desk:
        again = import_files(desk, [place, place])
        assert (again.kept, again.held) == (0, 12)
        assert desk.record(few[3].report.hash) == unpack_record(pack_record(few[3]), few[3].report)
    assert content(tmp_path / "own.desk") == content(tmp_path / "added.desk")


def test_reports_without_events_enter_too(records: list[CodedReport], empty: CodedReport, tmp_path: Path):
    quiet = replace(empty, report=replace(empty.report, text="Nothing happened here."))
    place = coded_to(tmp_path / "record.parquet", [empty, records[0], quiet])
    with Desk.open(tmp_path / "own.desk", create=True) as desk:
        assert import_files(desk, [place]).kept == 3
        assert desk.record(quiet.report.hash).report == quiet.report


def test_a_damaged_line_behind_good_ones_is_named(records: list[CodedReport], tmp_path: Path):
    altered = json.loads(records[1].to_json())
    altered["report"]["text"] += "!"
    whole = [records[0].to_json(), json.dumps(altered), records[2].to_json(), records[3].to_json()[:999]]
    (tmp_path / "record.jsonl").write_text("\n".join(whole), encoding="utf-8")
    with Desk.open(tmp_path / "own.desk", create=True) as desk:
        done = import_files(desk, [tmp_path / "record.jsonl"])
    assert done.kept == 2
    assert [one.location for one in done.skipped] == [f"{tmp_path}/record.jsonl:2", f"{tmp_path}/record.jsonl:4"]
    assert "was altered" in done.skipped[0].detail


def bad_files(folder: Path, coded: CodedReport) -> dict[str, Path]:
    import polars as pl

    newer = coded.to_json().replace("dragoman-record/1", "dragoman-record/2", 1)
    (folder / "text").write_text("Turkey met Russia.\n")
    (folder / "json").write_text('{"text": "Turkey met Russia."}\n')
    (folder / "newer").write_text(newer + "\n")
    (folder / "bytes").write_bytes(b"\xff\xfe\x00\x80" * 9)
    pl.DataFrame({"text": ["Turkey met Russia."]}).write_parquet(folder / "parquet")
    (folder / "cut").write_bytes(coded_to(folder / "whole.parquet", [coded]).read_bytes()[:-9])
    (folder / "folder").mkdir()
    return {path.name: path for path in folder.iterdir()} | {"missing": folder / "missing"}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("text", "is no JSON, so no record"),
        ("json", "is JSON, but no record"),
        ("newer", "is of a newer version of Dragoman"),
        ("bytes", "is neither Parquet nor JSON lines"),
        ("parquet", "is Parquet without records"),
        ("cut", "no readable Parquet file"),
        ("folder", "is a folder without records.parquet"),
        ("missing", "there is no such file"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_before_anything_is_kept(
    coded: CodedReport, tmp_path: Path, name: str, message: str
):
    files = bad_files(tmp_path, coded)
    with Desk.open(tmp_path / "own.desk", create=True) as desk:
        with pytest.raises(InputError, match=message):
            import_files(desk, [files["whole.parquet"], files[name]])
        with desk.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM reports").scalar() == 0


def test_the_commands_import_and_export(records: list[CodedReport], tmp_path: Path):
    place = coded_to(tmp_path / "record.jsonl", records[:3])
    runner, desk = CliRunner(), str(tmp_path / "own.desk")
    done = runner.invoke(app, ["import", desk, str(place)])
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("took in 3 reports with ")
    assert runner.invoke(app, ["import", desk, str(place), "--quiet"]).stderr == ""
    to = str(tmp_path / "out.tsv")
    done = runner.invoke(app, ["export", desk, "--to", to, "--format", "cameo", "--type", "4"])
    assert done.exit_code == 0
    assert done.stderr.startswith(f"wrote {to}: ")
    rows = Path(to).read_text(encoding="utf-8").splitlines()[1:]
    assert {row.split("\t")[4] for row in rows} == {"4"}
    assert any("SYR" in row for row in rows)
