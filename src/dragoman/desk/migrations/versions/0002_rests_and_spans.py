"""How often a feed failed in a row and until when it is left alone; the last day that an agreement may be of."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """The step forward."""
    op.add_column("feeds", sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("feeds", sa.Column("rests", sa.Text(), nullable=True))
    op.add_column("accords", sa.Column("latest", sa.Integer(), nullable=True))
