"""A record in the terminal: the report's sentences with their evidence marked, each with what it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

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
    sections: tuple[tuple[str, Iterable[RenderableType]], ...] = (
        ("Counts", [_count(tally) for tally in coded.counts]),
        ("Agreements", [_agreement(agreement) for agreement in coded.agreements]),
        ("Forecasts", [_forecast(forecast) for forecast in coded.forecasts]),
        ("Reasons", [_reason(reason) for reason in coded.reasons]),
        ("Relations", [_relation(relation) for relation in coded.relations]),
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
    for number, sentence in enumerate(coded.sentences):
        told = [event for event in coded.events if event.sentence == number]
        if told:
            lines: list[RenderableType] = [marked(coded, sentence, marks)]
            lines += [Padding(_event(event), (0, 0, 0, 2)) for event in told]
            grid = Table.grid(expand=True, padding=(0, 1))
            grid.add_column(justify="right", style="dim", min_width=3)
            grid.add_column(ratio=1)
            grid.add_row(str(number), Group(*lines))
            yield grid


def _event(event: Event) -> Text:
    return Text("\n").join(
        [
            Text(deed(event), "bold"),
            Text(f"  {circumstances(event)}"),
            _saying(event.chain),
        ]
    )


def _saying(chain: tuple[Link, ...]) -> Text:
    return Text(f"  says {said_by(chain)}" if chain else "  source unknown", "dim")


def _count(tally: Tally) -> RenderableType:
    words = Text.assemble((toll(tally.count), "bold"), f" “{visible(tally.count.text)}”")
    return _numbered(tally.sentence, [words, _saying(tally.chain)])


def _agreement(agreement: Agreement) -> RenderableType:
    lines = [Text.assemble((listed(agreement.parties) or "?", "bold"), f" “{visible(agreement.mention.text)}”")]
    for term in agreement.terms:
        obliged = f"{visible(term.obliged.text)}: " if term.obliged else ""
        lines.append(Text(f"  – {obliged}{visible(term.mention.text)}"))
    if agreement.times:
        lines.append(Text(f"  when {listed(agreement.times)}"))
    return _numbered(agreement.sentence, [*lines, _saying(agreement.chain)])


def _forecast(forecast: Forecast) -> RenderableType:
    parts = [
        likely(forecast.likelihood) if forecast.likelihood else "",
        f"if {visible(forecast.condition.text)}" if forecast.condition else "",
        f"by {visible(forecast.horizon.text)}" if forecast.horizon else "",
    ]
    lines = [Text(visible(forecast.statement.text), "bold")]
    if any(parts):
        lines.append(Text("  " + " · ".join(part for part in parts if part)))
    return _numbered(forecast.sentence, [*lines, _saying(forecast.chain)])


def _reason(reason: Reason) -> RenderableType:
    words = Text.assemble(
        (visible(reason.explained.text), "bold"),
        (f" ← {visible(reason.cue.text)} ", STYLES["cue"]),
        visible(reason.reason.text),
    )
    return _numbered(reason.sentence, [words, _saying(reason.chain)])


def _relation(relation: Relation) -> RenderableType:
    head, tail = visible(relation.head.text), visible(relation.tail.text)
    return _numbered(relation.sentence, [Text(f"{head} — {relation.label} — {tail}")])


def _numbered(sentence: int, lines: Sequence[Text]) -> RenderableType:
    grid = Table.grid(expand=True, padding=(0, 1))
    grid.add_column(justify="right", style="dim", min_width=3)
    grid.add_column(ratio=1)
    grid.add_row(str(sentence), Text("\n").join(lines))
    return grid
