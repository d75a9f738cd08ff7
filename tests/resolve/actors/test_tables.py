"""The shipped tables load without a mistake, and a mistake in one is told with file, line and field."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.resolve.actors import agents, leaders, organisations, own, peoples
from dragoman.resolve.actors.identity import Hints
from dragoman.resolve.actors.lookup import identify
from dragoman.resolve.tables import TableError, day, rows
from dragoman.resolve.words import words

LEADERS = "country,office,name,aliases,from,until\n"
BODIES = "key,name,aliases,kind,country,sectors,linked,theatre,from,until,note\n"


def test_the_shipped_tables_load():
    people = leaders.register().people
    assert len(people) > 3000
    assert len({person.id for person in people}) == len(people)
    bodies = {claim.body.key for claims in organisations.register().values() for claim in claims}
    assert len(bodies) > 1500
    assert agents.covers(["foreign", "ministry"])
    assert agents.covers(["police", "officers"])
    assert not agents.covers(["teapot"])
    assert [found[0].countries for found in [peoples.find_in(words("Chechen"), 0, 1)] if found] == [("RUS",)]


@pytest.mark.parametrize(
    ("row", "field", "line"),
    [
        ("XXX,head_of_state,Ann Example,,2001,2002", "country", 3),
        ("SYR,king,Ann Example,,2001,2002", "office", 3),
        ("SYR,head_of_state,,,2001,2002", "name", 3),
        ("SYR,head_of_state,Ann Example,,,2002", "from", 3),
        ("SYR,head_of_state,Ann Example,,2001-02-30,2002", "from or until", 3),
        ("SYR,head_of_state,Ann Example,,2003,2002", "until", 3),
    ],
)
def test_a_mistake_among_leaders_is_told(row: str, field: str, line: int):
    with pytest.raises(TableError, match=f"some.csv, line {line}, field {field}") as told:
        leaders.load([("some.csv", f"# a comment\n{LEADERS}{row}\n")])
    assert (told.value.file, told.value.line, told.value.field) == ("some.csv", line, field)


def test_the_same_spell_twice_is_told():
    row = "SYR,head_of_state,Ann Example,,2001,2002\n"
    with pytest.raises(TableError, match=r"line 3, field name.*twice"):
        leaders.load([("some.csv", LEADERS + row + row)])


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",Example Front,,party,SYR,PTY,,,,,", "key"),
        ("EX,,,party,SYR,PTY,,,,,", "name"),
        ("EX,Example Front,,club,SYR,PTY,,,,,", "kind"),
        ("EX,Example Front,,party,SYR,POL,,,,,", "sectors"),
        ("EX,Example Front,,party,SYR,,,,,,", "sectors"),
        ("EX,Example Front,,party,ZZZ,PTY,,,,,", "country"),
        ("EX,Example Front,,party,SYR,PTY,,SYR;ZZZ,,,", "theatre"),
        ("EX,Example Front,Old Front@1999,party,SYR,PTY,,,,,", "aliases"),
        ("EX,Example Front,,party,SYR,PTY,,,19,,", "aliases, from or until"),
    ],
)
def test_a_mistake_among_organisations_is_told(row: str, field: str):
    with pytest.raises(TableError, match=f"some.csv, line 2, field {field}"):
        organisations.load([("some.csv", f"{BODIES}{row}\n")])


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("SYR,envoy,XYZ,Ann Example,,2001,", "sectors"),
        ("SYR,,GOV,Ann Example,,2001,", "role"),
        ("SYR,envoy,GOV,,,2001,", "name"),
        ("SYR,envoy,GOV,Ann Example,,,", "from"),
    ],
)
def test_a_mistake_among_persons_is_told(row: str, field: str):
    with pytest.raises(TableError, match=f"some.csv, line 2, field {field}"):
        leaders.load([], [("some.csv", f"country,role,sectors,name,aliases,from,until\n{row}\n")])


def test_a_key_used_twice_is_told_across_files():
    row = "EX,Example Front,,party,SYR,PTY,,,,,\n"
    with pytest.raises(TableError, match=r"b\.csv, line 2, field key"):
        organisations.load([("a.csv", BODIES + row), ("b.csv", BODIES + row)])


def test_a_table_with_wrong_columns_or_cells_is_told():
    with pytest.raises(TableError, match="line 1, field b: the column is missing"):
        list(rows("a\n1\n", "t.csv", ("a", "b")))
    with pytest.raises(TableError, match="line 1, field c: no such column"):
        list(rows("a,c\n1,2\n", "t.csv", ("a",)))
    with pytest.raises(TableError, match="line 3: 3 cells where the header has 2"):
        list(rows("a,b\n1,2\n1,2,3\n", "t.csv", ("a", "b")))
    assert list(rows("# x\nb,a\n1,2\n", "t.csv", ("a", "b"), ("c",))) == [(3, ["2", "1", ""])]


def test_days():
    assert [day("2011"), day("2011", end=True), day("2011-02", end=True), day("")] == [
        "2011-01-01",
        "2011-12-31",
        "2011-02-31",
        None,
    ]
    for bad in ("11", "2011-13", "2011-02-30", "soon"):
        with pytest.raises(ValueError):
            day(bad)


TOML = """
[[actor]]
name = "Harbour Watch"
aliases = ["HW"]
kind = "organisation"
country = "MLT"
sectors = ["SOC"]
until = 2015-06-30

[[actor]]
name = "Harbour Watch Party"
aliases = ["Harbour Watch"]
country = "MLT"
sectors = ["PTY"]
from = "2015-07"
"""


def test_own_actors_of_toml_and_csv(tmp_path: Path):
    toml = tmp_path / "own.toml"
    toml.write_text(TOML, encoding="utf-8")
    found = own.load(toml)
    early, late = found.find("the Harbour Watch", date(2010, 1, 1)), found.find("Harbour Watch", date(2020, 1, 1))
    assert early is not None and late is not None
    assert (early.sectors, late.sectors, late.name) == (("SOC",), ("PTY",), "Harbour Watch Party")
    csv = tmp_path / "own.csv"
    csv.write_text("name,aliases,country,sectors\nHarbour Watch,HW;Watch,MLT,SOC;OPP\n", encoding="utf-8")
    watch = own.load(csv).find("Watch")
    assert watch is not None
    assert (watch.sectors, watch.cameo) == (("SOC", "OPP"), "MLTCVLOPP")


def test_own_actors_within_a_phrase_win(tmp_path: Path):
    path = tmp_path / "own.toml"
    path.write_text(
        '[[actor]]\nname = "Blue Brigade"\nkind = "armed group"\ncountry = "YEM"\nsectors = ["REB"]\n'
        '[[actor]]\nname = "Hezbollah"\nkind = "organisation"\ncountry = "IRQ"\nsectors = ["PTY"]\nfrom = 2020\n',
        "utf-8",
    )
    hints = Hints(own=own.load(path))
    fighters = identify("fighters of the Blue Brigade", hints=hints)
    assert (fighters.country, fighters.sectors, fighters.affiliation) == ("YEM", ("REB",), "Blue Brigade")
    known = identify("Iraq's Hezbollah", date=date(2021, 5, 1), hints=hints)
    assert (known.id, known.country, known.sectors) == ("own:hezbollah", "IRQ", ("PTY",))
    before = identify("Lebanon's Hezbollah", date=date(2019, 5, 1), hints=hints)
    assert before.country == "LBN"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("own.toml", '[[actor]]\nname = "A"\n[[actor]]\ncountry = "SYR"\n', "line 3, field name"),
        ("own.toml", '[[actor]]\nname = "A"\nsectors = ["XYZ"]\n', "line 1, field sectors"),
        ("own.toml", '[[actor]]\nname = "A"\ncountry = "Syria"\n', "line 1, field country"),
        ("own.toml", '[[actor]]\nname = "A"\nkind = "club"\n', "line 1, field kind"),
        ("own.toml", '[[actor]]\nname = "A"\nnick = "B"\n', "line 1, field nick"),
        ("own.toml", '[[actor]]\nname = "A"\naliases = [1]\n', "line 1, field aliases"),
        ("own.toml", "[[actor]]\nname = 1\n", "line 1, field name"),
        ("own.toml", '[[actor]]\nname = "A"\nfrom = "2020"\nuntil = "2019"\n', "line 1, field until"),
        ("own.toml", "[[actor]\n", "line 1"),
        ("own.toml", '[actor]\nname = "A"\n', "field actor"),
        ("own.toml", "people = 1\n", "field people"),
        ("own.csv", "name,country\nA,SYR\nA,TUR\n", "line 3, field name"),
        ("own.csv", "title\nA\n", "line 1, field name"),
        ("own.csv", "name,from\nA,soon\n", "line 2, field from"),
        ("own.txt", "A", "neither"),
    ],
)
def test_a_mistake_in_own_actors_is_told(tmp_path: Path, name: str, text: str, told: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DragomanError) as error:
        own.load(path)
    assert name in str(error.value) and told in str(error.value)


def test_own_actors_that_cannot_be_read_are_told(tmp_path: Path):
    with pytest.raises(DragomanError, match="cannot be read"):
        own.load(tmp_path / "none.toml")
    (tmp_path / "latin.csv").write_bytes("name\nAndré\n".encode("latin-1"))
    with pytest.raises(DragomanError, match="UTF-8"):
        own.load(tmp_path / "latin.csv")
