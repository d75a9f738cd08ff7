"""Which voices are one source, so that what they tell on different days can be held against each other."""

from __future__ import annotations

import pytest

from dragoman.desk.incidents.naming import is_named


@pytest.mark.parametrize(
    ("name", "key", "kind", "country", "named"),
    [
        ("residents", "name:residents", "people", None, False),
        ("police", "name:police", "organisation", None, False),
        ("Witnesses", "name:witnesses", "people", None, False),
        ("senior Maltese official", "name:senior maltese official", "person", "MLT", False),
        ("Maltese police", "name:maltese police", "organisation", "MLT", True),
        ("Ana Vell", "name:ana vell", "person", None, True),
        ("Ibn al-Farid", "name:ibn al farid", "person", None, True),
        ("Malta", "country:MLT", "country", "MLT", True),
        ("White Helmets", "org:WHITE_HELMETS", "organisation", None, True),
    ],
)
def test_only_who_is_told_apart_from_others_is_named(name: str, key: str, kind: str, country: str | None, named: bool):
    assert is_named(name, key, kind, country) == named
