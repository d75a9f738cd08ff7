"""A record as HTML for notebooks: the report's sentences with their evidence marked, and what each one states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from dragoman.record.cells import joined, readable
from dragoman.record.marks import Mark, Part, Statement, marks_of, runs
from dragoman.record.mention import Likelihood
from dragoman.record.statement import Agreement, Event, Forecast, Tally
from dragoman.record.visible import visible
from dragoman.report import Report, Span

_COLOURS: dict[Part, str] = {
    "trigger": "rgba(240,180,0,.45)",
    "hedge": "rgba(160,110,230,.40)",
    "cue": "rgba(130,130,130,.30)",
    "actor": "rgba(30,140,230,.35)",
    "recipient": "rgba(220,70,110,.35)",
    "source": "rgba(40,170,90,.35)",
    "count": "rgba(200,80,20,.35)",
    "place": "rgba(90,160,160,.30)",
    "time": "rgba(120,120,200,.30)",
}
"""Backgrounds that leave the text's own colour alone, so that they serve light and dark pages."""


def page(report: Report, sentences: Sequence[Span], statements: Sequence[Statement]) -> str:
    """The whole report as one `<div>`, without scripts or anything from outside.

    Every sentence is shown with its marks; below it stands a line for each event, further count, agreement and
    forecast told in it.
    """
    marks = marks_of(statements)
    about = [report.outlet, report.published.isoformat() if report.published else None]
    parts = [
        '<div class="dragoman" style="max-width:60em;line-height:1.5">',
        f"<div><strong>{shown(report.title or report.id)}</strong></div>",
        f'<div style="opacity:.7">{" · ".join(shown(text) for text in about if text)}</div>',
        _legend(),
    ]
    for number, sentence in enumerate(sentences):
        parts.append(f'<div style="margin-top:.5em"><small>{number}</small> {_marked(report, sentence, marks)}</div>')
        parts += [line for statement in statements if statement.sentence == number for line in _lines(statement)]
    return "".join([*parts, "</div>"])


def shown(text: str) -> str:
    """The text escaped for HTML, its invisible characters made visible."""
    return escape(visible(text))


def _marked(report: Report, sentence: Span, marks: Sequence[Mark]) -> str:
    return "".join(
        shown(report.quote(run.span)) if run.part is None else _mark(report.quote(run.span), run.part)
        for run in runs(sentence, marks)
    )


def _mark(text: str, part: Part) -> str:
    style = f"background:{_COLOURS[part]};color:inherit;border-radius:.2em"
    return f'<mark title="{part}" style="{style}">{shown(text)}</mark>'


def _legend() -> str:
    return "<div><small>" + " ".join(_mark(part, part) for part in _COLOURS) + "</small></div>"


def _lines(statement: Statement) -> list[str]:
    """What is said below a sentence of one of its statements; attributions are read off the others' chains."""
    match statement:
        case Event():
            return [_event(statement)]
        case Tally(count=count):
            return [_line(f"count of {count.kind}", (count.text, readable(statement.chain)))]
        case Agreement():
            return [_agreement(statement)]
        case Forecast():
            return [_forecast(statement)]
        case _:
            return []


def _event(event: Event) -> str:
    code = f"{event.type} {event.mode}" if event.mode else event.type
    line = [joined(event.actors) or "(no actor named)", code, joined(event.recipients)]
    hedge = f"“{event.hedge.text}”" if event.hedge else ""
    rest: Iterable[str] = (
        f"status {event.status}",
        _range(event.likelihood) or hedge,
        joined(event.places),
        joined(event.times),
        "; ".join(f"{count.kind}: {count.text}" for count in event.counts),
        readable(event.chain),
    )
    return _line(" → ".join(text for text in line if text), rest)


def _agreement(agreement: Agreement) -> str:
    terms = "; ".join(f"{t.obliged.text}: {t.mention.text}" if t.obliged else t.mention.text for t in agreement.terms)
    return _line(f"agreement: {agreement.mention.text}", (joined(agreement.parties), terms, readable(agreement.chain)))


def _forecast(forecast: Forecast) -> str:
    condition = f"if {forecast.condition.text}" if forecast.condition else ""
    return _line(
        f"forecast: {forecast.statement.text}", (_range(forecast.likelihood), condition, readable(forecast.chain))
    )


def _range(likelihood: Likelihood | None) -> str:
    return f"{likelihood.low:.0%}–{likelihood.high:.0%}" if likelihood else ""


def _line(head: str, rest: Iterable[str]) -> str:
    told = " · ".join(shown(text) for text in rest if text)
    return f'<div style="margin-left:2em"><small><b>{shown(head)}</b> · {told}</small></div>'
