"""Signatures of reports packed by the day of publication, in place of a row for each report and each of its bands."""

import struct
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | Sequence[str] | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_HELD = 64
_SIGNED = """SELECT s.report_id, r.outlet_id, r.published, s.signature FROM shingles s
    JOIN reports r ON r.id = s.report_id ORDER BY s.report_id"""


def upgrade() -> None:
    """The step forward."""
    sketches = op.create_table(
        "sketches",
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("day", "part"),
    )
    days = defaultdict[int, list[bytes]](list)
    for report, outlet, published, signature in op.get_bind().execute(sa.text(_SIGNED)):
        # A signature was kept as its size and its rows, which are what follows the two numbers now.
        days[_ordinal(published)].append(struct.pack("<II", report, outlet or 0) + bytes(signature))
    rows = [
        {"day": day, "part": at // _HELD + 1, "packed": b"".join(held[at : at + _HELD])}
        for day, held in sorted(days.items())
        for at in range(0, len(held), _HELD)
    ]
    op.bulk_insert(sketches, rows)
    op.drop_table("bands")
    op.drop_table("shingles")


def _ordinal(published: int | None) -> int:
    """The number of a day that is kept as 20210503, counted from 0001-01-01."""
    return date(published // 10_000, published // 100 % 100, published % 100).toordinal() if published else 0
