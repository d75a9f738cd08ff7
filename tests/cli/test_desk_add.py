"""Reports added to a desk from the command line, and what goes wrong on the way: told in a line, and nothing lost."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from dragoman.cli.exits import DONE, FAILURE, INTERRUPTED, USAGE
from dragoman.desk import Desk, opening
from tests.cli.running import main

EXAMPLES = Path(__file__).parents[2] / "examples" / "idlib"
ONE = next(EXAMPLES.glob("16-*"))


def lines(numbers: range) -> str:
    """Reports as JSON lines, longer than what is looked at to tell what a stream is made of."""
    return "".join(
        json.dumps({"text": f"Rebels shelled the village of Velmar {n} times on Sunday.", "note": "-" * 200}) + "\n"
        for n in numbers
    )


@contextmanager
def adding(desk: object, *options: str) -> Generator[subprocess.Popen[str]]:
    """`dragoman add` of what a test writes to its standard input."""
    command = [sys.executable, "-m", "dragoman", "add", str(desk), "-", "--jobs", "1", *options]
    pipes = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, encoding="utf-8") as process:  # pyright: ignore[reportCallIssue, reportArgumentType]
        try:
            yield process
        finally:
            process.kill()


def feed(process: subprocess.Popen[str], text: str) -> None:
    assert process.stdin is not None
    process.stdin.write(text)
    process.stdin.flush()


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code and all that was said, after the end of the input."""
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def until_kept(path: Path, number: int) -> None:
    """Waits until another process kept so many reports."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with (
            contextlib.suppress(sqlite3.OperationalError),
            closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file,
        ):
            if file.execute("SELECT count(*) FROM reports").fetchone()[0] >= number:
                return
        time.sleep(0.05)
    raise AssertionError("nothing was kept")


def texts(path: object) -> list[str]:
    with Desk.open(str(path)) as desk:
        return sorted(desk.record(hash).report.text for hash in desk.reports(limit=1000)["report"])


def test_reports_are_added_once_and_summed_up(tmp_path: Path):
    path = tmp_path / "new.desk"
    done = main("add", path, ONE, tmp_path / "no-such.txt")
    assert done.code == DONE
    assert done.err.startswith(f"skipped {tmp_path}/no-such.txt: not-found")
    assert "kept 1 new report with" in done.err and "skipped 1 (1 not-found)" in done.err
    assert main("add", path, ONE, "--quiet").err == ""
    assert "kept nothing new; 1 there already" in main("add", path, ONE).err
    assert done.out == ""


def test_reports_without_a_date_are_told_of(tmp_path: Path):
    path, undated = tmp_path / "new.desk", tmp_path / "undated.txt"
    undated.write_text("Rebels shelled the village of Velmar on Sunday.", "utf-8")
    told = main("add", path, ONE, undated).err.splitlines()
    assert told[-1].startswith("1 report has no publication date: its relative dates")
    assert "no publication date" not in main("add", path, ONE).err


def test_exit_codes(tmp_path: Path):
    path, missing = tmp_path / "new.desk", tmp_path / "no-such.txt"
    assert main("add", path, missing).code == FAILURE
    assert main("add", path, ONE, missing, "--strict").code == FAILURE
    assert main("add", path, ONE, "--published", "someday").code == USAGE
    assert main("add", path).code == USAGE


def test_the_options_of_reading_hold(tmp_path: Path):
    table, path = tmp_path / "table.csv", tmp_path / "new.desk"
    table.write_text("said,who\nRebels shelled the village of Velmar on Sunday.,x\n", encoding="utf-8")
    main("add", path, table, "--text-column", "said", "--outlet", "Lake Post", "--published", "2020-02-04")
    with Desk.open(path) as desk:
        (row,) = desk.reports().to_dicts()
    assert (row["outlet"], str(row["published"])) == ("Lake Post", "2020-02-04")


def test_killed_it_keeps_what_it_kept_and_goes_on(tmp_path: Path):
    path = tmp_path / "killed.desk"
    with adding(path) as process:
        feed(process, lines(range(140)))
        until_kept(path, 64)
        process.kill()
    kept = len(texts(path))
    assert 64 <= kept < 140
    with adding(path) as process:
        feed(process, lines(range(140)))
        code, said = ended(process)
    assert code == DONE and f"kept {140 - kept} new reports with" in said and f"{kept} there already" in said
    assert len(set(texts(path))) == 140
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_comes_slowly_is_kept_as_it_comes(tmp_path: Path):
    path = tmp_path / "slow.desk"
    with adding(path, "--quiet") as process:
        for number in range(3):
            feed(process, lines(range(number, number + 1)))
            until_kept(path, number + 1)
        feed(process, lines(range(3, 20)))
        until_kept(path, 20)
        process.send_signal(2)
        code, said = ended(process)
    assert code == INTERRUPTED
    assert said.startswith("interrupted: kept 20 new reports with") and said.count("\n") == 1


def test_what_comes_slowly_is_coded_as_it_comes():
    command = [sys.executable, "-m", "dragoman", "code", "-", "--json", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        for number in range(2):
            process.stdin.write(lines(range(number, number + 1)).encode())
            process.stdin.flush()
            assert f"Velmar {number} times" in json.loads(process.stdout.readline())["report"]["text"]
        process.stdin.close()
        assert process.wait(60) == DONE


def test_interrupted_it_says_what_was_kept(tmp_path: Path):
    path = tmp_path / "interrupted.desk"
    with adding(path) as process:
        feed(process, lines(range(140)))
        until_kept(path, 64)
        process.send_signal(2)
        code, said = ended(process)
    assert code == INTERRUPTED
    assert re.match(r"interrupted: kept \d+ new reports with", said) and said.count("\n") == 1
    assert f"kept {len(texts(path))} new reports" in said


def test_a_full_disk_is_told_and_keeps_what_was_kept(tmp_path: Path):
    """No file may grow beyond a size: what a disk that is full does to a desk."""
    path = tmp_path / "full.desk"
    assert main("add", path, ONE).code == DONE
    more = sorted(EXAMPLES.glob("0[1-3]-*"))
    done = subprocess.run(
        ["bash", "-c", 'ulimit -f 64; exec "$0" -m dragoman add "$@"', sys.executable, path, *more],
        capture_output=True,
        encoding="utf-8",
        # What Python compiles while it starts would meet the limit too.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        timeout=60,
    )
    assert done.returncode == FAILURE
    said = done.stderr.splitlines()
    assert said[0].startswith("broken off: kept nothing new")
    assert said[1].startswith(f"dragoman: {path}: cannot be written, the disk is full or fails") and len(said) == 2
    assert len(texts(path)) == 1
    assert (main("add", path, *more).code, len(texts(path))) == (DONE, 4)


def test_a_second_writer_waits(tmp_path: Path):
    path = tmp_path / "busy.desk"
    main("add", path, ONE)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(1.0, lambda: other.execute("ROLLBACK"))
        release.start()
        assert main("add", path, *sorted(EXAMPLES.glob("01-*"))).code == DONE
        release.join()
    assert len(texts(path)) == 2


def test_a_second_writer_gives_up_with_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "busy.desk"
    main("add", path, ONE)
    monkeypatch.setattr(opening, "WAIT", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = main("add", path, *EXAMPLES.glob("01-*"))
        assert main("reports", path, "--json").code == DONE, "readers read on"
    assert done.code == FAILURE
    assert "another program has been writing" in done.err and "Traceback" not in done.err


def test_writers_of_a_server_wait_for_each_other_too(postgres: str, monkeypatch: pytest.MonkeyPatch):
    import psycopg
    from psycopg import sql

    name = f"desk_{uuid4().hex}"
    with psycopg.connect(f"{postgres}postgres", autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    with adding(f"{postgres}{name}") as one, adding(f"{postgres}{name}") as other:
        for process in (one, other):
            feed(process, lines(range(20)))
        done = [ended(process) for process in (one, other)]
    assert [code for code, _ in done] == [DONE, DONE], done
    assert _count(f"{postgres}{name}") == 20
    monkeypatch.setattr(opening, "WAIT", 0.1)
    with psycopg.connect(f"{postgres}{name}") as holder:
        holder.execute("SELECT pg_advisory_xact_lock(%s)", [opening.APPLICATION])
        assert "another program has been writing" in main("add", f"{postgres}{name}", ONE).err
        assert len(main("reports", f"{postgres}{name}", "--json").out.splitlines()) == 20


def _newer(path: Path) -> None:
    main("add", path, ONE)
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE notes (text)")


WRONG = {
    "a text": (lambda path: path.write_text("once upon a time"), "is no desk, and no SQLite file at all"),
    "another database": (_other_database, "is a database, but no desk"),
    "a newer desk": (_newer, "is a desk of a newer version of Dragoman (9999); update Dragoman"),
    "a folder": (lambda path: path.mkdir(), "is a folder; a desk is a file"),
}


@pytest.mark.parametrize("what", WRONG)
@pytest.mark.parametrize("command", [("add", "{}", ONE), ("timeline", "{}"), ("recode", "{}"), ("undo", "{}", 1)])
def test_what_is_no_desk_is_told_in_a_line_and_left_alone(what: str, command: tuple[object, ...], tmp_path: Path):
    path = tmp_path / "wrong.desk"
    make, message = WRONG[what]
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    done = main(*(path if part == "{}" else part for part in command))
    assert (done.code, done.err) == (FAILURE, f"dragoman: {path}: {message}\n")
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize(
    ("desk", "message"),
    [
        ("no-such.desk", "there is no desk; `dragoman add"),
        ("mysql://ada@localhost/crisis", "PostgreSQL database, not mysql"),
        ("nonsense://crisis", "PostgreSQL database, not nonsense"),
        ("postgresql://ada@here:port/crisis", "is no address of a database"),
        ("postgresql://ada:secret@127.0.0.1:1/crisis", "the database cannot be reached"),
        ("postgresql://ada:secret@no-such-host.invalid/crisis", "the database cannot be reached"),
    ],
)
def test_a_wrong_address_is_told_in_a_line_without_its_password(desk: str, message: str, tmp_path: Path):
    place = tmp_path / desk if "://" not in desk else desk
    done = main("timeline", place)
    assert done.code == FAILURE
    assert done.err.startswith("dragoman: ") and done.err.count("\n") == 1 and message in done.err
    assert "secret" not in done.err


def test_a_lost_connection_is_told_and_keeps_what_was_kept(postgres: str):
    import psycopg
    from psycopg import sql

    name = f"desk_{uuid4().hex}"
    quoted = sql.Identifier(name)
    with psycopg.connect(f"{postgres}postgres", autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(quoted))
        with adding(f"{postgres}{name}") as process:
            feed(process, lines(range(140)))
            end = time.monotonic() + 60
            while _count(f"{postgres}{name}") < 64 and time.monotonic() < end:
                time.sleep(0.1)
            server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(quoted))
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            with contextlib.suppress(BrokenPipeError):
                feed(process, lines(range(140, 150)))
            code, said = ended(process)
        server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(quoted))
    assert code == FAILURE
    told = said.splitlines()
    kept = _count(f"{postgres}{name}")
    assert told[0].startswith(f"broken off: kept {kept} new reports") and len(told) == 2
    assert "the database cannot be reached" in told[1]
    assert 64 <= kept <= 140


def _count(url: str) -> int:
    import psycopg

    with psycopg.connect(url) as connection:
        there = connection.execute("SELECT to_regclass('reports')").fetchone()
        found = connection.execute("SELECT count(*) FROM reports").fetchone() if there and there[0] else None
    return found[0] if found else 0
