"""A record in the terminal: the report's sentences with their evidence marked, each with what it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.present import world
from dragoman.present.words import circumstances, counted, dated, deed, likely, listed, said_by, toll
from dragoman.record import Agreement, CodedReport, Event, Forecast, Reason, Relation, Tally
from dragoman.record.marks import PARTS, Mark, Part, marks_of, runs
from dragoman.record.statement import Link
from dragoman.record.visible import visible
from dragoman.report import Span

STYLES: dict[Part, str] = {
    "trigger": "bold yellow",
    "hedge": "italic yellow",
    "cue": "italic green",
    "actor": "bold cyan",
    "recipient": "bold magenta",
    "source": "bold green",
    "count": "red",
    "place": "underline",
    "time": "underline",
}
"""How each part is marked. Parts that often stand together differ in weight, slant or line as well as in colour."""


def record(coded: CodedReport) -> RenderableType:
    """The whole record of one report."""
    return Group(*_blocks(coded))


def legend() -> Text:
    """What the marks mean, each word in its own style."""
    return Text(" ").join([Text("marked:", "dim"), *(Text(part, STYLES[part]) for part in PARTS)])


def heading(coded: CodedReport) -> Text:
    """Title, outlet, date with its origin, and how much was found."""
    report = coded.report
    about = [
        visible(report.outlet or "no outlet"),
        dated(report.published),
        counted(len(coded.sentences), "sentence"),
        counted(len(coded.events), "event"),
    ]
    title = Text(visible(report.title or report.location or f"report {report.id}"), "bold")
    return Text("\n").join([title, Text(" · ".join(about), "dim")])


def marked(coded: CodedReport, span: Span, marks: Sequence[Mark]) -> Text:
    """The words of the span with their parts in their styles; runs of white space show as one blank."""
    text = Text()
    for run in runs(span, marks):
        words = visible(coded.report.quote(run.span))
        folded = " ".join(words.split())
        before = " " if words[:1].isspace() and text and not text.plain.endswith(" ") else ""
        after = " " if words[-1:].isspace() and folded else ""
        text.append(before).append(folded, STYLES[run.part] if run.part else "").append(after)
    return text


def _blocks(coded: CodedReport) -> Iterator[RenderableType]:
    yield heading(coded)
    if coded.events:
        yield _title("Events")
        yield from _events(coded)
    reasons = {reason.id: reason for reason in coded.reasons}
    sections: tuple[tuple[str, Iterable[RenderableType]], ...] = (
        ("Counts", [_count(tally) for tally in coded.counts]),
        ("Agreements", [_agreement(agreement) for agreement in coded.agreements]),
        ("Forecasts", [_forecast(forecast, reasons) for forecast in coded.forecasts]),
        ("Reasons", [_reason(reason) for reason in coded.reasons]),
        ("Also said", [*_said(coded)]),
        ("Relations", [_relation(relation) for relation in coded.relations]),
        ("Actors", [*world.actors(coded)]),
        ("Places", [*world.places(coded)]),
        ("Times", [*world.times(coded)]),
        ("Notes", [Text(f"  {visible(note)}") for note in coded.notes]),
    )
    for name, lines in sections:
        if lines:
            yield _title(name)
            yield from lines
    if not any(lines for _, lines in sections) and not coded.events:
        yield Text("  nothing of the kinds that Dragoman codes was found", "dim")
    yield Text("")


def _title(name: str) -> Text:
    return Text(f"\n{name.upper()}", "bold dim")


def _events(coded: CodedReport) -> Iterator[RenderableType]:
    """Each sentence that tells of events, once, with all its events below it."""
    marks = marks_of([*coded.events, *coded.counts, *coded.attributions])
    tied = world.tied(coded)
    for number, sentence in enumerate(coded.sentences):
        told = [event for event in coded.events if event.sentence == number]
        if told:
            lines: list[RenderableType] = [marked(coded, sentence, marks)]
            lines += [Padding(_event(event, tied.get(event.id, "")), (0, 0, 0, 2)) for event in told]
            yield _numbered(number, Group(*lines))


def _event(event: Event, tied: str) -> RenderableType:
    return _stated(Text(deed(event), "bold"), [circumstances(event), tied], event.chain)


def _stated(first: Text, details: Iterable[str], chain: tuple[Link, ...] = ()) -> RenderableType:
    """What is stated, and below it, indented also where a line wraps, its details and who says so."""
    below = [Text(line) for line in details if line]
    if chain:
        below.append(Text(f"says {said_by(chain)}", "dim"))
    return Group(first, *(Padding(line, (0, 0, 0, 2)) for line in below))


def _count(tally: Tally) -> RenderableType:
    words = Text.assemble((toll(tally.count), "bold"), f" “{visible(tally.count.text)}”")
    return _numbered(tally.sentence, _stated(words, (), tally.chain))


def _agreement(agreement: Agreement) -> RenderableType:
    between = listed(agreement.parties) or "parties not named:"
    words = Text.assemble((between, "bold"), f" “{visible(agreement.mention.text)}”")
    terms = [
        f"– {visible(term.obliged.text)}: {visible(term.mention.text)}" if term.obliged else f"– {term.mention.text}"
        for term in agreement.terms
    ]
    when = f"when {listed(agreement.times)}" if agreement.times else ""
    return _numbered(agreement.sentence, _stated(words, [*map(visible, terms), when], agreement.chain))


def _forecast(forecast: Forecast, reasons: Mapping[str, Reason]) -> RenderableType:
    why = reasons.get(forecast.reason or "")
    parts = [
        likely(forecast.likelihood) if forecast.likelihood else "",
        visible(forecast.condition.text) if forecast.condition else "",
        f"when {visible(forecast.horizon.text)}" if forecast.horizon else "",
        visible(f"{why.cue.text} {why.reason.text}") if why else "",
    ]
    words = Text(visible(forecast.statement.text), "bold")
    return _numbered(forecast.sentence, _stated(words, [" · ".join(filter(None, parts))], forecast.chain))


def _reason(reason: Reason) -> RenderableType:
    words = Text.assemble(
        (visible(reason.explained.text), "bold"),
        (f" ← {visible(reason.cue.text)} ", STYLES["cue"]),
        visible(reason.reason.text),
    )
    return _numbered(reason.sentence, _stated(words, (), reason.chain))


def _relation(relation: Relation) -> RenderableType:
    head, tail = visible(relation.head.text), visible(relation.tail.text)
    return _numbered(relation.sentence, Text(f"{head} — {relation.label} — {tail}"))


def _said(coded: CodedReport) -> Iterator[RenderableType]:
    """What is said without anything else of the record in it."""
    statements = (*coded.events, *coded.counts, *coded.agreements, *coded.forecasts, *coded.reasons)
    holding = {statement.attribution for statement in statements} | {said.parent for said in coded.attributions}
    for said in coded.attributions:
        if said.id not in holding:
            words = " … ".join(" ".join(visible(coded.report.quote(part)).split()) for part in said.content)
            yield _numbered(
                said.sentence, _stated(Text(f"“{words}”" if said.speech == "direct" else words, "bold"), (), said.chain)
            )


def _numbered(sentence: int, block: RenderableType) -> RenderableType:
    grid = Table.grid(expand=True, padding=(0, 1))
    grid.add_column(justify="right", style="dim", min_width=3)
    grid.add_column(ratio=1)
    grid.add_row(str(sentence), block)
    return grid
