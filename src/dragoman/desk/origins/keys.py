"""Origin keys: what independent origins are counted by.

Two statements are from one origin where their keys are equal, so `count(distinct statements.origin)` is how many
independent origins say something. The key of a statement is the first of these that is known:

1. the upstream outlet or agency that its own chain credits last ("Reuters said", "state media quoted an official"):
   `statements.upstream_id`;
2. the agency that its report credits as a whole (`reports.credit_id`): two outlets that both credit one agency on the
   same matter are one origin, even where both rewrote the text;
3. for what stands in the report's origin too, the agency that the origin credits, else the origin's outlet;
4. the report's own outlet: two reports of one outlet are no two origins;
5. the origin itself, where no outlet is known.

What a copy adds to its origin (a sentence that has few 3-grams of it) is the copying outlet's own: 4 holds, not 3.

A key is an integer: the number of a row of `outlets`, or the number of a report with its sign turned where no outlet is
known. It lies ready in `statements.origin`, which `mark` fills for new reports within the adding transaction, and anew
for reports whose origin changed because of them.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, select, update

from dragoman.desk.parts import parts
from dragoman.desk.tables import REPORTS, STATEMENTS

ORIGIN = STATEMENTS.c.origin
"""The origin key of a statement, as a column to group and to count by."""


def origin_key(
    upstream: int | None,
    credit: int | None,
    outlet: int | None,
    origin: int,
    origin_credit: int | None = None,
    origin_outlet: int | None = None,
    *,
    added: bool = False,
) -> int:
    """The key of a statement, or, without `upstream`, of a report.

    `upstream`, `credit`, `outlet`, `origin_credit` and `origin_outlet` are numbers of `outlets`: the statement's own
    chain's, the report's and its origin's. `origin` is the report that the report copies, itself where it copies none.
    `added` says that the statement stands in the report and not in its origin.
    """
    own = (upstream, credit)
    behind = (outlet,) if added else (origin_credit, origin_outlet, outlet)
    return next((number for number in (*own, *behind) if number is not None), -origin)


def origins() -> ColumnElement[int]:
    """How many independent origins a group of statements has, as an expression over `statements`."""
    return func.count(ORIGIN.distinct())


def mark(connection: Connection, reports: list[int], added: dict[int, list[int]]) -> None:
    """Sets the keys of all statements of some reports.

    `added` gives, for those of the reports that are copies, the statements that do not stand in their origin.
    """
    origin = REPORTS.alias("origin")
    report = REPORTS.alias("report")
    joined = report.outerjoin(origin, report.c.origin_id == origin.c.id)
    number = func.coalesce(report.c.origin_id, report.c.id)
    own = (STATEMENTS.c.upstream_id, report.c.credit_id)
    behind = (origin.c.credit_id, origin.c.outlet_id, report.c.outlet_id)

    def set_key(key: ColumnElement[int], column: ColumnElement[int], numbers: list[int]) -> None:
        value = select(key).select_from(joined).where(report.c.id == STATEMENTS.c.report_id).scalar_subquery()
        for part in parts(numbers):
            # Most have it from the beginning (dragoman.desk.keeping), and a row that is written again takes room.
            other = update(STATEMENTS).where(column.in_(part), STATEMENTS.c.origin.is_distinct_from(value))
            connection.execute(other.values(origin=value))

    set_key(func.coalesce(*own, *behind, -number), STATEMENTS.c.report_id, reports)
    set_key(func.coalesce(*own, report.c.outlet_id, -number), STATEMENTS.c.id, [s for of in added.values() for s in of])
