"""What a notebook shows: the evidence marked, hostile text harmless, nothing from outside."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record import CodedReport, Mention
from dragoman.record.marks import PARTS, Mark, marks_of, runs
from dragoman.record.visible import visible
from dragoman.report import Report, Span


def test_the_evidence_is_marked_where_it_stands(coded: CodedReport):
    html = coded._repr_html_()
    assert re.search(r'<mark title="trigger"[^>]*>shelled</mark>', html)
    assert re.search(r'<mark title="actor"[^>]*>Militia gunmen</mark>', html)
    assert re.search(r'<mark title="hedge"[^>]*>probably</mark>', html)
    assert "The Velmar Post &gt; Harbour Wire &gt; Governor Ana Novak" in html
    assert "55%–75%" in html


def test_a_count_outside_events_is_marked_and_told(coded: CodedReport):
    html = replace(coded, events=())._repr_html_()
    assert re.search(r'<mark title="count"[^>]*>all captives</mark>', html)
    assert "<b>count of detained</b> · all captives · The Velmar Post</small>" in html


def test_agreements_and_forecasts_are_told_and_no_actor_is_said_so(coded: CodedReport):
    html = replace(coded, events=(replace(coded.events[0], actors=()),))._repr_html_()
    assert f"<b>agreement: {coded.agreements[0].mention.text}</b>" in html
    assert f"forecast: {coded.forecasts[0].statement.text}</b>" in html
    assert "(no actor named)" in html


def test_a_hedge_without_a_likelihood_is_marked_and_told(coded: CodedReport):
    hedge = Mention("Sunday", coded.events[0].times[0].span)
    html = replace(coded, events=(replace(coded.events[0], times=(), hedge=hedge),))._repr_html_()
    assert re.search(r'<mark title="hedge"[^>]*>Sunday</mark>', html)
    assert "status act · “Sunday”" in html


def test_the_text_between_the_tags_is_the_report_s_own(coded: CodedReport):
    html = coded._repr_html_()
    for sentence in coded.sentences:
        assert coded.report.quote(sentence) in re.sub(r"<[^>]+>", "", html)


def test_markup_and_direction_marks_of_the_report_do_nothing(empty: CodedReport):
    text = "<script>alert(1)</script> \u202ereversed \x1b[31m"
    html = replace(empty, report=Report(text=text), sentences=(Span(0, len(text)),))._repr_html_()
    assert "<script" not in html
    assert "\u202e" not in html
    assert "\x1b" not in html


def test_nothing_is_loaded_from_outside(coded: CodedReport):
    assert not re.search(r"src=|href=|url\(|@import", coded._repr_html_())


@given(st.text())
def test_visible_text_is_printable_and_keeps_its_length(text: str):
    shown = visible(text)
    assert len(shown) == len(text)
    assert all(c.isprintable() or c in "\u200c\u200d" for c in shown)
    assert all(new == old for old, new in zip(text, shown, strict=True) if old.isprintable())


@pytest.mark.parametrize("text", ["plain words", "слова", "क्‍ष", "می‌روم"])
def test_ordinary_text_is_left_alone(text: str):
    assert visible(text) == text


@given(
    st.lists(
        st.builds(
            lambda start, length, part: Mark(Span(start, start + length), part),
            st.integers(0, 40),
            st.integers(1, 20),
            st.sampled_from(PARTS),
        )
    )
)
def test_runs_cover_the_text_once_and_show_the_first_of_the_parts(marks: list[Mark]):
    within = Span(5, 35)
    found = runs(within, marks)
    assert "".join("x" * len(run.span) for run in found) == "x" * len(within)
    assert [run.span.start for run in found] == [within.start, *[run.span.end for run in found[:-1]]]
    for run in found:
        for position in range(run.span.start, run.span.end):
            claims = [mark.part for mark in marks if mark.span.start <= position < mark.span.end]
            assert run.part == (min(claims, key=PARTS.index) if claims else None)


def test_marks_of_all_statements_are_found(coded: CodedReport):
    statements = [*coded.events, *coded.counts, *coded.attributions, *coded.agreements, *coded.forecasts]
    parts = {mark.part for mark in marks_of(statements)}
    assert parts == set(PARTS)
