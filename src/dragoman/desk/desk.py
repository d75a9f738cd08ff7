"""A desk: coded reports kept, joined and asked."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, select

from dragoman.coder import Coder
from dragoman.coder.source import items
from dragoman.desk.adding import Added, add
from dragoman.desk.opening import open_engine, reading, shown_as, writing
from dragoman.desk.packing import unpack_record, unpack_report
from dragoman.desk.tables import REPORTS
from dragoman.errors import DeskError
from dragoman.record import CodedReport
from dragoman.report import Report


class Desk:
    """One SQLite file or PostgreSQL database of coded reports. Open it with `Desk.open`; use it in a `with` statement
    or `close` it at the end. It may be read by many while one writes."""

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
        inputs: Iterable[Report | str | Path],
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
        query = (
            select(REPORTS.c.body, REPORTS.c.record).where(REPORTS.c.hash.startswith(report, autoescape=True)).limit(2)
        )
        with self.reading() as connection:
            found = connection.execute(query).all()
        if len(found) != 1:
            raise DeskError(f"{self.shown}: {'several reports begin' if found else 'no report begins'} with {report!r}")
        body, record = found[0]
        return unpack_record(record, unpack_report(body))

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

    def close(self) -> None:
        """Gives the database back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
