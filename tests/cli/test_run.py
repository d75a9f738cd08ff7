"""A run over outcomes: where each goes, what is said of those skipped, and the exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dragoman.cli.exits import DONE, FAILURE, INTERRUPTED
from dragoman.cli.run import first, run
from dragoman.intake.skipped import Skipped
from dragoman.record import CodedReport
from dragoman.report import Published, Report

BAD = Skipped("bad\x1b[31m.txt", "empty", "no text")


def test_records_are_shown_for_reading_and_summed_up_apart(
    coded: CodedReport, empty: CodedReport, capsys: pytest.CaptureFixture[str]
):
    assert run(iter([coded, BAD, empty])) == DONE
    shown = capsys.readouterr()
    assert "Militia gunmen → ASSAULT" in shown.out
    assert "coded" not in shown.out
    assert "skipped bad␚[31m.txt: empty: no text" in shown.err
    assert "coded 2 reports in" in shown.err
    assert (
        "2 events, 1 attribution, 1 count, 1 agreement, 1 forecast, 1 reason, 1 relation; skipped 1 (1 empty)"
        in shown.err
    )


def test_reports_without_a_date_are_told_of_in_a_line(
    coded: CodedReport, empty: CodedReport, capsys: pytest.CaptureFixture[str]
):
    dated = Published(date(2020, 3, 12), "text")
    several = [replace(one, report=replace(one.report, published=None)) for one in (coded, empty)]
    run(iter([replace(coded, report=replace(coded.report, published=dated))]))
    assert "no publication date" not in capsys.readouterr().err
    run(iter(several[:1]))
    assert "\n1 report has no publication date: its relative" in capsys.readouterr().err
    run(iter(several))
    assert "\n2 reports have no publication date: their relative" in capsys.readouterr().err
    run(iter(several), quiet=True)
    assert capsys.readouterr().err == ""


def test_json_is_one_object_a_line_and_nothing_else(
    coded: CodedReport, empty: CodedReport, capsys: pytest.CaptureFixture[str]
):
    assert run(iter([coded, BAD, empty]), json=True) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert [CodedReport.from_dict(json.loads(line)) for line in lines] == [coded, empty]


def test_each_json_line_is_out_before_the_next_report_is_coded(coded: CodedReport, capsys: pytest.CaptureFixture[str]):
    def outcomes() -> Iterator[CodedReport]:
        yield coded
        assert json.loads(capsys.readouterr().out)["model"] == "sample 1"
        yield coded

    assert run(outcomes(), json=True) == DONE
    assert json.loads(capsys.readouterr().out)


def test_what_goes_to_a_file_is_not_shown(tmp_path: Path, coded: CodedReport, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "record.parquet"
    assert run(iter([coded, BAD]), out=out) == DONE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"; written to {out}" in shown.err
    assert pl.read_parquet(out).drop("records").equals(coded.to_polars())


def test_quiet_says_nothing_but_what_was_skipped(coded: CodedReport, capsys: pytest.CaptureFixture[str]):
    assert run(iter([coded, BAD]), json=True, quiet=True) == DONE
    assert capsys.readouterr().err == "skipped bad␚[31m.txt: empty: no text\n"


@pytest.mark.parametrize(
    ("kinds", "strict", "expected"),
    [("c", True, DONE), ("cs", False, DONE), ("cs", True, FAILURE), ("s", False, FAILURE), ("", True, DONE)],
)
def test_exit_codes(kinds: str, strict: bool, expected: int, coded: CodedReport):
    assert run(iter([coded if kind == "c" else BAD for kind in kinds]), json=True, strict=strict) == expected


def test_an_interruption_keeps_what_was_coded(tmp_path: Path, coded: CodedReport, capsys: pytest.CaptureFixture[str]):
    def outcomes() -> Iterator[CodedReport]:
        yield coded
        raise KeyboardInterrupt

    assert run(outcomes(), out=tmp_path / "record.jsonl", quiet=True) == INTERRUPTED
    kept = tmp_path / "record.partial.jsonl"
    assert "interrupted: coded 1 report" in capsys.readouterr().err
    assert json.loads(kept.read_text(encoding="utf-8"))["report"]["id"] == coded.report.id
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]


def test_a_limit_counts_reports_and_reads_no_further():
    read: list[int] = []

    def items() -> Iterator[Report | Skipped]:
        for number in range(10):
            read.append(number)
            yield BAD if number == 1 else Report(text=str(number))

    assert [item for item in first(items(), 2) if isinstance(item, Report)] == [Report(text="0"), Report(text="2")]
    assert read == [0, 1, 2]
    assert len(list(first(items(), None))) == 10
