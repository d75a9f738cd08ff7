"""Statements may name an incident that is written later in the same transaction (in SQLite the transaction says so).

And in PostgreSQL the places that rows written anew leave behind are freed early, so that later rows can take them: by
default that waits until a fifth of a table is of such places (`autovacuum_vacuum_scale_factor`), and a desk that is
being filled grows by as much.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0005"
down_revision: str | Sequence[str] | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CHANGING = {"statements": "", "incidents": "", "entities": "", "sketches": "toast.", "blocks": "toast."}
"""The tables whose rows are written anew when reports are added, and where most of what changes lies outside the row,
the place of that."""
SETTINGS = {
    "autovacuum_vacuum_scale_factor": "0.02",
    "autovacuum_vacuum_threshold": "500",
    "autovacuum_vacuum_cost_delay": "0",
}


def upgrade() -> None:
    """The step forward."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, beside in CHANGING.items():
        places = dict.fromkeys(("", beside))
        told = ", ".join(f"{place}{name} = {value}" for place in places for name, value in SETTINGS.items())
        op.execute(f"ALTER TABLE {table} SET ({told})")
    op.execute("ALTER TABLE statements ALTER CONSTRAINT statements_incident_id_fkey DEFERRABLE INITIALLY DEFERRED")
