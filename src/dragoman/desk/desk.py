"""A desk: coded reports kept, joined and asked."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from sqlalchemy import Connection, Engine, select

from dragoman.coder import Coder
from dragoman.coder.source import items
from dragoman.desk import blocks
from dragoman.desk.adding import Added, add
from dragoman.desk.columns import begins
from dragoman.desk.compacting import compact
from dragoman.desk.incidents.telling import Account, account
from dragoman.desk.opening import open_engine, reading, shown_as, writing
from dragoman.desk.questions import Answer, Brief, Filter, Filters
from dragoman.desk.questions import ask as ask_question
from dragoman.desk.questions import brief as brief_of
from dragoman.desk.tables import REPORTS
from dragoman.errors import DeskError
from dragoman.intake import Pause
from dragoman.record import CodedReport
from dragoman.report import Report

if TYPE_CHECKING:
    import polars as pl


class Desk:
    """One SQLite file or PostgreSQL database of coded reports. Open it with `Desk.open`; use it in a `with` statement
    or `close` it at the end. It may be read by many while one writes.

    It is asked with `timeline`, `incidents`, `actors`, `relations`, `claims`, `agreements`, `forecasts`, `reports` and
    `search`, which give Polars frames (extra `polars`) and take filters by name, all of which must hold: `actor`,
    `dyad`, `type`, `place`, `status`, `source`, `outlet`, `since`, `until`, `min_origins`, `incident`, `rejected`, and
    `sort`, `limit` and `offset` for the page. `dragoman.desk.questions.filters.Filter` tells what each means; a
    question refuses those that say nothing of its rows. All raise OptionError for an impossible filter or a name that
    the desk does not know.
    """

    def __init__(self, engine: Engine, shown: str) -> None:
        self.engine = engine
        self.shown = shown

    @classmethod
    def open(cls, location: str | Path, *, create: bool = False) -> Self:
        """The desk at a path or a URL (`postgresql://user@host/database`).

        With `create` a desk is made where there is none.

        Raises
        ------
        DeskError
            If there is no desk there, or it cannot be opened.
        """
        return cls(open_engine(location, create=create), shown_as(location))

    def add(
        self,
        inputs: Iterable[Report | str | Path | Pause],
        coder: Coder | None = None,
        tell: Callable[[Added], None] = lambda _: None,
    ) -> Added:
        """Codes and keeps what is new among the inputs: reports, paths, addresses. See `dragoman.desk.adding.add`."""
        coder = coder or Coder()
        return add(self.engine, self.shown, items(inputs, coder.options), coder, tell)

    def record(self, report: str) -> CodedReport:
        """The whole record of a report, by its hash or the first digits of it.

        Raises
        ------
        DeskError
            If no report, or more than one, begins so.
        """
        query = select(REPORTS.c.id).where(begins(REPORTS.c.hash, report)).limit(2)
        with self.reading() as connection:
            found = connection.scalars(query).all()
            if len(found) != 1:
                told = "several reports begin" if found else "no report begins"
                raise DeskError(f"{self.shown}: {told} with {report!r}")
            return blocks.records(connection, found)[found[0]]

    def ask(self, name: str, given: Filter | None = None, **own: object) -> Answer:
        """The answer to one of `dragoman.desk.questions.QUESTIONS`, with what it alone is asked (`OWN`)."""
        with self.reading() as connection:
            return ask_question(connection, name, given or Filter(), **own)

    def timeline(self, **filters: Unpack[Filters]) -> pl.DataFrame:
        """The events that reports tell of, one row a telling, by day. All filters."""
        return self.ask("timeline", Filter.of(**filters)).polars()

    def incidents(self, **filters: Unpack[Filters]) -> pl.DataFrame:
        """What is said to have happened, one row for all its tellings. All filters; `type`, `place`, `since`, `until`
        and `min_origins` are the incident's, the rest one telling's."""
        return self.ask("incidents", Filter.of(**filters)).polars()

    def actors(self, **filters: Unpack[Filters]) -> pl.DataFrame:
        """Who takes part in what is told, most often first. All filters but `dyad`."""
        return self.ask("actors", Filter.of(**filters)).polars()

    def relations(self, **filters: Unpack[Filters]) -> pl.DataFrame:
        """How actors are said to stand to each other, one row a statement, by day. Filters `actor`, `dyad`, `type` (a
        label), `source`, `outlet`, `since`, `until`."""
        return self.ask("relations", Filter.of(**filters)).polars()

    def claims(self, kind: str | None = None, **filters: Unpack[Filters]) -> pl.DataFrame:
        """Who says what, one row a statement, by day; only those of a `kind` (event, forecast, relation, agreement,
        count, attribution). All filters."""
        return self.ask("claims", Filter.of(**filters), kind=kind).polars()

    def agreements(self, agreement: int | None = None, **filters: Unpack[Filters]) -> pl.DataFrame:
        """What was agreed, one row an agreement, or with the number of one: what is said to become of it. All filters;
        `actor`, `dyad`, `type` (its kind), `since`, `until` and `min_origins` are the agreement's, the rest those of a
        statement about it; for one agreement, all but `min_origins` are those of its entries."""
        return self.ask("agreements", Filter.of(**filters), agreement=agreement).polars()

    def forecasts(self, scores: str | None = None, **filters: Unpack[Filters]) -> pl.DataFrame:
        """What is foretold, one row a forecast, by day; or with `scores` ("holder", "outlet") how well each foretells.
        Filters `actor`, `dyad`, `type`, `place`, `source`, `outlet`, `since`, `until`."""
        return self.ask("forecasts", Filter.of(**filters), scores=scores).polars()

    def reports(self, **filters: Unpack[Filters]) -> pl.DataFrame:
        """The reports, the last first. All filters; `outlet`, `since` and `until` are the report's, the rest those of
        one of its statements."""
        return self.ask("reports", Filter.of(**filters)).polars()

    def search(self, words: str, **filters: Unpack[Filters]) -> pl.DataFrame:
        """The reports that hold all words, each with a passage of them, the best first. Filters as for `reports`."""
        return self.ask("search", Filter.of(**filters), words=words).polars()

    def incident(self, number: int) -> Account:
        """How one incident is told: by whom first, by how many independent origins, with which figures, and who changed
        their story. Its number is that of `incidents`.

        Raises
        ------
        DeskError
            If the desk has no incident of that number, or all that told of it was rejected.
        """
        with self.reading() as connection:
            return account(connection, number)

    def brief(self, since: str | date, until: str | date | None = None) -> Brief:
        """What the days since one, or between two, brought. See `dragoman.desk.questions.briefing.brief`."""
        with self.reading() as connection:
            return brief_of(connection, since, until)

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A transaction that reads: all of it sees one moment."""
        with reading(self.engine, self.shown) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """A transaction that writes: all of it is kept, or nothing."""
        with writing(self.engine, self.shown) as connection:
            yield connection

    def compact(self) -> tuple[int, int]:
        """Gives back the room that is no longer used; the bytes before and after. See `dragoman.desk.compacting`."""
        return compact(self.engine, self.shown)

    def close(self) -> None:
        """Gives the database back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
