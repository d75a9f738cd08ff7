from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dragoman.coding import RULES, from_annotation, settled, status_of
from dragoman.coding.status import around
from dragoman.language.graph import SentenceGraph, Token


def graph_of(sentence: str, trigger: str, status: str = "act", tokens: tuple[Token, ...] = ()) -> SentenceGraph:
    return from_annotation({"text": sentence}, {"e": [{"x": trigger, "y": "ASSAULT", "st": status}]}, tokens)


def reading(sentence: str, trigger: str, status: str = "act") -> tuple[str, str]:
    graph = graph_of(sentence, trigger, status)
    return status_of(graph.events[0], graph)


@pytest.mark.parametrize(
    ("sentence", "trigger", "status"),
    [
        ("Militia gunmen did not shell the port.", "shell", "not"),
        ("The guard hasn’t yet attacked the island.", "attacked", "not"),
        ("The guard never attacked the island.", "attacked", "not"),
        ("They no longer bomb the coast.", "bomb", "not"),
        ("There was no attack on the port.", "attack", "not"),
        ("The militia could soon attack the port.", "attack", "may"),
        ("The militia may have attacked the port.", "attacked", "may"),
        ("The guard is likely to attack.", "attack", "may"),
        ("The guard is not expected to attack.", "attack", "may"),
        ("The guard may not attack.", "attack", "may"),
        ("The guard will attack at dawn.", "attack", "plan"),
        ("If the guard attacked, the truce would end.", "attacked", "if"),
        ("The truce ends unless the militia attacks.", "attacks", "if"),
        ("The guard not only attacked but burned the port.", "attacked", "act"),
        ("Theresa May attacked the plan.", "attacked", "act"),
        ("They asked if the guard attacked.", "attacked", "act"),
        ("The guard must attack.", "attack", "want"),
        ("The guard should have attacked.", "attacked", "act"),
        ("The guard attacked the port.", "attacked", "act"),
    ],
)
def test_grammar_corrects_the_model(sentence: str, trigger: str, status: str):
    assert reading(sentence, trigger)[0] == status


def test_the_reason_tells_model_from_rule():
    assert reading("The guard attacked.", "attacked") == ("act", "model (1.00)")
    assert reading("The guard could attack.", "attack") == ("may", "rule: modal 'could'")
    assert reading("The guard could attack.", "attack", "may") == ("may", "model (1.00), modal 'could'")


def test_a_rule_leaves_readings_that_see_more_than_it_does():
    assert reading("If the rebels attacked, he would leave.", "attacked", "want")[0] == "want"
    assert reading("He hopes the guard will attack.", "attack", "want")[0] == "want"
    assert reading("The truce holds if they do not attack.", "attack", "want")[0] == "want"


def test_without_a_reading_of_the_model_an_event_is_an_act():
    graph = graph_of("The guard attacked.", "attacked")
    unread = replace(graph.events[0], status=None, status_score=0.0)
    assert status_of(unread, graph) == ("act", "no sign of another status")


REFUSED, VOWED = "The guard refused to attack.", "The guard vowed to attack."


OPEN = "The guard has not ruled out an attack."
OPEN_ROWS = [("The", "DET", 2, "det"), ("guard", "NOUN", 5, "nsubj"), ("has", "AUX", 5, "aux"),
             ("not", "PART", 5, "advmod"), ("ruled", "VERB", 0, "root"), ("out", "ADP", 5, "compound:prt"),
             ("an", "DET", 8, "det"), ("attack", "NOUN", 5, "obj"), (".", "PUNCT", 5, "punct")]  # fmt: skip


def infinitive(verb: str) -> list[tuple[str, str, int, str]]:
    return [("The", "DET", 2, "det"), ("guard", "NOUN", 3, "nsubj"), (verb, "VERB", 0, "root"),
            ("to", "PART", 5, "mark"), ("attack", "VERB", 3, "xcomp"), (".", "PUNCT", 3, "punct")]  # fmt: skip


def test_the_word_above_tells_what_is_wanted_planned_or_prevented(parse: Callable[..., tuple[Token, ...]]):
    def settles(verb: str, model: str) -> str:
        sentence = f"The guard {verb} to attack."
        graph = graph_of(sentence, "attack", model, parse(sentence, infinitive(verb)))
        assert settled(graph).events[0].status == status_of(graph.events[0], graph)[0]
        return status_of(graph.events[0], graph)[0]

    assert settles("refused", "act") == settles("declined", "plan") == "not"
    assert settles("vowed", "act") == settles("planned", "act") == settles("agreed", "act") == "plan"
    assert settles("tried", "act") == "may" and settles("wanted", "act") == "want"
    assert settles("vowed", "want") == "want"
    assert settles("managed", "act") == "act"


def test_what_is_ruled_out_will_not_be_and_what_is_not_ruled_out_may_be(parse: Callable[..., tuple[Token, ...]]):
    graph = graph_of(OPEN, "attack", "not", parse(OPEN, OPEN_ROWS))
    assert status_of(graph.events[0], graph) == ("may", "rule: after 'not ruled out'")
    sentence = OPEN.replace("has not ", "")
    rows = [(w, p, h if h == 0 else h - 2 if h > 4 else h, d) for w, p, h, d in OPEN_ROWS if w not in ("has", "not")]
    graph = graph_of(sentence, "attack", "plan", parse(sentence, rows))
    assert status_of(graph.events[0], graph) == ("not", "rule: after 'ruled out'")


def test_the_risk_of_an_act_and_an_act_without_evidence_may_be(parse: Callable[..., tuple[Token, ...]]):
    sentence = "Envoys see a risk of war."
    rows = [("Envoys", "NOUN", 2, "nsubj"), ("see", "VERB", 0, "root"), ("a", "DET", 4, "det"),
            ("risk", "NOUN", 2, "obj"), ("of", "ADP", 6, "case"), ("war", "NOUN", 4, "nmod")]  # fmt: skip
    graph = graph_of(sentence, "war", tokens=parse(sentence, rows))
    assert status_of(graph.events[0], graph) == ("may", "rule: after 'risk'")
    sentence = "No evidence that the guard attacked."
    rows = [("No", "DET", 2, "det"), ("evidence", "NOUN", 0, "root"), ("that", "SCONJ", 6, "mark"),
            ("the", "DET", 5, "det"), ("guard", "NOUN", 6, "nsubj"), ("attacked", "VERB", 2, "acl")]  # fmt: skip
    graph = graph_of(sentence, "attacked", tokens=parse(sentence, rows))
    assert status_of(graph.events[0], graph) == ("may", "rule: after 'not evidence'")


def test_an_act_that_is_the_subject_of_what_happens_is_governed_by_its_modal(parse: Callable[..., tuple[Token, ...]]):
    def status(*words: tuple[str, str, int, str]) -> str:
        sentence = " ".join(word for word, *_ in words)
        graph = graph_of(sentence, "Fighting", tokens=parse(sentence, words))
        return status_of(graph.events[0], graph)[0]

    could, resume = ("could", "AUX", 3, "aux"), ("resume", "VERB", 0, "root")
    assert status(("Fighting", "NOUN", 3, "nsubj"), could, resume) == "may"
    assert status(("Fighting", "NOUN", 3, "nsubj"), ("will", "AUX", 3, "aux"), resume) == "plan"
    assert status(("Fighting", "NOUN", 3, "nsubj"), could, ("kill", "VERB", 0, "root")) == "act"


def test_what_is_denied_is_not(parse: Callable[..., tuple[Token, ...]]):
    sentence = "The guard denied attacking."
    rows = [("The", "DET", 2, "det"), ("guard", "NOUN", 3, "nsubj"), ("denied", "VERB", 0, "root"),
            ("attacking", "VERB", 3, "xcomp")]  # fmt: skip
    graph = graph_of(sentence, "attacking", tokens=parse(sentence, rows))
    assert status_of(graph.events[0], graph) == ("not", "rule: after 'denied'")


def test_what_is_demanded_by_a_noun_phrase_is_wanted(parse: Callable[..., tuple[Token, ...]]):
    sentence = "Envoys called for a withdrawal."
    rows = [("Envoys", "NOUN", 2, "nsubj"), ("called", "VERB", 0, "root"), ("for", "ADP", 5, "case"),
            ("a", "DET", 5, "det"), ("withdrawal", "NOUN", 2, "obl"), (".", "PUNCT", 2, "punct")]  # fmt: skip
    graph = graph_of(sentence, "withdrawal", tokens=parse(sentence, rows))
    assert status_of(graph.events[0], graph) == ("want", "rule: after 'called'")


@pytest.mark.parametrize("name", [name for name in RULES if name != "mark"])
def test_each_rule_can_be_switched_off(name: str, parse: Callable[..., tuple[Token, ...]]):
    sentences: dict[str, tuple[Any, ...]] = {
        "condition": ("If the guard attacked, all would end.", "attacked"),
        "negation": ("The guard did not attack.", "attack"),
        "modal": ("The guard might attack.", "attack"),
        "likelihood": ("The guard is likely to attack.", "attack"),
        "future": ("The guard will attack.", "attack"),
        "obligation": ("The guard must attack.", "attack"),
        "open question": (OPEN, "attack", "act", parse(OPEN, OPEN_ROWS)),
        "prevention": (REFUSED, "attack", "act", parse(REFUSED, infinitive("refused"))),
        "governor": (VOWED, "attack", "act", parse(VOWED, infinitive("vowed"))),
    }
    graph = graph_of(*sentences[name])
    others = {other: rule for other, rule in RULES.items() if other != name}
    assert status_of(graph.events[0], graph)[0] != "act"
    assert status_of(graph.events[0], graph, others)[0] == "act"


SENTENCE = "Rebels could shell or storm the port if talks fail."
PARSE = [
    ("Rebels", "NOUN", 3, "nsubj"),
    ("could", "AUX", 3, "aux"),
    ("shell", "VERB", 0, "root"),
    ("or", "CCONJ", 5, "cc"),
    ("storm", "VERB", 3, "conj"),
    ("the", "DET", 7, "det"),
    ("port", "NOUN", 5, "obj"),
    ("if", "SCONJ", 10, "mark"),
    ("talks", "NOUN", 10, "nsubj"),
    ("fail", "VERB", 3, "advcl"),
    (".", "PUNCT", 3, "punct"),
]


def test_a_parse_hands_auxiliaries_on_to_conjuncts(parse: Callable[..., tuple[Token, ...]]):
    graph = graph_of(SENTENCE, "storm", tokens=parse(SENTENCE, PARSE))
    assert status_of(graph.events[0], graph)[0] == "may"
    assert around(graph.events[0], graph).condition is None


def test_a_parse_tells_which_clause_the_condition_opens(parse: Callable[..., tuple[Token, ...]]):
    graph = graph_of(SENTENCE, "fail", tokens=parse(SENTENCE, PARSE))
    assert status_of(graph.events[0], graph) == ("if", "rule: condition 'if'")


def test_an_unlikely_act_is_possible_not_denied():
    assert reading("The guard is unlikely to attack.", "attack", "not") == ("may", "rule: hedge 'unlikely'")


def test_a_likelihood_expression_marked_by_the_model_makes_an_act_possible():
    annotation = {"e": [{"x": "raid", "y": "ASSAULT", "st": "act", "lk": "probable"}]}
    graph = from_annotation({"text": "A raid on the port, probable before dawn, worries the guard."}, annotation)
    assert status_of(graph.events[0], graph) == ("may", "rule: hedge 'probable'")
    others = {name: rule for name, rule in RULES.items() if name != "mark"}
    assert status_of(graph.events[0], graph, others)[0] == "act"
    hearsay = {"e": [{"x": "raid", "y": "ASSAULT", "st": "act", "lk": "reportedly"}]}
    graph = from_annotation({"text": "The guard reportedly began a raid."}, hearsay)
    assert status_of(graph.events[0], graph)[0] == "act"


def test_a_conjunct_that_a_wrong_parse_puts_behind_the_trigger_governs_nothing(parse):
    sentence = "Ships burned. It was not attacked."
    rows = [("Ships", "NOUN", 6, "dep"), ("burned", "VERB", 6, "conj"), ("It", "PRON", 6, "nsubj:pass"),
            ("was", "AUX", 6, "aux:pass"), ("not", "PART", 6, "advmod"), ("attacked", "VERB", 0, "root")]  # fmt: skip
    graph = graph_of(sentence, "burned", tokens=parse(sentence, rows))
    assert status_of(graph.events[0], graph) == ("act", "model (1.00)")
