"""Pronouns as sources: resolved where it is certain, else left as they are."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.coding import code_graphs, from_annotation
from dragoman.report import Report

VELL = ("Prices rose, envoy Jory Vell said.", {
    "n": [["envoy", "ROLE"], ["Jory Vell", "PER"]],
    "a": [{"s": "envoy Jory Vell", "c": "said", "t": "Prices rose"}],
})  # fmt: skip
MINISTRY = ("Prices rose, the Orlan ministry said.", {
    "n": [["the Orlan ministry", "ORG"]],
    "a": [{"s": "the Orlan ministry", "c": "said", "t": "Prices rose"}],
})  # fmt: skip


def says(source: str, verb: str = "said", content: str = "bread was dear", **others: Any) -> tuple[str, dict[str, Any]]:
    return f"{source} {verb} {content}.", {"a": [{"s": source, "c": verb, "t": content}], **others}


def last(coded) -> str:
    return coded.attributions[-1].chain[-1].name


@pytest.mark.parametrize(
    ("before", "pronoun", "name"),
    [
        (VELL, "He", "Jory Vell"),
        (VELL, "She", "Jory Vell"),
        (VELL, "It", "It"),
        (MINISTRY, "It", "the Orlan ministry"),
        (MINISTRY, "He", "He"),
        (says("The spokesman"), "He", "The spokesman"),
        (says("The spokesman"), "She", "She"),
        (says("The rebels"), "They", "The rebels"),
        (says("The rebels"), "It", "It"),
        (("Rain fell on Velmar.", {}), "He", "He"),
    ],
)
def test_a_pronoun_stands_for_the_speaker_before_it_if_that_fits(code, before, pronoun: str, name: str):
    assert last(code([before, says(pronoun)])) == name


def test_the_link_points_at_the_antecedent_and_the_source_at_the_pronoun(code):
    coded = code([VELL, says("He")])
    said = coded.attributions[-1]
    link = said.chain[-1]
    assert (link.origin, link.cue.text) == ("previous sentence", "said")
    assert coded.report.quote(link.span) == "envoy Jory Vell"
    assert said.source.text == "He"


def test_a_pronoun_goes_on_through_pronouns(code):
    assert last(code([VELL, says("He"), ("Rain fell.", {}), says("He", "added")])) == "Jory Vell"


def test_a_pronoun_is_not_resolved_over_paragraphs(code):
    assert last(code([VELL], [says("He")])) == "He"


def test_a_pronoun_is_not_resolved_over_others_who_are_named(code):
    met = ("Ana Novak came to Velmar.", {"n": [["Ana Novak", "PER"]]})
    assert last(code([VELL, met, says("She")])) == "She"
    told = ("Envoy Jory Vell told Ana Novak prices rose.", {
        "n": [["Jory Vell", "PER"], ["Ana Novak", "PER"]],
        "a": [{"s": "Envoy Jory Vell", "c": "told", "t": "prices rose"}],
    })  # fmt: skip
    assert last(code([told, says("She")])) == "She"


def test_places_and_names_before_the_speaker_do_not_count(code):
    sentence = "VELMAR (Reuters) - After Orla struck, the ministry said prices rose."
    annotation = {
        "n": [["VELMAR", "GPE"], ["Reuters", "ORG"], ["Orla", "GPE"]],
        "a": [{"s": "the ministry", "c": "said", "t": "prices rose"}],
    }
    assert last(code([(sentence, annotation), says("It")])) == "the ministry"


def test_whose_deputy_somebody_is_tells_no_gender_and_no_name(code):
    deputy = ("Mr Vell’s deputy, Ana Novak, said prices rose.", {
        "n": [["Vell", "PER"], ["Ana Novak", "PER"]],
        "a": [{"s": "Mr Vell’s deputy, Ana Novak", "c": "said", "t": "prices rose"}],
    })  # fmt: skip
    assert last(code([deputy, says("She")])) == "Ana Novak"
    assert last(code([deputy, says("He")])) == "Ana Novak"


def test_a_pronoun_in_a_quotation_over_paragraphs_stands_for_who_was_introduced(code):
    doctor = ("A doctor described the raid.", {"a": [{"s": "A doctor", "c": "described", "t": "the raid"}]})
    first = ("“They shelled us.", {})
    second = ("“Nobody came,” she said.", {"a": [{"s": "she", "c": "said", "t": "Nobody came"}]})
    assert last(code([doctor, first], [second])) == "A doctor"


def test_whom_somebody_told_is_no_source(code, named):
    sentence = "“They came at night,” a mother told Reuters by phone."
    annotation = {"n": [["Reuters", "ORG"]], "a": [{"s": "Reuters", "c": "told", "t": "They came at night"}]}
    (told,) = code([(sentence, annotation)]).attributions
    assert named(told.chain) == ["The Velmar Post", "Reuters", "[unnamed]"]


def test_of_two_speakers_in_one_sentence_none_is_certain(code):
    sentence = "Prices rose, Jory Vell said, and Ana Novak warned of hunger."
    both = (sentence, {"n": [["Jory Vell", "PER"], ["Ana Novak", "PER"]], "a": [
        {"s": "Jory Vell", "c": "said", "t": "Prices rose"},
        {"s": "Ana Novak", "c": "warned", "t": "of hunger"},
    ]})  # fmt: skip
    assert last(code([both, says("He")])) == "He"


def test_who_speaks_of_himself_is_named_once(code, named):
    sentence = "Envoy Jory Vell said he feared hunger."
    annotation = {"n": [["Jory Vell", "PER"]], "a": [
        {"s": "Envoy Jory Vell", "c": "said", "t": "he feared hunger"},
        {"s": "he", "c": "feared", "t": "hunger"},
    ]}  # fmt: skip
    said, feared = code([(sentence, annotation)]).attributions
    assert feared.parent == said.id
    assert named(feared.chain) == ["The Velmar Post", "Jory Vell"]


def test_an_i_in_quoted_words_is_the_speaker(code, named):
    sentence = "“I fear hunger,” Jory Vell said."
    annotation = {"n": [["Jory Vell", "PER"]], "a": [
        {"s": "Jory Vell", "c": "said", "t": "I fear hunger"},
        {"s": "I", "c": "fear", "t": "hunger"},
    ]}  # fmt: skip
    fear = code([(sentence, annotation)]).attributions[-1]
    assert named(fear.chain) == ["The Velmar Post", "Jory Vell"]


def test_a_he_in_quoted_words_is_somebody_else(code, named):
    sentence = "“Yes, he fears hunger,” Jory Vell said."
    annotation = {"n": [["Jory Vell", "PER"]], "a": [
        {"s": "Jory Vell", "c": "said", "t": "Yes, he fears hunger"},
        {"s": "he", "c": "fears", "t": "hunger"},
    ]}  # fmt: skip
    fears = next(a for a in code([(sentence, annotation)]).attributions if a.source.text == "he")
    assert named(fears.chain) == ["The Velmar Post", "Jory Vell", "he"]


@pytest.mark.parametrize(
    ("sentence", "pronoun", "names", "name"),
    [
        ("Rain fell, according to Orla, which said bread was dear.", "which", [["Orla", "GPE"]], "Orla"),
        ("Rain fell on Jory Vell, who said bread was dear.", "who", [["Jory Vell", "PER"]], "Jory Vell"),
        ("Rain fell on Orla, who said bread was dear.", "who", [["Orla", "GPE"]], "who"),
        ("Rain fell on Brann and Orla, which said bread was dear.", "which", [["Orla", "GPE"]], "which"),
        ("Rain fell on Velmar’s envoy, which some said was good.", "which", [["Velmar’s envoy", "ROLE"]], "which"),
    ],
)
def test_a_relative_pronoun_stands_for_the_name_before_it(code, sentence: str, pronoun: str, names, name: str):
    content = sentence.rsplit(" said ")[1].rstrip(".")
    annotation = {"n": names, "a": [{"s": pronoun, "c": "said", "t": content}]}
    assert last(code([(sentence, annotation)])) == name


def test_a_parse_tells_the_noun_that_a_relative_clause_hangs_on(parse):
    text = "Rain fell near a trader from Velmar who said bread was dear."
    tokens = parse(text, [
        ("Rain", "NOUN", 2, "nsubj"), ("fell", "VERB", 0, "root"), ("near", "ADP", 5, "case"), ("a", "DET", 5, "det"),
        ("trader", "NOUN", 2, "obl"), ("from", "ADP", 7, "case"), ("Velmar", "PROPN", 5, "nmod"),
        ("who", "PRON", 9, "nsubj"), ("said", "VERB", 5, "acl:relcl"), ("bread", "NOUN", 12, "nsubj"),
        ("was", "AUX", 12, "cop"), ("dear", "ADJ", 9, "ccomp"), (".", "PUNCT", 2, "punct"),
    ])  # fmt: skip
    annotation = {"n": [["Velmar", "GPE"]], "a": [{"s": "who", "c": "said", "t": "bread was dear"}]}
    coded = code_graphs(Report(text), [from_annotation({"text": text}, annotation, tokens)])
    assert last(coded) == "a trader from Velmar"


@pytest.mark.parametrize(
    ("before", "name"),
    [(says("Reuters", n=[["Reuters", "ORG"]]), "Reuters"), (MINISTRY, "The agency")],
)
def test_the_agency_is_the_one_that_was_the_last_body_to_speak(code, before, name: str):
    assert last(code([before], [VELL], [says("The agency")])) == name


@pytest.mark.parametrize("sentence", ["It was reported that bread was dear.", "It is clear that bread was dear."])
def test_an_it_that_stands_for_nothing_is_no_source(code, sentence: str):
    cue = "was reported" if "reported" in sentence else "is clear"
    annotation = {"a": [{"s": "It", "c": cue, "t": "bread was dear"}]}
    attribution = code([MINISTRY, (sentence, annotation)]).attributions[-1]
    assert (attribution.source, attribution.chain[-1].kind) == (None, "unnamed")


def test_an_it_that_acts_is_one(code):
    annotation = {"a": [{"s": "It", "c": "warning", "t": "bread was dear"}]}
    assert last(code([MINISTRY, ("It was also warning bread was dear.", annotation)])) == "the Orlan ministry"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the Coast Institute, a charity led by Jory Vell,", "the Coast Institute"),
        ("Brann, who fled in May,", "Brann"),
        ("the envoy, the young Jory Vell,", "Jory Vell"),
        ("Brann’s", "Brann"),
        ("the army, the police and residents", "the army, the police and residents"),
    ],
)
def test_what_explains_a_source_is_no_part_of_its_name(code, source: str, name: str):
    labels = [["Coast Institute", "ORG"], ["Jory Vell", "PER"]]
    annotation = {
        "n": [pair for pair in labels if pair[0] in source],
        "a": [{"s": source, "c": "said", "t": "bread was dear"}],
    }
    assert last(code([(f"Rain fell, {source} said bread was dear.", annotation)])) == name


@pytest.mark.parametrize(
    ("content", "bare"),
    [
        ("“Bread is dear,", "Bread is dear,"),
        ("“Bread is dear”", "Bread is dear"),
        ("“dear” bread", "“dear” bread"),
        ("bread is “dear”", "bread is “dear”"),
    ],
)
def test_content_has_no_quotation_marks_at_its_ends(code, content: str, bare: str):
    coded = code([(f"{content} – so said Jory Vell.", {"a": [{"s": "Jory Vell", "c": "said", "t": content}]})])
    assert coded.report.quote(coded.attributions[0].content[0]) == bare


def test_a_mark_alone_is_no_content(code):
    sentence = "Jory Vell said “ – nothing."
    assert code([(sentence, {"a": [{"s": "Jory Vell", "c": "said", "t": "“"}]})]).attributions == ()
