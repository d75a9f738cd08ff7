"""Outputs: what is written is read again, an empty one keeps its columns, and no half file is ever in place."""

from __future__ import annotations

import errno
import json
import resource
from dataclasses import replace
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from dragoman.errors import DragomanError, OptionError
from dragoman.exchange import FORMATS, SKIPPED, open_output
from dragoman.exchange.tables import EVENTS_AND_RECORDS, RECORDS, ParquetTable, disk_error
from dragoman.intake.skipped import REASONS, Skipped
from dragoman.record import CodedReport
from dragoman.record.columns import EVENTS, NAMES, TABLES


def write(path: Path, *records: CodedReport) -> None:
    with open_output(path) as output:
        for coded in records:
            output.add(coded)
        output.skip(Skipped("bad.txt", "empty", "no text"))
    assert output.kept == path


def test_parquet_holds_the_events_as_the_frame_has_them(tmp_path: Path, coded: CodedReport):
    write(tmp_path / "record.parquet", coded, coded)
    events = pl.read_parquet(tmp_path / "record.parquet").drop("records")
    assert events.equals(pl.concat([coded.to_polars(), coded.to_polars()]))


def test_parquet_holds_the_whole_records_beside_the_events(tmp_path: Path, coded: CodedReport, empty: CodedReport):
    write(tmp_path / "record.parquet", empty, coded, coded, empty)
    records = pl.read_parquet(tmp_path / "record.parquet")["records"].to_list()
    assert [len(held) for held in records] == [2, 0, 1, 1]
    held = [CodedReport.from_dict(json.loads(record)) for row in records for record in row]
    assert held == [empty, coded, coded, empty]


def test_rows_share_the_records_where_many_wait(
    tmp_path: Path, coded: CodedReport, empty: CodedReport, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("dragoman.exchange.output.ROOM", len(empty.to_json()) * 2)
    write(tmp_path / "record.parquet", empty, empty, empty, coded, coded)
    records = pl.read_parquet(tmp_path / "record.parquet")["records"].to_list()
    assert [len(held) for held in records] == [2, 1, 1, 1]


def test_csv_is_read_by_polars_and_pandas_alike(tmp_path: Path, coded: CodedReport, empty: CodedReport):
    write(tmp_path / "record.csv", coded, empty, coded)
    frame = pl.read_csv(tmp_path / "record.csv", try_parse_dates=True)
    assert frame.columns == list(EVENTS.names)
    assert frame["trigger"].to_list() == ["shelled", "reopen"] * 2
    assert frame["published"].dtype == pl.Date
    assert json.loads(frame["chain_links"][1])[2]["name"] == "Governor Ana Novak"
    assert pd.read_csv(tmp_path / "record.csv")["killed_low"].tolist()[0] == 11


def test_json_lines_are_whole_records(tmp_path: Path, coded: CodedReport, empty: CodedReport):
    write(tmp_path / "record.jsonl", coded, empty)
    lines = (tmp_path / "record.jsonl").read_text(encoding="utf-8").splitlines()
    assert [CodedReport.from_dict(json.loads(line)) for line in lines] == [coded, empty]


def test_a_folder_holds_every_table_and_what_was_skipped(tmp_path: Path, coded: CodedReport):
    write(tmp_path / "record", coded)
    for table in TABLES:
        assert pl.read_parquet(tmp_path / "record" / f"{table.name}.parquet").equals(coded.tables()[table.name])
    (held,) = pl.read_parquet(tmp_path / "record" / "records.parquet").rows()
    assert held == (coded.report.id, coded.to_json())
    skipped = pl.read_parquet(tmp_path / "record" / "skipped.parquet")
    assert skipped.rows() == [("bad.txt", "empty", "no text")]


@pytest.mark.parametrize("name", ["record.parquet", "record.csv", "record"])
def test_an_output_without_events_keeps_its_columns(tmp_path: Path, name: str):
    write(tmp_path / name)
    place = tmp_path / name / "events.parquet" if name == "record" else tmp_path / name
    frame = pl.read_csv(place) if name.endswith("csv") else pl.read_parquet(place)
    assert frame.columns == [*EVENTS.names, *(["records"] if name == "record.parquet" else [])]
    assert frame.height == 0


def test_many_rows_keep_their_order_over_row_groups(tmp_path: Path, coded: CodedReport):
    table = ParquetTable(NAMES, tmp_path)
    rows = NAMES.rows(coded.report, [replace(coded.names[0], score=number / 50_000) for number in range(50_000)])
    for start in range(0, len(rows), 7_000):
        table.add(rows[start : start + 7_000])
    whole = table.finish()
    assert pl.read_parquet(whole).equals(NAMES.polars(rows))
    assert [path.name for path in tmp_path.iterdir()] == ["names.parquet"]


def test_odd_characters_and_places_pass_through(tmp_path: Path, empty: CodedReport):
    title = "quotes \" ' line\nends, \x00 zero, \U0001f54a dove, half a pair \udc80"
    odd = replace(empty, report=replace(empty.report, title=title))
    folder = tmp_path / "it's a [place]*"
    folder.mkdir()
    write(folder / "record", odd)
    stored = pl.scan_parquet(folder / "record" / "reports.parquet", glob=False).collect()
    assert stored["title"].to_list() == [title.replace("\udc80", "?")]


def test_nothing_is_in_place_until_all_is_written(tmp_path: Path, coded: CodedReport):
    path = tmp_path / "record.parquet"
    with open_output(path) as output:
        output.add(coded)
        assert not path.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["record.parquet"]


@pytest.mark.parametrize("name", ["record.parquet", "record.csv", "record.jsonl"])
def test_an_interruption_keeps_what_there_is_beside_the_older_output(tmp_path: Path, coded: CodedReport, name: str):
    path = tmp_path / name
    path.write_bytes(b"older")
    with pytest.raises(KeyboardInterrupt), open_output(path) as output:
        output.add(coded)
        raise KeyboardInterrupt
    assert path.read_bytes() == b"older"
    kept = tmp_path / name.replace(".", ".partial.")
    assert output.kept == kept
    assert b"shelled" in kept.read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


def test_an_error_before_the_first_record_leaves_nothing(tmp_path: Path):
    with pytest.raises(ZeroDivisionError), open_output(tmp_path / "record.csv") as output:
        raise ZeroDivisionError
    assert output.kept is None
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_suffix_is_refused_with_those_there_are(tmp_path: Path):
    with pytest.raises(OptionError, match=r"\.parquet, \.csv, \.jsonl or a folder, not to \.xlsx"):
        open_output(tmp_path / "record.xlsx")


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OptionError, match="cannot be written"), open_output(tmp_path / "file" / "record.csv"):
        pass


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is full")
@pytest.mark.parametrize("name", ["record.parquet", "record.csv", "record.jsonl"])
def test_a_full_device_is_told_and_stays_a_device(tmp_path: Path, coded: CodedReport, name: str):
    (tmp_path / name).symlink_to("/dev/full")
    with pytest.raises(DragomanError, match="cannot be written: No space left on device") as told:
        write(tmp_path / name, coded)
    assert not isinstance(told.value, OptionError)
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("name", ["record.parquet", "record.csv", "record.jsonl", "folder"])
def test_a_disk_that_takes_no_more_is_told_and_leaves_the_older_output(tmp_path: Path, coded: CodedReport, name: str):
    path = tmp_path / name
    if path.suffix:
        path.write_bytes(b"older")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with pytest.raises(DragomanError, match=f"{name}: cannot be written: File too large") as told:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
        try:
            write(path, *[coded] * 200)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not isinstance(told.value, OptionError)
    assert not path.suffix or path.read_bytes() == b"older"


def test_what_the_engine_of_parquet_says_of_a_full_disk_is_the_disk_s_error():
    told = 'IO Error: {"exception_message":"Could not write file","errno":"28"}'
    assert (disk_error(told).errno, disk_error("IO Error: torn").errno) == (errno.ENOSPC, errno.EIO)


def test_the_manual_explains_every_reason_to_skip():
    manual = (Path(__file__).parents[2] / "docs" / "output.md").read_text(encoding="utf-8")
    for column in (*SKIPPED.columns, *RECORDS.columns, EVENTS_AND_RECORDS.columns[-1]):
        assert f"| `{column.name}` | {column.kind} | {column.meaning} |" in manual
    for reason, meaning in REASONS.items():
        assert f"| `{reason}` | {meaning} |" in manual
    for suffix in FORMATS:
        assert f"`record{suffix}" in manual
