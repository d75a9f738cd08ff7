"""Speech that a medium passes on, whatever the model took for its content."""

from __future__ import annotations

import pytest

NAMES = [["Reuters", "ORG"], ["Jory Vell", "PER"]]
CONTENT = "the port had fallen"


def test_who_is_quoted_as_saying_stands_behind_who_quotes(code, named):
    sentence = "Reuters quoted Jory Vell as saying the port had fallen."
    annotation = {
        "n": NAMES,
        "a": [{"s": "Reuters", "c": "quoted", "t": CONTENT}, {"s": "Jory Vell", "c": "saying", "t": CONTENT}],
        "e": [{"x": "fallen", "y": "ASSAULT", "st": "act"}],
    }
    coded = code([(sentence, annotation)])
    agency, person = coded.attributions
    assert (agency.parent, person.parent) == (None, agency.id)
    assert named(person.chain) == ["The Velmar Post", "Reuters", "Jory Vell"]
    assert coded.events[0].attribution == person.id


@pytest.mark.parametrize(
    "sentence",
    [
        "Reuters, citing Jory Vell, reported the port had fallen.",
        "Reuters reported, quoting Jory Vell, the port had fallen.",
    ],
)
def test_who_is_cited_stands_behind_who_cites(code, named, sentence: str):
    cue = "citing" if "citing" in sentence else "quoting"
    annotation = {
        "n": NAMES,
        "a": [{"s": "Reuters", "c": "reported", "t": CONTENT}, {"s": "Jory Vell", "c": cue, "t": CONTENT}],
        "e": [{"x": "fallen", "y": "ASSAULT", "st": "act"}],
    }
    event = code([(sentence, annotation)]).events[0]
    assert named(event.chain) == ["The Velmar Post", "Reuters", "Jory Vell"]


def test_a_source_quoted_by_a_medium_is_no_medium(code, named):
    sentence = "A rebel source quoted by Reuters said the port had fallen."
    annotation = {"n": NAMES[:1], "a": [{"s": "A rebel source quoted by Reuters", "c": "said", "t": CONTENT}]}
    (attribution,) = code([(sentence, annotation)]).attributions
    assert named(attribution.chain) == ["The Velmar Post", "Reuters", "A rebel source"]


def test_two_who_say_different_things_are_not_nested(code, named):
    sentence = "Reuters reported rain, citing Jory Vell, and said the port had fallen."
    annotation = {
        "n": NAMES,
        "a": [{"s": "Jory Vell", "c": "citing", "t": "rain"}, {"s": "Reuters", "c": "said", "t": CONTENT}],
    }
    vell, reuters = code([(sentence, annotation)]).attributions
    assert named(vell.chain) == ["The Velmar Post", "Jory Vell"]
    assert reuters.parent is None
