"""Incidents: what tells of one happening, by whose hand it is put together or apart, and how it is told."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from dragoman.desk import Desk
from dragoman.desk.adding import now
from dragoman.desk.corrections import Correction, correct, undo
from dragoman.desk.incidents import cues
from dragoman.desk.incidents.assigning import assign, explain, of_reports, rejoin
from dragoman.desk.incidents.clustering import Group, cluster
from dragoman.desk.incidents.cues import overlaps, parted, stems
from dragoman.desk.incidents.nearness import parties, places, same, types
from dragoman.desk.incidents.refreshing import refresh_reports
from dragoman.desk.incidents.senses import near, sense
from dragoman.desk.incidents.telling import account
from dragoman.desk.incidents.tellings import Spot, Telling, party
from dragoman.desk.keeping import keep
from dragoman.desk.origins.assigning import assign as assign_origins
from dragoman.desk.recoding import Recoded, replace
from dragoman.desk.tables import REPORTS, STATEMENTS
from dragoman.errors import DeskError
from dragoman.record import CodedReport
from tests.desk.raids import NOON, ONE, TEN, THREE, TWO, added, check, groups, incident, ref, tie, together


def test_a_happening_is_one_incident_within_and_across_reports(empty: Desk):
    added(empty, ONE, TWO, THREE)
    raid = {ref(ONE, 0), ref(ONE, 1), ref(TWO, 0), ref(THREE, 0)}
    assert groups(empty) == {frozenset(raid), frozenset({ref(ONE, 2)}), frozenset({ref(TWO, 1)})}
    found = incident(empty, ref(ONE))
    assert (found.type, found.quad, found.day, found.until) == ("ASSAULT", 4, "2021-05-03", "2021-05-03")
    assert (found.statements, found.reports, found.told, found.retold) == (4, 3, "2021-05-04", "2021-05-06")
    assert (found.asserting, found.denying, found.expecting) == (2, 1, 0)
    assert (found.killed_low, found.killed_high) == (11, 14)
    assert 0.4 < found.score < 1
    check(empty)


def test_what_is_told_of_another_time_is_another_incident(empty: Desk):
    added(empty, TWO, TEN[-1])
    assert not together(empty, ref(TWO), ref(TEN[-1]))


def test_a_score_tells_its_parts(empty: Desk):
    added(empty, ONE, TWO)
    with empty.reading() as connection:
        events = select(STATEMENTS.c.ref, STATEMENTS.c.id).where(STATEMENTS.c.kind == "event")
        number = dict(connection.execute(events).all())
        one, two, other = (number[of.partition(":")[2]] for of in (ref(ONE), ref(TWO), ref(TWO, 1)))
        like, unlike = explain(connection, one, two), explain(connection, one, other)
    part = {one.name: one.value for one in like.parts}
    assert (part["place"], part["days"], part["type"]) == (1, 1, 1)
    assert like.score > 0.8 > 0.2 > unlike.score and like.tied is None
    assert min(unlike.parts, key=lambda one: one.value * one.weight).name == "elsewhere"


@pytest.mark.parametrize("where", ["empty", "empty_postgres"])
def test_what_a_person_parts_or_ties_stays_so_until_it_is_undone(request: pytest.FixtureRequest, where: str):
    desk: Desk = request.getfixturevalue(where)
    added(desk, ONE, TWO)
    before = groups(desk)
    with desk.writing() as connection:
        split = correct(connection, tie(ref(ONE), ref(TWO), "not same as"), NOON)
        merged = correct(connection, tie(ref(ONE, 2), ref(TWO, 1)), NOON)
    added(desk, THREE, *TEN[3:])
    assert not together(desk, ref(ONE), ref(TWO))
    assert together(desk, ref(ONE, 2), ref(TWO, 1))
    check(desk)
    with desk.writing() as connection:
        undo(connection, split, "Bea", NOON)
        undo(connection, merged, "Bea", NOON)
    assert together(desk, ref(ONE), ref(TWO))
    assert not together(desk, ref(ONE, 2), ref(TWO, 1))
    own = {ref(one, n) for one in (ONE, TWO) for n in range(len(one.events))}
    assert {part for group in groups(desk) if (part := group & own)} == before


def test_the_later_tie_counts_where_two_are_at_odds(empty: Desk):
    added(empty, ONE, TWO)
    with empty.writing() as connection:
        correct(connection, tie(ref(ONE), ref(TWO), "not same as"), NOON)
        correct(connection, tie(ref(ONE), ref(TWO)), NOON)
    assert together(empty, ref(ONE), ref(TWO))
    with pytest.raises(DeskError, match="itself"), empty.writing() as connection:
        correct(connection, tie(ref(ONE), ref(ONE)), NOON)


def test_recoding_keeps_ties_and_leaves_no_empty_incident(empty: Desk):
    added(empty, ONE, TWO)
    with empty.writing() as connection:
        correct(connection, tie(ref(ONE, 2), ref(TWO, 1)), NOON)
        id = connection.scalar(select(REPORTS.c.id).where(REPORTS.c.hash == ONE.report.hash))
        assert id is not None
        for coded in (dataclasses.replace(ONE, events=ONE.events[1:2]), ONE):
            before = of_reports(connection, [id])
            replace(connection, {id: coded}, Recoded())
            rejoin(connection, [id], before)
    assert together(empty, ref(ONE, 2), ref(TWO, 1))
    assert together(empty, ref(ONE), ref(TWO))
    check(empty)


def test_rejected_statements_and_changed_origins_are_counted_anew(empty: Desk):
    added(empty, ONE, TWO, THREE)
    with empty.writing() as connection:
        wanted = Correction("statement", ref(THREE), "verdict", "rejected", "Ada", "no denial")
        number = correct(connection, wanted, NOON)
    assert (incident(empty, ref(ONE)).denying, incident(empty, ref(ONE)).statements) == (0, 3)
    with empty.writing() as connection:
        undo(connection, number, "Ada", NOON)
        connection.execute(update(STATEMENTS).values(origin=7))
        refresh_reports(connection, list(connection.scalars(select(REPORTS.c.id))))
    assert (incident(empty, ref(ONE)).denying, incident(empty, ref(ONE)).asserting) == (1, 1)


_WHOLE: list[set[frozenset[str]]] = []


@settings(max_examples=6, deadline=None)
@given(order=st.permutations(TEN))
def test_the_order_of_adding_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, order: Sequence[CodedReport]
):
    with Desk.open(tmp_path_factory.mktemp("order") / "any.desk", create=True) as desk:
        found = groups(added(desk, *order))
    _WHOLE.append(found)
    assert found == _WHOLE[0]


def test_every_event_of_the_examples_is_of_one_incident(tmp_path: Path, records: list[CodedReport]):
    with Desk.open(tmp_path / "idlib.desk", create=True) as desk:
        with desk.writing() as connection:
            kept = keep(connection, records, now())
            assign_origins(connection, kept)
            assign(connection, kept)
        check(desk)
        market = [c for c in records if c.report.title and "market" in c.report.title.casefold()]
        assert len(market) == 2
        first, copy = (
            next(e for e in c.events if e.trigger.text.casefold() == "air strikes" and e.sentence) for c in market
        )
        refs = [f"{c.report.hash}:{e.id[len(c.report.id) + 1 :]}" for c, e in zip(market, (first, copy), strict=True)]
        assert together(desk, *refs)
        found = incident(desk, refs[0])
        assert found.asserting == 1 and found.killed_low is not None
        with desk.reading() as connection:
            told = account(connection, found.id)
        assert told.first.hash == market[0].report.hash
        assert {one.outlet for one in told.told} >= {"Northgate Herald", "Levant Courier"}
        assert any(one.kind == "killed" and one.low <= 23 for one in told.ranges)


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("country:TUR", "country:TUR", 1.0),
        ("country:TUR", "leader:TUR:A", 0.85),
        ("country:TUR", "country:RUS", 0.0),
    ],
)
def test_parties_are_alike(one: str, other: str, like: float):
    def of(key: str):
        return party(key, "country" if key.startswith("country") else "person", key.split(":")[1], "GOV")

    assert same(of(one)[0], of(other)[0]) == like
    assert parties(of(one), ()) is None


def test_a_compound_is_its_members():
    assert {one.country for one in party("leader:RUS:A+leader:TUR:B")} == {"RUS", "TUR"}


def test_places_within_another_are_alike():
    town = Spot("a", "city", "SYR", ("Idlib",), 35.64, 36.67, 4)
    province = Spot("b", "province", "SYR", ("Idlib",), 35.8, 36.6, 42)
    far = Spot("c", "city", "SYR", ("Damascus",), 33.5, 36.3, 14)
    abroad = Spot("d", "city", "TUR", ("Hatay",), 36.2, 36.2, 7)
    assert places(town, town) == 1
    assert 0.5 < (places(town, province) or 0) < 1
    assert places(town, far) == places(town, abroad) == 0
    assert places(town, None) is None


def test_triggers_have_senses():
    def of(words: str, kind: str = "ASSAULT") -> str | None:
        return sense(frozenset(stems(words, particles=True)), kind)

    assert of("air raids") == of("bombed") == of("attacking") == "strike"
    assert of("struck back") == "retaliation"
    assert of("struck", "AGREE") == "deal"
    assert near(of("killed"), of("attack")) == 0.8
    assert near(of("killed"), of("truce")) == 0
    assert near(None, "strike") is None


@pytest.mark.parametrize(
    ("one", "other"), [("struck", "strikes"), ("withdrew", "withdrawal"), ("cease-fire", "ceasefires")]
)
def test_stems_are_without_inflection(one: str, other: str):
    assert stems(one) == stems(other)


def test_cues_are_kept_and_read_back():
    around = cues.coded("market") + cues.coded("tartus")
    assert parted(f"the strik|{around}").definite
    assert parted(f"strik|{around}").around == {cues.coded("market"), cues.coded("tartus")}
    assert overlaps(frozenset({"market"}), parted(f"strik|{around}").around)
    assert not overlaps(frozenset({"market", "strik"}), parted(f"strik|{around}").around)
    assert parted(None).trigger == frozenset()


def _bare(kind: str, mode: str | None) -> Telling:
    return Telling(1, 1, 1, (1, "", 0), 0, kind, mode, "act", "past", 1)


def test_types_and_modes_are_alike():
    assert types(_bare("ASSAULT", "aerial"), _bare("ASSAULT", "aerial")) == 1
    assert 0 < types(_bare("AGREE", None), _bare("SUPPORT", None)) < 1
    assert types(_bare("AID", None), _bare("THREATEN", None)) == 0


def test_groups_are_joined_by_their_strongest_links_and_kept_apart():
    scores = {(1, 2): 0.9, (2, 3): 0.8, (1, 3): 0.1, (3, 4): 0.3, (1, 4): 0.0, (2, 4): 0.0}
    alone = [Group((n,)) for n in (1, 2, 3, 4)]

    def score(one: int, other: int) -> float:
        return scores[min(one, other), max(one, other)]

    found = cluster(alone, scores, score, 0.5)
    assert [set(group.items) for group in found] == [{1, 2, 3}, {4}]
    assert found[0].score == pytest.approx((0.45 + 0.8) / 2)
    parted = cluster(alone, scores, score, 0.5, apart=[(2, 3)])
    assert [set(group.items) for group in parted] == [{1, 2}, {3}, {4}]


def plainly(
    items: int, scores: dict[tuple[int, int], float], least: float, apart: set[tuple[int, int]]
) -> set[frozenset[int]]:
    """What `cluster` does, as its module describes it."""
    groups = [frozenset([item]) for item in range(items)]

    def link(one: frozenset[int], other: frozenset[int]) -> float:
        pairs = [(min(a, b), max(a, b)) for a in one for b in other]
        found = [scores[pair] for pair in pairs]
        return -1.0 if apart.intersection(pairs) else (sum(found) / len(found) + max(found)) / 2

    while len(groups) > 1:
        one, other = max(combinations(groups, 2), key=lambda two: link(*two))
        if link(one, other) < least:
            break
        groups = [group for group in groups if group not in (one, other)] + [one | other]
    return set(groups)


@given(st.integers(1, 9), st.randoms(use_true_random=False), st.floats(0.2, 0.8))
def test_strong_pairs_alone_lead_to_the_same_groups(items: int, rng: Random, least: float):
    pairs = list(combinations(range(items), 2))
    scores = {pair: rng.random() for pair in pairs}
    apart = {pair for pair in pairs if rng.random() < 0.1}
    edges = [pair for pair in pairs if scores[pair] >= least]
    found = cluster(
        [Group((item,)) for item in range(items)],
        edges,
        lambda one, other: scores[min(one, other), max(one, other)],
        least,
        apart,
    )
    assert {frozenset(group.items) for group in found} == plainly(items, scores, least, apart)
