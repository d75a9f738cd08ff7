"""One sentence explained: what the model saw in it, how sure it was, and what the rules made of that."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.language.graph import Frame, SentenceGraph
from dragoman.present.terminal import marked
from dragoman.present.words import likely, said_by, toll
from dragoman.record import CodedReport, Count, Event, Link, Tally
from dragoman.record.marks import marks_of
from dragoman.record.visible import visible
from dragoman.report import Span

ROLES = {
    "A": "actor",
    "R": "recipient",
    "P": "place",
    "T": "time",
    "o": "object",
    "k": "killed",
    "j": "injured",
    "d": "displaced",
    "z": "detained",
    "lk": "hedge",
    "s": "source",
    "t": "content",
    "x": "explained",
    "y": "reason",
    "by": "party",
    "terms": "obligation",
}
"""What the codebook's labels of roles mean."""


def explanation(graph: SentenceGraph, coded: CodedReport) -> RenderableType:
    """The sentence, its graph (spans and arcs with scores and the head behind each), and the rules applied to it."""
    here = [event for event in coded.events if event.sentence == graph.index]
    counted = [tally for tally in coded.counts if tally.sentence == graph.index]
    said = [attribution for attribution in coded.attributions if attribution.sentence == graph.index]
    marks = marks_of([*here, *counted, *said])
    return Group(
        Text.assemble((f"sentence {graph.index}  ", "dim"), marked(coded, graph.span, marks)),
        *_spans(graph, coded),
        *_arcs(graph, coded),
        *_rules(here),
        *_counts(counted),
        Text(""),
    )


def _spans(graph: SentenceGraph, coded: CodedReport) -> Iterator[RenderableType]:
    if graph.names:
        rows = _rows()
        for name in graph.names:
            _add(rows, f"{name.score:.2f}", name.label, _words(coded, name.span), "names head")
        yield from _section("names, times, counts", rows)
    frames = (
        *graph.events,
        *graph.attributions,
        *graph.quotations,
        *graph.agreements,
        *graph.reasons,
    )
    for frame in frames:
        yield from _frame(frame, coded)


def _frame(frame: Frame, coded: CodedReport) -> Iterator[RenderableType]:
    rows = _rows()
    _add(rows, f"{frame.score:.2f}", "anchor", _words(coded, frame.anchor), f"{frame.kind} anchors head")
    if frame.type is not None:
        _add(rows, f"{frame.type_score:.2f}", "type", frame.type, "type head")
    if frame.mode is not None:
        _add(rows, f"{frame.mode_score:.2f}", "mode", frame.mode, "mode head")
    if frame.status is not None:
        _add(rows, f"{frame.status_score:.2f}", "status", frame.status, "status head")
    if frame.factuality is not None:
        _add(rows, "", "factuality", f"{frame.factuality:+.1f}", "factuality head")
    for node in frame.roles:
        label = ROLES.get(node.label, node.label)
        _add(rows, f"{node.score:.2f}", label, _words(coded, node.span), f"{frame.kind} roles head")
    yield from _section(f"{frame.kind} “{_words(coded, frame.anchor)}”", rows)


def _arcs(graph: SentenceGraph, coded: CodedReport) -> Iterator[RenderableType]:
    if graph.relations:
        rows = _rows()
        for arc in graph.relations:
            pair = f"{_words(coded, arc.head)} → {_words(coded, arc.tail)}"
            _add(rows, f"{arc.score:.2f}", arc.label, pair, "relations head")
        yield from _section("relations", rows)


def _rules(events: list[Event]) -> Iterator[RenderableType]:
    for event in events:
        rows = _rows()
        weight = f"PLOVER: quad {event.quad}, intensity {event.intensity:+.1f}"
        _add(rows, f"{event.score:.2f}", "type", " ".join(filter(None, (event.type, event.mode))), weight)
        _add(rows, "", "status", event.status, visible(event.status_reason))
        if event.auxiliary:
            _add(rows, "", "auxiliary", ", ".join(event.auxiliary), "rule: auxiliary modes")
        if event.likelihood:
            _add(rows, "", "likelihood", likely(event.likelihood), f"scale {event.likelihood.scale}")
        elif event.hedge:
            _add(rows, "", "hedge", f"“{visible(event.hedge.text)}”", "no likelihood")
        for count in event.counts:
            _add_count(rows, count)
        _add_sources(rows, event.chain)
        yield from _section(f"coded: {event.type} “{visible(event.trigger.text)}” {event.id}", rows)


def _counts(tallies: list[Tally]) -> Iterator[RenderableType]:
    for tally in tallies:
        rows = _rows()
        _add_count(rows, tally.count)
        _add_sources(rows, tally.chain)
        yield from _section(f"counted {tally.id}", rows)


def _add_count(rows: Table, count: Count) -> None:
    _add(rows, f"{count.score:.2f}", "count", f"{toll(count)} “{visible(count.text)}”", "rule: number words")


def _add_sources(rows: Table, chain: tuple[Link, ...]) -> None:
    for link in chain:
        _add(rows, "", "source", said_by((link,)), f"{link.kind}, from the {link.origin}")


def _section(title: str, rows: Table) -> Iterator[RenderableType]:
    yield Text(f"\n{title}", "bold")
    yield Padding(rows, (0, 0, 0, 2))


def _rows() -> Table:
    rows = Table.grid(expand=True, padding=(0, 2, 0, 0))
    rows.add_column(min_width=4, style="dim")
    rows.add_column(no_wrap=True, min_width=10)
    rows.add_column(ratio=1, overflow="fold")
    rows.add_column(style="dim", min_width=24)
    return rows


def _add(rows: Table, *cells: str) -> None:
    """Cells hold words of the report, which are no markup."""
    rows.add_row(*map(Text, cells))


def _words(coded: CodedReport, span: Span) -> str:
    return " ".join(visible(coded.report.quote(span)).split())
