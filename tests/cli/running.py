"""The command run by a test: in a process of its own as a shell does, or in this one, which is quicker."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from dragoman.cli import main as run_main


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


def dragoman(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a process of its own, on a terminal's 100 columns."""
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", **environment},
        timeout=120,
    )


def main(*arguments: object, columns: int = 100) -> Done:
    """Runs the command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        patch.setenv("COLUMNS", str(columns))
        patch.setenv("NO_COLOR", "1")
        raised = pytest.raises(SystemExit)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), raised as ended:
            run_main()
    code = ended.value.code
    return Done(code if isinstance(code, int) else int(code is not None), _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")
