"""Reports of a desk coded anew with this version's model and rules: what changed is told, people's corrections stay.

A statement keeps its row, and so its number, its incident and its corrections, as long as the new record has one of the
same kind at the same place in the text; one that moved within overlapping words takes the old one's corrections along.
What a person corrected never goes: where the new record has nothing like it, its row stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, select, update

from dragoman.coder import Coder
from dragoman.desk import blocks, tallies
from dragoman.desk.adding import now
from dragoman.desk.incidents.assigning import of_reports
from dragoman.desk.joining import join_anew
from dragoman.desk.keeping import insert_statements
from dragoman.desk.opening import reading, writing
from dragoman.desk.rows import Rows, Values, rows_of
from dragoman.desk.settling import settle
from dragoman.desk.tables import CORRECTIONS, FORECASTS, LEDGER, PARTIES, REPORTS, STATEMENTS, TOLLS
from dragoman.intake import Skipped
from dragoman.record import CodedReport

COMPARED = ("type", "mode", "status", "low", "high", "period", "day", "until")
"""What makes a statement another one than it was."""
BATCH = 32


@dataclass
class Recoded:
    """How a recoding went: reports done, and statements new, gone, changed, moved with their corrections, and left
    standing because a person corrected them. `lines` tells each in words."""

    reports: int = 0
    new: int = 0
    gone: int = 0
    changed: int = 0
    moved: int = 0
    held: int = 0
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    lines: list[str] = field(default_factory=list[str])


def recode(
    engine: Engine,
    shown: str,
    coder: Coder,
    *,
    everything: bool = False,
    tell: Callable[[Recoded], None] = lambda _: None,
) -> Recoded:
    """Codes the reports anew that another model coded; with `everything`, all of them.

    Committed in batches: broken off, it goes on where it was when it is started again.
    """
    done = Recoded()
    with reading(engine, shown) as connection:
        wanted = select(REPORTS.c.id).order_by(REPORTS.c.id)
        ids = list(connection.scalars(wanted if everything else wanted.where(REPORTS.c.model != coder.model_name)))
    for at in range(0, len(ids), BATCH):
        part = ids[at : at + BATCH]
        with reading(engine, shown) as connection:
            reports = blocks.reports(connection, part)
        numbered = {report.hash: id for id, report in reports.items()}
        coded = list[tuple[int, CodedReport]]()
        for outcome in coder.outcomes(reports.values()):
            if isinstance(outcome, Skipped):
                done.skipped.append(outcome)
            else:
                coded.append((numbered[outcome.report.hash], outcome))
        with writing(engine, shown) as connection:
            numbers = [id for id, _ in coded]
            before = of_reports(connection, numbers)
            replace(connection, dict(coded), done)
            join_anew(connection, numbers, before)
        tell(done)
    if done.reports:
        with writing(engine, shown) as connection:
            tallies.recount(connection)
    return done


def replace(connection: Connection, records: Mapping[int, CodedReport], done: Recoded) -> None:
    """Puts new records in the place of some reports' old ones."""
    blocks.replace(connection, records)
    for report, coded in records.items():
        _replace(connection, report, coded, done)


def _replace(connection: Connection, report: int, coded: CodedReport, done: Recoded) -> None:
    old = connection.execute(select(STATEMENTS).where(STATEMENTS.c.report_id == report)).all()
    rows = rows_of(coded)
    fresh = {one.values["ref"]: one.values for one in rows.statements}
    corrected = _corrected(connection, coded.report.hash)
    id16 = coded.report.id
    for before in old:
        if before.ref in fresh:
            changes = [name for name in COMPARED if getattr(before, name) != fresh[before.ref][name]]
            if changes and before.verdict != "edited":
                told = ", ".join(f"{name} {getattr(before, name)} → {fresh[before.ref][name]}" for name in changes)
                done.changed += 1
                done.lines.append(f"{id16}:{before.ref} changed: {told}")
    taken = {before.ref for before in old}
    kept = dict[str, int]()
    for before in old:
        if before.ref in fresh:
            kept[before.ref] = before.id
        elif before.ref in corrected and (after := _moved(before, fresh, taken)):
            _follow(connection, coded.report.hash, before.ref, after)
            kept[after] = before.id
            taken.add(after)
            done.moved += 1
            done.lines.append(f"{id16}:{before.ref} moved to {after} with its corrections")
        elif before.ref in corrected:
            done.held += 1
            done.lines.append(f"{id16}:{before.ref} is not found any more and stays, for it was corrected")
        else:
            _remove(connection, before.id)
            done.gone += 1
            done.lines.append(f"{id16}:{before.ref} gone: {before.kind} {before.type or ''}".rstrip())
    done.new += sum(ref not in kept for ref in fresh)
    done.lines += [
        f"{id16}:{ref} new: {v['kind']} {v['type'] or ''}".rstrip() for ref, v in fresh.items() if ref not in kept
    ]
    _write(connection, report, rows, kept)
    connection.execute(update(REPORTS).where(REPORTS.c.id == report).values(model=coded.model, coded=now()))
    settle(connection, report)
    done.reports += 1


def _corrected(connection: Connection, hash: str) -> set[str]:
    standing = select(CORRECTIONS.c.ref).where(CORRECTIONS.c.hash == hash, CORRECTIONS.c.undone.is_(None))
    tied = select(CORRECTIONS.c.new).where(
        CORRECTIONS.c.subject == "incident", CORRECTIONS.c.undone.is_(None), CORRECTIONS.c.new.startswith(f"{hash}:")
    )
    return {*connection.scalars(standing), *(new.rpartition(":")[2] for new in connection.scalars(tied))}


def _moved(before: Row[Any], fresh: dict[str, Values], taken: set[str]) -> str | None:
    """The new statement of the same kind that shares the most characters with an old one, and is no other old one."""
    shared = {
        ref: min(values["end"], before.end) - max(values["start"], before.start)
        for ref, values in fresh.items()
        if values["kind"] == before.kind and ref not in taken
    }
    best = max(shared, key=lambda ref: (shared[ref], ref), default=None)
    return best if best is not None and shared[best] > 0 else None


def _follow(connection: Connection, hash: str, before: str, after: str) -> None:
    connection.execute(
        update(CORRECTIONS).where(CORRECTIONS.c.hash == hash, CORRECTIONS.c.ref == before).values(ref=after)
    )
    tied = (CORRECTIONS.c.subject == "incident", CORRECTIONS.c.new == f"{hash}:{before}")
    connection.execute(update(CORRECTIONS).where(*tied).values(new=f"{hash}:{after}"))


def _remove(connection: Connection, id: int) -> None:
    connection.execute(update(FORECASTS).where(FORECASTS.c.event_id == id).values(event_id=None))
    for table in (PARTIES, TOLLS, FORECASTS, LEDGER):
        connection.execute(delete(table).where(table.c.statement_id == id))
    connection.execute(delete(STATEMENTS).where(STATEMENTS.c.id == id))


def _write(connection: Connection, report: int, rows: Rows, kept: dict[str, int]) -> None:
    """Writes the statements: those that have a row into it, the others as new ones."""
    for id in kept.values():
        for table in (PARTIES, TOLLS, FORECASTS):
            connection.execute(delete(table).where(table.c.statement_id == id))
    insert_statements(connection, [rows], [report], {(report, ref): id for ref, id in kept.items()})
