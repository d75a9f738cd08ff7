"""The command as the shell sees it, as far as it needs no model: help, usage, what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import dragoman
from dragoman.cli.exits import DONE, FAILURE, USAGE
from dragoman.cli.options import Scale
from dragoman.coding import scales

MANUAL = Path(__file__).parents[2] / "docs" / "tutorial.md"


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", **environment},
        timeout=120,
    )


def test_the_version_is_the_package_s():
    done = command("--version")
    assert (done.returncode, done.stdout) == (DONE, f"dragoman {dragoman.__version__}\n")


def test_help_names_the_subcommands_and_the_exit_codes():
    done = command("--help")
    assert done.returncode == DONE
    for word in ("code", "explain", "demo", "schema", "130 interrupted"):
        assert word in " ".join(done.stdout.split())


def test_every_option_of_code_is_in_the_tutorial():
    text = MANUAL.read_text(encoding="utf-8")
    options = {word.strip(",") for word in command("code", "--help").stdout.split() if word.startswith("--")}
    assert {"--out", "--json", "--strict", "--scale", "--jobs"} <= options
    assert [option for option in options - {"--help"} if f"`{option}" not in text] == []


def test_the_scales_to_choose_from_are_those_there_are():
    assert set(get_args(Scale)) == set(scales())


def test_the_schema_is_printed():
    assert json.loads(command("schema").stdout)["title"] == "Dragoman record"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["code"], "Missing argument"),
        (["code", "x.txt", "--scale", "guess"], "phia"),
        (["code", "x.txt", "--jobs", "0"], "--jobs"),
        (["code", "x.txt", "--published", "someday"], "YYYY-MM-DD"),
        (["code", "x.txt", "--out", "record.xlsx"], "record.xlsx: records are written to"),
        (["codify"], "No such command"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(arguments: list[str], message: str):
    done = command(*arguments)
    assert done.returncode == USAGE
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_named():
    done = command("code", "no-such-report.txt")
    assert done.returncode == FAILURE
    assert "skipped no-such-report.txt: not-found" in done.stderr
    assert "coded 0 reports" in done.stderr
    assert command("explain", "no-such-report.txt").returncode == FAILURE


def test_a_plain_terminal_without_unicode_is_no_obstacle():
    done = command("--help", PYTHONIOENCODING="ascii")
    assert done.returncode == DONE
