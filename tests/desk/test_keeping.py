"""Records kept: whole, once, and safe from whatever ends the program."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dragoman import Coder
from dragoman.desk import Added, Desk, words
from dragoman.desk.adding import add, keep_all
from dragoman.desk.packing import pack_record, pack_report, unpack_record, unpack_report
from dragoman.desk.tables import FORECASTS, PARTIES, REPORTS, STATEMENTS, TOLLS
from dragoman.errors import DeskError
from dragoman.intake import Skipped, read
from dragoman.record import CodedReport
from tests.desk.conftest import EXAMPLES


def copies(records: list[CodedReport], count: int) -> list[CodedReport]:
    """So many records of texts that differ in a last line, behind all offsets."""
    out = list[CodedReport]()
    for number in range(count):
        coded = records[number % len(records)]
        out.append(replace(coded, report=replace(coded.report, text=f"{coded.report.text}\n{number}")))
    return out


def test_a_record_comes_back_as_it_was(records: list[CodedReport]):
    for coded in records:
        report = unpack_report(pack_report(coded.report))
        assert report == coded.report
        assert unpack_record(pack_record(coded), report) == coded


@pytest.mark.parametrize("harm", [lambda b: b"", lambda b: b[:40], lambda b: b"\x09" + b[1:]])
def test_damaged_bytes_are_told(records: list[CodedReport], harm):
    with pytest.raises(DeskError):
        unpack_report(harm(pack_report(records[0].report)))
    shape, texts, numbers, starts, lengths, scores = pack_record(records[0])
    with pytest.raises(DeskError):
        unpack_record((shape, texts, numbers, harm(starts)[:10], lengths, scores), records[0].report)


@pytest.mark.parametrize("where", ["desk", "postgres_desk"])
def test_what_is_kept_is_what_was_coded(request: pytest.FixtureRequest, where: str, records: list[CodedReport]):
    desk: Desk = request.getfixturevalue(where)
    with desk.reading() as connection:
        kinds = Counter(connection.scalars(select(STATEMENTS.c.kind)))
        texts = connection.execute(
            select(REPORTS.c.hash, STATEMENTS.c.ref, STATEMENTS.c.start, STATEMENTS.c.end)
            .join(STATEMENTS, STATEMENTS.c.report_id == REPORTS.c.id)
            .where(STATEMENTS.c.kind == "event")
        ).all()
        foretold = connection.scalar(select(func.count()).select_from(FORECASTS))
        found = words.find(connection, "Khan Sheikhoun")
        phrase = words.find(connection, '"Khan Sheikhoun"')
    totals = Counter[str]()
    for coded in records:
        totals += Counter(event=len(coded.events), attribution=len(coded.attributions), forecast=len(coded.forecasts))
        totals += Counter(agreement=len(coded.agreements), relation=len(coded.relations), count=len(coded.counts))
    assert kinds == totals
    assert foretold == totals["forecast"]
    by_hash = {coded.report.hash: coded for coded in records}
    for hash, ref, start, end in texts:
        event = next(e for e in by_hash[hash].events if e.id.endswith(f"-{ref}"))
        assert (event.evidence.start, event.evidence.end) == (start, end)
    holding = {coded.report.hash for coded in records if "Khan Sheikhoun" in coded.report.text}
    assert len(found) >= len(holding) == len(phrase) > 0
    assert desk.record(records[3].report.hash[:12]) == records[3]


def test_nothing_is_kept_twice(own_desk: Desk, records: list[CodedReport]):
    def counts() -> list[int | None]:
        with own_desk.reading() as connection:
            return [
                connection.scalar(select(func.count()).select_from(t)) for t in (REPORTS, STATEMENTS, PARTIES, TOLLS)
            ]

    before, added = counts(), Added()
    keep_all(own_desk.engine, own_desk.shown, [*records, *records], added)
    assert (counts(), added.kept, added.held) == (before, 0, 2 * len(records))
    told = own_desk.add([EXAMPLES])
    assert (told.kept, told.held, counts()) == (0, len(records), before)


def test_new_reports_are_coded_and_skips_are_named(own_desk: Desk, tmp_path: Path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "empty.txt").write_text("")
    (folder / "new.txt").write_text("Turkey shelled Syrian army posts near Saraqib on Monday, the ministry said.")
    seen = list[int]()
    added = add(own_desk.engine, "own", read(folder), Coder(), lambda told: seen.append(told.kept))
    assert (added.kept, [skipped.reason for skipped in added.skipped]) == (1, ["empty"])
    assert seen[-1] == 1
    assert all(isinstance(skipped, Skipped) for skipped in added.skipped)


def test_an_unknown_report_is_told(desk: Desk):
    with pytest.raises(DeskError, match="no report begins"):
        desk.record("zzzz")
    with pytest.raises(DeskError, match="several reports begin"):
        desk.record("")


KEEPER = """
import json, sys
from pathlib import Path
from dragoman.desk import Added, Desk
from dragoman.desk.adding import keep_all
from dragoman.record import CodedReport
records = [CodedReport.from_dict(json.loads(line)) for line in Path(sys.argv[2]).open(encoding="utf-8")]
print("ready", flush=True)
with Desk.open(sys.argv[1], create=True) as desk:
    for at in range(0, len(records), 3):
        added = Added()
        keep_all(desk.engine, desk.shown, records[at:at + 3], added)
        for coded in records[at:at + 3]:
            print(coded.report.hash, flush=True)
"""


def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_there_twice(records: list[CodedReport], tmp_path: Path):
    many = copies(records, 60)
    lines, path = tmp_path / "records.jsonl", tmp_path / "a.desk"
    lines.write_text("".join(coded.to_json() + "\n" for coded in many), "utf-8")
    chance, told = random.Random(4), set[str]()
    command = [sys.executable, "-c", KEEPER, str(path), str(lines)]
    for _ in range(4):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.05, 0.6))
            process.send_signal(signal.SIGKILL)
            told.update(line.strip() for line in process.stdout if line.endswith("\n"))
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    told.update(finished.stdout.split()[1:])
    with Desk.open(path) as desk, desk.reading() as connection:
        kept = connection.scalars(select(REPORTS.c.hash)).all()
        statements = connection.execute(select(STATEMENTS.c.report_id, STATEMENTS.c.ref)).all()
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert sorted(kept) == sorted(told) == sorted(coded.report.hash for coded in many)
    assert len(statements) == len(set(statements)) == sum(len(c.events) + len(c.attributions) + len(c.agreements)
        + len(c.forecasts) + len(c.relations) + len(c.counts) for c in many)  # fmt: skip


def test_a_record_of_the_desk_is_the_json_of_the_library(desk: Desk, records: list[CodedReport]):
    assert json.loads(desk.record(records[0].report.hash).to_json()) == json.loads(records[0].to_json())
