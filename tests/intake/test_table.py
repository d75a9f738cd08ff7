from __future__ import annotations

import gzip
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dragoman.errors import InputError
from dragoman.intake import ReadOptions, Skipped, read
from dragoman.intake.columns import choose_columns
from dragoman.report import Report


def found(path: Path, **options: Any) -> list[Report | Skipped]:
    return list(read(path, ReadOptions(**options)))


def outcome(items: list[Report | Skipped]) -> list[str]:
    """Rows by their number: what they gave."""
    return [f"{(item.location or '').rsplit(':', 1)[-1]} {getattr(item, 'reason', 'report')}" for item in items]


def lines(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_ngec_lines(tmp_path: Path, body: str) -> None:
    path = tmp_path / "ngec.jsonl"
    path.write_text(
        lines(
            {
                "id": "20190601-1",
                "date": "2019-06-01",
                "event_text": body,
                "publisher": "lakepost",
                "pub_date": "2019-06-02",
            }
        )
    )
    (report,) = found(path)
    assert isinstance(report, Report) and report.published is not None
    assert (report.text, report.outlet, report.metadata["id"]) == (body, "lakepost", "20190601-1")
    assert (report.published.day, report.published.origin) == (date(2019, 6, 2), "column")
    assert report.location == f"{path}:1"


def test_media_cloud_rows(tmp_path: Path, body: str) -> None:
    path = tmp_path / "mc.csv"
    path.write_text(
        "stories_id,publish_date,title,url,language,media_name,text\n"
        f'17,2019-06-01 10:00:00,"Talks, at last",https://lake.example/a,en,Lake Post,'
        f'"{body}\n\nSecond ""paragraph""."\n'
    )
    (report,) = found(path)
    assert isinstance(report, Report) and report.published is not None
    assert report.text == f'Talks, at last\n\n{body}\n\nSecond "paragraph".'
    assert report.published.when == datetime(2019, 6, 1, 10)
    assert (report.outlet, report.url, report.metadata["id"]) == ("Lake Post", "https://lake.example/a", "17")


def test_gdelt_has_no_text_and_says_so_once(tmp_path: Path) -> None:
    path = tmp_path / "gdelt.csv"
    path.write_text("GLOBALEVENTID\tSQLDATE\tDATEADDED\tSOURCEURL\n" + "1\t20190601\t20190601\thttps://x.example\n" * 3)
    (skip,) = found(path)
    assert isinstance(skip, Skipped) and skip.reason == "missing-column"
    assert "GDELT" in skip.detail and "fetch the pages" in skip.detail


def test_gdelt_with_texts_joined_takes_dateadded_not_the_event_day(tmp_path: Path, body: str) -> None:
    path = tmp_path / "gdelt.tsv"
    path.write_text(f"SQLDATE\tDATEADDED\tSOURCEURL\ttext\n20180101\t20190601120000\thttps://x.example/a\t{body}\n")
    (report,) = found(path)
    assert isinstance(report, Report) and report.published is not None
    assert report.published.day == date(2019, 6, 1)
    assert report.metadata["date_field"] == "DATEADDED"


def test_named_columns(tmp_path: Path, body: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"Story;When;Who\n{body};1 June 2019;Lake Post\n")
    (report,) = found(path, text_column="story", date_column="When", outlet_column="Who")
    assert isinstance(report, Report) and report.published is not None
    assert (report.text, report.outlet, report.published.day) == (body, "Lake Post", date(2019, 6, 1))
    (skip,) = found(path, text_column="Text")
    assert isinstance(skip, Skipped) and skip.reason == "missing-column" and "'Text'" in skip.detail
    (skip,) = found(path, text_column="Story", date_column="Day")
    assert isinstance(skip, Skipped) and "'Day'" in skip.detail and "Story, When, Who" in skip.detail


def test_headlines_alone_are_not_taken_for_texts() -> None:
    with pytest.raises(InputError, match="'Title' itself to read headlines alone"):
        choose_columns(["Title", "url"], ReadOptions())
    assert choose_columns(["Title", "url"], ReadOptions(text_column="title")).text == "Title"


def test_bad_lines_are_named_and_the_others_read(tmp_path: Path, body: str) -> None:
    good = lines({"text": body}).encode()
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b"\xef\xbb\xbf" + good + b"{broken}\n" + b"\n" + b"[1]\n" + b'{"title": "x"}\n'
        + b'{"text": ""}\n' + b'{"text": 5}\n'
        + '{"text": "Erdoğan"}\n'.encode("iso8859-9") + b'{"text": "' + b"x" * 2000 + b'"}\n' + b"[" * 900 + b"\n"
        + b'{"text": "\\ud800 is half a pair of it"}\n' + good + good[:-9]
    )  # fmt: skip
    assert outcome(found(path, max_bytes=1000)) == [
        "1 report",
        "2 bad-row",
        "4 bad-row",
        "5 missing-column",
        "6 empty",
        "7 bad-row",
        "8 encoding",
        "9 too-large",
        "10 bad-row",
        "11 encoding",
        "12 report",
        "13 truncated",
    ]


def test_bad_rows_are_named_and_the_others_read(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.csv"
    rows = ["text,date", f"{body},2019-06-01", "one", f'"a"b,{body}', f"{body},2019-06-02", "a,b,c", ""]
    path.write_bytes(
        "\n".join(rows).encode() + "Erdoğan,x\n".encode("iso8859-9") + f'{body},2019-06-03\n"{body}'.encode()
    )
    assert outcome(found(path)) == [
        "2 report",
        "3 bad-row",
        "4 bad-row",
        "5 report",
        "6 bad-row",
        "7 encoding",
        "8 report",
        "9 truncated",
    ]


def test_a_quotation_mark_left_open_does_not_swallow_memory(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"text,date\n{body},2019-06-01\n" + '"open\n' + "x" * 99 + f"\n{'y' * 99}\n" * 3000)
    assert outcome(found(path))[0] == "2 report"
    assert outcome(found(path))[-1].split()[1] in ("truncated", "too-large")
    path.write_text("text,date\n" + "z" * 5000)
    assert outcome(found(path, max_bytes=1000))[-1].split()[1] == "too-large"


def test_json_documents(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps(
            [{"content": body, "source": {"id": None, "name": "Lake Post"}, "publishedAt": "2019-06-01T10:00:00Z"}]
        )
    )
    (report,) = found(path)
    assert isinstance(report, Report) and report.outlet == "Lake Post" and report.published is not None
    path.write_text(json.dumps({"text": body}))
    assert outcome(found(path)) == ["1 report"]
    path.write_text(lines({"text": body}, {"text": body}))
    assert outcome(found(path)) == ["1 report", "2 report"]
    path.write_text(json.dumps([{"text": body}])[:-4])
    assert [getattr(item, "reason", "") for item in found(path)] == ["truncated"]


def test_parquet(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.parquet"
    frame = pl.DataFrame(
        {
            "text": [body, None, body],
            "date": [date(2019, 6, 1), None, date(2019, 6, 2)],
            "other": [1, 2, 3],
            "URL": ["https://a.example/x"] * 3,
        }
    )
    frame.write_parquet(path)
    items = found(path)
    assert outcome(items) == ["1 report", "2 empty", "3 report"]
    assert isinstance(items[2], Report) and items[2].published is not None
    assert (items[2].published.when, items[2].outlet) == (date(2019, 6, 2), "a.example")
    pl.DataFrame({"text": [1, 2]}).write_parquet(path)
    assert outcome(found(path)) == ["1 bad-row", "2 bad-row"]
    path.write_bytes(path.read_bytes()[:-20])
    assert [getattr(item, "reason", "") for item in found(path)] == ["truncated"]


def test_a_large_table_is_read_within_the_limit_of_a_report(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wt") as stream:
        for number in range(300):
            stream.write(lines({"text": f"{body} {number}", "id": str(number)}))
    items = found(path, max_bytes=1000)
    assert len(items) == 300 and all(isinstance(item, Report) for item in items)
