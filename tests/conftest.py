"""A small record, written by hand from the record's own types, for every test that shows, writes or reads records."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import settings

from dragoman.record import (
    Actor,
    Agreement,
    Attribution,
    Candidate,
    CodedReport,
    Count,
    Entity,
    Event,
    Forecast,
    Likelihood,
    Link,
    Location,
    Mention,
    Name,
    Place,
    Reason,
    Relation,
    Setting,
    Tally,
    Term,
    Timex,
    When,
    World,
)
from dragoman.report import Published, Report, Span

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

TEXT = """\
Velmar port may reopen

Militia gunmen shelled the harbour of Velmar on Sunday, killing at least 11 people.
The coastal guard will probably reopen the port because the islands lack grain, Governor Ana Novak told Harbour Wire.
The two sides signed a truce that obliges the militia to free all captives.
"""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


VELMAR = Span(TEXT.index("Velmar on"), TEXT.index(" on Sunday"))


def sample() -> CodedReport:
    """A record that uses every kind of statement and every field of each."""
    said = Mention("told", span("told"), 0.97)
    outlet = Link("outlet", "The Velmar Post", "metadata")
    chain = (
        outlet,
        Link("agency", "Harbour Wire", "sentence", span("Harbour Wire")),
        Link("person", "Governor Ana Novak", "sentence", span("Governor Ana Novak"), said),
    )
    probably = Likelihood(Mention("probably", span("probably")), "likely", 0.55, 0.75, "phia")
    militia = Actor("Militia gunmen", span("Militia gunmen"), 0.93)
    shelled = Event(
        id="e1",
        sentence=1,
        trigger=Mention("shelled", span("shelled"), 0.99),
        type="ASSAULT",
        mode="heavy-weapons",
        quad=4,
        intensity=-9.0,
        contexts=("military",),
        status="act",
        status_reason="model (0.93)",
        auxiliary=(),
        likelihood=None,
        hedge=None,
        factuality=2.8,
        actors=(militia,),
        recipients=(Actor("the harbour of Velmar", span("the harbour of Velmar"), 0.8),),
        places=(Place("Velmar", VELMAR, 0.9),),
        times=(When("Sunday", span("Sunday"), 0.95),),
        object=None,
        counts=(Count("at least 11 people", span("at least 11 people"), 1.0, "killed", 11, None, 11),),
        chain=(outlet,),
        attribution=None,
        reasons=(),
        evidence=span("Militia gunmen shelled the harbour of Velmar on Sunday, killing at least 11 people."),
        score=0.9,
    )
    reopen = Event(
        id="e2",
        sentence=2,
        trigger=Mention("reopen", Span(TEXT.index("reopen the port"), TEXT.index("reopen the port") + 6), 0.9),
        type="CONCEDE",
        mode=None,
        quad=1,
        intensity=5.0,
        contexts=(),
        status="may",
        status_reason="rule: modal or hedge 'probably'",
        auxiliary=("future",),
        likelihood=probably,
        hedge=probably.hedge,
        factuality=1.2,
        actors=(Actor("The coastal guard", span("The coastal guard"), 0.9),),
        recipients=(),
        places=(),
        times=(),
        object=Mention("the port", span("the port"), 0.7),
        counts=(),
        chain=chain,
        attribution="a1",
        reasons=("w1",),
        evidence=span("The coastal guard will probably reopen the port"),
        score=0.8,
    )
    return CodedReport(
        report=Report(
            text=TEXT,
            title="Velmar port may reopen",
            title_span=Span(0, 22),
            outlet="The Velmar Post",
            published=Published(date(2024, 3, 4), "front matter"),
            url="https://velmar.example/port",
            location="reports/port.md",
            metadata={"section": "coast"},
        ),
        sentences=(
            Span(0, 22),
            shelled.evidence,
            Span(TEXT.index("The coastal"), TEXT.index("\nThe two sides")),
            Span(TEXT.index("The two sides"), len(TEXT) - 1),
        ),
        source=(outlet,),
        names=(Name("Velmar", VELMAR, 0.99, "GPE"), Name("Ana Novak", span("Ana Novak"), 0.98, "PER")),
        attributions=(
            Attribution(
                id="a1",
                sentence=2,
                source=Actor("Governor Ana Novak", span("Governor Ana Novak"), 0.96),
                cue=said,
                content=(span("The coastal guard will probably reopen the port because the islands lack grain"),),
                speech="indirect",
                chain=chain,
                parent=None,
                score=0.95,
            ),
        ),
        events=(shelled, reopen),
        counts=(
            Tally(
                id="q1",
                sentence=3,
                count=Count("all captives", span("all captives"), 0.9, "detained", 2, None),
                chain=(outlet,),
                attribution=None,
                score=0.9,
            ),
        ),
        agreements=(
            Agreement(
                id="g1",
                sentence=3,
                mention=Mention("truce", span("truce"), 0.9),
                parties=(Actor("The two sides", span("The two sides"), 0.9),),
                terms=(
                    Term(
                        Mention("the militia to free all captives", span("the militia to free all captives"), 0.8),
                        Actor("the militia", span("the militia"), 0.8),
                    ),
                ),
                times=(),
                chain=(outlet,),
                attribution=None,
                score=0.85,
            ),
        ),
        forecasts=(
            Forecast(
                id="f1",
                sentence=2,
                statement=Mention("reopen the port", span("reopen the port"), 0.8),
                event="e2",
                likelihood=probably,
                condition=None,
                horizon=None,
                reason="w1",
                chain=chain,
                attribution="a1",
                score=0.8,
            ),
        ),
        reasons=(
            Reason(
                id="w1",
                sentence=2,
                cue=Mention("because", span("because"), 0.99),
                explained=Mention("reopen the port", span("reopen the port"), 0.8),
                reason=Mention("the islands lack grain", span("the islands lack grain"), 0.9),
                chain=chain,
                attribution="a1",
                score=0.9,
            ),
        ),
        relations=(
            Relation(
                id="r1",
                sentence=2,
                head=Mention("Ana Novak", span("Ana Novak"), 0.9),
                label="role",
                tail=Mention("Governor", span("Governor"), 0.9),
                chain=(outlet,),
                attribution=None,
                score=0.9,
            ),
        ),
        model="sample 1",
        scale="phia",
        notes=("no time zone",),
        world=world(),
    )


def world() -> World:
    """What the sample's mentions are tied to."""
    guard = Entity(
        id="name:coastal guard",
        name="coastal guard",
        kind="armed group",
        country="VLM",
        sectors=("MIL",),
        cameo="VLMMIL",
        role=None,
        affiliation="government of Velmar",
        members=(),
        linked=("part of the navy",),
        mentions=(Mention("The coastal guard", span("The coastal guard"), 0.9),),
        score=0.6,
        reason="“coastal guard” is MIL",
    )
    harbour = Location(
        id="geonames:1",
        name="Velmar",
        kind="city",
        precision="city",
        lat=41.5,
        lon=-9.25,
        radius=4.0,
        country="VLM",
        admin=("North Coast",),
        geonames=1,
        metonym=False,
        alternatives=(Candidate("Velmar", "OTH", 2.0, 3.0, None, 0.1),),
        mentions=(Mention("Velmar", VELMAR, 0.95),),
        score=0.9,
        reason="the better known of two",
    )
    sunday = Timex(
        mention=Mention("Sunday", span("Sunday"), 0.95),
        type="DATE",
        value="2024-03-03",
        start="2024-03-03",
        end="2024-03-03",
        precision="day",
        anchor="2024-03-04",
        rule="the most recent such weekday",
        score=0.9,
    )
    told = Setting(
        "e1",
        (),
        (guard.id,),
        harbour.id,
        "own place",
        "2024-03-03",
        "2024-03-03",
        "2024-03-03",
        "day",
        "own time",
        "past",
    )
    return World((guard,), (harbour,), (sunday,), (told,))


def bare() -> CodedReport:
    """A record of a report in which nothing was found."""
    report = Report(text="Rain is expected.")
    return CodedReport(report, (Span(0, 17),), (), (), (), (), (), (), (), (), (), "sample 1", "phia")


@pytest.fixture
def coded() -> CodedReport:
    return sample()


@pytest.fixture
def empty() -> CodedReport:
    return bare()
