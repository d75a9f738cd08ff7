"""`history`: what people changed, in the order in which they did."""

from __future__ import annotations

from sqlalchemy import Connection

from dragoman.desk.corrections import history
from dragoman.desk.questions.answer import REPORT, Answer, answer, column, table
from dragoman.record.table import Row

COLUMNS = table(
    "history",
    "a change that a person made",
    column("number", "integer", "its number, by which it is undone"),
    column("moment", "text", "when, UTC"),
    column("who", "text", "who made it"),
    column("why", "text", "why"),
    column("subject", "text", "what was changed: a statement, actor, place or incident"),
    REPORT,
    column("ref", "text", "the statement within the report, or the key of the actor or place"),
    column("field", "text", "the field that was changed"),
    column("old", "text", "its value before"),
    column("new", "text", "its value after"),
    column("undone", "text", "when it was taken back, UTC"),
    column("undone_by", "text", "by whom"),
)


def changes(connection: Connection, ref: str | None = None) -> Answer:
    """All changes, or those of one statement ("hash:ref"), actor or place."""
    found: list[Row] = [
        {**row._mapping, "number": row.id, "report": row.hash[:16] if row.hash else None}  # pyright: ignore[reportPrivateUsage] - public in all but name
        for row in history(connection, ref)
    ]
    return answer(COLUMNS, found, len(found))
