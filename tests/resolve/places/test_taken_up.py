"""Nouns that take up a place named before."""

import pytest

from dragoman.record.mention import Mention
from dragoman.report import Span
from dragoman.resolve.places import take_up
from tests.resolve.places.conftest import Resolve

TEXT = (
    "Talks were held in Geneva. Shells hit Khan Sheikhoun in the Syrian province of Idlib. "
    "Half of the town fled; most of the province is held by rebels, and another town was spared."
)


def described(text: str, words: str) -> Mention:
    at = text.index(words)
    return Mention(words, Span(at, at + len(words)))


@pytest.mark.parametrize(
    ("words", "name"),
    [("Half of the town", "Khan Sheikhoun"), ("most of the province", "Idlib"), ("another town", None)],
)
def test_the_nearest_place_of_the_kind_is_meant(resolve: Resolve, words: str, name: str | None) -> None:
    places, _ = resolve(TEXT, "Geneva", "Khan Sheikhoun", "Syrian province of Idlib")
    mention = described(TEXT, words)
    found = [place for place in take_up([mention], list(places.values())) if mention in place.mentions]
    assert [place.name for place in found] == ([name] if name else [])
    assert all("takes up" in place.reason and place.score <= 0.6 for place in found)


def test_only_ground_is_taken_up(resolve: Resolve) -> None:
    text = "Moscow said that the city was quiet."
    places, _ = resolve(text, "Moscow")
    mention = described(text, "the city")
    assert take_up([mention], list(places.values()), lambda _: False) == tuple(places.values())
    assert mention in take_up([mention], list(places.values()))[0].mentions


def test_nothing_is_taken_up_from_behind(resolve: Resolve) -> None:
    text = "The enclave was shelled, and Idlib burned."
    places, _ = resolve(text, "Idlib")
    assert take_up([described(text, "The enclave")], list(places.values())) == tuple(places.values())


def test_the_capital_is_one(resolve: Resolve) -> None:
    text = "Shells fell in Khartoum and in Omdurman. Fighters seized a laboratory in the capital."
    places, _ = resolve(text, "Khartoum", "Omdurman")
    mention = described(text, "the capital")
    found = [place for place in take_up([mention], list(places.values())) if mention in place.mentions]
    assert [place.name for place in found] == ["Khartoum"]
