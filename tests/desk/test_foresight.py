"""Forecasts resolved by hand and by later incidents, and scored."""

from __future__ import annotations

from datetime import date
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from dragoman.desk import Desk
from dragoman.desk.foresight import LEAST, propose, resolve, scores
from dragoman.desk.foresight.scores import score
from dragoman.desk.tables import ENTITIES, FORECASTS, INCIDENTS, PARTIES, REPORTS, RESOLUTIONS, STATEMENTS
from dragoman.errors import DeskError

NOON = "2026-11-23T12:00:00Z"
LATE = date(2026, 1, 1)


def forecast(desk: Desk) -> str:
    """A forecast of the desk whose event has an actor; it is made to have no condition, and nobody tells that anything
    happened."""
    with desk.writing() as connection:
        row = connection.execute(
            select(REPORTS.c.hash, STATEMENTS.c.ref, STATEMENTS.c.id)
            .join(FORECASTS, FORECASTS.c.statement_id == STATEMENTS.c.id)
            .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
            .join(PARTIES, PARTIES.c.statement_id == FORECASTS.c.event_id)
            .where(PARTIES.c.role == "actor")
            .order_by(STATEMENTS.c.id)
            .limit(1)
        ).one()
        connection.execute(update(FORECASTS).where(FORECASTS.c.statement_id == row.id).values(conditional=False))
        connection.execute(update(INCIDENTS).values(asserting=0))
    return f"{row.hash}:{row.ref}"


def outcome(desk: Desk, ref: str) -> tuple[str, bool, str]:
    hash, _, own = ref.partition(":")
    with desk.reading() as connection:
        row = connection.execute(select(RESOLUTIONS).where(RESOLUTIONS.c.hash == hash, RESOLUTIONS.c.ref == own)).one()
    return row.outcome, row.proposed, row.why


@pytest.mark.parametrize("where", ["own_desk", "postgres_desk"])
def test_a_later_incident_proposes_and_a_person_decides(request: pytest.FixtureRequest, where: str):
    desk: Desk = request.getfixturevalue(where)
    ref = forecast(desk)
    hash, _, own = ref.partition(":")
    with desk.writing() as connection:
        propose(connection, LATE, NOON)
    assert outcome(desk, ref)[0] in ("not checkable", "did not")
    with desk.writing() as connection:
        told = connection.execute(
            select(FORECASTS, REPORTS.c.published, REPORTS.c.id.label("report"))
            .join(STATEMENTS, STATEMENTS.c.id == FORECASTS.c.statement_id)
            .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
            .where(REPORTS.c.hash == hash, STATEMENTS.c.ref == own)
        ).one()
        event = connection.execute(select(STATEMENTS).where(STATEMENTS.c.id == told.event_id)).one()
        day = date.fromisoformat(told.published).replace(year=date.fromisoformat(told.published).year + 1).isoformat()
        connection.execute(update(FORECASTS).where(FORECASTS.c.statement_id == told.statement_id).values(horizon=day))
        incident = connection.scalar(
            insert(INCIDENTS).returning(INCIDENTS.c.id),
            {"type": event.type, "quad": event.quad, "day": day, "until": day, "first_id": told.report, "told": day,
             "retold": day, "statements": 1, "reports": 1, "asserting": 2, "denying": 0, "expecting": 0, "score": 1.0},
        )  # fmt: skip
        # Another statement, with the same actors, tells that it happened.
        other = connection.scalar(
            select(PARTIES.c.statement_id)
            .where(PARTIES.c.role == "actor", PARTIES.c.statement_id != told.event_id)
            .where(PARTIES.c.entity_id.in_(select(PARTIES.c.entity_id).where(
                PARTIES.c.statement_id == told.event_id, PARTIES.c.role == "actor")))
            .limit(1)
        )  # fmt: skip
        if other is None:
            other = told.event_id
        connection.execute(update(STATEMENTS).where(STATEMENTS.c.id == other).values(incident_id=incident))
        propose(connection, LATE, NOON)
    assert outcome(desk, ref) == ("came true", True, f"incident {incident} of {day}, told by 2 origins")
    with desk.writing() as connection:
        resolve(connection, ref, "did not", "Ada", "the report of March says so", NOON)
        propose(connection, LATE, NOON)
    assert outcome(desk, ref) == ("did not", False, "the report of March says so")


def test_before_its_horizon_it_is_too_early(own_desk: Desk):
    ref = forecast(own_desk)
    with own_desk.writing() as connection:
        connection.execute(update(FORECASTS).values(horizon="2030-01-01"))
        made = {f"{one.hash}:{one.ref}": one.outcome for one in propose(connection, LATE, NOON)}
    assert made[ref] == "too early"
    assert set(made.values()) <= {"too early", "not checkable"}


@pytest.mark.parametrize(
    ("outcome", "who", "why", "incident", "told"),
    [
        ("perhaps", "Ada", "so", None, "no outcome"),
        ("did not", "", "so", None, "who tells it"),
        ("did not", "Ada", " ", None, "who tells it"),
        ("did not", "Ada", "so", 10**6, "no incident"),
    ],
)
def test_a_wrong_outcome_is_told(own_desk: Desk, outcome: str, who: str, why: str, incident: int | None, told: str):
    ref = forecast(own_desk)
    with pytest.raises(DeskError, match=told), own_desk.writing() as connection:
        resolve(connection, ref, outcome, who, why, NOON, incident)


def test_what_is_no_forecast_is_told(own_desk: Desk):
    with own_desk.writing() as connection:
        row = connection.execute(
            select(REPORTS.c.hash, STATEMENTS.c.ref)
            .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
            .where(STATEMENTS.c.kind == "event")
            .limit(1)
        ).one()
        with pytest.raises(DeskError, match="no forecast but event"):
            resolve(connection, f"{row.hash}:{row.ref}", "did not", "Ada", "so", NOON)


def test_scores_of_known_forecasts():
    one = score("Ada", [(0.8, True)] * 8 + [(0.8, False)] * 2)
    assert (one.count, one.brier, one.base) == (10, 0.16, 0.8)
    assert one.logarithmic == pytest.approx(-(8 * log(0.8) + 2 * log(0.2)) / 10, abs=1e-4)
    assert [(c.foretold, c.happened, c.count) for c in one.calibration] == [(0.8, 0.8, 10)]
    with pytest.raises(DeskError, match="9 forecasts with an outcome are too few"):
        score("Ada", [(0.5, True)] * 9)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=LEAST, max_size=40))
def test_scores_lie_where_they_must(told: list[tuple[float, bool]]):
    one = score("Ada", told)
    assert 0 <= one.brier <= 1
    assert one.logarithmic >= 0
    assert sum(c.count for c in one.calibration) == len(told)


def test_holders_with_too_few_forecasts_have_no_score(own_desk: Desk):
    with own_desk.writing() as connection:
        rows = connection.execute(
            select(REPORTS.c.hash, STATEMENTS.c.ref, STATEMENTS.c.id)
            .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
            .where(STATEMENTS.c.kind == "forecast")
        ).all()
        holder = connection.scalar(select(ENTITIES.c.id).order_by(ENTITIES.c.id).limit(1))
        connection.execute(update(STATEMENTS).where(STATEMENTS.c.kind == "forecast").values(low=0.6, high=0.8))
        connection.execute(update(FORECASTS).values(holder_id=holder))
        for row in rows[: LEAST - 1]:
            resolve(connection, f"{row.hash}:{row.ref}", "came true", "Ada", "so", NOON)
        assert scores(connection) == scores(connection, "outlet") == []
        resolve(connection, f"{rows[LEAST - 1].hash}:{rows[LEAST - 1].ref}", "did not", "Ada", "so", NOON)
        found = scores(connection)
    assert [(one.count, one.brier) for one in found] == [(10, 0.13)]
