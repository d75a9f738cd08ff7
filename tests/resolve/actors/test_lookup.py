from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.resolve.actors import own
from dragoman.resolve.actors.codes import SECTORS, cameo
from dragoman.resolve.actors.compound import apart
from dragoman.resolve.actors.identity import Hints
from dragoman.resolve.actors.lookup import identify

DAY = date(2019, 5, 31)
PLACES = {"Valencia": "ESP", "Cork": "IRL", "Graz": "AUT"}


@pytest.mark.parametrize(
    ("phrase", "country", "sectors"),
    [
        ("Lisbon", "PRT", ("GOV",)),
        ("the Portuguese government", "PRT", ("GOV",)),
        ("two Chilean soldiers", "CHL", ("MIL",)),
        ("Belgian army medics", "BEL", ("MIL",)),
        ("the foreign ministry of Iceland", "ISL", ("GOV",)),
        ("a spokesman for the Danish parliament", "DNK", ("LEG",)),
        ("striking dockers in Malta", "MLT", ("LAB",)),
        ("Peruvian opposition lawmakers", "PER", ("LEG", "OPP")),
        ("a former Swedish justice minister", "SWE", ("ELI",)),
        ("Norwegian presidential hopeful", "NOR", ("PTY",)),
        ("several of Ghana's largest trade unions", "GHA", ("LAB",)),
        ("Burmese rebel forces", "MMR", ("REB",)),
        ("masked gunmen", None, ("UAF",)),
        ("the army", None, ("MIL",)),
        ("Cork residents", "IRL", ("CVL",)),
        ("teachers at a school in Graz", "AUT", ("EDU",)),
        ("the chairman of a Finnish shipping company", "FIN", ("BUS",)),
        ("head of the national police of Kenya", "KEN", ("COP",)),
        ("the Mexican ambassador to Japan", "MEX", ("GOV",)),
        ("Uzbek farmers", "UZB", ("AGR",)),
        ("a teapot", None, ("UNK",)),
    ],
)
def test_descriptions(phrase: str, country: str | None, sectors: tuple[str, ...]):
    found = identify(phrase, date=DAY, hints=Hints(locate=PLACES.get))
    assert (found.country, found.sectors[: len(sectors)]) == (country, sectors)


def test_a_backer_is_a_tie_and_no_country():
    hints = Hints(place="SYR", countries=("SYR", "TUR", "USA"))
    found = identify("U.S.-backed Kurdish militia", date=DAY, hints=hints)
    assert (found.country, found.sectors[0], found.linked) == ("SYR", "REB", ("backed by United States",))
    found = identify("Iraqi fighters backed by Iran", date=DAY, hints=hints)
    assert (found.country, found.linked) == ("IRQ", ("backed by Iran",))


def test_where_it_happens_places_people_and_rebels_but_no_officials():
    hints = Hints(place="COL")
    assert identify("gunmen", date=DAY, hints=hints).country == "COL"
    assert identify("villagers", date=DAY, hints=hints).country == "COL"
    assert identify("the defence ministry", date=DAY, hints=hints).country is None


def test_leaders_by_name_spelling_and_office():
    assert identify("Angela Merkel", date=DAY).id == "leader:DEU:Angela Merkel"
    assert identify("Chancellor Merkel", date=DAY).sectors == ("GOV",)
    assert identify("Angela Merkel", date=date(2022, 6, 1)).sectors == ("ELI",)
    assert identify("Recep Tayyip Erdogan", date=DAY).name == "Recep Tayyip Erdoğan"
    assert identify("the Turkish president", date=DAY).name == "Recep Tayyip Erdoğan"
    assert identify("the German chancellor", date=date(1995, 1, 1)).name == "Helmut Kohl"
    assert identify("Queen Elizabeth II", date=DAY).country == "GBR"
    assert identify("Emmanuel Macron", date=DAY).country == "FRA"
    assert identify("Muhammad Morsy", date=date(2013, 1, 1)).country == "EGY"


def test_other_persons_by_name_and_date():
    assert identify("António Guterres", date=DAY).country == "UNO"
    kremlin = identify("Dmitry Peskov", date=DAY)
    assert (kremlin.country, kremlin.sectors, kremlin.role) == ("RUS", ("GOV",), "Kremlin spokesman")
    # A bare surname of no leader needs a report that speaks of the country.
    assert not identify("Peskov", date=DAY).known
    assert identify("Peskov", date=DAY, hints=Hints(countries=("RUS",))).name == "Dmitry Peskov"
    assert identify("Zelenskiy", date=date(2022, 3, 1)).country == "UKR"
    assert identify("John Bolton", date=date(2021, 1, 1)).sectors == ("ELI",)
    assert identify("Shamil Basaev", date=date(2016, 1, 1)).sectors == ("REB",)


def test_offices_stay_unresolved_without_a_day_or_a_holder():
    assert identify("the Turkish president").id == "name:turkish president"
    assert identify("the Turkish king", date=DAY).id == "name:turkish king"
    assert identify("the former Turkish president", date=DAY).id == "name:former turkish president"
    assert identify("two Turkish presidents", date=DAY).kind == "people"


def test_a_surname_is_no_other_persons():
    assert not identify("Thomas Merkel", date=DAY).known
    assert identify("Barnaby Ficticious", date=DAY).id == "name:barnaby ficticious"


def test_a_title_with_an_unknown_name_describes_it():
    found = identify("Kremlin spokesman Ivan Nobody", date=DAY)
    assert (found.name, found.country, found.sectors, found.role) == (
        "Ivan Nobody",
        "RUS",
        ("GOV",),
        "Kremlin spokesman",
    )
    assert not found.known


def test_organisations_by_name_acronym_and_inside_a_phrase():
    assert identify("HTS", date=DAY).id == identify("Hay’at Tahrir al-Sham (HTS)", date=DAY).id
    assert "backed by Iran" in identify("Hezbollah", date=DAY).linked
    found = identify("Boko Haram gunmen", date=DAY)
    assert (found.country, found.sectors[0], found.affiliation) == ("NGA", "REB", "Boko Haram")


def test_a_body_or_leader_with_an_owner_or_a_backer():
    alone, owned, backed = (
        identify(p, date=DAY) for p in ("Hezbollah", "Lebanon's Hezbollah", "Iran-backed Hezbollah")
    )
    assert alone.id == owned.id == backed.id == "org:HEZBOLLAH"
    assert "backed by Iran" in backed.linked
    assert identify("Turkey’s Erdogan", date=DAY).name == "Recep Tayyip Erdoğan"
    stranger = identify("Turkey’s Nobodius", date=DAY)
    assert (stranger.id, stranger.country, stranger.sectors) == ("name:nobodius", "TUR", ("UNK",))


def test_a_persons_name_is_no_newspaper():
    assert identify("The Guardian", date=DAY).sectors == ("JRN",)
    assert not identify("Petra Guardian", date=DAY).known
    assert not identify("Guardian Petrova", date=DAY).known


def test_a_common_noun_is_no_body_of_another_state():
    found = identify("the Kuwaiti National Guard", date=DAY)
    assert (found.country, found.sectors[0]) == ("KWT", "MIL")


def test_the_label_of_the_language_layer_decides():
    assert identify("Valencia", hints=Hints(locate=PLACES.get, label="GPE")).country == "ESP"
    assert identify("Valencia", hints=Hints(locate=PLACES.get, label="PER")).kind == "person"
    assert identify("Lisbon", hints=Hints(label="PER")).country is None


def test_own_actors_win(tmp_path: Path):
    file = tmp_path / "own.csv"
    file.write_text("name,aliases,country,sectors\nLisbon Committee,Lisbon,PRT,SOC\n", encoding="utf-8")
    found = identify("Lisbon", date=DAY, hints=Hints(own=own.load(file)))
    assert (found.name, found.sectors, found.score) == ("Lisbon Committee", ("SOC",), 1.0)


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("Polish and Czech troops", ("Polish troops", "Czech troops")),
        ("Franco-German talks", ("French talks", "German talks")),
        ("Peru, Chile and Bolivia", ("Peru", "Chile", "Bolivia")),
        ("Trinidad and Tobago", ("Trinidad and Tobago",)),
        ("the Ministry of Trade and Fisheries", ("the Ministry of Trade and Fisheries",)),
        ("miners and the police", ("miners", "the police")),
        ("al-Qaeda", ("al-Qaeda",)),
    ],
)
def test_lists_are_taken_apart(phrase: str, parts: tuple[str, ...]):
    assert apart(phrase) == parts


def test_cameo_codes():
    assert cameo("SYR", ("REB",)) == "SYRREB"
    assert cameo("RUS", ("GOV",)) == "RUSGOV"
    assert cameo("UNO", ("GOV",)) == "IGOUNO"
    assert cameo("USA", ("JRN",)) == "USAMED"
    assert cameo(None, ("UNK",)) == ""


WORDS = st.sampled_from(
    "the of and - , ( ) ' 's ex former Syrian Syria U.S. -backed rebel army Hamas UN president Merkel al-Assad von "
    "Zzyx 20 two several protesters in Idlib, Ministry Foreign pro- anti- minister spokesman for Kurdish".split()
)


# The first example reads the tables.
@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=8).map(" ".join)), st.dates())
def test_identify_takes_any_text_and_always_answers_alike(phrase: str, day: date):
    hints = Hints(place="SYR", countries=("TUR",), locate=PLACES.get)
    found = identify(phrase, date=day, hints=hints)
    assert found == identify(phrase, date=day, hints=hints)
    assert found.id and found.reason and found.sectors and SECTORS.issuperset(found.sectors)
    assert 0 <= found.score <= 1
    assert all(apart(phrase, date=day)) or not phrase


@settings(deadline=None)
@given(st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=9, max_size=14))
def test_an_unknown_name_stays_its_own(letters: str):
    name = letters.capitalize()
    found = identify(name, date=DAY)
    assert (found.id, found.country, found.known) == (f"name:{letters}", None, False)


@pytest.mark.parametrize(
    ("phrase", "id"),
    [
        ("the rebel group M23", "org:M23"),
        ("the M23 rebel group", "org:M23"),
        ("Lebanese militant group Hezbollah", "org:HEZBOLLAH"),
        ("the aid agency Médecins Sans Frontières", "org:MSF_DOCTORS"),
        ("the Islamist group HTS", "org:HTS"),
        ("the NATO alliance", "org:NATO"),
    ],
)
def test_a_body_beside_what_kind_of_body_it_is(phrase: str, id: str):
    assert identify(phrase, date=DAY).id == id


@pytest.mark.parametrize("phrase", ["two Hamas groups", "a senior Hamas official", "Hezbollah fighters"])
def test_people_and_parts_of_a_body_are_not_the_body(phrase: str):
    found = identify(phrase, date=DAY)
    assert not found.known
    assert found.affiliation is not None


def test_an_agency_is_no_person_of_a_like_name():
    assert identify("the state news agency SANA", date=DAY).kind == "outlet"
