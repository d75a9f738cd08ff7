"""Feeds followed: each visited politely, what is new in it kept, and where it stands remembered in the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, Row, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from dragoman.coder import Coder
from dragoman.desk.adding import Added, add, now
from dragoman.desk.opening import reading, writing
from dragoman.desk.tables import FEEDS, PAGES
from dragoman.errors import InputError
from dragoman.intake import ReadOptions, Skipped
from dragoman.intake.feed import feed_reports
from dragoman.intake.later import BUSY, Busy
from dragoman.intake.opml import Subscription, subscriptions
from dragoman.intake.publication import Claim
from dragoman.intake.reading import named, read_address
from dragoman.intake.resource import Resource
from dragoman.intake.web import Version, Web
from dragoman.report import Report

DELAY: Final = 2.0
"""Seconds between two requests to one site, our choice, unless its robots.txt asks for more."""
PASSING: Final = frozenset({"network", "timeout", "truncated"})
"""Reasons for which a page may be had another time."""
_BUSY: Final = ("status 429", "status 5")
"""How the details of answers begin that mean the same."""
_CROWDED: Final = tuple(f"status {status}" for status in BUSY)
"""... and of those after which a site is left alone for the rest of a visit."""
REST: Final = timedelta(minutes=15)
"""How long a feed is left alone after it failed once, our choice; after each further failure in a row twice as long."""
LONGEST_REST: Final = timedelta(days=1)
"""... but no longer than this, our choice."""
LONGEST_ASKED: Final = timedelta(days=7)
"""Up to so long as a server asks for by Retry-After, our choice: a mistake there should not silence a feed for good."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A feed that could not be read, under its address: why, how many `times` in a row, and the moment (UTC) before
    which it is left alone."""

    location: str
    reason: str
    detail: str
    times: int
    rests: str


@dataclass
class Round:
    """How one round over the feeds went: those visited, of which `changed` were other than before, and those that could
    not be read; and what was kept, over all of them."""

    visited: int = 0
    changed: int = 0
    failed: list[Failure] = field(default_factory=list[Failure])
    added: Added = field(default_factory=Added)


def feeds_of(sources: Sequence[str]) -> list[Subscription]:
    """The feeds that OPML files name and those given by their addresses, each once.

    Raises
    ------
    InputError
        If a file is no OPML file, or names no feed.
    """
    found: dict[str, Subscription] = {}
    for source in sources:
        web = source.startswith(("http://", "https://"))
        for feed in [Subscription(source)] if web else subscriptions(Path(source)):
            found.setdefault(feed.url, feed)
    return list(found.values())


def waiting(connection: Connection, feeds: Sequence[Subscription], every: timedelta) -> dict[str, timedelta]:
    """How long each feed is still to be left alone, so that a visit follows the one before after `every`, and one that
    fails has its rest."""
    held = {row.url: row for row in connection.execute(select(FEEDS.c.url, FEEDS.c.checked, FEEDS.c.rests))}
    moment, none = datetime.now(UTC), timedelta()

    def left(row: Any) -> timedelta:
        if row is None or not row.checked:
            return none
        rests = datetime.fromisoformat(row.rests) if row.rests else moment
        return max(none, datetime.fromisoformat(row.checked) + every - moment, rests - moment)

    return {feed.url: left(held.get(feed.url)) for feed in feeds}


def rest(times: int, asked: timedelta | None = None) -> timedelta:
    """How long a feed is left alone that failed so many times in a row, or longer where its server asks for that."""
    own = min(REST * 2 ** min(times - 1, 20), LONGEST_REST)
    return max(own, min(asked, LONGEST_ASKED)) if asked is not None else own


def visit_all(
    engine: Engine,
    shown: str,
    feeds: Sequence[Subscription],
    coder: Coder,
    done: Round,
    tell: Callable[[Round], None] = lambda _: None,
    delay: float = DELAY,
) -> Round:
    """Visits feeds one after the other and keeps what is new in them; `tell` is called as it goes on.

    A feed is asked for only if it changed, and no page behind an entry is fetched twice; where a page's site says that
    it is asked too much, its further pages wait for the next visit. A feed that fails has a rest (`rest`), which
    `waiting` tells and which is the caller's to keep. What a feed gave is kept
    before the desk notes that it was read: broken off at any moment, nothing is missed. A feed that fails is named in
    `failed` and holds up no other.

    Raises
    ------
    DeskError
        If the desk cannot be written.
    ModelError
        If the language model is missing or damaged.
    """
    options = replace(coder.options, delay=delay)
    with Web(options) as web:
        for feed in feeds:
            done.visited += 1
            _visit(_Visit(engine, shown, feed, options, web), coder, done, tell)
            tell(done)
    return done


@dataclass
class _Visit:
    """One visit to one feed: pages `read` for good, and whether all that it names was read (`whole`). `asked` is the
    rest that its server asked for, `crowded` are sites that asked to be left alone."""

    engine: Engine
    shown: str
    feed: Subscription
    options: ReadOptions
    web: Web
    read: list[str] = field(default_factory=list[str])
    failure: Skipped | None = None
    asked: timedelta | None = None
    whole: bool = True
    crowded: set[str] = field(default_factory=set[str])

    def items(self, resource: Resource) -> Iterator[Report | Skipped]:
        """The feed's reports; what is wrong with the feed itself goes to `failure`."""
        follow = self._follow if self.options.follow else None
        for item in named(self.feed.url, feed_reports(resource, self.options, follow)):
            if isinstance(item, Skipped) and item.location == self.feed.url:
                self.failure = item
            else:
                yield item

    def _follow(self, link: str, claims: tuple[Claim, ...], outlet: str | None) -> Iterator[Report | Skipped]:
        """The page behind an entry, unless it was read before."""
        with reading(self.engine, self.shown) as connection:
            if _row(connection, PAGES, link) is not None:
                return
        site, passing = urlsplit(link).netloc, False
        if site in self.crowded:
            self.whole = False
            return
        for item in read_address(link, replace(self.options, follow=False), self.web, claims, outlet):
            if isinstance(item, Skipped):
                passing = passing or _passes(item)
                if item.reason == "http-status" and item.detail.startswith(_CROWDED):
                    self.crowded.add(site)
            yield item
        if passing:
            self.whole = False
        else:
            self.read.append(link)


def _visit(visit: _Visit, coder: Coder, done: Round, tell: Callable[[Round], None]) -> None:
    with reading(visit.engine, visit.shown) as connection:
        row = _row(connection, FEEDS, visit.feed.url)
    held = Version(row.etag, row.modified) if row is not None else Version()
    before, version = done.added, held

    def told(added: Added) -> None:
        done.added = _sum(before, added)
        tell(done)

    try:
        with visit.web.open_changed(visit.feed.url, held) as answer:
            if answer is not None:
                resource, version = answer
                done.changed += 1
                add(visit.engine, visit.shown, visit.items(resource), coder, told)
    except InputError as error:
        visit.failure = Skipped(visit.feed.url, error.reason, str(error))
        visit.asked = error.after if isinstance(error, Busy) else None
    failed = _failed(visit, row)
    if failed is not None:
        done.failed.append(failed)
    _note(visit, version if visit.whole and visit.failure is None else held, row, failed)


def _failed(visit: _Visit, row: Row[Any] | None) -> Failure | None:
    """How a feed failed, if it did, and the rest that it has for that."""
    if visit.failure is None:
        return None
    times = (row.failures if row is not None else 0) + 1
    rests = (datetime.now(UTC) + rest(times, visit.asked)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Failure(visit.failure.location, visit.failure.reason, visit.failure.detail, times, rests)


def _note(visit: _Visit, version: Version, row: Row[Any] | None, failed: Failure | None) -> None:
    """Remembers how far a feed was read; the version stays the old one where something is to be asked for again."""
    values = {
        "url": visit.feed.url,
        "title": visit.feed.title or (row.title if row is not None else None),
        "etag": version.etag,
        "modified": version.modified,
        "checked": now(),
        "failed": f"{failed.reason}: {failed.detail}" if failed is not None else None,
        "failures": failed.times if failed is not None else 0,
        "rests": failed.rests if failed is not None else None,
    }
    with writing(visit.engine, visit.shown) as connection:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(insert(FEEDS).values(values).on_conflict_do_update(index_elements=["url"], set_=values))
        pages = [{"url": url, "read": values["checked"]} for url in dict.fromkeys(visit.read)]
        if pages:
            connection.execute(insert(PAGES).on_conflict_do_nothing(index_elements=["url"]), pages)


def _passes(skipped: Skipped) -> bool:
    return skipped.reason in PASSING or (skipped.reason == "http-status" and skipped.detail.startswith(_BUSY))


def _row(connection: Connection, table: Table, url: str) -> Row[Any] | None:
    return connection.execute(select(table).where(table.c.url == url)).one_or_none()


def _sum(one: Added, other: Added) -> Added:
    return Added(
        one.kept + other.kept,
        one.statements + other.statements,
        one.held + other.held,
        [*one.skipped, *other.skipped],
    )
