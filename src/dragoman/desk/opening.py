"""Opening a desk: one SQLite file, or a PostgreSQL database given by its URL."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from dragoman.errors import DeskError

MAGIC = b"SQLite format 3\x00"
APPLICATION = 0x44524147  # "DRAG": what SQLite files of ours carry as their application id
WAIT = 30.0
"""Seconds that a writer waits for another one before it gives up."""
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -65536",
    "mmap_size = 4294967296",
)
"""How SQLite works: readers go on while one writes; what is committed survives a power cut; pages come from memory,
mapped up to 4 GiB, which spares a call to the system for each of thousands of rows."""
_SCHEMES = ("postgresql", "postgres", "sqlite")
_PASSWORD = re.compile(r"(?<=://)([^:@/]*):[^@/]*@")


def open_engine(location: str | Path, *, create: bool = False) -> Engine:
    """An engine for the desk at a path or URL, its schema brought up to this version.

    With `create` a desk is made where there is none yet; without it that is an error.

    Raises
    ------
    DeskError
        If there is no desk, the file is something else, the desk is of a newer version, or the database cannot be
        reached.
    """
    shown = shown_as(location)
    url = _url(location)
    if url.get_backend_name() == "sqlite":
        _check_file(Path(url.database or ""), create)
        engine = create_engine(url, connect_args={"timeout": WAIT, "check_same_thread": False})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    else:
        engine = create_engine(url, pool_pre_ping=True)
    try:
        scripts = ScriptDirectory.from_config(_config())
        with told(shown), engine.connect() as connection:
            found = _version(connection, scripts, shown, create)
        if found != scripts.get_current_head():
            with writing(engine, shown) as connection:
                _upgrade(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def shown_as(location: str | Path) -> str:
    """The path or URL as messages show it: without a password."""
    return _PASSWORD.sub(r"\1:***@", str(location)) if "://" in str(location) else str(location)


@contextmanager
def writing(engine: Engine, shown: str) -> Generator[Connection]:
    """A transaction that writes: all of it is kept, or nothing. It waits for another writer for `WAIT` seconds.

    Raises
    ------
    DeskError
        If the database cannot be written: it is locked, the disk is full, the connection is lost.
    """
    with told(shown), engine.connect().execution_options(writing=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            # One writer at a time, as in SQLite: what two would join at once, neither would join with the other's.
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {WAIT * 1000:.0f}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION})")
        yield connection


@contextmanager
def reading(engine: Engine, shown: str) -> Generator[Connection]:
    """A transaction that reads: all that it sees is of one moment, whoever writes meanwhile."""
    with told(shown), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def alone(engine: Engine, shown: str) -> Generator[Connection]:
    """A connection whose statements are no part of a transaction, for what a database does in none.

    Raises
    ------
    DeskError
        If the database says that it cannot.
    """
    options = {"isolation_level": "AUTOCOMMIT", "alone": True}
    with told(shown), engine.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def told(shown: str) -> Generator[None]:
    """Says in one line what a database's own error means for the desk."""
    try:
        yield
    except DBAPIError as error:
        raise DeskError(f"{shown}: {_meaning(error)}") from error


def _meaning(error: DBAPIError) -> str:
    said = " ".join(str(error.orig).split())
    low = said.lower()
    if "locked" in low or "lock timeout" in low:
        return f"another program has been writing for {WAIT:.0f} seconds; try again when it is done"
    if "disk is full" in low or "no space" in low or "disk i/o" in low:
        return f"cannot be written, the disk is full or fails ({said}); what was reported as kept is safe"
    if "readonly" in low or "read-only" in low:
        return "cannot be written: the file or its folder is read-only"
    if "malformed" in low or "not a database" in low:
        return f"is damaged or no desk ({said})"
    lost = ("connection", "server closed", "resolve host", "translate host name", "timeout expired")
    if error.connection_invalidated or any(words in low for words in lost):
        return f"the database cannot be reached ({said}); what was reported as kept is safe"
    return f"the database says: {said}"


def _url(location: str | Path) -> URL:
    text = str(location)
    if isinstance(location, Path) or "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:  # a port that is no number
        raise DeskError(f"{shown_as(text)}: is no address of a database; write a path or postgresql://…") from error
    if backend not in _SCHEMES:
        raise DeskError(f"{shown_as(text)}: a desk is an SQLite file or a PostgreSQL database, not {backend}")
    if backend == "sqlite":
        return url
    try:
        import psycopg  # noqa: F401  # pyright: ignore[reportUnusedImport]
    except ImportError as error:
        raise DeskError("PostgreSQL needs the extra: pip install 'dragoman[postgres]'") from error
    return url.set(drivername="postgresql+psycopg")


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise DeskError(f"{path}: is a folder; a desk is a file")
    if not path.exists():
        if not create:
            raise DeskError(f"{path}: there is no desk; `dragoman add {path} REPORT...` makes one")
        if not path.parent.is_dir():
            raise DeskError(f"{path}: there is no folder {path.parent}")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise DeskError(f"{path}: cannot be read: {error.strerror}") from error
    if not head and not create:
        raise DeskError(f"{path}: is empty; `dragoman add` makes a desk of it")
    if head and head != MAGIC:
        raise DeskError(f"{path}: is no desk, and no SQLite file at all")
    if head:
        _check_tables(path)


def _check_tables(path: Path) -> None:
    """Refuses another program's database before anything is done to it: opening it as a desk would change its mode."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        raise DeskError(f"{path}: is damaged or no desk ({error})") from error
    if tables and "alembic_version" not in tables:
        raise DeskError(f"{path}: is a database, but no desk")


def _prepare(connection: Any, _: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # The transactions are ours: the driver's own begin too late for a writer that must not be overtaken.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        try:
            connection.execute(f"PRAGMA {pragma}")
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error) and "read-only" not in str(error):
                raise


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("alone", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing", False) else "BEGIN")


def _version(connection: Connection, scripts: ScriptDirectory, shown: str, create: bool) -> str | None:
    """The desk's revision; None where there is nothing yet."""
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        if inspect(connection).get_table_names():
            raise DeskError(f"{shown}: is a database, but no desk")
        if not create:
            raise DeskError(f"{shown}: is empty; `dragoman add` makes a desk of it")
    elif found not in {script.revision for script in scripts.walk_revisions()}:
        raise DeskError(f"{shown}: is a desk of a newer version of Dragoman ({found}); update Dragoman")
    return found


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _upgrade(connection: Connection) -> None:
    """Brings the schema up to date, in the transaction of the connection."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
