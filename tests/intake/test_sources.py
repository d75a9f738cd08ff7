from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.intake import REASONS, ReadOptions, Skipped, read, read_all
from dragoman.intake.formats import ENDINGS
from dragoman.report import Report


def reasons(source: str | Path, options: ReadOptions | None = None) -> list[str]:
    """The reason of each skip; reports show as their title."""
    items = read(source, options or ReadOptions())
    return [item.reason if isinstance(item, Skipped) else f"report {item.title}" for item in items]


def test_a_folder_is_read_in_order_and_nothing_is_dropped_silently(tmp_path: Path, body: str) -> None:
    for name in ("b.txt", "a.md", "sub/c.txt", "README.md", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Talks of {name}\n\n{body}")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    items = list(read(tmp_path))
    found = [(Path(item.location or "").name, getattr(item, "reason", "report")) for item in items]
    assert found == [
        ("a.md", "report"),
        ("b.txt", "report"),
        ("gone.txt", "not-found"),
        ("photo.jpg", "unsupported"),
        ("c.txt", "report"),
    ]


def test_reading_is_lazy(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.txt").write_text(body)
    (tmp_path / "b.txt").write_text(body)
    items = read(tmp_path)
    next(items)
    (tmp_path / "b.txt").unlink()
    assert isinstance(last := next(items), Skipped) and last.reason == "not-found"


def test_pattern_path_and_missing_file(tmp_path: Path, body: str) -> None:
    for name in ("b1.txt", "b2.txt", "c.txt", "odd[1].txt"):
        (tmp_path / name).write_text(body)
    assert [Path(item.location or "").name for item in read(str(tmp_path / "b*.txt"))] == ["b1.txt", "b2.txt"]
    assert len(list(read(str(tmp_path / "odd[1].txt")))) == 1
    for missing in (tmp_path / "no.txt", str(tmp_path / "no*.txt"), "nul\0byte", "x" * 5000):
        assert reasons(missing) == ["not-found"]


def test_several_sources(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.txt").write_text(body)
    items = list(read_all([tmp_path / "a.txt", tmp_path / "no.txt", "ftp://example.org/x"]))
    assert [type(item) for item in items] == [Report, Skipped, Skipped]
    assert [item.reason for item in items if isinstance(item, Skipped)] == ["not-found", "unsupported"]


def test_front_matter_and_options(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: Talks resume\noutlet: Lake Post\npublished: 2019-06-01\n---\n\n*{body}*\n")
    (report,) = read(path)
    assert isinstance(report, Report) and report.published is not None
    assert report.text == f"Talks resume\n\n*{body}*"
    assert (report.outlet, report.published.day, report.published.origin) == (
        "Lake Post",
        date(2019, 6, 1),
        "front matter",
    )
    (report,) = read(path, ReadOptions(outlet="Other", published="2019-06-03"))
    assert isinstance(report, Report) and report.published is not None
    assert (report.outlet, report.published.day, report.published.origin) == ("Other", date(2019, 6, 3), "given")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"text,date\n", "empty"),
        ("a.json", b"[]", "empty"),
        ("a.jsonl.gz", gzip.compress(b"\n\n", mtime=0), "empty"),
        ("a.txt", b"\x00\x01\x02" * 99, "binary"),
        ("a.jsonl", b"\x00\x01\x02" * 99, "binary"),
        ("a.txt", "Переговоры возобновятся завтра в Женеве".encode("cp1251"), "encoding"),
        ("a.txt", "Переговоры возобновятся завтра в Женеве".encode(), "not-english"),
        ("a.pdf", b"%PDF-1.7 ...", "unsupported"),
        ("a.txt", b"%PDF-1.7 ...", "unsupported"),
        ("a.xml", b"<?xml version='1.0'?><note/>", "unsupported"),
        ("a.html", b"<html><body></body></html>", "no-text"),
        ("a.parquet", b"PAR1 cut", "truncated"),
        ("a.zip", b"PK\x03\x04 cut", "truncated"),
        ("a.zip", b"no zip at all", "unreadable"),
        ("a.gz", b"\x1f\x8b\x08" + bytes(7) + b"\xff" * 50, "unreadable"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert reasons(tmp_path / name)[-1] == reason


@pytest.mark.parametrize(
    "name", ["a.txt", "a.html", "a.md", "a.xml", "a.json", "a.jsonl", "a.csv", "a.gz", "a.zip", "a"]
)
def test_a_hundred_megabytes_are_named_without_being_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.write(b"The talks resumed. " * 500 if name in ("a.txt", "a.html", "a.md") else b"")
        stream.truncate(100_000_000)
    start = time.perf_counter()
    found = reasons(path)
    assert len(found) == 1 and found[0] in REASONS
    assert time.perf_counter() - start < 1.0
    if name in ("a.txt", "a.html", "a.md"):
        assert found == ["too-large"]


def test_unreadable_and_special_files(tmp_path: Path, body: str) -> None:
    assert reasons("/dev/null") == ["unsupported"]
    assert reasons(tmp_path) == ["empty"]
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'w').write({body!r})"])
    assert reasons(pipe) == ["report None"]
    assert writer.wait(10) == 0


@pytest.mark.parametrize(
    ("data", "count"),
    [
        ("{body}", 1),
        ('{{"text": "{body}"}}\n{{"text": "{body}"}}\n', 2),
        ('[{{"text": "{body}"}}, {{"text": "{body}"}}]', 2),
        ("date,text\n2019-06-01,{body}\n2019-06-02,{body}\n", 2),
        ("<html><body><p>{body}</p></body></html>", 1),
        ("<rss version='2.0'><channel><item><description>{body}</description></item></channel></rss>", 1),
    ],
)
def test_standard_input_is_told_by_its_content(
    monkeypatch: pytest.MonkeyPatch, body: str, data: str, count: int
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(data.format(body=body).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    items = list(read("-"))
    assert [type(item) for item in items] == [Report] * count, items
    assert all((item.location or "").startswith("stdin") for item in items)


def test_plain_text_starts_without_heavy_libraries(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.txt").write_text(body)
    code = "import sys; from dragoman.intake import read; print(list(read(sys.argv[1]))[0].text, *sys.modules)"
    command = [sys.executable, "-c", code, str(tmp_path / "a.txt")]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert out.startswith(body)
    assert not {"trafilatura", "lxml", "httpx", "polars", "feedparser", "fastwarc"} & set(out.split())


def test_the_examples_are_read(examples: Path) -> None:
    items = list(read(examples))
    assert items and not [item for item in items if isinstance(item, Skipped)]
    for report in items:
        assert isinstance(report, Report)
        assert report.published is not None and report.published.day.isoformat() in (report.location or "")
        assert report.outlet and report.title and report.title_span is not None
        assert report.quote(report.title_span) == report.title


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ending=st.sampled_from([*sorted(ENDINGS), ".warc.gz", ""]),
    start=st.sampled_from(
        [
            b"",
            b"\x1f\x8b\x08\0",
            b"PK\x03\x04",
            b"PAR1",
            b"WARC/1.0\r\n",
            b"<html>",
            b"<rss>",
            b'{"text":',
            b"text,a\n",
            b"---\n",
        ]
    ),
    data=st.binary(max_size=200) | st.text(max_size=100).map(str.encode),
)
def test_any_bytes_under_any_ending_give_reports_or_named_skips(
    tmp_path: Path, ending: str, start: bytes, data: bytes
) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(start + data)
    items = list(read(path))
    assert items
    assert all(isinstance(item, Report) or item.reason in REASONS for item in items)
