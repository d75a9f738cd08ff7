from __future__ import annotations

import itertools
import time
from datetime import UTC, date, datetime
from pathlib import Path

from dragoman.intake import Skipped, read
from dragoman.report import Report


def rss(*items: str, end: str = "</channel></rss>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Lake Post</title>{"".join(items)}{end}'


def item(title: str, text: str, more: str = "") -> str:
    return f"<item><title>{title}</title><description>{text}</description>{more}</item>"


def found(tmp_path: Path, feed: str) -> list[Report | Skipped]:
    path = tmp_path / "feed.xml"
    path.write_text(feed)
    return list(read(path))


def test_rss(tmp_path: Path, body: str) -> None:
    more = "<link>https://lake.example/a</link><pubDate>Sat, 01 Jun 2019 10:00:00 GMT</pubDate>"
    (report,) = found(
        tmp_path, rss(item("Talks &amp;amp; truce", f"&lt;p&gt;{body}&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;", more))
    )
    assert isinstance(report, Report)
    assert report.text == f"Talks & truce\n\n{body}\n\nMore."
    assert (report.outlet, report.url) == ("Lake Post", "https://lake.example/a")
    assert report.published is not None and report.published.origin == "feed"
    assert report.published.when == datetime(2019, 6, 1, 10, tzinfo=UTC)
    assert report.location == f"{tmp_path / 'feed.xml'}!https://lake.example/a"


def test_atom_prefers_content_and_the_published_date(tmp_path: Path, body: str) -> None:
    (report,) = found(
        tmp_path,
        f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lake Post</title><entry><title>Talks resume</title>
        <summary>Short.</summary><content type="html">&lt;p&gt;{body}&lt;/p&gt;</content>
        <updated>2019-06-05T00:00:00Z</updated><published>2019-06-01T08:00:00Z</published></entry></feed>""",
    )
    assert isinstance(report, Report) and report.published is not None
    assert report.published.day == date(2019, 6, 1)
    assert report.metadata["date_field"] == "published" and report.metadata["feed_field"] == "content"


def test_entries_that_cannot_be_read_are_named_and_the_others_read(tmp_path: Path, body: str) -> None:
    items = found(
        tmp_path,
        rss(item("Talks resume", ""), item("Talks go on", body), item("Новости дня сегодня", "Переговоры в Женеве")),
    )
    assert [getattr(item, "reason", "report") for item in items] == ["no-text", "report", "not-english"]


def test_a_cut_feed_loses_its_last_entry_only(tmp_path: Path, body: str) -> None:
    items = found(tmp_path, rss(item("Talks resume", body), item("Talks go on", body)[:60], end=""))
    assert [getattr(item, "reason", "report") for item in items] == ["report", "truncated"]


def test_feeds_without_entries_and_entity_bombs(tmp_path: Path) -> None:
    assert [getattr(item, "reason", "") for item in found(tmp_path, rss())] == ["no-text"]
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    bomb = rss(item("&j;", "&j;")).replace("<rss", f'<!DOCTYPE r [<!ENTITY a "lol">{entities}]><rss', 1)
    start = time.perf_counter()
    assert all(isinstance(item, Skipped) for item in found(tmp_path, bomb))
    assert time.perf_counter() - start < 2.0


def test_hostile_markup_takes_no_more_time_than_its_length(tmp_path: Path) -> None:
    start = time.perf_counter()
    for hostile in ("<!--", "<!", "<a ", "&", "<b>"):
        assert found(tmp_path, rss(item("Talks resume", f"<![CDATA[{hostile * 50_000}]]>")))
    assert time.perf_counter() - start < 5.0
