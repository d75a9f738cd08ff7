"""Batches: small ones first, order kept, and one bad report costs itself alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coder.batches import FAILED, attempt, batches
from dragoman.errors import ModelError
from dragoman.intake.arriving import PAUSE
from dragoman.intake.skipped import Skipped
from dragoman.record import CodedReport
from dragoman.report import Report


def coded(report: Report) -> CodedReport:
    return CodedReport(report, (), (), (), (), (), (), (), (), (), (), "sample 1", "phia")


def picky(reports: Sequence[Report]) -> list[CodedReport]:
    """Codes all but reports that hold the word "poison"."""
    if any("poison" in report.text for report in reports):
        raise ValueError("cannot take this")
    return [coded(report) for report in reports]


@given(st.integers(0, 200), st.integers(1, 40))
def test_batches_hold_every_item_once_in_order_and_none_is_too_long(count: int, size: int):
    items = [Report(text=str(number)) for number in range(count)]
    found = list(batches(items, size))
    assert [item for batch in found for item in batch] == items
    assert all(1 <= len(batch) <= size for batch in found)
    assert not found or len(found[0]) == 1


def test_nothing_is_read_ahead_of_the_batch_that_is_asked_for():
    read: list[int] = []

    def stream():
        for number in range(100):
            read.append(number)
            yield Report(text=str(number))

    found = batches(stream(), 16)
    next(found)
    assert read == [0]
    next(found)
    assert read == [0, 1, 2]


@given(st.lists(st.integers(0, 20), max_size=6), st.integers(1, 20))
def test_a_pause_ends_a_batch_and_is_an_empty_one(runs: list[int], size: int):
    texts = [[f"{run}-{number}" for number in range(length)] for run, length in enumerate(runs)]
    items = [item for run in texts for item in (*(Report(text=text) for text in run), PAUSE)]
    found = list(batches(items, size))
    assert sum(not batch for batch in found) == len(runs)
    seen = list[list[str]]([[]])
    for batch in found:
        seen[-1] += [item.text for item in batch if isinstance(item, Report)]
        if not batch:
            seen.append([])
    assert seen[:-1] == texts


@given(st.lists(st.sampled_from(["good", "poison", "skipped"]), max_size=12))
def test_a_report_that_cannot_be_coded_takes_no_other_with_it(kinds: list[str]):
    batch = [
        Skipped(f"place {number}", "empty", "no text")
        if kind == "skipped"
        else Report(kind, location=f"place {number}")
        for number, kind in enumerate(kinds)
    ]
    for kind, item, outcome in zip(kinds, batch, attempt(picky, batch), strict=True):
        if kind == "good":
            assert isinstance(item, Report)
            assert outcome == coded(item)
        else:
            assert isinstance(outcome, Skipped)
            assert outcome.location == item.location
            assert outcome.reason == (FAILED if kind == "poison" else "empty")
            assert kind == "skipped" or "ValueError: cannot take this" in outcome.detail


def test_a_missing_model_is_no_fault_of_the_report():
    def without_model(reports: Sequence[Report]) -> list[CodedReport]:
        raise ModelError("no model")

    with pytest.raises(ModelError):
        attempt(without_model, [Report(text="good")])


def test_a_report_without_a_place_is_named_by_its_id():
    report = Report(text="poison")
    (outcome,) = attempt(picky, [replace(report, location=None)])
    assert isinstance(outcome, Skipped)
    assert report.id in outcome.location
