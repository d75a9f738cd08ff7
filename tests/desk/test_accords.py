"""Agreements over several reports: what is one, its terms, and what is said to become of it."""

from __future__ import annotations

import io
from itertools import permutations
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import Connection, select

from dragoman.desk import Desk
from dragoman.desk.accords import assign, words
from dragoman.desk.accords.dates import When, apart, surer
from dragoman.desk.adding import now
from dragoman.desk.corrections import Correction, correct, undo
from dragoman.desk.keeping import keep
from dragoman.desk.tables import ACCORD_PARTIES, ACCORDS, ENTITIES, LEDGER, REPORTS, STATEMENTS
from dragoman.present import answers
from dragoman.record import CodedReport
from tests.desk.made import made

NAMES = {"n": [["Russia", "GPE"], ["Turkey", "GPE"]]}

MADE = made(
    "2018-09-17",
    (
        "Russia and Turkey agreed on Monday to set up a buffer zone, and Turkey is to remove fighters.",
        {
            "n": [["Russia", "GPE"], ["Turkey", "GPE"], ["Monday", "TIME"], ["Turkey#2", "GPE"]],
            "g": [{"x": "agreed", "by": ["Russia", "Turkey"], "terms": ["set up a buffer zone", "remove fighters"],
                   "T": ["Monday"]}],
        },
    ),
)  # fmt: skip
RETOLD = made(
    "2018-10-02",
    (
        "Under the deal between Russia and Turkey a buffer zone is due this month.",
        NAMES | {"g": [{"x": "deal", "by": ["Russia", "Turkey"], "terms": ["a buffer zone is due this month"]}]},
    ),
    ("The deal was welcomed.", {"g": [{"x": "The deal", "by": [], "terms": []}]}),
    outlet="Harbour Times",
)
BROKEN = made(
    "2018-12-01",
    (
        "Turkey violated the agreement, Russia said.",
        {
            "n": [["Turkey", "GPE"], ["Russia", "GPE"]],
            "a": [{"s": "Russia", "c": "said", "t": "Turkey violated the agreement"}],
            "e": [{"x": "violated", "y": "REJECT", "m": "yield", "A": ["Turkey"], "o": "the agreement", "st": "act"}],
        },
    ),
)
OTHER = made(
    "2018-10-05",
    (
        "Malta and Iceland signed the Valletta Treaty.",
        {
            "n": [["Malta", "GPE"], ["Iceland", "GPE"], ["Valletta Treaty", "DOC"]],
            "g": [{"x": "Valletta Treaty", "by": ["Malta", "Iceland"], "terms": []}],
        },
    ),
)
NAMED = made(
    "2021-03-01",
    (
        "The Valletta Treaty collapsed.",
        {
            "n": [["Valletta Treaty", "DOC"]],
            "e": [{"x": "collapsed", "y": "REJECT", "o": "The Valletta Treaty", "st": "act"}],
        },
    ),
)


def ledger(desk: Desk, *batches: list[CodedReport]) -> list[tuple[str, set[str], list[tuple[str, str]]]]:
    """Each agreement: its name, its parties, and the entries with the outlet that tells them."""
    with desk.writing() as connection:
        for batch in batches:
            assign(connection, keep(connection, batch, now()))
        out = []
        for accord in connection.execute(select(ACCORDS).order_by(ACCORDS.c.day)).all():
            parties = connection.scalars(
                select(ENTITIES.c.name)
                .join(ACCORD_PARTIES, ACCORD_PARTIES.c.entity_id == ENTITIES.c.id)
                .where(ACCORD_PARTIES.c.accord_id == accord.id)
            )
            entries = connection.execute(
                select(LEDGER.c.entry, REPORTS.c.published)
                .join(STATEMENTS, STATEMENTS.c.id == LEDGER.c.statement_id)
                .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
                .where(LEDGER.c.accord_id == accord.id)
                .order_by(REPORTS.c.published, LEDGER.c.entry)
            )
            out.append((accord.name, set(parties), [(entry, day) for entry, day in entries]))
    return out


@pytest.fixture
def empty(tmp_path):
    with Desk.open(tmp_path / "a.desk", create=True) as desk:
        yield desk


def test_tellings_of_one_agreement_are_one_and_its_breach_is_entered(empty: Desk):
    found = ledger(empty, [MADE, RETOLD, BROKEN, OTHER, NAMED])
    assert [(name, parties) for name, parties, _ in found] == [
        ("Demilitarised zone of Russia and Turkey", {"Russia", "Turkey"}),
        ("Valletta Treaty", {"Malta", "Iceland"}),
    ]
    assert found[0][2] == [
        ("made", "2018-09-17"),
        ("term", "2018-09-17"),
        ("term", "2018-09-17"),
        ("made", "2018-10-02"),
        ("made", "2018-10-02"),
        ("term", "2018-10-02"),
        ("violated", "2018-12-01"),
    ]
    assert found[1][2] == [("made", "2018-10-05"), ("ended", "2021-03-01")]


def treaty(day: str, when: str | None) -> CodedReport:
    """A report of the Valletta Treaty that tells when it was made, or not."""
    text = f"Malta and Iceland signed the Valletta Treaty{f' {when}' if when else ''}."
    names = [["Malta", "GPE"], ["Iceland", "GPE"], ["Valletta Treaty", "DOC"]]
    made_in = {"x": "Valletta Treaty", "by": ["Malta", "Iceland"], "terms": []}
    if when:
        span = when.removeprefix("in ").removeprefix("on ")
        names, made_in = [*names, [span, "TIME"]], made_in | {"T": [span]}
    return made(day, (text, {"n": names, "g": [made_in]}), outlet=f"Post of {day}")


YEAR = treaty("2019-02-01", "in 2018")
MONTH = treaty("2019-02-03", "in September 2018")
EXACT = treaty("2019-05-01", "on 17 September 2018")
UNDATED = treaty("2018-12-01", None)


@pytest.mark.parametrize(
    ("told", "day", "latest", "shown"),
    [
        ([YEAR], "2018-01-01", "2018-12-31", "2018"),
        ([MONTH, YEAR], "2018-09-01", "2018-09-30", "2018-09"),
        ([YEAR, EXACT, MONTH], "2018-09-17", "2018-09-17", "2018-09-17"),
        ([UNDATED], "2018-12-01", None, "2018-12-01"),
        ([UNDATED, YEAR], "2018-01-01", "2018-12-31", "2018"),
    ],
)
def test_a_year_is_no_day_and_the_exact_date_wins(
    empty: Desk, told: list[CodedReport], day: str, latest: str | None, shown: str
):
    ((_, _, entries),) = ledger(empty, told)
    assert len(entries) == len(told)
    (row,) = empty.ask("agreements").rows
    assert (row["day"], row["latest"]) == (day, latest)
    assert row["report"] == min(told, key=lambda one: str(one.report.published)).report.hash[:16], "the first report"
    table = Console(width=100, file=io.StringIO(), record=True)
    table.print(answers.answer(empty.ask("agreements")))
    printed = table.export_text().splitlines()
    assert printed[2].startswith(f"{shown} ")
    assert shown == day or not any(day in line for line in printed)


def test_the_order_of_adding_does_not_decide_when_it_was_made(tmp_path: Path):
    for number, order in enumerate(permutations([YEAR, EXACT, UNDATED])):
        with Desk.open(tmp_path / f"{number}.desk", create=True) as desk:
            ledger(desk, *[[coded] for coded in order])
            (row,) = desk.ask("agreements").rows
            assert (row["day"], row["latest"]) == ("2018-09-17", "2018-09-17")
            assert row["report"] == UNDATED.report.hash[:16]


def test_what_is_told_before_a_date_was_not_made_then():
    told, stated = When("2018-03-01"), When("2018-09-17", "2018-09-17")
    assert not surer(stated, told) and surer(told, stated)
    assert surer(stated, When("")) and not surer(When(""), told)
    assert apart(When("2018-01-01", "2018-12-31"), stated) == 0
    assert (apart(told, stated), apart(stated, told)) == (200, -200)


def test_who_says_so_and_against_whom(empty: Desk):
    ledger(empty, [MADE, BROKEN])
    with empty.reading() as connection:
        entry = connection.execute(select(LEDGER).where(LEDGER.c.entry == "violated")).one()
        who = [connection.scalar(select(ENTITIES.c.name).where(ENTITIES.c.id == id))
               for id in (entry.claimant_id, entry.against_id)]  # fmt: skip
    assert who == ["Russia", "Turkey"]


def said(day: str, sentence: str, trigger: str, status: str, *, times: int = 1) -> CodedReport:
    """A report in which Russia says what Turkey does with the agreement, told by so many statements."""
    event = {"x": trigger, "y": "REJECT", "A": ["Turkey"], "o": "the agreement", "st": status}
    speech = {"s": "Russia", "c": "said", "t": sentence}
    names = [["Turkey", "GPE"], ["Russia", "GPE"]]
    triggers = [event | {"x": word} for word in [trigger, "breached"][:times]]
    return made(day, (f"{sentence}, Russia said.", {"n": names, "a": [speech], "e": triggers}), outlet="Delta Herald")


@pytest.mark.parametrize(
    ("sentence", "trigger", "status", "entry"),
    [
        ("Turkey violated the agreement", "violated", "act", "violated"),
        ("Turkey did not violate the agreement", "violate", "not", "denied"),
        ("Turkey upheld the agreement", "upheld", "act", "kept"),
        ("Turkey did not honour the agreement", "honour", "not", "violated"),
    ],
)
def test_who_denies_a_breach_claims_none(empty: Desk, sentence: str, trigger: str, status: str, entry: str):
    ledger(empty, [MADE, said("2018-12-01", sentence, trigger, status)])
    (row,) = (row for row in empty.ask("agreements", agreement=1).rows if row["entry"] not in ("made", "term"))
    assert (row["entry"], row["claimant"], row["against"]) == (entry, "Russia", "Turkey")
    assert row["status"] in (None, "act"), "the entry has the negation in it"
    (agreement,) = empty.ask("agreements").rows
    assert {name: agreement[name] for name in ("kept", "violated", "denied")} == (
        dict.fromkeys(("kept", "violated", "denied"), 0) | {entry: 1}
    )
    assert len(empty.brief("2018-12-01").strained) == (entry == "violated")


def statement_entered(connection: Connection, entry: str) -> str:
    """The statement of the one entry of a kind, as corrections name it."""
    query = (
        select(REPORTS.c.hash, STATEMENTS.c.ref)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .join(LEDGER, LEDGER.c.statement_id == STATEMENTS.c.id)
        .where(LEDGER.c.entry == entry)
    )
    return ":".join(connection.execute(query).one())


@pytest.mark.parametrize(("status", "entries"), [("not", ["denied"]), ("may", []), ("act", ["violated"])])
def test_a_corrected_statement_is_entered_anew(empty: Desk, status: str, entries: list[str]):
    ledger(empty, [MADE, said("2018-12-01", "Turkey violated the agreement", "violated", "act")])

    def entered() -> list[tuple[object, object]]:
        rows = empty.ask("agreements", agreement=1).rows
        return [(row["entry"], row["against"]) for row in rows if row["entry"] not in ("made", "term")]

    number = 0
    with empty.writing() as connection:
        statement = statement_entered(connection, "violated")
        if status != "act":
            change = Correction("statement", statement, "status", status, "Ada", "read again")
            number = correct(connection, change, now())
    assert entered() == [(entry, "Turkey") for entry in entries]
    if status != "act":
        with empty.writing() as connection:
            undo(connection, number, "Ada", now())
    assert entered() == [("violated", "Turkey")]


def test_an_agreement_goes_on_where_its_end_is_corrected(empty: Desk):
    ledger(empty, [MADE, said("2018-12-01", "Turkey cancelled the agreement", "cancelled", "act")])
    with empty.writing() as connection:
        statement = statement_entered(connection, "ended")
        assert connection.scalar(select(ACCORDS.c.until)) is not None
        change = Correction("statement", statement, "status", "plan", "Ada", "read again")
        correct(connection, change, now())
        assert connection.scalar(select(ACCORDS.c.until)) is None


def test_what_a_report_says_twice_in_the_same_words_is_one_line(empty: Desk):
    ledger(empty, [MADE, said("2018-12-01", "Turkey violated and breached the agreement", "violated", "act", times=2)])
    rows = [row for row in empty.ask("agreements", agreement=1).rows if row["entry"] == "violated"]
    assert [row["statements"] for row in rows] == [2]
    assert empty.ask("agreements").rows[0]["violated"] == 2
    (strain,) = empty.brief("2018-12-01").strained
    assert (strain.claims, len(strain.breaches)) == (1, 1)


def test_the_order_of_adding_does_not_decide_what_is_one(tmp_path):
    for number, order in enumerate(permutations([MADE, RETOLD, OTHER])):
        with Desk.open(tmp_path / f"{number}.desk", create=True) as desk:
            found = ledger(desk, *[[coded] for coded in order])
        assert [parties for _, parties, _ in found] == [{"Russia", "Turkey"}, {"Malta", "Iceland"}]


@pytest.mark.parametrize("where", ["own_desk", "postgres_desk"])
def test_the_example_crisis_has_its_deal_in_several_reports(request: pytest.FixtureRequest, where: str, records):
    desk: Desk = request.getfixturevalue(where)
    with desk.writing() as connection:
        from dragoman.desk.keeping import Kept

        ids = tuple(connection.scalars(select(REPORTS.c.id)))
        for table in (LEDGER, ACCORD_PARTIES, ACCORDS):
            connection.execute(table.delete())
        assign(connection, Kept(ids, ()))
        told = connection.execute(
            select(ACCORDS.c.id, STATEMENTS.c.report_id).join(LEDGER, LEDGER.c.accord_id == ACCORDS.c.id)
            .join(STATEMENTS, STATEMENTS.c.id == LEDGER.c.statement_id).distinct()
        ).all()  # fmt: skip
    assert max(sum(row.id == id for row in told) for id in {row.id for row in told}) >= 3


def test_words():
    assert (words.kind("the truce"), words.kind("a gas deal"), words.kind("a visit")) == ("ceasefire", "trade", None)
    assert (words.entry("violated"), words.entry("expired"), words.entry("said")) == ("violated", "ended", None)
    assert (words.entry("endorsed"), words.entry("upheld"), words.entry("withdrew")) == (None, "kept", None)
    assert (words.proper("the Sochi agreement"), words.proper("the deal")) == ("Sochi", None)
    assert words.tells("their truce") and not words.tells("heavy weapons")
