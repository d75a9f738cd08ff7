"""What a span of days brought: new incidents, disputes, broken agreements, what is due, new actors; and the tallies."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import func, insert, select, update

from dragoman.desk import Desk, tallies
from dragoman.desk.foresight import resolve
from dragoman.desk.keeping import Kept
from dragoman.desk.questions.items import Brief, Voice
from dragoman.desk.questions.passages import WIDTH, passage
from dragoman.desk.questions.voices import Told, differing, one_each
from dragoman.desk.tables import ENTITIES, INCIDENTS, STATEMENTS, TOLLS
from dragoman.errors import OptionError
from tests.desk.asked import prepare

SINCE = "2019-09-01"


@pytest.fixture
def ready(own_desk: Desk) -> Desk:
    return prepare(own_desk)


def voices(brief: Brief) -> list[Voice]:
    of = [voice for matter in [*brief.incidents, *(d.matter for d in brief.disputed)] for voice in matter.voices]
    return [*of, *(b.voice for s in brief.strained for b in s.breaches), *(d.voice for d in brief.due),
            *(a.voice for a in brief.actors)]  # fmt: skip


def test_each_item_has_voices_with_words_of_their_reports(ready: Desk):
    brief = ready.brief(SINCE)
    assert brief.incidents and brief.disputed and brief.strained and brief.actors and voices(brief)
    for voice in voices(brief):
        assert ready.record(voice.report).report.text[voice.start : voice.end] == voice.words != ""
        assert voice.says


def test_new_is_what_nobody_told_of_before(ready: Desk):
    brief = ready.brief(SINCE, date(2020, 1, 31))
    assert (brief.since, brief.until) == (SINCE, "2020-01-31")
    assert all(SINCE <= matter.told <= "2020-01-31" for matter in brief.incidents)
    assert all(SINCE <= actor.first <= "2020-01-31" for actor in brief.actors)
    assert [m.asserting for m in brief.incidents] == sorted((m.asserting for m in brief.incidents), reverse=True)
    assert ready.brief("2035-01-01").counts == dict.fromkeys(("incidents", "disputed", "strained", "due", "actors"), 0)
    with pytest.raises(OptionError, match="lies after"):
        ready.brief("2020-01-01", "2019-01-01")


def test_disputed_is_what_is_denied_or_counted_differently(ready: Desk):
    with ready.writing() as connection:
        connection.execute(update(INCIDENTS).values(denying=0))
        number = connection.scalar(
            select(INCIDENTS.c.id).where(INCIDENTS.c.reports > 1, INCIDENTS.c.retold >= SINCE).limit(1)
        )
        told = connection.execute(
            select(STATEMENTS.c.origin, func.min(STATEMENTS.c.id)).where(STATEMENTS.c.incident_id == number)
            .group_by(STATEMENTS.c.origin).order_by(STATEMENTS.c.origin).limit(2)
        ).all()  # fmt: skip
        for statement in (row[1] for row in told):
            connection.execute(TOLLS.delete().where(TOLLS.c.statement_id == statement))
        for (_, statement), dead in zip(told, (20, 33), strict=True):
            connection.execute(update(STATEMENTS).where(STATEMENTS.c.id == statement).values(status="act"))
            row = {"statement_id": statement, "kind": "killed", "low": dead, "high": dead, "value": dead}
            connection.execute(insert(TOLLS), row)
        changed = update(INCIDENTS).where(INCIDENTS.c.id == number).values(killed_low=20, killed_high=33)
        connection.execute(changed)
    dispute = next(one for one in ready.brief(SINCE).disputed if one.matter.incident == number)
    assert dispute.over == ("how many were killed",) and dispute.matter.killed == "20 to 33"
    figures = {figure for voice in dispute.matter.voices for figure in voice.figures}
    assert {"killed 20", "killed 33"} <= figures
    assert any(
        re.match(r"killed 33: ", figure) for row in ready.incidents(incident=number)["figures"] for figure in row
    )


def test_a_forecast_is_due_until_a_person_resolves_it(ready: Desk):
    due = ready.brief("2019-01-01").due
    assert due and all(one.horizon >= "2019-01-01" for one in due)
    hashed = f"{due[0].voice.report}:{due[0].voice.ref}"
    with ready.writing() as connection:
        resolve(connection, hashed, "did not", "an analyst", "nothing came of it", "2020-06-01T00:00:00Z")
    assert len(ready.brief("2019-01-01").due) == len(due) - 1
    told = ready.forecasts(limit=1000).filter(outcome="did not")
    assert told["resolved"].to_list() == ["an analyst"] and told["why"].to_list() == ["nothing came of it"]


def test_tallies_added_piece_by_piece_are_those_of_a_recount(ready: Desk):
    columns = [ENTITIES.c[name] for name in ("id", "statements", "acts", "suffers", "says", "first", "last")]
    with ready.writing() as connection:
        counted = connection.execute(select(*columns).order_by(ENTITIES.c.id)).all()
        empty = dict.fromkeys(("statements", "acts", "suffers", "says"), 0)
        connection.execute(update(ENTITIES).values(**empty, first=None, last=None))
        ids = list(connection.scalars(select(STATEMENTS.c.id)))
        for part in (ids[::2], ids[1::2]):
            tallies.assign(connection, Kept((), tuple(part)))
        assert connection.execute(select(*columns).order_by(ENTITIES.c.id)).all() == counted
    assert max(row.statements for row in counted) > 20


def test_one_telling_of_each_origin_and_both_sides_of_a_dispute():
    told = [Told(n, n % 4, "asserts") for n in range(8)] + [Told(8, 9, "denies"), Told(9, 1, "expects")]
    assert [one.id for one in one_each(told, 9)] == [0, 1, 2, 3, 8, 9]
    assert [one.id for one in one_each(told, 3)] == [0, 8, 9]
    assert not differing([Told(1, 1, "asserts", 20, 30), Told(2, 2, "asserts", 30, None)])
    assert not differing([Told(1, 1, "asserts", 20, 20), Told(2, 1, "asserts", 33, 33)])
    assert differing([Told(1, 1, "asserts", 20, 20), Told(2, 2, "asserts", 33, None)])


def test_a_passage_holds_the_words_and_cuts_none():
    text = "Nothing here. " * 40 + "Shelling hit Saraqıb’s market; the attacks killed nine. " + "More of it. " * 40
    found = passage(text, "attack market")
    assert {"market", "attacks"} == set(found.hits) and found.end - found.start <= WIDTH
    assert not text[found.start - 1].isalnum() and not text[found.end].isalnum()
    assert (passage("Short.", "absent").start, passage("Short.", "absent").end) == (0, 6)
