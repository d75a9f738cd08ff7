"""`import`: records that were coded elsewhere taken into a desk, with their ids, and without coding them again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import cast

from dragoman.desk import Desk
from dragoman.desk.adding import BATCH, Added, keep_all
from dragoman.errors import InputError
from dragoman.intake import Skipped
from dragoman.record import CodedReport
from dragoman.record.json import FORMAT

_NAME, _, _NUMBER = FORMAT.partition("/")


def import_files(desk: Desk, files: Iterable[str | Path], tell: Callable[[Added], None] = lambda _: None) -> Added:
    """Takes in the records of files: Parquet and JSON lines as `dragoman code` writes them, or the folder with all
    tables. What the desk holds already costs a look, so that the same import may be run again.

    All files are looked at before anything is kept. A line that is damaged behind good ones is skipped and named.
    `tell` is called after every batch that was committed.

    Raises
    ------
    InputError
        If a file holds no records of ours, or those of a newer version.
    DeskError
        If the desk cannot be written.
    """
    places = [_placed(Path(file)) for file in files]
    for place in places:
        first = next(iter(_lines(place)), None)
        if first is not None:
            _record(place, *first)
    added = Added()
    for place in places:
        stream = _records(place)
        while part := list(islice(stream, BATCH)):
            added.skipped += [one for one in part if isinstance(one, Skipped)]
            keep_all(desk.engine, desk.shown, [one for one in part if isinstance(one, CodedReport)], added)
            tell(added)
    return added


def _placed(path: Path) -> Path:
    """The file that holds the records: in a folder of tables it has a name of its own."""
    place = path / "records.parquet" if path.is_dir() else path
    if path.is_dir() and not place.exists():
        raise InputError("not-found", f"{path}: is a folder without records.parquet; import what `dragoman code` wrote")
    if not place.exists():
        raise InputError("not-found", f"{path}: there is no such file")
    return place


def _records(place: Path) -> Iterator[CodedReport | Skipped]:
    for number, line in _lines(place):
        try:
            yield _record(place, number, line)
        except InputError as error:
            yield Skipped(f"{place}:{number}", "unreadable", str(error))


def _record(place: Path, number: int, line: str) -> CodedReport:
    """One record. Its layout is checked first: of a newer one nothing else is known.

    Raises
    ------
    InputError
        If it is none of ours, of a newer version or damaged.
    """
    where = f"{place}, record {number}"
    try:
        value: object = json.loads(line)
    except ValueError as error:
        raise InputError("unreadable", f"{where}: is no JSON, so no record that `dragoman code` wrote") from error
    given = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    layout = given.get("format")
    name, _, version = layout.partition("/") if isinstance(layout, str) else ("", "", "")
    if name != _NAME or not version.isdigit():
        raise InputError("unreadable", f"{where}: is JSON, but no record that `dragoman code` wrote")
    if int(version) > int(_NUMBER):
        raise InputError("unreadable", f"{where}: is of a newer version of Dragoman ({layout}); update Dragoman")
    try:
        return CodedReport.from_dict(given)
    except InputError as error:
        raise InputError(error.reason, f"{where}: {error}") from error


def _lines(place: Path) -> Iterator[tuple[int, str]]:
    """The records of a file as JSON, each with its number from 1."""
    with place.open("rb") as file:
        magic = file.read(4)
    if magic == b"PAR1":
        yield from enumerate(_of_parquet(place), start=1)
        return
    try:
        with place.open(encoding="utf-8") as file:
            yield from ((number, line) for number, line in enumerate(file, start=1) if line.strip())
    except UnicodeDecodeError as error:
        raise InputError("unreadable", f"{place}: is neither Parquet nor JSON lines") from error


def _of_parquet(place: Path) -> Iterator[str]:
    import duckdb

    # In DuckDB a path is a pattern; a bracketed character stands for itself. Nothing it lacks may be fetched.
    pattern = re.sub(r"([*?\[])", r"[\1]", str(place))
    offline = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    with offline as connection:
        try:
            found = connection.execute("FROM read_parquet(?) LIMIT 0", [pattern]).description or ()
            names = {name for name, *_ in found}
            if "records" in names:
                wanted = "unnest(records)"
            elif "record" in names:
                wanted = "record"
            else:
                raise InputError(
                    "unreadable",
                    f"{place}: is Parquet without records; import what `dragoman code --out` wrote, or its folder",
                )
            cursor = connection.execute(f"SELECT {wanted} FROM read_parquet(?)", [pattern])
            while rows := cursor.fetchmany(BATCH):
                yield from (row[0] for row in rows)
        except duckdb.Error as error:
            raise InputError("unreadable", f"{place}: is no readable Parquet file: {error}") from error
