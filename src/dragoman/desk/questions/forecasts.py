"""`forecasts`: who foretold what, how it turned out, and who foretells how well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select, union_all

from dragoman.desk import foresight
from dragoman.desk.parts import parts
from dragoman.desk.questions.answer import TRACE, Answer, answer, column, table
from dragoman.desk.questions.cards import Card, cards, texts
from dragoman.desk.questions.filters import Filter, check_types, ordering, refuse
from dragoman.desk.questions.names import Ids
from dragoman.desk.questions.picking import Narrow, fewest, gathered, pick
from dragoman.desk.questions.scope import Scope, few, holds, scope, takes_part
from dragoman.desk.tables import FORECASTS, PARTIES, REPORTS, RESOLUTIONS, STATEMENTS
from dragoman.errors import OptionError

COLUMNS = table(
    "forecasts",
    "something foretold",
    column("day", "day", "when it was foretold"),
    column("holder", "text", "by whom: the innermost source, or the outlet itself"),
    column("holder_key", "text", "that source's key, where it has a name"),
    column("outlet", "text", "who published it"),
    column("low", "number", "the least likelihood"),
    column("high", "number", "the greatest"),
    column("horizon", "day", "the last day by which it is to happen"),
    column("conditional", "flag", "whether it holds under a condition only"),
    column("condition", "text", "the condition, in the report's words"),
    column("type", "text", "PLOVER type of what is foretold, where it was coded as an event"),
    column("actors", "texts", "who is to do it"),
    column("recipients", "texts", "to whom"),
    column("place", "text", "where"),
    column("outcome", "text", "came true, did not, too early or not checkable; none where nobody looked yet"),
    column("proposed", "flag", "whether the outcome is the program's proposal, which no person confirmed"),
    column("resolved", "text", "who told the outcome"),
    column("why", "text", "... and why"),
    column("incident", "integer", "the incident that speaks for the outcome, by its number on this desk"),
    column("verdict", "text", "accepted, rejected or edited, by a person"),
    *TRACE,
)
SCORES_COLUMNS = table(
    "scores",
    "who foretells",
    column("name", "text", "the holder or outlet"),
    column("count", "integer", "its forecasts that came true or did not"),
    column("brier", "number", "mean squared difference of probability and outcome: 0 is best"),
    column("logarithmic", "number", "mean of -ln of the probability given to what happened: 0 is best"),
    column("base", "number", "the share that came true"),
    column("calibration", "texts", "by class of probability: the mean foretold, the share that came true, how many"),
)
SORTS = ("day", "-day", "horizon", "-horizon")


_EVENT = STATEMENTS.alias("event")
_OF_EVENT = ("type", "place", "dyad")
"""What the filter says of what is foretold; of the rest, an actor is of either, and all else of the forecast."""
_OF_FORECAST = ("status", "since", "until", "source", "outlet", "min_origins", "incident")


def forecasts(connection: Connection, given: Filter, scores: str | None = None) -> Answer:
    """What is foretold, one row a forecast: `actor` holds it or takes part in what is foretold; `type`, `place` and
    `dyad` are of what is foretold. With `scores` ("holder" or "outlet"): how well each foretells, the best first, as
    far as people resolved enough of its forecasts.

    Raises
    ------
    OptionError
        If the filter is none for this question, or names what the desk does not know.
    """
    if scores is not None:
        return _scores(connection, given, scores)
    check_types(given)
    refuse(given, "forecasts", "status", "min_origins", "incident")
    by, backwards = ordering(given, SORTS)
    asked = scope(connection, given)
    own, event = asked.without("actor", *_OF_EVENT), asked.without("actor", *_OF_FORECAST)
    checks: list[ColumnElement[bool]] = [STATEMENTS.c.kind == "forecast", *holds(own)]
    if event.narrows:
        checks.append(exists().where(_EVENT.c.id == FORECASTS.c.event_id, *holds(event, _EVENT)))
    if asked.actor is not None:
        either = takes_part(STATEMENTS.c.id, asked.actor), takes_part(FORECASTS.c.event_id, asked.actor)
        checks.append(or_(*either))
    narrow = fewest(connection, *_parts(connection, asked, own, event))
    source = STATEMENTS.join(FORECASTS, FORECASTS.c.statement_id == STATEMENTS.c.id)
    column = FORECASTS.c.horizon if by == "horizon" else STATEMENTS.c.at
    ids = pick(connection, STATEMENTS.c.id, given, (column,), checks, narrow, source=source, backwards=backwards)
    return answer(COLUMNS, rows(connection, ids), given.limit)


def rows(connection: Connection, ids: Sequence[int]) -> list[Card]:
    """The rows of forecasts by the numbers of their statements, in the order given."""
    query = (
        select(FORECASTS, RESOLUTIONS.c.outcome, RESOLUTIONS.c.proposed, RESOLUTIONS.c.who, RESOLUTIONS.c.why)
        .add_columns(RESOLUTIONS.c.incident_id.label("incident"))
        .join(STATEMENTS, STATEMENTS.c.id == FORECASTS.c.statement_id)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .outerjoin(RESOLUTIONS, and_(RESOLUTIONS.c.hash == REPORTS.c.hash, RESOLUTIONS.c.ref == STATEMENTS.c.ref))
    )
    found = {
        row.statement_id: row
        for part in parts(ids)
        for row in connection.execute(query.where(FORECASTS.c.statement_id.in_(part)))
    }
    listed = cards(connection, [id for id in ids if id in found])
    events = {
        card["id"]: card for card in cards(connection, sorted({r.event_id for r in found.values() if r.event_id}))
    }
    text = texts(connection, {card["report_id"] for card in listed if found[card["id"]].condition_start is not None})
    for card in listed:
        row = found[card["id"]]
        event = events.get(row.event_id, {})
        start, whole = row.condition_start, text.get(card["report_id"], "")
        card |= {
            "holder": card["says"],
            "holder_key": card["speaker_key"],
            "horizon": row.horizon,
            "conditional": row.conditional,
            "condition": whole[start : row.condition_end] if start is not None else None,
            "outcome": row.outcome,
            "proposed": row.proposed,
            "resolved": row.who,
            "why": row.why,
            "incident": row.incident,
            **{name: event.get(name) for name in ("type", "actors", "recipients", "place")},
        }
    return listed


def _parts(connection: Connection, asked: Scope, own: Scope, event: Scope) -> list[Narrow | None]:
    """What indexes give of forecasts, by the forecast, by what is foretold, by an actor of either."""
    found: list[Narrow | None] = [few(connection, own)]
    told = gathered(connection, event, STATEMENTS.c.id) if event.narrows else None
    if told is not None:
        found.append(select(FORECASTS.c.statement_id).where(FORECASTS.c.event_id.in_(told)))
    if asked.actor is not None and (of := fewest(connection, _taking_part(asked.actor))) is not None:
        columns = FORECASTS.c.statement_id, FORECASTS.c.event_id
        either = union_all(*(select(FORECASTS.c.statement_id).where(column.in_(of)) for column in columns)).subquery()
        found.append(select(either.c.statement_id))
    return found


def _taking_part(who: Ids) -> Narrow:
    return select(PARTIES.c.statement_id).where(PARTIES.c.entity_id.in_(who))


def _scores(connection: Connection, given: Filter, by: str) -> Answer:
    if by not in ("holder", "outlet"):
        raise OptionError(f"scores: are told by 'holder' or by 'outlet', not by {by!r}")
    refuse(given, "scores", *given.narrowing)
    told = foresight.scores(connection, by)
    listed: list[dict[str, Any]] = [
        {
            "name": one.name,
            "count": one.count,
            "brier": one.brier,
            "logarithmic": one.logarithmic,
            "base": one.base,
            "calibration": [f"{c.foretold:.2f}: {c.happened:.2f} of {c.count}" for c in one.calibration],
        }
        for one in told[given.offset : given.offset + given.limit + 1]
    ]
    return answer(SCORES_COLUMNS, listed, given.limit)
