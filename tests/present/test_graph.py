"""A sentence explained: each part of the graph with its score and the head or rule behind it."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from dragoman.language.graph import Arc, Frame, Node, SentenceGraph
from dragoman.present import explanation
from dragoman.record import CodedReport


def graph(coded: CodedReport) -> SentenceGraph:
    event = coded.events[1]
    said = coded.attributions[0]
    assert said.cue
    assert said.source
    assert event.hedge
    return SentenceGraph(
        index=2,
        paragraph=1,
        span=coded.sentences[2],
        text=coded.report.quote(coded.sentences[2]),
        tokens=(),
        names=(Node(coded.names[1].span, "PER", 0.98),),
        events=(
            Frame(
                "event",
                event.trigger.span,
                0.91,
                (Node(event.actors[0].span, "A", 0.88), Node(event.hedge.span, "lk", 0.77)),
                type="CONCEDE",
                type_score=0.66,
                status="may",
                status_score=0.55,
                factuality=1.25,
            ),
        ),
        attributions=(Frame("attribution", said.cue.span, 0.97, (Node(said.source.span, "s", 0.96),)),),
        relations=(Arc(coded.relations[0].head.span, "role", coded.relations[0].tail.span, 0.85),),
    )


def shown(coded: CodedReport) -> str:
    console = Console(file=io.StringIO(), width=100, highlight=False)
    console.print(explanation(graph(coded), coded))
    assert isinstance(console.file, io.StringIO)
    return "\n".join(" ".join(line.split()) for line in console.file.getvalue().splitlines())


def test_every_span_and_arc_has_its_score_and_its_head(coded: CodedReport):
    lines = shown(coded).splitlines()
    for expected in (
        "0.98 PER Ana Novak names head",
        "0.91 anchor reopen event anchors head",
        "0.66 type CONCEDE type head",
        "0.55 status may status head",
        "factuality +1.2 factuality head",
        "0.88 actor The coastal guard event roles head",
        "0.77 hedge probably event roles head",
        "0.97 anchor told attribution anchors head",
        "0.96 source Governor Ana Novak attribution roles head",
        "0.85 role Ana Novak → Governor relations head",
    ):
        assert expected in lines


def test_what_the_rules_made_of_it_names_the_rule(coded: CodedReport):
    text = shown(coded)
    assert "status may rule: modal or hedge 'probably'" in text
    assert "likelihood 55–75 % “probably” (likely, phia) scale phia" in text
    assert "auxiliary future rule: auxiliary modes" in text
    assert "0.80 type CONCEDE PLOVER: quad 1, intensity +5.0" in text
    assert "source Harbour Wire agency, from the sentence" in text


def test_a_hedge_that_tells_no_likelihood_is_named(coded: CodedReport):
    reopen = replace(coded.events[1], likelihood=None)
    assert "hedge “probably” no likelihood" in shown(replace(coded, events=(coded.events[0], reopen)))


def test_counts_outside_events_are_shown_with_their_sources(coded: CodedReport):
    tally = replace(coded.counts[0], sentence=2)
    text = shown(replace(coded, counts=(tally,)))
    assert "counted q1" in text
    assert "0.90 count detained 2 or more “all captives” rule: number words" in text


def test_other_sentences_stay_out(coded: CodedReport):
    assert "shelled" not in shown(coded)
    assert "captives" not in shown(coded)


def test_markup_of_the_report_is_text(coded: CodedReport):
    text = coded.report.text.replace("Ana Novak", "[b]Ana[/]")
    assert "0.98 PER [b]Ana[/] names head" in shown(replace(coded, report=replace(coded.report, text=text)))
