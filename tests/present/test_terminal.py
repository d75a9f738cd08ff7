"""A record in the terminal: complete, marked, narrow enough, and deaf to control characters."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from dragoman.present import legend, overview, record
from dragoman.present.terminal import marked
from dragoman.present.words import likely
from dragoman.record import Actor, CodedReport, Mention
from dragoman.record.marks import PARTS
from dragoman.report import Report, Span


def shown(renderable: RenderableType, *, width: int = 80, colour: bool = False) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
    )
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


def test_every_kind_of_statement_is_shown(coded: CodedReport):
    text = words(shown(record(coded)))
    for expected in (
        "Velmar port may reopen",
        "The Velmar Post · 2024-03-04 (front matter) · 4 sentences · 2 events",
        "Militia gunmen → ASSAULT heavy-weapons “shelled” → the harbour of Velmar",
        "status act · where Velmar · when Sunday · killed 11 or more",
        "status may · 55–75 % “probably” (likely, phia) · about the port",
        "says The Velmar Post > Harbour Wire > Governor Ana Novak",
        "COUNTS 3 detained 2 or more “all captives” says The Velmar Post",
        "The two sides “truce”",
        "– the militia: the militia to free all captives",
        "reopen the port ← because the islands lack grain",
        "Ana Novak — role — Governor",
        "no time zone",
    ):
        assert expected in text


def test_a_record_without_statements_says_so(empty: CodedReport):
    text = shown(record(empty))
    assert "nothing of the kinds that Dragoman codes was found" in text
    assert "no outlet · no date · 1 sentence · 0 events" in text


def test_a_wrapped_line_stays_under_its_beginning(coded: CodedReport):
    lines = shown(record(coded), width=40).splitlines()
    first = next(number for number, line in enumerate(lines) if "says The Velmar Post > Harbour" in line)
    assert lines[first].index("says") == len(lines[first + 1]) - len(lines[first + 1].lstrip())


def test_what_is_said_without_anything_else_in_it_is_shown(coded: CodedReport):
    assert "ALSO SAID" not in shown(record(coded))
    alone = replace(coded, events=(), agreements=(), forecasts=(), reasons=(), counts=())
    assert "ALSO SAID 2 The coastal guard will probably reopen" in words(shown(record(alone)))


def test_an_agreement_without_parties_says_so(coded: CodedReport):
    nobody = replace(coded, agreements=tuple(replace(made, parties=()) for made in coded.agreements))
    assert "parties not named: “truce”" in words(shown(record(nobody)))


def test_a_forecast_stands_with_its_condition_and_reason(coded: CodedReport):
    forecast = replace(coded.forecasts[0], condition=Mention("if aid comes", Span(0, 6)), reason=coded.reasons[0].id)
    text = words(shown(record(replace(coded, forecasts=(forecast,)))))
    assert " · if aid comes · " in text
    assert "because the islands lack grain says" in text


@pytest.mark.parametrize("width", [40, 80, 132])
def test_no_line_is_wider_than_the_screen(coded: CodedReport, empty: CodedReport, width: int):
    for renderable in (record(coded), legend(), overview([coded, empty])):
        assert max(cell_len(line) for line in shown(renderable, width=width).splitlines()) <= width


def test_evidence_is_marked_in_the_sentence(coded: CodedReport):
    text = shown(record(coded), colour=True)
    assert "\x1b[1;36mMilitia gunmen\x1b[0m \x1b[1;33mshelled\x1b[0m" in text
    assert "\x1b[3;33mprobably\x1b[0m" in text
    assert "\x1b" not in shown(record(coded))


def test_the_legend_names_each_part_in_its_style():
    assert shown(legend()).split()[1:] == list(PARTS)
    assert "\x1b[1;33mtrigger\x1b[0m" in shown(legend(), colour=True)


def test_control_and_direction_marks_of_the_report_do_not_reach_the_terminal(empty: CodedReport, coded: CodedReport):
    bad = "\x1b]0;owned\x07\x9b31m\u202eeman\u2066"
    hostile = replace(
        coded,
        report=Report(text=bad * 40, title=bad, outlet=bad, location=bad),
        notes=(bad,),
        events=tuple(replace(event, actors=(Actor(bad, event.trigger.span),)) for event in coded.events),
    )
    for renderable in (record(hostile), overview([hostile])):
        text = shown(renderable)
        assert all(character.isprintable() or character == "\n" for character in text)
        assert "␚" in text


def test_markup_of_the_report_is_text(coded: CodedReport):
    marked = replace(coded, report=replace(coded.report, title="[bold red]not markup[/]", outlet="[link=x]y[/link]"))
    text = shown(record(marked))
    assert "[bold red]not markup[/]" in text
    assert "[link=x]y[/link]" in text
    assert "[bold red]not markup[/]" in shown(overview([marked]), width=120)


def test_a_wrapped_line_of_the_report_is_shown_as_one(empty: CodedReport):
    wrapped = replace(empty, report=Report(text="Rain\nis  expected."))
    assert marked(wrapped, Span(0, 18), ()).plain == "Rain is expected."


def test_an_overview_counts_what_is_there(coded: CodedReport, empty: CodedReport):
    text = words(shown(overview([coded, empty, coded]), width=120))
    assert "3 reports: 4 events, 2 attributions, 2 counts, 2 agreements, 2 forecasts, 2 reasons, 2 relations" in text
    assert "2 ASSAULT Militia gunmen → ASSAULT heavy-weapons “shelled” → the harbour of Velmar" in text
    assert "2 the outlets themselves 2 Harbour Wire > Governor Ana Novak" in text
    assert text.index("no date") < text.index("2024-03-04")
    forecast = coded.forecasts[0]
    assert forecast.likelihood
    assert f"{words(forecast.statement.text)}: {likely(forecast.likelihood)}" in text


@pytest.mark.parametrize("width", [60, 80, 120])
def test_an_overview_keeps_dates_and_numbers_whatever_the_width(coded: CodedReport, width: int):
    long = replace(coded, report=replace(coded.report, title="Velmar " * 40, outlet="The Post of " * 10))
    text = shown(overview([long]), width=width)
    assert "2024-03-04" in text
    assert re.search(r"^2024-03-04 +2 +Velmar", text, re.MULTILINE)
    assert re.search(r"^ +1 +ASSAULT +Militia", text, re.MULTILINE)
