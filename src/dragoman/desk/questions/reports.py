"""`reports`: what the desk holds, where each report comes from, and how much was found in it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from dragoman.desk.parts import parts
from dragoman.desk.questions.answer import REPORT, Answer, answer, column, table
from dragoman.desk.questions.cards import Card
from dragoman.desk.questions.filters import Filter, check_types, ordering
from dragoman.desk.questions.picking import fewest, gathered, pick
from dragoman.desk.questions.scope import Scope, belongs, days, scope
from dragoman.desk.tables import OUTLETS, REPORTS, STATEMENTS

COLUMNS = table(
    "reports",
    "a report",
    column("published", "day", "when it was published"),
    column("outlet", "text", "who published it"),
    column("title", "text", "its title"),
    column("credit", "text", "the agency or outlet that it credits as a whole"),
    column("origin", "text", "the report that it copies, by 16 digits of its hash; itself where it copies none"),
    column("origin_outlet", "text", "who published that"),
    column("copied", "number", "share of its text that stands in its origin, 0 to 1; none where it is no copy"),
    column("statements", "integer", "statements found in it"),
    column("url", "text", "its address"),
    column("location", "text", "the file, or the place within one, that it was read from"),
    column("added", "text", "when it came to the desk, UTC"),
    column("model", "text", "the model that coded it"),
    REPORT,
    column("hash", "text", "the whole hash"),
)
SORTS = ("-day", "day")


_OWN = ("outlet", "since", "until")
"""What the filter says of a report itself; all else it says of one of its statements."""
_CREDITS = OUTLETS.alias("credits")
_ORIGINS = REPORTS.alias("origins")
_THEIRS = OUTLETS.alias("theirs")
_QUERY = (
    select(
        *(column for column in REPORTS.c if column.name not in ("body", "record")),
        OUTLETS.c.name.label("outlet"),
        _CREDITS.c.name.label("credit"),
        _ORIGINS.c.hash.label("origin_hash"),
        _THEIRS.c.name.label("origin_outlet"),
    )
    .outerjoin(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
    .outerjoin(_CREDITS, _CREDITS.c.id == REPORTS.c.credit_id)
    .outerjoin(_ORIGINS, _ORIGINS.c.id == REPORTS.c.origin_id)
    .outerjoin(_THEIRS, _THEIRS.c.id == _ORIGINS.c.outlet_id)
)


def reports(connection: Connection, given: Filter) -> Answer:
    """The reports of the desk. `since`, `until` and `outlet` are of their publication; all else of the filter chooses
    those with a statement of which it is true.

    Raises
    ------
    OptionError
        If the filter is none for this question, or names what the desk does not know.
    """
    check_types(given)
    _, backwards = ordering(given, SORTS)
    asked = scope(connection, given)
    told, checks = asked.without(*_OWN), own_checks(asked)
    narrow = gathered(connection, told, STATEMENTS.c.report_id) if told.narrows else None
    if narrow is None:
        if told.narrows:
            checks.append(holding(told))
        if asked.outlet is not None:
            narrow = fewest(connection, select(REPORTS.c.id).where(*own_checks(asked)))
    ids = pick(connection, REPORTS.c.id, given, (REPORTS.c.published,), checks, narrow, backwards=backwards)
    return answer(COLUMNS, rows(connection, ids), given.limit)


def chosen(connection: Connection, given: Filter, ids: Sequence[int]) -> list[int]:
    """Those of some reports that the filter leaves, in their order."""
    asked = scope(connection, given)
    told, checks = asked.without(*_OWN), own_checks(asked)
    if told.narrows:
        checks.append(holding(told))
    if not checks:
        return list(ids)
    left = set[int]()
    for part in parts(ids):
        left.update(connection.scalars(select(REPORTS.c.id).where(REPORTS.c.id.in_(part), *checks)))
    return [id for id in ids if id in left]


def days_of(connection: Connection, ids: Sequence[int]) -> dict[int, str | None]:
    """The days of publication of reports by their numbers."""
    query = select(REPORTS.c.id, REPORTS.c.published)
    return {id: day for part in parts(ids) for id, day in connection.execute(query.where(REPORTS.c.id.in_(part)))}


def own_checks(asked: Scope) -> list[ColumnElement[bool]]:
    """What the filter says of a report itself."""
    found = days(asked.given, REPORTS.c.published)
    if asked.outlet is not None:
        found.append(REPORTS.c.outlet_id.in_(asked.outlet))
    return found


def holding(told: Scope) -> ColumnElement[bool]:
    """A report has a statement that the filter holds."""
    return belongs(told, lambda s: s.c.report_id == REPORTS.c.id)


def rows(connection: Connection, ids: Sequence[int]) -> list[Card]:
    """The rows of reports by their numbers, in the order given."""
    found = dict[int, Card]()
    counts = select(STATEMENTS.c.report_id, func.count()).group_by(STATEMENTS.c.report_id)
    for part in parts(ids):
        told = {row[0]: row[1] for row in connection.execute(counts.where(STATEMENTS.c.report_id.in_(part)))}
        for row in connection.execute(_QUERY.where(REPORTS.c.id.in_(part))):
            found[row.id] = {
                **row._mapping,  # pyright: ignore[reportPrivateUsage] - public in all but name
                "report": row.hash[:16],
                "origin": row.origin_hash[:16] if row.origin_hash else None,
                "statements": told.get(row.id, 0),
            }
    return [found[id] for id in ids if id in found]
