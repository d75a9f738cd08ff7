"""The manual's page of the desk names every option and column, and shows what the commands print."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from dragoman.cli.ask import QUESTIONS
from dragoman.cli.exits import DONE
from dragoman.desk.tables import METADATA
from tests.cli.running import main
from tests.rounding import far

PAGE = Path(__file__).parents[2] / "docs" / "desk.md"
TEXT = PAGE.read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([\w-]+)", TEXT))
COMMANDS = (
    *("add", "watch", *QUESTIONS, "incident", "brief", "correct", "undo", "history", "recode", "compact"),
    *("resolve-forecast", "propose-outcomes"),
)
BLOCK = re.compile(r"(?P<mark><!-- shows: dragoman (?P<command>.+?) -->\n```text\n)(?P<text>.*?)```", re.S)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_page(command: str):
    assert f"dragoman {command}" in TEXT or f"| `{command}` |" in TEXT
    options = set(re.findall(r"(--[a-z-]+)", main(command, "--help").out)) - {"--help", "--html|--markdown"}
    assert options - NAMED == set()


def test_its_commands_run_as_they_are_printed(example_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(example_desk, "crisis.desk")
    blocks = re.findall(r"```sh\n(.*?)```", TEXT, re.S)
    lines = [shlex.split(line, comments=True)[1:] for block in blocks for line in block.splitlines()]
    asked = [line for line in lines if line[0] != "add"]  # the desk of the examples is there already
    assert {line[0] for line in asked} == {"timeline", "incidents", "brief", "correct", "history", "undo"}
    for line in asked:
        done = main(*line)
        assert (done.code, "answers that" in done.out) == (DONE, False), (line, done.err)


@pytest.mark.parametrize("table", METADATA.tables)
def test_every_table_and_column_is_in_the_page(table: str):
    (told,) = re.findall(rf"\*\*`{table}`\*\*(.*?)(?=\*\*`|\n\n|\Z)", TEXT, re.S)
    columns = [column.name for column in METADATA.tables[table].columns]
    assert [name for name in columns if f"`{name}`" not in told] == []


def test_what_it_shows_is_what_is_printed(example_desk: Path):
    def printed(block: re.Match[str]) -> str:
        arguments = [str(example_desk) if word == "crisis.desk" else word for word in shlex.split(block["command"])]
        return "\n".join(line.rstrip() for line in main(*arguments).out.splitlines()).strip("\n") + "\n"

    blocks = list(BLOCK.finditer(TEXT))
    assert blocks
    if os.environ.get("UPDATE_PRINTED"):
        PAGE.write_text(BLOCK.sub(lambda found: f"{found['mark']}{printed(found)}```", TEXT), encoding="utf-8")
        return
    for block in blocks:
        assert not far(block["text"], printed(block)), block["command"]
