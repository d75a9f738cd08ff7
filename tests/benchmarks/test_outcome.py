"""How a result is told: a table, the JSON line, the entry in RESULTS.md."""

import json
from pathlib import Path

import pytest

from benchmarks import outcome

FIGURES = {"f1": 51.2, "n": 4}


def told(*, record: bool) -> None:
    rows = [("all", 51.25, 4), ("a longer name", 3.0, 1)]
    outcome.tell("names", ("type", "F1", "n"), rows, FIGURES, model="tiny 1", record=record)


def test_the_last_line_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    told(record=False)
    *table, last = capsys.readouterr().out.splitlines()
    assert json.loads(last) == {"benchmark": "names", "model": "tiny 1", **FIGURES}
    assert table == [
        "| type          | F1   | n |",
        "|---------------|------|---|",
        "| all           | 51.2 | 4 |",
        "| a longer name | 3.0  | 1 |",
    ]


def test_records_are_added_to_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = tmp_path / "RESULTS.md"
    monkeypatch.setattr(outcome, "RESULTS", results)
    told(record=True)
    told(record=True)
    text = results.read_text("utf-8")
    assert text.count("# Results\n") == 1
    assert text.count("\n## names, ") == 2
    assert text.count("| all           | 51.2 | 4 |") == 2


def test_the_command_names_files_from_where_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, data = tmp_path / "project", tmp_path / "shared" / "data"
    project.mkdir()
    data.mkdir(parents=True)
    script, rows = project / "names.py", data / "docs.jsonl"
    script.touch()
    rows.touch()
    monkeypatch.chdir(project)
    ids = ",".join(f"{i:08}" for i in range(100))
    given = [str(script), str(rows), "--only", ids, "--record"]
    assert outcome.command(given) == f"python names.py ../shared/data/docs.jsonl --only {ids}"
    assert outcome.command(["names.py", "../shared/data/docs.jsonl"]) == "python names.py ../shared/data/docs.jsonl"
