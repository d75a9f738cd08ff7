"""Room that a desk gives back, on both databases."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import update

from dragoman.cli.exits import DONE, FAILURE
from dragoman.desk import Desk, opening, words
from dragoman.desk.tables import STATEMENTS
from tests.cli.running import main


def worn(desk: Desk) -> tuple[list[int], list[tuple[object, ...]]]:
    """Writes all statements anew some times; what the desk answers."""
    for score in (0.1, 0.2, 0.3, 0.4):
        with desk.writing() as connection:
            connection.execute(update(STATEMENTS).values(score=score))
    return held(desk)


def held(desk: Desk) -> tuple[list[int], list[tuple[object, ...]]]:
    with desk.reading() as connection:
        return sorted(words.find(connection, "truce")), desk.timeline(limit=500).rows()


def test_postgresql_gives_room_back(postgres_desk: Desk):
    before = worn(postgres_desk)
    large, small = postgres_desk.compact()
    assert small < large
    assert held(postgres_desk) == before


def test_a_file_gets_smaller_and_holds_the_same(example_desk: Path, tmp_path: Path):
    path = Path(shutil.copyfile(example_desk, tmp_path / "own.desk"))
    with Desk.open(path) as desk:
        before = worn(desk)
        with desk.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE wide AS SELECT zeroblob(5000000) AS hollow")
        with desk.writing() as connection:
            connection.exec_driver_sql("DROP TABLE wide")
        large = path.stat().st_size
    done = main("compact", path)
    assert (done.code, done.out) == (DONE, "")
    assert "MB before" in done.err and str(path) in done.err
    assert path.stat().st_size < large - 4_900_000
    with Desk.open(path) as desk:
        assert held(desk) == before


def test_another_writer_is_waited_for_and_told(example_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = Path(shutil.copyfile(example_desk, tmp_path / "own.desk"))
    monkeypatch.setattr(opening, "WAIT", 0.1)
    with Desk.open(path) as desk, desk.writing():
        done = main("compact", path, "--quiet")
    assert done.code == FAILURE and "another program has been writing" in done.err
