"""A real PostgreSQL server on the loopback interface, started for the test run where its programs are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
"""Where Debian's packages put the programs, the newest first."""


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`; None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    places = [*FOLDERS, *([Path(found).parent] if found else [])]
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


@contextmanager
def server() -> Generator[str]:
    """A server with an empty cluster; gives the start of its URL, to which a database's name is added."""
    place = programs()
    assert place is not None
    with tempfile.TemporaryDirectory(prefix="dragoman-pg-") as folder:
        # The server refuses to run as root, who then hands it to the user that the package made.
        user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [place / program, "-D", f"{folder}/data", *arguments],
                check=True,
                capture_output=True,
                cwd=folder,
                user=user.pw_uid if user else None,
                group=user.pw_gid if user else None,
                extra_groups=[] if user else None,
            )

        run("initdb", "-U", "desk", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", f"-p {port} -h 127.0.0.1 -k {folder} -F", "start")
        try:
            yield f"postgresql://desk@127.0.0.1:{port}/"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
