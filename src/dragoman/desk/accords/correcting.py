"""The ledger's entry of a statement that a person corrected."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select, update

from dragoman.desk import blocks
from dragoman.desk.accords.assigning import TOLD, batch_of, tell, write
from dragoman.desk.tables import ACCORDS, LEDGER, STATEMENTS


def enter_anew(connection: Connection, statement: int) -> None:
    """Enters what an event says of an agreement as the statement stands now, in place of what was entered for it."""
    row = connection.execute(select(*TOLD).where(STATEMENTS.c.id == statement)).one()
    coded = blocks.records(connection, [row.report_id])[row.report_id]
    event = next((event for event in coded.events if event.id == f"{coded.report.id}-{row.ref}"), None)
    if event is None:
        return
    own = LEDGER.c.statement_id == statement
    ended = connection.scalars(select(LEDGER.c.accord_id).where(own, LEDGER.c.entry == "ended")).all()
    connection.execute(delete(LEDGER).where(own))
    for accord in ended:
        _end(connection, accord)
    batch = batch_of(connection, {row.report_id: coded})
    made = (
        select(LEDGER.c.accord_id)
        .join(STATEMENTS, STATEMENTS.c.id == LEDGER.c.statement_id)
        .where(STATEMENTS.c.report_id == row.report_id, LEDGER.c.entry == "made")
        .order_by(LEDGER.c.start.desc())
        .limit(1)
    )
    latest = connection.scalar(made)
    if latest is not None:
        batch.latest[row.report_id] = latest
    tell(connection, event, row, batch)
    write(connection, batch.entries)


def _end(connection: Connection, accord: int) -> None:
    """Sets the end of an agreement to what the ledger still has of it."""
    ends = (
        select(func.max(STATEMENTS.c.at))
        .join(LEDGER, LEDGER.c.statement_id == STATEMENTS.c.id)
        .where(LEDGER.c.accord_id == accord, LEDGER.c.entry == "ended", STATEMENTS.c.at > "")
    )
    connection.execute(update(ACCORDS).where(ACCORDS.c.id == accord).values(until=connection.scalar(ends)))
