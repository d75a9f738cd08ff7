"""Feeds followed into a desk, from a real server on this machine."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from dragoman import Coder
from dragoman.cli.exits import DONE, FAILURE
from dragoman.desk import Desk
from dragoman.desk.tables import FEEDS, PAGES, REPORTS
from dragoman.desk.watching import Round, feeds_of, rest, visit_all, waiting
from dragoman.errors import InputError
from dragoman.intake import ReadOptions
from dragoman.intake.later import retry_after
from dragoman.intake.opml import Subscription
from tests.cli.desk_site import Site, served
from tests.cli.running import main

STRIKE = ("Strike hits market", "Warplanes struck a market in the town of Velmar on Sunday, killing at least 11.", "/1")
TALKS = ("Talks resume", "Ana Novak said on Monday that the two sides will resume their talks in Geneva.", "/2")


@pytest.fixture
def site() -> Generator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def desk(tmp_path: Path) -> Generator[Desk]:
    with Desk.open(tmp_path / "watched.desk", create=True) as desk:
        yield desk


def visit(desk: Desk, *urls: str, follow: bool = False) -> Round:
    coder = Coder(options=ReadOptions(timeout=5.0, follow=follow))
    return visit_all(desk.engine, desk.shown, [Subscription(url) for url in urls], coder, Round(), delay=0)


def test_a_feed_that_changes_gives_what_is_new_and_costs_a_look_otherwise(site: Site, desk: Desk):
    url = site.feed("/feed", STRIKE)
    first = visit(desk, url)
    assert (first.visited, first.changed, first.added.kept, first.failed) == (1, 1, 1, [])
    second = visit(desk, url)
    assert (second.changed, second.added.kept, second.added.held) == (0, 0, 0)
    site.feed("/feed", TALKS, STRIKE)
    third = visit(desk, url)
    assert (third.changed, third.added.kept, third.added.held) == (1, 1, 1)
    assert [status for path, status in site.asked if path == "/feed"] == [200, 304, 200]
    assert desk.reports()["title"].sort().to_list() == ["Strike hits market", "Talks resume"]


def test_pages_behind_entries_are_fetched_once(site: Site, desk: Desk):
    for _, text, link in (STRIKE, TALKS):
        site.give(link, f"<html><body><article><p>{text} It was the third such report in a week.</p></article></body>")
    url = site.feed("/feed", STRIKE)
    assert visit(desk, url, follow=True).added.kept == 1
    site.feed("/feed", TALKS, STRIKE, ("Gone", "A page that is not there any more.", "/gone"))
    done = visit(desk, url, follow=True)
    assert (done.added.kept, [one.reason for one in done.added.skipped]) == (1, ["http-status"])
    site.feed("/feed", STRIKE)
    assert visit(desk, url, follow=True).added.kept == 0
    assert sorted(path for path, _ in site.asked if path in ("/1", "/2", "/gone")) == ["/1", "/2", "/gone"]


def test_a_page_that_is_busy_is_asked_for_again(site: Site, desk: Desk):
    site.give("/1", "later", status=503)
    url = site.feed("/feed", STRIKE)
    assert visit(desk, url, follow=True).added.kept == 0
    site.give("/1", f"<html><body><article><p>{STRIKE[1]} Nobody claimed it.</p></article></body></html>")
    assert visit(desk, url, follow=True).added.kept == 1
    assert visit(desk, url, follow=True).changed == 0
    with desk.reading() as connection:
        assert [row.url for row in connection.execute(select(PAGES))] == [f"{site.address}/1"]


def test_a_feed_that_fails_is_named_and_remembered_and_holds_up_no_other(site: Site, desk: Desk):
    site.give("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain")
    gone, private, page = f"{site.address}/gone", f"{site.address}/private/feed", site.give("/page", "<p>No feed.</p>")
    done = visit(desk, gone, private, page, site.feed("/feed", STRIKE))
    assert [(one.location, one.reason) for one in done.failed] == [
        (gone, "http-status"),
        (private, "robots"),
        (page, "unreadable"),
    ]
    assert done.added.kept == 1
    assert "/private/feed" not in [path for path, _ in site.asked]
    with desk.reading() as connection:
        failed = {row.url: row.failed for row in connection.execute(select(FEEDS))}
    assert failed[gone] == "http-status: status 404 Not Found"
    assert failed[f"{site.address}/feed"] is None


def rests(desk: Desk, url: str) -> tuple[int, float]:
    """How often a feed failed in a row, and how many minutes it is left alone from now on."""
    with desk.reading() as connection:
        failures = connection.scalar(select(FEEDS.c.failures).where(FEEDS.c.url == url))
        left = waiting(connection, [Subscription(url)], timedelta())[url]
    assert failures is not None
    return failures, left.total_seconds() / 60


def test_a_feed_that_fails_rests_longer_each_time_until_it_answers(site: Site, desk: Desk):
    url = site.give("/feed", "down", status=500)
    for times, minutes in ((1, 15), (2, 30), (3, 60)):
        (failed,) = visit(desk, url).failed
        assert failed.times == times
        assert rests(desk, url) == (times, pytest.approx(minutes, abs=0.2))
    site.feed("/feed", STRIKE)
    assert visit(desk, url).failed == []
    assert rests(desk, url) == (0, 0)
    assert rest(7) == timedelta(hours=16) and rest(8) == rest(10_000) == timedelta(days=1)


@pytest.mark.parametrize("status", [429, 503])
def test_a_rest_that_the_server_asks_for_is_kept(site: Site, desk: Desk, status: int):
    url = site.give("/feed", "later", status=status)
    site.headers["/feed"] = {"Retry-After": "7200"}
    visit(desk, url)
    assert rests(desk, url) == (1, pytest.approx(120, abs=0.2))
    when = datetime.now(UTC) + timedelta(hours=5)
    site.headers["/feed"] = {"Retry-After": format_datetime(when, usegmt=True)}
    visit(desk, url)
    assert rests(desk, url) == (2, pytest.approx(300, abs=0.2))
    site.headers["/feed"] = {"Retry-After": "60"}
    visit(desk, url)
    assert rests(desk, url) == (3, pytest.approx(60, abs=0.2)), "never less than our own"
    site.headers["/feed"] = {"Retry-After": "99999999999999999999"}
    visit(desk, url)
    assert rests(desk, url) == (4, pytest.approx(7 * 24 * 60, abs=0.2)), "but not for ever"


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 23 Nov 2026 12:10:00 GMT", 600),
        ("Monday, 23-Nov-26 12:10:00 GMT", 600),
        ("Mon Nov 23 12:10:00 2026", 600),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_both_forms_of_retry_after_are_read(told: str | None, seconds: int | None):
    found = retry_after(told, datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert (found.total_seconds() if found is not None else None) == seconds


def test_a_site_that_is_asked_too_much_is_asked_for_no_further_page(site: Site, desk: Desk):
    for _, text, link in (STRIKE, TALKS):
        site.give(link, f"<html><body><article><p>{text} It was the third such report in a week.</p></article></body>")
    site.give("/1", "later", status=429)
    url = site.feed("/feed", STRIKE, TALKS)
    assert visit(desk, url, follow=True).added.kept == 0
    assert [path for path, _ in site.asked if path in ("/1", "/2")] == ["/1"]
    site.give("/1", f"<html><body><article><p>{STRIKE[1]} Nobody claimed it.</p></article></body></html>")
    assert visit(desk, url, follow=True).added.kept == 2


def test_the_command_passes_over_what_rests_and_says_so_in_a_line(site: Site, tmp_path: Path):
    path, gone, feed = tmp_path / "new.desk", f"{site.address}/gone", site.feed("/feed", STRIKE)
    first = main("watch", path, gone, feed, "--once", "--delay", 0)
    assert first.code == DONE
    (line,) = [line for line in first.err.splitlines() if line.startswith("failed")]
    assert re.fullmatch(rf"failed {gone}: http-status: .*; left alone until \d{{4}}-\d\d-\d\d \d\d:\d\d UTC", line)
    second = main("watch", path, gone, feed, "--once", "--delay", 0)
    assert second.code == DONE
    assert "1 feed, 0 changed, 1 at rest after failures: kept nothing new" in second.err
    assert [asked for asked, _ in site.asked if asked == "/gone"] == ["/gone"]
    assert main("watch", path, gone, "--once").code == FAILURE


def test_requests_to_one_site_keep_their_distance(site: Site, desk: Desk):
    feeds = [Subscription(site.feed(f"/{number}", STRIKE)) for number in range(3)]
    start = time.monotonic()
    visit_all(desk.engine, desk.shown, feeds, Coder(), Round(), delay=0.2)
    assert time.monotonic() - start >= 0.4


def test_a_feed_is_due_when_its_time_has_come(site: Site, desk: Desk):
    seen, new = Subscription(site.feed("/feed", STRIKE)), Subscription(f"{site.address}/other")
    visit(desk, seen.url)
    with desk.reading() as connection:
        left = waiting(connection, [seen, new], timedelta(minutes=15))
        assert left[new.url] == timedelta()
        assert timedelta(minutes=14) < left[seen.url] <= timedelta(minutes=15)
        assert waiting(connection, [seen], timedelta())[seen.url] == timedelta()


def test_the_command_reads_opml_and_ends_after_one_round(site: Site, tmp_path: Path):
    opml, path = tmp_path / "feeds.opml", tmp_path / "new.desk"
    opml.write_text(site.opml(site.feed("/feed", STRIKE, TALKS), f"{site.address}/gone"), encoding="utf-8")
    done = main("watch", path, opml, "--once", "--delay", 0)
    assert done.code == DONE
    assert f"failed {site.address}/gone: http-status: status 404 Not Found" in done.err
    assert "2 feeds, 1 changed, 1 failed: kept 2 new reports with" in done.err
    assert main("watch", path, opml, "--once", "--delay", 0, "--strict").code == FAILURE
    assert main("watch", path, f"{site.address}/gone", "--once", "--quiet").code == FAILURE


def test_the_command_follows_until_it_is_interrupted(site: Site, tmp_path: Path):
    url, path = site.feed("/feed", STRIKE), tmp_path / "new.desk"
    command = [sys.executable, "-m", "dragoman", "watch", str(path), url, "--delay", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "1 feed, 1 changed: kept 1 new report" in process.stderr.readline()
        process.send_signal(2)
        assert process.wait(timeout=20) == 130
        assert process.stderr.read() == ""
    with Desk.open(path) as desk, desk.reading() as connection:
        assert len(connection.scalars(select(REPORTS.c.hash)).all()) == 1


@pytest.mark.parametrize(
    ("text", "reason", "told"),
    [
        (None, "not-found", "No such file"),
        ("once upon a time", "unreadable", "is no OPML"),
        ("<rss version='2.0'/>", "unreadable", "it begins with <rss>"),
        ("<opml version='2.0'><body/></opml>", "no-text", "names no feed"),
        ("<!DOCTYPE opml [<!ENTITY a 'aaaa'>]><opml><outline xmlUrl='&a;'/></opml>", "unreadable", "entities"),
        ("<!DOCTYPE opml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml>&a;</opml>", "unreadable", "entities"),
        ("<!DOCTYPE opml [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/'>%a;]><opml/>", "unreadable", "entities"),
    ],
)
def test_what_is_no_list_of_feeds_is_refused(text: str | None, reason: str, told: str, tmp_path: Path):
    path = tmp_path / "feeds.opml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        feeds_of([str(path)])
    assert error.value.reason == reason
    assert told in str(error.value)


def test_a_list_in_another_encoding_and_spelling_is_read(tmp_path: Path):
    path = tmp_path / "feeds.opml"
    text = '<?xml version="1.0" encoding="UTF-16"?><opml><body><outline text="Ö"><outline type="rss" '
    text += 'xmlurl=" https://example.org/a?b=1&amp;c=2 " title="Ärzte"/></outline></body></opml>'
    path.write_bytes(text.encode("utf-16"))
    found = feeds_of([str(path), "https://example.org/b", "https://example.org/b"])
    assert found == [
        Subscription("https://example.org/a?b=1&c=2", "Ärzte"),
        Subscription("https://example.org/b"),
    ]


def test_a_wrong_list_ends_the_command_with_a_line(tmp_path: Path):
    done = main("watch", tmp_path / "new.desk", tmp_path / "feeds.opml", "--once")
    assert done.code == FAILURE
    assert done.err.count("\n") == 1 and "feeds.opml: No such file" in done.err
    assert not (tmp_path / "new.desk").exists()
