from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.coding import from_annotation
from dragoman.coding.counting import is_of_people, is_outdated, kind_of
from dragoman.language.graph import SentenceGraph, Token
from dragoman.report import Span

Parse = Callable[..., tuple[Token, ...]]
Rows = list[tuple[str, str, int, str]]


def found(sentence: str, count: str, tokens: tuple[Token, ...] = ()) -> tuple[Span, SentenceGraph]:
    at = sentence.index(count)
    return Span(at, at + len(count)), from_annotation({"text": sentence}, {}, tokens)


@pytest.mark.parametrize(
    ("count", "kind"),
    [
        ("nine dead", "killed"),
        ("the bodies of six men", "killed"),
        ("two wounded guards", "injured"),
        ("3,000 refugees", "displaced"),
        ("40 prisoners", "detained"),
        ("200 guards", None),
    ],
)
def test_the_words_of_a_count_tell_its_kind(count: str, kind: str | None):
    assert kind_of(*found(f"Velmar told of {count}.", count)) == kind


def clause(count: str, verb: str, deprel: str, *auxiliary: str) -> tuple[str, Rows]:
    """A clause of a count and its verb: the count before it as its subject, or behind it as its object."""
    if deprel == "obj":
        words = ["Gunmen", verb, count, "guards"]
        rows = [("Gunmen", "NOUN", 2, "nsubj"), (verb, "VERB", 0, "root"), (count, "NUM", 4, "nummod"),
                ("guards", "NOUN", 2, "obj")]  # fmt: skip
        return " ".join(words), rows
    words = [count, "guards", *auxiliary, verb]
    at = len(words)
    rows: Rows = [(count, "NUM", 2, "nummod"), ("guards", "NOUN", at, deprel)]
    rows += [(word, "AUX", at, "aux:pass") for word in auxiliary]
    return " ".join(words), [*rows, (verb, "VERB", 0, "root")]


@pytest.mark.parametrize(
    ("verb", "deprel", "auxiliary", "kind"),
    [
        ("killed", "obj", (), "killed"),
        ("wounding", "obj", (), "injured"),
        ("kidnapped", "obj", (), "detained"),
        ("seized", "obj", (), None),
        ("displaced", "nsubj:pass", ("were",), "displaced"),
        ("wounded", "nsubj", (), "injured"),
        ("died", "nsubj", (), "killed"),
        ("fled", "nsubj", (), "displaced"),
        ("kills", "nsubj", (), None),
        ("marched", "nsubj", (), None),
    ],
)
def test_the_verb_that_a_count_depends_on_tells_its_kind(
    verb: str, deprel: str, auxiliary: tuple[str, ...], kind: str | None, parse: Parse
):
    sentence, rows = clause("nine", verb, deprel, *auxiliary)
    assert kind_of(*found(sentence, "nine guards", parse(sentence, rows))) == kind


def test_a_participle_behind_a_count_or_the_noun_before_it_tells_its_kind(parse: Parse):
    sentence = "Nine guards killed in Velmar rest"
    rows = [("Nine", "NUM", 2, "nummod"), ("guards", "NOUN", 6, "nsubj"), ("killed", "VERB", 2, "acl"),
            ("in", "ADP", 5, "case"), ("Velmar", "PROPN", 3, "obl"), ("rest", "VERB", 0, "root")]  # fmt: skip
    assert kind_of(*found(sentence, "Nine guards", parse(sentence, rows))) == "killed"
    sentence = "The arrest of nine guards"
    rows = [("The", "DET", 2, "det"), ("arrest", "NOUN", 0, "root"), ("of", "ADP", 5, "case"),
            ("nine", "NUM", 5, "nummod"), ("guards", "NOUN", 2, "nmod")]  # fmt: skip
    assert kind_of(*found(sentence, "nine guards", parse(sentence, rows))) == "detained"


def test_a_verb_shared_with_a_first_conjunct_counts_for_both(parse: Parse):
    sentence = "Gunmen killed three guards and nine villagers"
    rows = [("Gunmen", "NOUN", 2, "nsubj"), ("killed", "VERB", 0, "root"), ("three", "NUM", 4, "nummod"),
            ("guards", "NOUN", 2, "obj"), ("and", "CCONJ", 7, "cc"), ("nine", "NUM", 7, "nummod"),
            ("villagers", "NOUN", 4, "conj")]  # fmt: skip
    assert kind_of(*found(sentence, "nine villagers", parse(sentence, rows))) == "killed"


def test_things_are_no_people(parse: Parse):
    sentence = "Guards downed 26 drones"
    rows = [("Guards", "NOUN", 2, "nsubj"), ("downed", "VERB", 0, "root"), ("26", "NUM", 4, "nummod"),
            ("drones", "NOUN", 2, "obj")]  # fmt: skip
    assert not is_of_people(*found(sentence, "26 drones", parse(sentence, rows)))
    sentence, rows = clause("nine", "killed", "obj")
    assert is_of_people(*found(sentence, "nine guards", parse(sentence, rows)))


def test_the_first_of_two_figures_of_a_rise_is_outdated():
    sentence = "The toll rose from 11 to 137 by dusk."
    assert is_outdated(*found(sentence, "11"))
    assert not is_outdated(*found(sentence, "137"))
    assert not is_outdated(*found("Nine came from Velmar to help.", "Nine"))
