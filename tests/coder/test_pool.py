"""Several processes: order, bounded reading ahead, and life after a process has died."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.coder.batches import FAILED, Item
from dragoman.coder.pool import AHEAD, pooled
from dragoman.intake.arriving import Pause
from dragoman.intake.skipped import Skipped
from dragoman.record import CodedReport
from dragoman.report import Report


def work(reports: Sequence[Report]) -> list[CodedReport]:
    """Codes reports; some kill the process that codes them, as a crash below Python does."""
    for report in reports:
        if report.text == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
    return [CodedReport(r, (), (), (), (), (), (), (), (), (), (), "sample 1", "phia") for r in reports]


def texts(outcomes: Iterator[CodedReport | Skipped | Pause]) -> list[str]:
    def text(outcome: CodedReport | Skipped | Pause) -> str:
        if isinstance(outcome, Pause):
            return "pause"
        return outcome.reason if isinstance(outcome, Skipped) else outcome.report.text

    return [text(outcome) for outcome in outcomes]


def test_outcomes_come_in_order_and_reading_stays_close():
    taken = 0
    furthest = 0

    def stream() -> Iterator[list[Item]]:
        nonlocal furthest
        for number in range(30):
            furthest = max(furthest, number - taken)
            yield [Report(text=str(number))]

    outcomes = pooled(work, stream(), jobs=2)
    for number, outcome in enumerate(outcomes):
        assert isinstance(outcome, CodedReport)
        assert outcome.report.text == str(number)
        taken = number
    assert taken == 29
    assert furthest <= AHEAD * 2 + 1


def test_a_dying_process_costs_only_the_report_that_killed_it():
    batches: list[list[Item]] = [
        [Report(text="a"), Report(text="b")],
        [Report(text="c"), Report(text="deadly", location="deadly.txt"), Skipped("x", "empty", ""), Report(text="d")],
        [Report(text="e")],
        [Report(text="f"), Report(text="g")],
    ]
    assert texts(pooled(work, batches, jobs=2)) == ["a", "b", "c", FAILED, "empty", "d", "e", "f", "g"]


def test_at_a_pause_all_that_came_before_is_there_before_more_is_read():
    read = list[str]()

    def stream() -> Iterator[list[Item]]:
        for batch in ([Report(text="a")], [Report(text="b")], [], [Report(text="c")]):
            read.append(batch[0].text if batch else "pause")
            yield list(batch)

    outcomes = pooled(work, stream(), jobs=2)
    assert texts(itertools.islice(outcomes, 3)) == ["a", "b", "pause"]
    assert read == ["a", "b", "pause"]
    assert texts(outcomes) == ["c"]


def test_stopping_early_ends_the_processes():
    outcomes = pooled(work, ([Report(text=str(number))] for number in range(1_000_000)), jobs=1)
    assert next(outcomes) is not None
    outcomes.close()
    assert list(outcomes) == []


def test_processes_that_cannot_start_are_told_from_reports_that_fail(tmp_path: Path):
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from dragoman.coder.pool import pooled\n"
        "from dragoman.report import Report\n"
        "def work(reports): return []\n"
        "print(list(pooled(work, [[Report(text='a')]], jobs=1)))\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "OptionError: no further process could be started" in done.stderr
