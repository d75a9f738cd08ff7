from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding import PHIA, scale, scales
from dragoman.coding.likelihood import find_hedge, likelihood, whole
from dragoman.coding.tables import rows
from dragoman.errors import OptionError
from dragoman.record import Mention
from dragoman.report import Span

PHRASES = [row["phrase"] for row in rows("hedges.csv")]


def hedge(words: str) -> Mention:
    return Mention(words, Span(0, len(words)))


def reading(words: str, name: str = "phia", negated: bool = False) -> tuple[str, float, float] | None:
    found = likelihood(hedge(words), scale(name), negated)
    return (found.term, found.low, found.high) if found else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("unlikely", ("unlikely", 0.25, 0.35)),
        ("is highly unlikely", ("highly unlikely", 0.10, 0.20)),
        ("will almost certainly", ("almost certain", 0.95, 1.0)),
        ("expected", ("likely", 0.55, 0.75)),
        ("could", ("realistic possibility", 0.40, 0.50)),
        ("no chance", ("remote chance", 0.0, 0.05)),
        ("not likely", ("likely", 0.25, 0.45)),
        ("isn't expected", ("likely", 0.25, 0.45)),
        ("may not", ("realistic possibility", 0.50, 0.60)),
        ("reportedly", None),
        ("must", None),
        ("will", None),
    ],
)
def test_words_on_the_default_scale(words: str, expected: tuple[str, float, float] | None):
    assert reading(words) == expected


@pytest.mark.parametrize(
    ("text", "hedge", "expected"),
    [
        ("The army will very probably attack", "probably", "very probably"),
        ("The army will very probably attack", "will very probably", "will very probably"),
        ("An attack is almost certain by then", "certain", "almost certain"),
        ("An attack is probably not near", "probably", "probably not"),
        ("An attack is near and probably long", "probably", "probably"),
        ("Most likely it leaves", "likely", "Most likely"),
        ("In all likelihood it leaves", "likelihood", "In all likelihood"),
        ("An attack soon, said the army", "soon", "soon"),
    ],
)
def test_a_hedge_is_taken_whole(text: str, hedge: str, expected: str):
    at = text.index(hedge)
    assert whole(text, Span(at, at + len(hedge))).of(text) == expected


def test_no_phrase_is_longer_than_what_is_looked_at():
    for phrase in PHRASES:
        text = f"It is so that {phrase} it will be."
        for found in re.finditer(r"\w+", phrase):
            if find_hedge(found[0]):
                at = text.index(phrase) + found.start()
                assert len(whole(text, Span(at, at + len(found[0])))) >= len(phrase)


def test_scales_differ():
    assert reading("unlikely", "icd203") == ("unlikely", 0.20, 0.45)
    assert reading("unlikely", "kent") == ("probably not", 0.20, 0.40)
    assert reading("unlikely", "nato") == ("unlikely", 0.10, 0.40)
    assert reading("unlikely", "capphrase") == ("unlikely", 0.10, 0.25)


def test_a_scale_without_a_term_says_nothing():
    assert reading("may", "icd203") is None
    assert reading("fifty-fifty") is None


def test_a_survey_has_phrases_of_its_own():
    assert reading("might", "capphrase") == ("might happen", 0.25, 0.50)
    assert reading("will", "capphrase") == ("will happen", 0.99, 1.0)


def test_very_halves_the_distance_where_a_scale_has_no_own_term():
    assert reading("very likely", "kent") == ("very likely", 0.815, 0.935)
    assert reading("very unlikely", "kent") == ("very unlikely", 0.10, 0.20)


def test_a_negation_outside_turns_the_range_round_and_two_cancel_out():
    assert reading("likely", negated=True) == ("likely", 0.25, 0.45)
    assert reading("not likely", negated=True) == ("likely", 0.55, 0.75)


@pytest.mark.parametrize("name", list(scales()))
@pytest.mark.parametrize("phrase", PHRASES)
def test_every_reading_is_a_range_of_probabilities(name: str, phrase: str):
    for negated in (False, True):
        found = likelihood(hedge(phrase), scale(name), negated)
        assert found is None or 0 <= found.low <= found.high <= 1


@pytest.mark.parametrize("name", list(scales()))
def test_terms_rise(name: str):
    middles = [(term.low + term.high) / 2 for term in scale(name).terms if term.senses]
    assert middles == sorted(middles)


@given(st.text(max_size=40))
def test_any_words_can_be_asked(words: str):
    found = find_hedge(words)
    assert found is None or found.phrase == words[found.start : found.end].lower()


def test_an_unknown_scale_is_refused():
    with pytest.raises(OptionError, match="no likelihood scale 'gut'; there are phia, icd203"):
        scale("gut")
    assert scale("phia") is PHIA


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("a 70 percent chance", 0.7, 0.7),
        ("60 to 70% likely", 0.6, 0.7),
        ("a 5-10 per cent risk", 0.05, 0.1),
        ("a one-in-four chance", 0.25, 0.25),
        ("two in three chance", 0.6667, 0.6667),
        ("not a 70 percent chance", 0.3, 0.3),
        ("60-70 %", 0.6, 0.7),
        ("one in three", 0.3333, 0.3333),
    ],
)
@pytest.mark.parametrize("name", ["phia", "icd203"])
def test_a_likelihood_in_figures_is_what_it_says(words: str, low: float, high: float, name: str):
    found = likelihood(Mention(words, Span(0, len(words))), scale(name))
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize("words", ["a 170 percent chance", "three in two chance", "70 percent of voters"])
def test_figures_that_are_no_likelihood(words: str):
    found = find_hedge(words)
    assert found is None or found.sense != "in figures"
