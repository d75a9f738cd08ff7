"""Origins: who copies whom, and how many independent origins say something."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dragoman.coding import code_graphs
from dragoman.desk import Added, Desk
from dragoman.desk.adding import keep_all, now
from dragoman.desk.joining import join
from dragoman.desk.keeping import keep
from dragoman.desk.origins.assigning import mark_anew
from dragoman.desk.origins.keys import ORIGIN, origin_key, origins
from dragoman.desk.origins.names import outlet_key
from dragoman.desk.origins.shingles import sentence_around, share, shingles
from dragoman.desk.origins.signatures import Signature
from dragoman.desk.recoding import Recoded, replace
from dragoman.desk.tables import COPIES, OUTLETS, REPORTS, STATEMENTS
from dragoman.record import CodedReport
from dragoman.report import Published, Report
from tests.desk.made import Row, made

DEED: Row = (
    "Rebels shelled the port of Northaven on Monday.",
    {
        "n": [["Rebels", "MIL"], ["Northaven", "GPE"], ["Monday", "TIME"]],
        "e": [{"x": "shelled", "y": "ASSAULT", "A": ["Rebels"], "R": ["Northaven"], "st": "act"}],
    },
)
OWN: Row = (
    "Police arrested two dockers near the customs house, a clerk there said.",
    {"n": [["Police", "ORG"]], "e": [{"x": "arrested", "y": "COERCE", "A": ["Police"], "R": [], "st": "act"}]},
)
REST: Sequence[str] = (
    "Cranes stood still and three grain ships waited outside the breakwater with their lights out.",
    "The harbour master counted forty craters between the silo and the railway yard.",
    "Insurers in two capitals doubled what they charge for a voyage into the gulf.",
    "A baker who lives by the quay said the windows of his shop had fallen into the dough.",
    "Ferries to the islands will not sail before the channel has been searched for unexploded shells.",
    "Wheat for delivery in autumn rose by a tenth, the most within a day since spring.",
)
OTHER: Sequence[str] = (
    "Voters in the hill districts queued in fog for a second round that nobody had wanted.",
    "The returning officer broke the seals at six and found the ink pads dry.",
    "Both candidates had promised a tunnel, and neither had said who would pay for it.",
    "A brass band played outside the school until the schoolmaster asked it to stop.",
    "Results are due on Thursday, unless the pass is closed by snow again.",
)


def told(day: str, outlet: str, *sentences: str | Row) -> CodedReport:
    """A report of sentences; those that are strings have nothing in them."""
    return made(day, *((s, {}) if isinstance(s, str) else s for s in sentences), outlet=outlet)


WIRE = told("2021-05-03", "Associated Press", DEED, *REST)
COPY = told("2021-05-04", "Harbour Times", "Fear returned to the coast overnight.", DEED, *REST[:4], OWN)
ALONE = told("2021-05-04", "Delta Herald", *OTHER)
OWN_WORDS = told(
    "2021-05-04",
    "Plateau News",
    "Our reporter saw smoke over the port of Northaven on Monday.",
    "He counted nine shots.",
)


def kept(desk: Desk, *records: CodedReport) -> Desk:
    """The desk with some records in it, one transaction each."""
    for coded in records:
        keep_all(desk.engine, desk.shown, [coded], Added())
    return desk


def traced(desk: Desk) -> dict[str, str]:
    """The outlet of every report's origin by the report's outlet."""
    origin = REPORTS.alias()
    by = OUTLETS.alias()
    query = (
        select(OUTLETS.c.name, by.c.name)
        .select_from(REPORTS)
        .join(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
        .join(origin, origin.c.id == REPORTS.c.origin_id)
        .join(by, by.c.id == origin.c.outlet_id)
    )
    with desk.reading() as connection:
        return dict(connection.execute(query).all())


def keyed(desk: Desk, kind: str) -> dict[str, str | int]:
    """By outlet, the origin key of its statement of a PLOVER type, as a name where it is an outlet's."""
    with desk.reading() as connection:
        names = {row.id: row.name for row in connection.execute(select(OUTLETS))}
        query = (
            select(REPORTS.c.outlet_id, ORIGIN)
            .join(STATEMENTS, STATEMENTS.c.report_id == REPORTS.c.id)
            .where(STATEMENTS.c.type == kind)
        )
        return {names[outlet]: names.get(key, key) for outlet, key in connection.execute(query)}


@pytest.fixture
def empty(tmp_path: Path):
    """A desk without reports."""
    with Desk.open(tmp_path / "empty.desk", create=True) as desk:
        yield desk


def test_a_copy_has_the_wire_story_as_its_origin(empty: Desk):
    kept(empty, WIRE, COPY, ALONE, OWN_WORDS)
    assert traced(empty) == {
        "Associated Press": "Associated Press",
        "Harbour Times": "Associated Press",
        "Delta Herald": "Delta Herald",
        "Plateau News": "Plateau News",
    }
    with empty.reading() as connection:
        shares = dict(connection.execute(select(REPORTS.c.hash, REPORTS.c.copied)).all())
    whole = shingles(WIRE.report.text)
    assert shares[COPY.report.hash] == round(share(shingles(COPY.report.text), whole), 3)
    assert shares[WIRE.report.hash] is None and shares[ALONE.report.hash] is None


def test_what_a_copy_adds_is_its_own(empty: Desk):
    kept(empty, WIRE, COPY)
    assert set(keyed(empty, "ASSAULT").values()) == {"Associated Press"}
    assert keyed(empty, "COERCE") == {"Harbour Times": "Harbour Times"}


def test_the_examples_have_the_origins_that_their_key_tells(own_desk: Desk, records: list[CodedReport]):
    with own_desk.reading() as connection:
        number = dict(connection.execute(select(REPORTS.c.hash, REPORTS.c.id)).all())
        origin = dict(connection.execute(select(REPORTS.c.id, REPORTS.c.origin_id)).all())
        unmarked = connection.scalars(select(STATEMENTS.c.id).where(STATEMENTS.c.origin.is_(None))).all()
    by_example = [number[coded.report.hash] for coded in records]
    copies = {5 + 1: 5, 16 + 1: 16}
    assert [origin[id] for id in by_example] == [by_example[copies.get(n, n)] for n in range(len(by_example))]
    assert unmarked == []


def test_outlets_that_credit_one_agency_are_one_origin(empty: Desk):
    credited = ("BEIRUT (AP) — Shells fell on the harbour before dawn.", {})
    one = made("2021-05-03", credited, DEED, *((s, {}) for s in OTHER), outlet="Harbour Times")
    two = made("2021-05-03", credited, DEED, *((s, {}) for s in REST), outlet="Delta Herald")
    three = told("2021-05-03", "Plateau News", "Our own man was there.", DEED)
    kept(empty, one, two, three)
    assert set(traced(empty).values()) == {"Harbour Times", "Delta Herald", "Plateau News"}
    with empty.reading() as connection:
        count = connection.scalar(select(origins()).where(STATEMENTS.c.type == "ASSAULT"))
    assert count == 2
    assert outlet_key(str(keyed(empty, "ASSAULT")["Delta Herald"])) == outlet_key("Associated Press")


def test_a_notice_in_unrelated_reports_makes_no_copies(empty: Desk):
    notice = (
        "This report was edited by the night desk, and readers who have seen an error in it may write to the page for "
        "corrections, where every change that is made after publication is listed with its date and its reason."
    )
    one = told("2021-05-03", "Harbour Times", *OTHER[:3], notice)
    two = told("2021-05-04", "Harbour Times", *REST[:3], notice)
    assert share(shingles(one.report.text), shingles(two.report.text)) > 0.22
    kept(empty, one, two)
    with empty.reading() as connection:
        assert connection.execute(select(COPIES)).all() == []


def test_old_background_makes_no_copies_in_whatever_order_it_comes(tmp_path: Path):
    background = (
        "The gulf has been closed to warships since a treaty of 1936, which eleven states signed on a steamer, and "
        "whose renewal fails every ten years because two of the successors do not recognise each other."
    )
    old = told("2021-04-20", "Northern Post", "Nothing moved.", background, "The snow has gone.")
    one = told("2021-05-03", "Harbour Times", *OTHER[:3], background)
    two = told("2021-05-04", "Delta Herald", *REST[:3], background)
    for number, order in enumerate(permutations((old, one, two))):
        with Desk.open(tmp_path / f"{number}.desk", create=True) as desk:
            kept(desk, *order)
            assert all(outlet == source for outlet, source in traced(desk).items())
    with Desk.open(tmp_path / "young.desk", create=True) as desk:
        assert traced(kept(desk, one, two))["Delta Herald"] == "Harbour Times"


@pytest.mark.parametrize("day", ["2021-05-20", "2021-04-20"])
def test_the_same_text_weeks_later_is_no_copy(empty: Desk, day: str):
    again = told(day, "Delta Herald", DEED, *REST, "So it was.")
    assert traced(kept(empty, WIRE, again))["Delta Herald"] == "Delta Herald"


_STORIES = [
    told("2021-05-03", "Associated Press", *REST),
    told("2021-05-03", "Harbour Times", *REST[:4], OTHER[0]),
    told("2021-05-04", "Delta Herald", OTHER[1], *REST[1:], OTHER[2]),
    told("2021-05-05", "Plateau News", *REST[3:], *OTHER),
    told("2021-05-04", "Coastal Gazette", *OTHER),
    made("2021-05-06", *((s, {}) for s in REST[2:]), outlet="Northern Post"),
]


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    with Desk.open(tmp_path_factory.mktemp("order") / "all.desk", create=True) as desk:
        keep_all(desk.engine, desk.shown, _STORIES, Added())
        return traced(desk)


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(_STORIES), cut=st.integers(0, len(_STORIES)))
def test_the_order_of_adding_makes_no_difference(
    in_order: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
    order: list[CodedReport],
    cut: int,
):
    with Desk.open(tmp_path_factory.mktemp("order") / "any.desk", create=True) as desk:
        for part in (order[:cut], order[cut:]):
            keep_all(desk.engine, desk.shown, part, Added())
        assert traced(desk) == in_order


def test_an_earlier_report_that_comes_late_takes_the_copies_over(empty: Desk):
    kept(empty, COPY)
    assert set(keyed(empty, "ASSAULT").values()) == {"Harbour Times"}
    kept(empty, WIRE)
    assert traced(empty)["Harbour Times"] == "Associated Press"
    assert set(keyed(empty, "ASSAULT").values()) == {"Associated Press"}


def test_recoding_keeps_origins(empty: Desk):
    kept(empty, WIRE, COPY)
    before = (traced(empty), keyed(empty, "ASSAULT"), keyed(empty, "COERCE"))
    with empty.writing() as connection:
        number = connection.scalar(select(REPORTS.c.id).where(REPORTS.c.hash == COPY.report.hash))
        assert number is not None
        for found in (dataclasses.replace(COPY, events=()), COPY):
            replace(connection, {number: found}, Recoded())
            mark_anew(connection, [number])
    assert (traced(empty), keyed(empty, "ASSAULT"), keyed(empty, "COERCE")) == before


def test_postgresql_traces_alike(postgres_desk: Desk, own_desk: Desk):
    def found(desk: Desk) -> tuple[dict[str, str], dict[str, str], set[tuple[str, float]]]:
        kept(desk, COPY, WIRE, ALONE)
        origin = REPORTS.alias()
        query = select(REPORTS.c.hash, origin.c.hash).join(origin, REPORTS.c.origin_id == origin.c.id)
        with desk.reading() as connection:
            pairs = dict(connection.execute(query).all())
            keys = {
                f"{hash}-{ref}": name
                for hash, ref, name in connection.execute(
                    select(REPORTS.c.hash, STATEMENTS.c.ref, OUTLETS.c.key)
                    .join(STATEMENTS, STATEMENTS.c.report_id == REPORTS.c.id)
                    .join(OUTLETS, OUTLETS.c.id == STATEMENTS.c.origin)
                )
            }
            shares = connection.execute(
                select(REPORTS.c.hash, COPIES.c.share).join(COPIES, COPIES.c.report_id == REPORTS.c.id)
            ).all()
        return pairs, keys, {(hash, share) for hash, share in shares}

    here = found(own_desk)
    assert here[0][COPY.report.hash] == WIRE.report.hash
    assert found(postgres_desk) == here


def test_of_two_writers_the_second_sees_what_the_first_kept(postgres_desk: Desk):
    # Without actors in common: nothing else makes one wait for the other.
    wire, copy = told("2021-05-03", "Associated Press", *REST), told("2021-05-04", "Harbour Times", *REST[:5])
    with ThreadPoolExecutor(1) as pool:
        with postgres_desk.writing() as connection:
            join(connection, keep(connection, [wire], now()))
            second = pool.submit(kept, postgres_desk, copy)
            with pytest.raises(TimeoutError):
                second.result(0.5)
        second.result(10)
    assert traced(postgres_desk)["Harbour Times"] == "Associated Press"


def test_a_report_without_words_or_day_is_its_own_origin(empty: Desk):
    short = code_graphs(Report("Yes.", outlet="Harbour Times"), [])
    undated = code_graphs(Report(WIRE.report.text + " ", outlet="Delta Herald"), [])
    dated = code_graphs(Report("No.", published=Published(date(2021, 5, 3), "given")), [])
    kept(empty, short, dated, undated, WIRE)
    assert traced(empty) == {
        "Harbour Times": "Harbour Times",
        "Delta Herald": "Associated Press",
        "Associated Press": "Associated Press",
    }


@pytest.mark.parametrize(
    "spellings",
    [
        ("AP", "the Associated Press", "Associated Press", "The Associated Press news agency"),
        ("AFP", "Agence France-Presse", "Agence France Presse"),
        ("Harbour Times", "The Harbour Times", "https://www.harbourtimes.com/world/2021", "HARBOUR TIMES"),
        ("Harbour Times", "harbourtimes.com", "www.harbourtimes.com/"),
        ("Harbour Times", "Harbour Times (in Delta Herald)", "Harbour Times online"),
        ("Reuters", "Reuters News", "reuters.com"),
    ],
)  # fmt: skip
def test_all_spellings_of_an_outlet_have_one_key(spellings: tuple[str, ...]):
    assert len({outlet_key(name) for name in spellings}) == 1


def test_other_outlets_have_other_keys():
    names = ("AP", "AFP", "Reuters", "Harbour Times", "Harbour Herald", "Times", "Delta Herald", "BBC", "—")
    assert len({outlet_key(name) for name in names}) == len(names)
    assert outlet_key("—") == ""


def test_the_first_that_is_known_is_the_key():
    assert origin_key(1, 2, 3, 9, 4, 5) == 1
    assert origin_key(None, 2, 3, 9, 4, 5) == 2
    assert origin_key(None, None, 3, 9, 4, 5) == 4
    assert origin_key(None, None, 3, 9, None, 5) == 5
    assert origin_key(None, None, 3, 9, 4, 5, added=True) == 3
    assert origin_key(None, None, 3, 9) == 3
    assert origin_key(None, None, None, 9) == -9


def test_texts_that_share_much_have_signatures_that_are_alike():
    whole, part = shingles(" ".join(REST)), shingles(" ".join(REST[:3]))
    one, other = Signature.of(whole), Signature.of(shingles(" ".join(OTHER)))
    assert one.alike(Signature.of(part), 0.3) > one.alike(other, 0.3) == 0
    assert set(one.bands) & set(Signature.of(part).bands)
    assert Signature.of(()).bands == [] and Signature.of(()).alike(one, 0.3) == 0


def test_quotation_marks_and_case_are_no_change():
    assert shingles("“We left,” he said.") == shingles('"we left", HE SAID')
    assert share(shingles("a b c"), shingles("")) == share(frozenset(), shingles("a b c")) == 0.0
    assert sentence_around("One is here. Two is there! Three.", 15, 18).strip() == "Two is there!"
