"""Desks of the example reports, coded once a session, in SQLite and in a real PostgreSQL server."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path
from uuid import uuid4

import pytest

from dragoman import Coder
from dragoman.desk import Desk
from dragoman.desk.adding import Added, keep_all
from dragoman.record import CodedReport
from tests.desk.postgres import programs, server

EXAMPLES = Path(__file__).parents[2] / "examples" / "idlib"


@pytest.fixture(scope="session")
def records() -> list[CodedReport]:
    """The records of the example reports, in the order of their dates."""
    return list(Coder().code([EXAMPLES]))


@pytest.fixture(scope="session")
def example_desk(records: list[CodedReport], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of the examples in SQLite, for tests that only read."""
    path = tmp_path_factory.mktemp("desk") / "idlib.desk"
    with Desk.open(path, create=True) as desk:
        keep_all(desk.engine, desk.shown, records, Added())
    return path


@pytest.fixture(scope="session")
def postgres() -> Generator[str]:
    """The start of a server's URL; a database's name goes behind it."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with server() as url:
        yield url


@pytest.fixture
def desk(example_desk: Path) -> Generator[Desk]:
    """The desk of the examples, for reading."""
    with Desk.open(example_desk) as desk:
        yield desk


@pytest.fixture
def own_desk(example_desk: Path, tmp_path: Path) -> Generator[Desk]:
    """A copy of it, for tests that write."""
    path = tmp_path / "own.desk"
    shutil.copyfile(example_desk, path)
    with Desk.open(path) as desk:
        yield desk


@pytest.fixture
def postgres_desk(postgres: str, records: list[CodedReport]) -> Generator[Desk]:
    """A desk of the examples in PostgreSQL, new for each test."""
    import psycopg
    from psycopg import sql

    name = f"desk_{uuid4().hex}"
    with psycopg.connect(f"{postgres}postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    with Desk.open(f"{postgres}{name}", create=True) as desk:
        keep_all(desk.engine, desk.shown, records, Added())
        yield desk


@pytest.fixture
def empty(tmp_path: Path) -> Generator[Desk]:
    """A desk without reports."""
    with Desk.open(tmp_path / "empty.desk", create=True) as desk:
        yield desk


@pytest.fixture
def empty_postgres(postgres: str) -> Generator[Desk]:
    """The same in PostgreSQL."""
    import psycopg
    from psycopg import sql

    name = f"desk_{uuid4().hex}"
    with psycopg.connect(f"{postgres}postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    with Desk.open(f"{postgres}{name}", create=True) as desk:
        yield desk
