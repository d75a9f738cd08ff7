"""Output shown in the documents is what the commands print.

A block of text under `<!-- prints: command -->` is compared with the output at 80 columns; `| head -n N` keeps
the first N lines. With UPDATE_PRINTED=1 in the environment the blocks are renewed instead.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rounding import far

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(
    r"(?P<mark><!-- prints: (?P<command>.+?)(?: \| head -n (?P<lines>\d+))? -->\n```text\n)(?P<text>.*?)```", re.S
)
DOCUMENTS = [ROOT / "README.md", ROOT / "docs" / "tutorial.md"]


def printed(match: re.Match[str]) -> str:
    program, *arguments = shlex.split(match["command"])
    assert program == "dragoman"
    done = subprocess.run(
        [sys.executable, "-m", "dragoman", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "80"},
        timeout=300,
        check=True,
    )
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    kept = lines[: int(match["lines"])] if match["lines"] else lines
    return "\n".join(kept).strip("\n") + "\n"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_printed_blocks_are_what_the_commands_print(document: Path):
    text = document.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    assert blocks
    if os.environ.get("UPDATE_PRINTED"):
        document.write_text(BLOCK.sub(lambda m: f"{m['mark']}{printed(m)}```", text), encoding="utf-8")
        return
    for block in blocks:
        assert not far(block["text"], printed(block)), block["command"]
