from __future__ import annotations

import gzip
import io
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from dragoman.errors import InputError
from dragoman.intake import ReadOptions, Skipped, read
from dragoman.intake.warc import inflated
from dragoman.report import Report

GZIP = "Content-Type: text/html\r\nContent-Encoding: gzip"
CHUNKED = "Content-Type: text/html\r\nTransfer-Encoding: chunked"
CONVERSION = WarcRecordType.conversion


def record(
    url: str,
    body: bytes,
    *,
    status: str = "200 OK",
    headers: str = "Content-Type: text/html; charset=utf-8",
    kind: WarcRecordType = WarcRecordType.response,
    **warc: str,
) -> bytes:
    made = WarcRecord()
    made.init_headers(record_type=kind)
    made.headers["WARC-Target-URI"] = url
    made.headers["WARC-Date"] = "2019-06-05T12:00:00Z"
    for name, value in warc.items():
        made.headers[name.replace("_", "-")] = value
    if kind == WarcRecordType.response:
        made.is_http = True
        body = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    made.set_bytes_content(body)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def outcome(path: Path, options: ReadOptions | None = None) -> list[str]:
    items = read(path, options or ReadOptions())
    return [f"{(item.location or '').rsplit('/', 1)[-1]} {getattr(item, 'reason', 'report')}" for item in items]


def test_a_page_with_its_date_and_capture(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record("https://lake.example/a", page.encode()))
    (report,) = read(path)
    assert isinstance(report, Report) and report.published is not None
    assert (report.title, report.outlet, report.url) == ("Talks resume", "Lake Post", "https://lake.example/a")
    assert (report.published.day, report.published.origin) == (date(2019, 6, 1), "metadata")
    assert report.metadata["captured"] == "2019-06-05T12:00:00+00:00"
    assert report.location == f"{path}!https://lake.example/a"


def test_capture_bounds_the_date(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record("https://lake.example/a", page.replace("2019-06-01T", "2019-07-01T").encode()))
    (report,) = read(path)
    assert isinstance(report, Report) and report.published is not None
    assert (report.published.when, report.published.origin) == (datetime(2019, 6, 5, 12, tzinfo=UTC), "archive")
    assert "article:published_time" in report.metadata["date_refused"]


def test_records_are_read_named_or_passed_over(tmp_path: Path, page: str, body: str) -> None:
    html = page.encode()
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(html), html)
    path = tmp_path / "a.warc"
    path.write_bytes(
        b"".join(
            (
                record("https://x.example/request", b"GET / HTTP/1.1\r\n\r\n", kind=WarcRecordType.request),
                record("https://x.example/robots.txt", b"User-agent: *", headers="Content-Type: text/plain"),
                record("https://x.example/plain", html),
                record("https://x.example/gone", html, status="404 Not Found"),
                record("https://x.example/image", b"\x89PNG", headers="Content-Type: image/png"),
                record("https://x.example/gzip", gzip.compress(html, mtime=0), headers=GZIP),
                record("https://x.example/chunked", chunked, headers=CHUNKED),
                record("https://x.example/zstd", html, headers="Content-Type: text/html\r\nContent-Encoding: zstd"),
                record("https://x.example/bomb", gzip.compress(b"<p>" * 9_000_000, mtime=0), headers=GZIP),
                record("https://x.example/big", b"x" * 3_000_000),
                record("https://x.example/cut", html, WARC_Truncated="length"),
                record("https://x.example/text", body.encode(), kind=CONVERSION, Content_Type="text/plain"),
            )
        )
    )  # fmt: skip
    assert outcome(path, ReadOptions(max_bytes=2_000_000)) == [
        "plain report",
        "gone http-status",
        "image unsupported",
        "gzip report",
        "chunked report",
        "zstd unsupported",
        "bomb too-large",
        "big too-large",
        "cut truncated",
        "text report",
    ]


def test_compressed_and_cut_archives(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.warc.gz"
    packed = io.BytesIO()
    writer = GzipWriter(packed)
    for name in ("a", "b"):
        writer.write(record(f"https://x.example/{name}", page.encode()))
    writer.finish()
    path.write_bytes(packed.getvalue())
    assert outcome(path) == ["a report", "b report"]
    members = [gzip.compress(record(f"https://x.example/{name}", page.encode())) for name in ("a", "b")]
    path.write_bytes(b"".join(members))
    assert outcome(path) == ["a report", "b report"]
    path.write_bytes(b"".join(members)[:-40])
    assert outcome(path)[0] == "a report" and outcome(path)[-1] == "a.warc.gz truncated"
    path = tmp_path / "a.warc"
    raw = record("https://x.example/a", page.encode())
    for end, expected in ((-200, "a truncated"), (60, "a.warc truncated")):
        path.write_bytes(raw[:end])
        assert outcome(path) == [expected]


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (gzip.compress(b"abc", mtime=0)[:-9], "gzip", "truncated"),
        (gzip.compress(b"a" * 200, mtime=0), "gzip", "too-large"),
        (b"abc", "compress", "unsupported"),
    ],
)
def test_content_encodings_that_cannot_be_undone(body: bytes, encoding: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        inflated(body, encoding, 100)
    assert caught.value.reason == reason


def test_content_encodings() -> None:
    assert inflated(gzip.compress(b"abc", mtime=0), "gzip", 100) == b"abc"
    assert inflated(zlib.compress(b"abc"), "deflate", 100) == b"abc"
    assert inflated(b"already decoded", "gzip", 100) == b"already decoded"


def test_an_archive_of_nothing_but_a_head_is_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nHTTP/1.1 200 OK\r\n")
    assert all(isinstance(item, Skipped) for item in read(path))
