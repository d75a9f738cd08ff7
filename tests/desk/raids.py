"""Reports of raids and arrests made for the tests of incidents, and what those look at."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, func, select

from dragoman.desk import Desk
from dragoman.desk.adding import now
from dragoman.desk.corrections import Correction
from dragoman.desk.incidents.assigning import assign
from dragoman.desk.keeping import keep
from dragoman.desk.origins.assigning import assign as assign_origins
from dragoman.desk.tables import INCIDENTS, REPORTS, STATEMENTS
from dragoman.record import CodedReport
from tests.desk.made import Row as Sentence
from tests.desk.made import made

NOON = "2026-11-23T12:00:00Z"


def deed(text: str, trigger: str, kind: str, **more: Any) -> Sentence:
    """A sentence with one event; `n` are its names, `k` its counts."""
    names = more.pop("n", [])
    return (text, {"n": names, "e": [{"x": trigger, "y": kind, "A": [], "R": [], "st": "act"} | more]})


RAID = deed(
    "Jets bombed the port of Tartus on Monday, killing 11 dockers.",
    "bombed",
    "ASSAULT",
    n=[["Jets", "MIL"], ["Tartus", "GPE"], ["Monday", "TIME"], ["11 dockers", "QTY"]],
    m="aerial", A=["Jets"], P=["Tartus"], T=["Monday"], k=["11 dockers"],
)  # fmt: skip
AGAIN = deed("The bombing lasted an hour.", "bombing", "ASSAULT", m="aerial")
RETOLD = deed(
    "An air strike on the port of Tartus on Monday killed 14 dockers.",
    "air strike",
    "ASSAULT",
    n=[["Tartus", "GPE"], ["Monday", "TIME"], ["14 dockers", "QTY"]],
    m="aerial", P=["Tartus"], T=["Monday"], k=["14 dockers"],
)  # fmt: skip
DENIED = deed(
    "No jets bombed the port of Tartus on Monday.",
    "bombed",
    "ASSAULT",
    n=[["jets", "MIL"], ["Tartus", "GPE"], ["Monday", "TIME"]],
    m="aerial", st="not", A=["jets"], P=["Tartus"], T=["Monday"],
)  # fmt: skip
ELSEWHERE = deed(
    "Police arrested four clerks in Valletta on Monday.",
    "arrested",
    "COERCE",
    n=[["Police", "ORG"], ["Valletta", "GPE"], ["Monday", "TIME"]],
    m="arrest", A=["Police"], P=["Valletta"], T=["Monday"],
)  # fmt: skip
OTHER = deed(
    "Shells fell on Saraqib on Tuesday and nobody was hurt.",
    "Shells",
    "ASSAULT",
    n=[["Saraqib", "GPE"], ["Tuesday", "TIME"]],
    m="heavy-weapons", P=["Saraqib"], T=["Tuesday"],
)  # fmt: skip
ONE = made("2021-05-04", RAID, AGAIN, ELSEWHERE, outlet="Harbour Times")
TWO = made("2021-05-05", RETOLD, OTHER, outlet="Delta Herald")
THREE = made("2021-05-06", DENIED, outlet="Plateau News")
TEN = [
    ONE, TWO, THREE,
    made("2021-05-04", RAID, OTHER, outlet="Coastal Gazette"),
    made("2021-05-07", AGAIN, ELSEWHERE, outlet="Northern Post"),
    made("2021-06-21", RETOLD, outlet="Delta Herald"),
]  # fmt: skip


def added(desk: Desk, *records: CodedReport) -> Desk:
    """The desk with some records joined, one transaction each."""
    for coded in records:
        with desk.writing() as connection:
            kept = keep(connection, [coded], now())
            assign_origins(connection, kept)
            assign(connection, kept)
    return desk


def ref(coded: CodedReport, number: int = 0) -> str:
    """What a person calls an event of a report."""
    event = coded.events[number]
    return f"{coded.report.hash}:{event.id[len(coded.report.id) + 1 :]}"


def tie(one: str, other: str, field: str = "same as") -> Correction:
    return Correction("incident", one, field, other, "Ada", "as both reports say")


def groups(desk: Desk) -> set[frozenset[str]]:
    """The incidents as the statements that they hold."""
    query = (
        select(STATEMENTS.c.incident_id, STATEMENTS.c.ref, REPORTS.c.hash)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .where(STATEMENTS.c.kind == "event")
    )
    found = dict[int | None, set[str]]()
    with desk.reading() as connection:
        for incident, own, hash in connection.execute(query):
            found.setdefault(incident, set()).add(f"{hash}:{own}")
    assert None not in found
    return {frozenset(of) for of in found.values()}


def together(desk: Desk, *refs: str) -> bool:
    """Whether statements are of one incident."""
    return any(set(refs) <= group for group in groups(desk))


def incident(desk: Desk, of: str) -> Row[Any]:
    """The incident of a statement."""
    hash, _, own = of.partition(":")
    query = (
        select(INCIDENTS)
        .join(STATEMENTS, STATEMENTS.c.incident_id == INCIDENTS.c.id)
        .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
        .where(REPORTS.c.hash == hash, STATEMENTS.c.ref == own)
    )
    with desk.reading() as connection:
        return connection.execute(query).one()


def check(desk: Desk) -> None:
    """Every event is of one incident, no incident is empty, and their counts are right."""
    with desk.reading() as connection:
        told = connection.execute(
            select(STATEMENTS.c.incident_id, func.count()).where(STATEMENTS.c.kind == "event").group_by("incident_id")
        )
        counted = connection.execute(select(INCIDENTS.c.id, INCIDENTS.c.statements))
        assert dict(told.all()) == dict(counted.all())
