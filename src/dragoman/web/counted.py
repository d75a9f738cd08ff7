"""What the drawings of days show, counted in the desk: tellings, an actor's parts, an outlet's reports, incidents."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from dragoman.desk.questions.filters import Filter, check_types
from dragoman.desk.questions.scope import scope, stands
from dragoman.desk.tables import INCIDENTS, PARTIES, REPORTS, STATEMENTS
from dragoman.errors import OptionError
from dragoman.ontology import QUADS
from dragoman.web.newest import newest
from dragoman.web.over_time import UNITS, OverTime, Unit, over_time
from dragoman.web.wording import STATUS_MARKS

STACKS = ("class", "status")
"""What the bars of the timeline can be parted by: the quad class or the status."""
PARTS = ("did", "had done to it", "said", "foretold")
"""An actor's parts, as its drawing names them."""
TOLD = ("told itself", "copied")
"""What an outlet publishes: reports of its own, and such as another told before."""
BEFORE = 60
"""Days before a day that are drawn with it, to compare with."""


def tellings(connection: Connection, given: Filter, stack: str = "", by: str = "") -> OverTime:
    """The events that reports tell of, by the days that they are filed under.

    Raises
    ------
    OptionError
        If the filter is none for the timeline, or there is no such way to draw it.
    """
    if stack and stack not in STACKS:
        raise OptionError(f"stack: there is no {stack!r}; there are {', '.join(STACKS)}")
    check_types(given)
    of = STATEMENTS.c.status if stack == "status" else STATEMENTS.c.quad
    told = newest(connection, scope(connection, given), "event", STATEMENTS.c.at, of.label("sort")).subquery()
    counts = connection.execute(select(told.c.at, told.c.sort, func.count()).group_by(told.c.at, told.c.sort))
    called = {name: word for name, (_, word) in STATUS_MARKS.items()} if stack == "status" else QUADS
    found = ((at, called[sort], count) for at, sort, count in counts if sort in called)
    return over_time(found, list(called.values()), unit(by))


def unit(by: str) -> Unit | None:
    """A chosen length of periods; None where none is chosen.

    Raises
    ------
    OptionError
        If there is no such length.
    """
    if by and by not in UNITS:
        raise OptionError(f"by: there is no {by!r}; there are {', '.join(UNITS)}")
    return by if by else None


def parts(connection: Connection, actor: int) -> OverTime:
    """What an actor did, had done to it, said and foretold, by days."""
    at, kind, count = STATEMENTS.c.at, STATEMENTS.c.kind, func.count()
    took = (
        select(at, PARTIES.c.role, kind, count)
        .join(STATEMENTS, STATEMENTS.c.id == PARTIES.c.statement_id)
        .where(PARTIES.c.entity_id == actor, PARTIES.c.role.in_(("actor", "recipient")), stands())
        .group_by(at, PARTIES.c.role, kind)
    )
    spoke = select(at, kind, count).where(STATEMENTS.c.speaker_id == actor, stands()).group_by(at, kind)
    # Kinds are told apart here: asked for in the query, they would draw databases to an index of all statements.
    part = {("event", "actor"): PARTS[0], ("event", "recipient"): PARTS[1]}
    word = {"attribution": PARTS[2], "forecast": PARTS[3]}
    found = [(day, part.get((sort, role)), n) for day, role, sort, n in connection.execute(took)]
    found += [(day, word.get(sort), n) for day, sort, n in connection.execute(spoke)]
    return over_time(((day, name, n) for day, name, n in found if name), PARTS)


def published(connection: Connection, outlet: int) -> OverTime:
    """An outlet's reports, by the day of their publication."""
    copy = (REPORTS.c.origin_id != REPORTS.c.id).label("copy")
    query = select(REPORTS.c.published, copy, func.count()).where(REPORTS.c.outlet_id == outlet)
    found = connection.execute(query.group_by(REPORTS.c.published, copy))
    return over_time(((day or "", TOLD[bool(copied)], n) for day, copied, n in found), TOLD)


def first_told(connection: Connection, since: str, until: str) -> OverTime:
    """Incidents that somebody asserts, by the day on which they were first told, from `BEFORE` days ahead of `since`
    to `until`."""
    start = date.fromisoformat(since)
    begin = start - timedelta(days=min(BEFORE, (start - date.min).days))
    within = INCIDENTS.c.told.between(begin.isoformat(), until), INCIDENTS.c.asserting > 0
    query = select(INCIDENTS.c.told, INCIDENTS.c.quad, func.count()).where(*within)
    found = connection.execute(query.group_by(INCIDENTS.c.told, INCIDENTS.c.quad))
    return over_time(((day, QUADS.get(quad, ""), n) for day, quad, n in found), list(QUADS.values()))
