"""The command and the Python interface with the model that travels in the package."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import polars as pl
import pytest

import dragoman
from dragoman.cli.demo import examples
from dragoman.cli.exits import DONE, FAILURE
from dragoman.record.json import schema

TEXT = """\
Militia shells Velmar harbour

Militia gunmen shelled the harbour of Velmar on Sunday, killing at least 11 people, Governor Ana Novak said.
The coastal guard will probably attack the militia next week, she told Harbour Wire.
"""


def command(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *arguments],
        capture_output=True,
        input=given,
        encoding="utf-8",
        timeout=300,
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "velmar.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_text_is_coded_with_sources_and_offsets():
    record = dragoman.code(TEXT, published="2024-03-04", outlet="The Velmar Post")
    assert record.report.text == TEXT
    assert record.events
    for event in record.events:
        assert event.trigger.span.of(TEXT) == event.trigger.text
        assert event.chain[0].name == "The Velmar Post"
    assert {"ASSAULT"} <= {event.type for event in record.events}
    jsonschema.validate(json.loads(record.to_json()), schema())


def test_a_path_gives_the_same_as_its_text(report: Path):
    assert dragoman.code(report).events == dragoman.code(TEXT).events
    assert dragoman.code(str(report)) == dragoman.code(report)


def test_one_process_and_several_give_the_same_records(report: Path):
    inputs = [report, "Not a text: \x00\x00", TEXT, dragoman.Report(TEXT, location="given")]
    skipped: list[list[dragoman.Skipped]] = [[], []]
    one = list(dragoman.Coder(threads=1).code(inputs, skipped[0].append))
    two = list(dragoman.Coder(jobs=2).code(inputs, skipped[1].append))
    assert one == two
    assert len(one) == 3
    assert skipped[0] == skipped[1]
    assert len(skipped[0]) == 1


def test_what_is_skipped_warns_by_default():
    with pytest.warns(UserWarning, match="skipped text 0: empty"):
        assert list(dragoman.Coder().code([" \n "])) == []


def test_json_and_files_hold_the_same(report: Path, tmp_path: Path):
    out = tmp_path / "record.parquet"
    done = command("code", str(report), "--json", "--out", str(out), "--quiet")
    assert (done.returncode, done.stderr) == (DONE, "")
    record = dragoman.CodedReport.from_dict(json.loads(done.stdout))
    assert pl.read_parquet(out).drop("records").equals(record.to_polars())


def test_standard_input_is_read(report: Path):
    done = command("code", "-", "--json", given=TEXT)
    assert done.returncode == DONE
    assert json.loads(done.stdout)["report"]["text"] == TEXT


def test_bad_input_is_skipped_and_strict_makes_it_a_failure(report: Path):
    (report.parent / "empty.txt").write_text("")
    lenient, strict = (command("code", str(report.parent), *more) for more in ([], ["--strict"]))
    assert (lenient.returncode, strict.returncode) == (DONE, FAILURE)
    assert "empty.txt: empty" in lenient.stderr
    assert "skipped 1 (1 empty)" in lenient.stderr


def test_a_sentence_is_explained(report: Path):
    done = command("explain", str(report), "--sentence", "1")
    assert done.returncode == DONE
    assert "names head" in done.stdout
    assert "rule:" in done.stdout
    assert json.loads(command("explain", str(report), "-s", "1", "--json").stdout)["index"] == 1
    assert "has sentences 0 to 2" in command("explain", str(report), "-s", "99").stderr


def test_the_demo_codes_every_example():
    done = command("demo")
    assert done.returncode == DONE
    texts = [path for path in examples().iterdir() if path.name != "README.md"]
    assert f"{len(texts)} reports:" in done.stdout
    assert "skipped" not in done.stderr
