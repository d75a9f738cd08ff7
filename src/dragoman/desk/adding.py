"""Reports added to a desk: what is new is coded, kept in batches and joined; what is there already costs a look."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Engine

from dragoman.coder import Coder
from dragoman.coder.batches import batches
from dragoman.desk.joining import join
from dragoman.desk.keeping import keep, known
from dragoman.desk.opening import reading, writing
from dragoman.intake import PAUSE, Pause, Skipped
from dragoman.record import CodedReport
from dragoman.report import Report

LOOK = 64
"""Reports that are looked up at once, at most."""
BATCH = 64
"""Records that one transaction keeps at most."""
PATIENCE = 5.0
"""Seconds after which records that are coded are kept, however few they are; at a pause they are kept at once."""


@dataclass
class Added:
    """How an add went so far: reports kept, reports that the desk held already, and what was skipped."""

    kept: int = 0
    statements: int = 0
    held: int = 0
    skipped: list[Skipped] = field(default_factory=list[Skipped])


def add(
    engine: Engine,
    shown: str,
    items: Iterable[Report | Skipped | Pause],
    coder: Coder,
    tell: Callable[[Added], None] = lambda _: None,
) -> Added:
    """Codes and keeps the reports that the desk does not hold yet. At a pause (`dragoman.intake.arriving`) all that
    came before it is coded and kept without waiting for more.

    `tell` is called after every batch that was committed, and for what was skipped: what it was told of as kept stays
    kept whatever happens later. Running the same again goes on where this was broken off.

    Raises
    ------
    DeskError
        If the desk cannot be written.
    ModelError
        If the language model is missing or damaged.
    """
    added = Added()
    waiting, since = list[CodedReport](), time.monotonic()
    for outcome in coder.as_they_come(_fresh(engine, shown, items, added)):
        if isinstance(outcome, Pause):
            if waiting:
                keep_all(engine, shown, waiting, added)
                tell(added)
                waiting = []
            continue
        if isinstance(outcome, Skipped):
            added.skipped.append(outcome)
            tell(added)
            continue
        if not waiting:
            since = time.monotonic()
        waiting.append(outcome)
        if len(waiting) >= BATCH or time.monotonic() - since > PATIENCE:
            keep_all(engine, shown, waiting, added)
            tell(added)
            waiting = []
    if waiting:
        keep_all(engine, shown, waiting, added)
    tell(added)
    return added


def keep_all(engine: Engine, shown: str, records: list[CodedReport], added: Added) -> None:
    """Keeps and joins records in one transaction, and counts them."""
    with writing(engine, shown) as connection:
        kept = keep(connection, records, now(), joined=True)
        join(connection, kept)
    added.kept += len(kept.reports)
    added.statements += len(kept.statements)
    added.held += len(records) - len(kept.reports)


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _fresh(
    engine: Engine, shown: str, items: Iterable[Report | Skipped | Pause], added: Added
) -> Iterator[Report | Skipped | Pause]:
    """The items without the reports that the desk holds, nor any twice within one look."""
    for part in batches(items, LOOK):
        if not part:
            yield PAUSE
            continue
        reports = {item.hash: item for item in part if isinstance(item, Report)}
        with reading(engine, shown) as connection:
            there = known(connection, reports)
        for item in part:
            if isinstance(item, Skipped):
                yield item
            elif item.hash in there:
                added.held += 1
            else:
                there.add(item.hash)
                yield item
