from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

from dragoman.intake import ReadOptions, Skipped, read


def outcome(path: Path, options: ReadOptions | None = None) -> list[tuple[str, str]]:
    """What each member gave."""
    items = read(path, options or ReadOptions())
    return [((item.location or "").rsplit("!", 1)[-1], getattr(item, "reason", "report")) for item in items]


def archive(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def test_zip_members_are_read_or_named(tmp_path: Path, body: str, page: str) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("a.txt", body)
    path = archive(
        tmp_path / "a.zip",
        {
            "b.txt": body,
            "sub/a.html": page,
            "sub/": b"",
            "t.csv": f"text\n{body}\n",
            "t.jsonl.gz": gzip.compress(f'{{"text": "{body}"}}'.encode()),
            "../evil.txt": body,
            "/abs.txt": body,
            "C:\\x.txt": body,
            "photo.jpg": b"\xff\xd8\xff",
            "in.zip": inner.getvalue(),
            "README.txt": body,
            "__MACOSX/._b.txt": b"\0",
            "big.txt": "The talks. " * 200,
        },
    )
    assert outcome(path, ReadOptions(max_bytes=2000)) == [
        ("b.txt", "report"),
        ("sub/a.html", "report"),
        ("t.csv:2", "report"),
        ("t.jsonl.gz:1", "report"),
        ("../evil.txt", "unsafe-path"),
        ("/abs.txt", "unsafe-path"),
        ("C:\\x.txt", "unsafe-path"),
        ("photo.jpg", "unsupported"),
        ("in.zip", "unsupported"),
        ("big.txt", "too-large"),
    ]


def test_zip_bombs_and_crowds(tmp_path: Path, body: str) -> None:
    bomb = archive(tmp_path / "bomb.zip", {"a.txt": b"\0" * 20_000_000})
    assert outcome(bomb) == [(str(bomb), "unsafe-path")]
    crowd = archive(tmp_path / "crowd.zip", {f"{number}.txt": body for number in range(3)})
    assert outcome(crowd, ReadOptions(max_members=2)) == [(str(crowd), "too-many")]


def test_damaged_zips(tmp_path: Path, body: str) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": body * 5, "b.txt": body})
    data = path.read_bytes()
    path.write_bytes(data[:-30])
    assert outcome(path) == [(str(path), "truncated")]
    path.write_bytes(data[:45] + b"\xff\xff\xff\xff" + data[49:])
    assert outcome(path) == [("a.txt", "unreadable"), ("b.txt", "report")]


def test_gzip(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.txt.gz"
    whole = gzip.compress(body.encode()) + gzip.compress(b" More was said.")
    path.write_bytes(whole)
    (report,) = read(path)
    assert not isinstance(report, Skipped) and report.text == f"{body} More was said."
    path.write_bytes(whole[:-10])
    assert outcome(path) == [(str(path), "truncated")]
    path.write_bytes(gzip.compress(gzip.compress(body.encode())))
    assert outcome(path) == [(str(path), "unsupported")]
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b" " * 30_000_000 + b"\n"))
    assert outcome(path) == [(str(path), "unsafe-path")]
