"""Units of the gazetteer: centres from cities, names from the join."""

import pytest

from training.gazetteer import Names, hull_centre, joined


def test_the_centre_is_that_of_the_hull_and_not_of_the_crowd() -> None:
    square = [(0.0, 0.0), (0.0, 2.0), (2.0, 0.0), (2.0, 2.0), (0.1, 0.1), (0.1, 0.2), (0.2, 0.1)]
    lat, lon, radius = hull_centre(square)
    assert (lat, lon) == pytest.approx((1.0, 1.0))
    assert 150 < radius < 160


def test_a_single_city_is_its_own_centre() -> None:
    assert hull_centre([(10.0, 20.0)]) == (10.0, 20.0, 5.0)


def test_cities_join_by_coordinates_else_by_name_nearby() -> None:
    rows = [
        {"lat": "34.73", "lon": "36.71", "name": "Homs", "admin1": "Homs", "admin2": "", "cc": "SY"},
        {"lat": "35.13", "lon": "36.75", "name": "Hamah", "admin1": "Hama", "admin2": "", "cc": "SY"},
    ]
    cities = [
        {"geonameid": 1, "name": "Emesa", "latitude": 34.73, "longitude": 36.71, "countrycode": "SY"},
        {"geonameid": 2, "name": "Hamah", "latitude": 35.15, "longitude": 36.74, "countrycode": "SY"},
        {"geonameid": 3, "name": "Hamah", "latitude": 36.15, "longitude": 36.74, "countrycode": "SY"},
    ]
    assert {id: row["admin1"] for id, row in joined(cities, rows).items()} == {1: "Homs", 2: "Hama"}


def test_a_main_name_wins_over_another_that_folds_alike() -> None:
    names = Names()
    names.add("Al Hasakah", 7, unit=False, main=False)
    names.add("al-Hasakah", 7, unit=False, main=True)
    names.add("Hasakah", 7, unit=False, main=False)
    names.add("Hasakah", 9, unit=True, main=True)
    assert dict(names.rows()) == {"hasakah": (28).to_bytes(4, "little") + (38).to_bytes(4, "little")}
