import re

import pytest

from dragoman.resolve.countries import (
    by_code,
    countries,
    find,
    named,
    of_demonym,
    of_prefix,
    of_seat,
    search_nationality,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Côte d’Ivoire", "CIV"),
        ("cote d'ivoire", None),
        ("the Netherlands", "NLD"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("us", None),
        ("Swaziland", "SWZ"),
        ("Congo", "COD"),
        ("Republic of the Congo", "COG"),
        ("Atlantis", None),
    ],
)
def test_a_name_gives_its_country(text: str, code: str | None):
    found = named(text)
    assert (found.iso3 if found else None) == code


def test_demonyms_seats_and_prefixes():
    seats = [
        of_seat(seat) for seat in ("the Kremlin", "Downing Street", "Kyiv", "Élysée", "Foggy Bottom", "Springfield")
    ]
    assert [seat.iso3 if seat else None for seat in seats] == ["RUS", "GBR", "UKR", "FRA", "USA", None]
    assert [getattr(of_demonym(word), "iso3", None) for word in ("Nigerien", "Nigerian", "Danes", "Martian")] == [
        "NER",
        "NGA",
        "DNK",
        None,
    ]
    assert getattr(of_prefix("Sino"), "iso3", None) == "CHN"


def test_the_longer_name_counts():
    found = find("South Korean and North Korean envoys met South Sudanese guests")
    assert [state.country.iso3 for state in found] == ["KOR", "PRK", "SSD"]


def test_a_weak_claim_needs_a_hint():
    assert getattr(of_demonym("Dominican"), "iso3", None) == "DOM"
    assert getattr(of_demonym("Dominican", ("DMA",)), "iso3", None) == "DMA"
    assert of_seat("Victoria") is None
    assert getattr(of_seat("Victoria", ("SYC",)), "iso3", None) == "SYC"


def test_a_nationality_is_taken_out_of_its_phrase():
    found = search_nationality("three Peruvian miners")
    assert found is not None
    assert (found[0].iso3, found[1]) == ("PER", "three miners")
    assert search_nationality("three miners") is None


def test_the_table_is_whole():
    table = countries()
    assert len({country.iso3 for country in table}) == len(table) >= 250
    for country in table:
        assert re.fullmatch("[A-Z]{3}", country.iso3) and re.fullmatch("[A-Z]{2}", country.iso2)
        assert -90 <= country.lat <= 90 and -180 <= country.lon <= 180 and country.radius >= 1
        assert by_code(country.iso3) is country
    assert getattr(by_code("DE"), "iso3", None) == "DEU"
    assert {"XKX", "TWN", "PSE", "ESH", "SUN", "YUG", "CSK", "DDR"} <= {country.iso3 for country in table}
