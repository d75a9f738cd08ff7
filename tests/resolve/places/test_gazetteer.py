"""The tables: what they hold, that all of it lies on the globe, and what is refused."""

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import OptionError
from dragoman.resolve.countries import by_code
from dragoman.resolve.places import Gazetteer
from dragoman.resolve.places.folding import fold
from dragoman.resolve.places.supplement import read, supplement
from dragoman.resolve.tables import TableError

HEAD = "name,aliases,kind,country,admin1,lat,lon,radius_km\n"


def test_opening_takes_no_time() -> None:
    start = time.perf_counter()
    Gazetteer.open().close()
    assert time.perf_counter() - start < 0.1


def test_the_table_says_where_it_comes_from(gazetteer: Gazetteer) -> None:
    assert {"source", "date", "licence", "command", "format"} <= gazetteer.origin.keys()
    assert "CC BY 4.0" in gazetteer.origin["licence"]


def test_every_place_of_the_table_lies_on_the_globe(gazetteer: Gazetteer) -> None:
    db = gazetteer._db
    for table in ("city", "unit"):
        query = f"SELECT count(*) FROM {table} WHERE abs(lat) > 900000 OR abs(lon) > 1800000"
        assert db.execute(query).fetchone() == (0,)
    orphans = "SELECT count(*) FROM city WHERE unit NOT IN (SELECT id FROM unit)"
    assert db.execute(orphans).fetchone() == (0,)


def test_every_written_place_has_a_known_country_and_lies_on_the_globe() -> None:
    entries = {entry.id: entry for listed in supplement().values() for entry in listed}
    assert len(entries) > 1000
    for entry in entries.values():
        assert -90 <= entry.lat <= 90 and -180 <= entry.lon <= 180 and entry.radius > 0
        assert entry.country is None or by_code(entry.country) is not None


def test_ids_of_written_places_are_their_own() -> None:
    written = {id(entry): entry.id for listed in supplement().values() for entry in listed}
    assert len(set(written.values())) == len(written)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Idlib", "geonames:169389"),
        ("Maaret al-Numan", "place:SYR/city/maarat numan"),
        ("Texas", "unit:USA/texas"),
        ("Tex.", "unit:USA/texas"),
        ("TX", "unit:USA/texas"),
        ("Syrian", "country:SYR"),
        ("Donbass", "place:UKR/area/donbas"),
        ("Bab el-Hawa", "place:SYR/crossing/bab hawa"),
        ("NYC", "geonames:5128581"),
    ],
)
def test_lookup(gazetteer: Gazetteer, name: str, id: str) -> None:
    assert id in {match.entry.id for match in gazetteer.lookup(name)}


def test_short_words_are_no_abbreviations(gazetteer: Gazetteer) -> None:
    assert "unit:USA/indiana" in {m.entry.id for m in gazetteer.lookup("IN")}
    assert not gazetteer.lookup("in")


@given(st.sampled_from(["Deir ez-Zor", "Al Ḩasakah", "São Paulo", "St. Louis", "Khan Sheikhoun", "Łódź", "N.C."]))
def test_a_key_finds_what_its_name_finds(name: str) -> None:
    with Gazetteer.open() as places:
        kept = {m.entry.id for m in places.lookup(name) if m.entry.kind == "city"}
        assert kept <= {m.entry.id for m in places.lookup(fold(name))}


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(name: str) -> None:
    with Gazetteer.open() as one, Gazetteer.open() as other:
        assert one.lookup(name) == other.lookup(name)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("Nowhere,,city,SYR,,95.0,36.0,2", "lat"),
        ("Nowhere,,city,SYR,,35.0,360.0,2", "lat"),
        ("Nowhere,,city,SYR,,35.0,36.0,-2", "radius_km"),
        ("Nowhere,,hamlet,SYR,,35.0,36.0,2", "kind"),
        ("Nowhere,,city,QQQ,,35.0,36.0,2", "country"),
        ("Nowhere,,city,SYR,,north,36.0,2", None),
        (",,city,SYR,,35.0,36.0,2", "name"),
    ],
)
def test_impossible_rows_are_refused_with_file_line_and_field(row: str, field: str | None) -> None:
    with pytest.raises(TableError) as error:
        read(HEAD + row + "\n", "mine.csv")
    assert (error.value.file, error.value.line, error.value.field) == ("mine.csv", 2, field)


def test_a_missing_or_foreign_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="missing"):
        Gazetteer.open(tmp_path / "none.sqlite")
    foreign = tmp_path / "foreign.sqlite"
    sqlite3.connect(foreign).close()
    with pytest.raises(OptionError, match="no gazetteer"):
        Gazetteer.open(foreign)
    old = tmp_path / "old.sqlite"
    with sqlite3.connect(old) as db:
        db.execute("CREATE TABLE meta (key, value)")
        db.execute("INSERT INTO meta VALUES ('format', '0')")
    db.close()
    with pytest.raises(OptionError, match="format 0"):
        Gazetteer.open(old)
