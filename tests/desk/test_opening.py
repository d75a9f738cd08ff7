"""What is a desk and what is none, and what a database's own errors are told as."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from dragoman.desk import Desk, opening
from dragoman.desk.opening import open_engine, reading, shown_as, writing
from dragoman.desk.tables import OUTLETS
from dragoman.errors import DeskError


def test_a_desk_is_made_and_opened_again(tmp_path: Path):
    path = tmp_path / "a.desk"
    Desk.open(path, create=True).close()
    with sqlite3.connect(path) as file:
        assert file.execute("PRAGMA application_id").fetchone() == (opening.APPLICATION,)
        assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [("0005",)]
    file.close()
    with Desk.open(path) as desk, desk.reading() as connection:
        assert connection.execute(select(OUTLETS)).all() == []


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "there is no desk"),
        (lambda path: path.write_text("a report, and no database at all"), "no SQLite file at all"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: _database(path, "CREATE TABLE recipes (id)"), "but no desk"),
        (lambda path: _newer(path), "newer version of Dragoman (9999)"),
        (lambda path: path.write_bytes(opening.MAGIC + b"x" * 4096), "damaged or no desk"),
    ],
)
def test_what_is_no_desk_is_told_and_left_alone(tmp_path: Path, make, told: str):
    path = tmp_path / "a.desk"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DeskError) as error:
        Desk.open(path)
    assert told in str(error.value) and str(path) in str(error.value) and "\n" not in str(error.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def _database(path: Path, statement: str) -> None:
    file = sqlite3.connect(path)
    file.execute(statement)
    file.commit()
    file.close()


def _newer(path: Path) -> None:
    Desk.open(path, create=True).close()
    file = sqlite3.connect(path)
    file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.commit()
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://host/base", "not mysql"),
        ("postgresql://ann:secret@127.0.0.1:1/base", "cannot be reached"),
        ("nonsense://", "not nonsense"),
    ],
)
def test_a_wrong_address_is_told_without_its_password(url: str, told: str):
    with pytest.raises(DeskError) as error:
        open_engine(url)
    assert told in str(error.value) and "secret" not in str(error.value) and "\n" not in str(error.value)


def test_a_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(DeskError, match="there is no folder"):
        Desk.open(tmp_path / "none" / "a.desk", create=True)


def test_readers_see_one_moment_while_another_writes(tmp_path: Path):
    engine = open_engine(tmp_path / "a.desk", create=True)
    with reading(engine, "desk") as reader:
        assert reader.execute(select(OUTLETS)).all() == []
        with writing(engine, "desk") as writer:
            writer.execute(insert(OUTLETS), [{"key": "northgateherald", "name": "Northgate Herald"}])
        assert reader.execute(select(OUTLETS)).all() == []
    with reading(engine, "desk") as reader:
        assert len(reader.execute(select(OUTLETS)).all()) == 1
    engine.dispose()


def test_a_second_writer_waits_for_the_first(tmp_path: Path):
    engine = open_engine(tmp_path / "a.desk", create=True)
    inside, done = threading.Event(), list[str]()

    def second() -> None:
        inside.wait(10)
        with writing(engine, "desk") as connection:
            connection.execute(insert(OUTLETS), [{"key": "second", "name": "second"}])
        done.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with writing(engine, "desk") as connection:
        inside.set()
        connection.execute(insert(OUTLETS), [{"key": "first", "name": "first"}])
        done.append("first")
    thread.join(20)
    assert done == ["first", "second"]
    engine.dispose()


def test_a_writer_that_never_ends_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "WAIT", 0.1)
    path = tmp_path / "a.desk"
    one, two = open_engine(path, create=True), open_engine(path)
    with writing(one, "desk"), pytest.raises(DeskError, match="another program has been writing"), writing(two, "desk"):
        pass
    one.dispose()
    two.dispose()


def test_a_full_disk_keeps_what_was_kept(tmp_path: Path):
    engine = open_engine(tmp_path / "a.desk", create=True)
    with writing(engine, "desk") as connection:
        connection.execute(insert(OUTLETS), [{"key": "kept", "name": "kept"}])
    with pytest.raises(DeskError, match="the disk is full"), writing(engine, "desk") as connection:
        # The database's own bound on its pages stands for the disk's.
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        many = [{"key": str(number), "name": f"{number:06} {'x' * 500}"} for number in range(2000)]
        connection.execute(insert(OUTLETS), many)
    with reading(engine, "desk") as connection:
        assert connection.scalars(select(OUTLETS.c.name)).all() == ["kept"]
    engine.dispose()


def test_a_password_is_never_shown(tmp_path: Path):
    assert shown_as("postgresql://ann:pass:word@host/base") == "postgresql://ann:***@host/base"
    assert shown_as(tmp_path) == str(tmp_path)
