from __future__ import annotations

import pytest

from dragoman.coding import from_annotation, to_annotation
from dragoman.coding.annotation import locate
from dragoman.errors import SpanError
from dragoman.report import Span

TEXT = "Orla met Brann, and Orla told Brann that the port may reopen under the truce."
ANNOTATION = {
    "n": [["Orla", "GPE"], ["Brann", "GPE"], ["Orla#2", "GPE"]],
    "a": [{"s": "Orla#2", "c": "told", "t": "the port may reopen under the truce"}],
    "e": [
        {"x": "met", "y": "CONSULT", "m": "visit", "A": ["Orla"], "R": ["Brann"], "st": "act"},
        {"x": "reopen", "y": "CONCEDE", "st": "may", "lk": "may", "o": "the port"},
    ],
    "r": [["Orla", "rival", "Brann"]],
    "g": [{"x": "truce", "by": ["Orla", "Brann"], "terms": ["the port may reopen"]}],
    "w": [{"c": "under", "x": "the port may reopen", "y": "the truce"}],
}


def words(pair: list[int]) -> str:
    return TEXT[pair[0] : pair[1]]


def test_a_number_sign_counts_whole_words():
    assert locate("he said he heard the heir", "he#2") == Span(8, 10)
    assert locate("the theatre", "theatre") == Span(4, 11)
    assert locate("route #2 is open", "#2") == Span(6, 8)


def test_parts_of_words_are_found_where_no_whole_word_is():
    assert locate("pro-Orlan forces", "Orla") == Span(4, 8)


@pytest.mark.parametrize("wrong", ["harbour", "Orla#3", "", [5, 500], None, [[0, 4]]])
def test_words_that_do_not_stand_there_are_refused(wrong: object):
    with pytest.raises(SpanError, match="does not stand in"):
        locate(TEXT, wrong)


def test_offsets_are_into_the_report():
    graph = from_annotation({"text": TEXT}, ANNOTATION, start=100)
    assert graph.span == Span(100, 100 + len(TEXT))
    assert [name.span.start - 100 for name in graph.names] == [0, 9, TEXT.index("Orla", 1)]
    assert graph.events[0].mode == "visit"
    assert [node.label for node in graph.events[0].roles] == ["A", "R"]


def test_an_annotation_comes_back_with_offsets_in_the_sentence():
    again = to_annotation(from_annotation({"text": TEXT}, ANNOTATION, start=100))
    assert set(again) == set(ANNOTATION)
    assert [[words(span), label] for span, label in again["n"]] == [["Orla", "GPE"], ["Brann", "GPE"], ["Orla", "GPE"]]
    assert words(again["a"][0]["s"]) == "Orla"
    assert [words(span) for span in again["a"][0]["t"]] == ["the port may reopen under the truce"]
    assert again["e"][0]["m"] == "visit"
    assert words(again["e"][1]["lk"]) == "may"
    assert words(again["e"][1]["o"]) == "the port"
    assert again["r"][0][1] == "rival"


def test_what_comes_back_says_the_same_when_it_is_read_again():
    graph = from_annotation({"text": TEXT}, ANNOTATION, start=7)
    assert from_annotation({"text": TEXT}, to_annotation(graph), start=7) == graph


def test_an_empty_sentence_gives_an_empty_annotation():
    assert to_annotation(from_annotation({"text": "Rain fell."}, {})) == {}
