"""`dragoman serve`: the command starts, answers and ends; what it cannot do it says in a line."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

COMMAND = [sys.executable, "-m", "dragoman", "serve"]


def test_it_serves_until_it_is_interrupted(told_desk: Path):
    with subprocess.Popen([*COMMAND, str(told_desk), "--port", "0"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
        assert address
        # The kernel keeps the request until the server takes it.
        assert "Today" in httpx.get(address[0], timeout=30).text
        process.send_signal(signal.SIGINT)
        assert "Traceback" not in process.stderr.read()
        assert process.wait(10) in (0, 130, -signal.SIGINT)


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--host", "0.0.0.0"], 2, "give --token and --allow-host"),
        (["--host", "0.0.0.0", "--token", "short", "--allow-host", "a.example"], 2, "16 characters"),
        (["--port", "TAKEN"], 2, "choose another --port"),
    ],
)
def test_what_it_cannot_do_is_told_in_one_line(told_desk: Path, options: list[str], code: int, told: str):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        given = [str(taken.getsockname()[1]) if option == "TAKEN" else option for option in options]
        done = subprocess.run([*COMMAND, str(told_desk), *given], capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert told in done.stderr and done.stderr.count("\n") == 1


def test_no_desk_is_no_page(tmp_path: Path):
    done = subprocess.run([*COMMAND, str(tmp_path / "none.desk")], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "there is no desk" in done.stderr


def test_without_the_extra_it_says_what_to_install(told_desk: Path):
    without = "import sys; sys.modules['starlette'] = None; from dragoman.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", without, "serve", str(told_desk)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr == "dragoman: `serve` needs the extra: pip install 'dragoman[web]'\n"
