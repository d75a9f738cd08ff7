"""Whatever a model finds, coding it raises nothing and points at characters of the report."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.coding import code_graphs, from_annotation
from dragoman.language.graph import Arc, Frame, Node, SentenceGraph
from dragoman.ontology import event_types
from dragoman.record import CodedReport
from dragoman.report import Report, Span

WORDS = (
    '“The port , Orla will not if Reuters told AP said 12 dozens of - ( ) may likely " attack because unless in '
    "exchange for Friday ’ ” he they A."
).split(" ")
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
PERHAPS = st.sampled_from([0.0, 0.3, 1.0])


@st.composite
def reports(draw: st.DrawFn) -> tuple[Report, list[SentenceGraph]]:
    sentences = draw(st.lists(SENTENCES, min_size=1, max_size=5))
    text = ""
    graphs: list[SentenceGraph] = []
    paragraph = 0
    for index, sentence in enumerate(sentences):
        graphs.append(from_annotation({"text": sentence}, {}, index=index, paragraph=paragraph, start=len(text)))
        ends = draw(st.booleans())
        paragraph += ends
        text += sentence + ("\n\n" if ends else " ")
    graphs = [filled(draw, graph, len(text)) for graph in graphs]
    titled = draw(st.booleans())
    if titled:
        graphs[0] = replace(graphs[0], is_title=True)
    outlet = draw(st.sampled_from([None, "Reuters", "Post"]))
    return Report(text, title_span=graphs[0].span if titled else None, outlet=outlet), graphs


def filled(draw: st.DrawFn, graph: SentenceGraph, length: int) -> SentenceGraph:
    def span(low: int, high: int) -> Span:
        start = draw(st.integers(low, high - 1))
        return Span(start, draw(st.integers(start + 1, high)))

    def here() -> Span:
        return span(graph.span.start, graph.span.end)

    def node(label: str, anywhere: bool = False) -> Node:
        return Node(span(0, length) if anywhere else here(), label, draw(PERHAPS))

    def some(labels: tuple[str, ...], anywhere: bool = False) -> tuple[Node, ...]:
        return tuple(node(label, anywhere) for label in draw(st.lists(st.sampled_from(labels), max_size=4)))

    kinds = [*event_types(), "NEST", None]
    return replace(
        graph,
        names=some(("PER", "ROLE", "GPE", "ORG", "MIL", "TIME", "QTY")),
        events=tuple(
            Frame(
                "event",
                here(),
                draw(PERHAPS),
                some(("A", "R", "P", "T", "o", "k", "j", "d", "z", "lk")),
                kind,
                draw(PERHAPS),
                "drone",
                1.0,
                status,
                0.5,
            )
            for kind, status in draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(kinds), st.sampled_from(["act", "not", "plan", "may", "if", "odd", None])
                    ),
                    max_size=3,
                )
            )
        ),
        attributions=tuple(Frame("attribution", here(), 1.0, some(("s", "t"))) for _ in range(draw(st.integers(0, 3)))),
        quotations=tuple(
            Frame("quotation", here(), 1.0, some(("s", "t"), True)) for _ in range(draw(st.integers(0, 2)))
        ),
        reasons=tuple(Frame("reason", here(), 1.0, some(("x", "y"))) for _ in range(draw(st.integers(0, 2)))),
        agreements=tuple(
            Frame("agreement", here(), 1.0, some(("by", "terms", "T"))) for _ in range(draw(st.integers(0, 2)))
        ),
        relations=tuple(Arc(here(), "ally", here(), 1.0) for _ in range(draw(st.integers(0, 2)))),
    )


@settings(max_examples=60)
@given(reports(), st.sampled_from(["phia", "kent", "capphrase"]))
def test_coding_raises_nothing_and_loses_nothing(made: tuple[Report, list[SentenceGraph]], scale: str):
    report, graphs = made
    coded = code_graphs(report, graphs, scale=scale)
    assert CodedReport.from_dict(coded.to_dict()) == coded
    statements = (
        *coded.attributions,
        *coded.events,
        *coded.counts,
        *coded.agreements,
        *coded.forecasts,
        *coded.reasons,
        *coded.relations,
    )
    assert len({made.id for made in statements}) == len(statements)
    known = {made.id for made in coded.attributions}
    for statement in statements:
        assert statement.chain[0].kind == "outlet"
        assert getattr(statement, "attribution", None) in {None, *known}
    for event in coded.events:
        assert report.quote(event.trigger.span) == event.trigger.text
        assert event.evidence.contains(event.trigger.span)
        assert event.hedge is None or report.quote(event.hedge.span) == event.hedge.text
        assert event.likelihood is None or event.likelihood.hedge == event.hedge
    for tally in coded.counts:
        carried = [count.span for event in coded.events if event.sentence == tally.sentence for count in event.counts]
        assert report.quote(tally.count.span) == tally.count.text
        assert not any(tally.count.span.overlaps(span) for span in carried)
    assert code_graphs(report, graphs, scale=scale) == coded


def test_a_report_without_sentences_is_coded_too():
    coded = code_graphs(Report(""), [])
    assert coded.source[0].kind == "outlet"
    assert coded.events == ()
