from __future__ import annotations

import pytest

SAID = "Prices rose, the mayor said."
PLAIN = {"a": [{"s": "the mayor", "c": "said", "t": "Prices rose"}]}


def test_what_the_report_says_itself_has_the_outlet_alone(code, named):
    coded = code([("Gunmen shelled Velmar.", {"e": [{"x": "shelled", "y": "ASSAULT", "st": "act"}]})])
    assert named(coded.events[0].chain) == ["The Velmar Post"]
    assert coded.events[0].attribution is None


def test_an_unknown_outlet_is_still_the_first_link(code):
    coded = code([(SAID, PLAIN)], outlet=None)
    assert [(link.kind, link.name) for link in coded.attributions[0].chain] == [("outlet", ""), ("person", "the mayor")]


def test_an_event_knows_the_chain_of_the_speech_it_lies_in(code, named):
    sentence = "Gunmen shelled Velmar, Governor Ana Novak told Reuters on Friday."
    annotation = {
        "n": [["Velmar", "GPE"], ["Governor", "ROLE"], ["Ana Novak", "PER"], ["Reuters", "ORG"]],
        "a": [{"s": "Governor Ana Novak", "c": "told", "t": "Gunmen shelled Velmar"}],
        "e": [{"x": "shelled", "y": "ASSAULT", "st": "act"}],
    }
    coded = code([(sentence, annotation)])
    (event,), (attribution,) = coded.events, coded.attributions
    assert named(event.chain) == ["The Velmar Post", "Reuters", "Ana Novak"]
    assert [link.kind for link in event.chain] == ["outlet", "agency", "person"]
    assert event.attribution == attribution.id
    for link in event.chain[1:]:
        assert coded.report.quote(link.span)
    assert coded.report.quote(event.chain[1].span) == "Reuters"
    assert event.chain[2].cue.text == "told"


def test_the_cue_of_an_attribution_does_not_lie_in_it(code, named):
    sentence = "Orla accused Brann of shelling the port."
    annotation = {
        "a": [{"s": "Orla", "c": "accused", "t": "accused Brann of shelling the port"}],
        "e": [{"x": "accused", "y": "ACCUSE", "st": "act"}, {"x": "shelling", "y": "ASSAULT", "st": "act"}],
    }
    accused, shelling = code([(sentence, annotation)]).events
    assert named(accused.chain) == ["The Velmar Post"]
    assert named(shelling.chain) == ["The Velmar Post", "Orla"]


NESTED = "Harbour Wire reported that Orla said Brann claimed the port had fallen."
NESTING = {
    "n": [["Harbour Wire", "ORG"], ["Orla", "GPE"], ["Brann", "GPE"]],
    "a": [
        {"s": "Harbour Wire", "c": "reported", "t": "Orla said Brann claimed the port had fallen"},
        {"s": "Orla", "c": "said", "t": "Brann claimed the port had fallen"},
        {"s": "Brann", "c": "claimed", "t": "the port had fallen"},
    ],
    "e": [{"x": "fallen", "y": "ASSAULT", "st": "act"}],
}


def test_speech_in_speech_makes_a_chain_from_the_outermost_inwards(code, named):
    coded = code([(NESTED, NESTING)])
    outer, middle, inner = coded.attributions
    assert (outer.parent, middle.parent, inner.parent) == (None, outer.id, middle.id)
    assert named(inner.chain) == ["The Velmar Post", "Harbour Wire", "Orla", "Brann"]
    assert coded.events[0].attribution == inner.id


def test_a_source_quoted_by_an_agency_stands_behind_it(code, named):
    sentence = "“The port is ours,” AP quoted Jory Vell, a commander, as saying."
    annotation = {
        "n": [["AP", "ORG"], ["Jory Vell", "PER"], ["a commander", "ROLE"]],
        "a": [
            {"s": "AP", "c": "quoted", "t": ["The port is ours", "Jory Vell, a commander, as saying"]},
            {"s": "Jory Vell, a commander", "c": "saying", "t": "The port is ours"},
        ],
    }
    agency, person = code([(sentence, annotation)]).attributions
    assert person.parent == agency.id
    assert named(person.chain) == ["The Velmar Post", "Associated Press", "Jory Vell"]
    assert (agency.speech, person.speech) == ("mixed", "direct")


def test_a_source_that_was_quoted_by_a_medium_stands_behind_it(code, named):
    sentence = "Jory Vell was quoted by Interfax as saying the port had fallen."
    annotation = {
        "n": [["Jory Vell", "PER"], ["Interfax", "ORG"]],
        "a": [{"s": "Jory Vell", "c": "saying", "t": "the port had fallen"}],
    }
    assert named(code([(sentence, annotation)]).attributions[0].chain) == ["The Velmar Post", "Interfax", "Jory Vell"]


def test_a_report_credited_to_an_agency_does_not_name_it_twice(code, named):
    first = ("VELMAR (AP) - The mayor told AP that prices rose.", {
        "n": [["AP#2", "ORG"]],
        "a": [{"s": "The mayor", "c": "told", "t": "prices rose"}],
    })  # fmt: skip
    second = ("Bread is dear, AP said.", {
        "n": [["AP", "ORG"]],
        "a": [{"s": "AP", "c": "said", "t": "Bread is dear"}],
    })  # fmt: skip
    told, said = code([first, second]).attributions
    assert named(told.chain) == ["The Velmar Post", "Associated Press", "The mayor"]
    assert named(said.chain) == ["The Velmar Post", "Associated Press"]
    assert said.chain[-1].cue.text == "said"


def test_the_outlets_own_name_is_not_doubled(code, named):
    sentence = "The mayor told Reuters that prices rose."
    annotation = {"n": [["Reuters", "ORG"]], "a": [{"s": "The mayor", "c": "told", "t": "prices rose"}]}
    assert named(code([(sentence, annotation)], outlet="Reuters").attributions[0].chain) == ["Reuters", "The mayor"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Ana Novak", "person"),
        ("a senior official", "person"),
        ("residents", "group"),
        ("two officials", "group"),
        ("Orla", "organisation"),
        ("the Orlan government", "organisation"),
        ("Red Shore militia", "group"),
        ("the Kelp Accord", "document"),
        ("a statement from the ministry", "document"),
        ("state news agency Xinhua", "agency"),
        ("she", "person"),
        ("they", "group"),
    ],
)
def test_kinds_of_sources(code, source: str, kind: str):
    labels = {"Ana Novak": "PER", "Orla": "GPE", "Orlan": "NORP", "Red Shore militia": "MIL", "the Kelp Accord": "DOC",
              "Xinhua": "ORG"}  # fmt: skip
    sentence = f"According to {source}, the port fell."
    annotation = {
        "n": [[name, label] for name, label in labels.items() if name in sentence.split(",")[0].split()
              or name == source],
        "a": [{"s": source, "c": "According to", "t": "the port fell"}],
    }  # fmt: skip
    assert code([(sentence, annotation)]).attributions[0].chain[-1].kind == kind


def test_speech_without_a_source_is_of_somebody_unnamed(code):
    annotation = {"a": [{"s": "", "c": "reported", "t": "the port fell"}]}
    attribution = code([("It was reported that the port fell.", annotation)]).attributions[0]
    assert attribution.source is None
    assert (attribution.chain[-1].kind, attribution.chain[-1].name) == ("unnamed", "")


def test_ids_are_stable_and_unlike(code):
    coded, again = code([(NESTED, NESTING)]), code([(NESTED, NESTING)])
    ids = [made.id for made in (*coded.attributions, *coded.events)]
    assert ids == [made.id for made in (*again.attributions, *again.events)]
    assert len(set(ids)) == len(ids)
    assert all(made.startswith(coded.report.id) for made in ids)


def test_two_events_on_the_same_words_have_two_ids(code):
    annotation = {"e": [{"x": "seized", "y": "ASSAULT", "st": "act"}, {"x": "seized", "y": "COERCE", "st": "act"}]}
    one, other = code([("Gunmen seized the port.", annotation)]).events
    assert other.id == f"{one.id}.2"


def test_who_is_quoted_as_saying_stands_once(code, named):
    sentence = "Orla had warned, saying that Brann shelled the port."
    annotation = {
        "a": [
            {"s": "Orla", "c": "warned", "t": "saying that Brann shelled the port"},
            {"s": "Orla", "c": "saying", "t": "that Brann shelled the port"},
        ],
        "e": [{"x": "shelled", "y": "ASSAULT", "st": "act"}],
    }
    (event,) = code([(sentence, annotation)]).events
    assert named(event.chain) == ["The Velmar Post", "Orla"]


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("No group claimed the blast.", "No group", "claimed", "the blast"),
        ("The ministry has not confirmed the raid.", "The ministry", "confirmed", "the raid"),
        ("The ministry has not confirmed the raid.", "The ministry", "has not confirmed", "the raid"),
        ("The ministry has yet to confirm the raid.", "The ministry", "confirm", "the raid"),
        ("The envoy declined to comment on the raid.", "The envoy", "declined to comment on", "the raid"),
    ],
)
def test_what_nobody_says_is_no_attribution(code, sentence, source, cue, content):
    annotation = {
        "a": [{"s": source, "c": cue, "t": content}],
        "e": [{"x": content.split()[-1], "y": "ASSAULT", "st": "act"}],
    }
    coded = code([(sentence, annotation)])
    assert coded.attributions == ()
    assert [link.kind for link in coded.events[0].chain] == ["outlet"]


def test_who_does_not_say_something_may_be_who_says_the_next(code, named):
    silent = ("The envoy declined to comment on the raid.", {"a": [{"s": "The envoy", "c": "declined to comment on",
              "t": "the raid"}]})  # fmt: skip
    spoke = ("He said the guard had left.", {"a": [{"s": "He", "c": "said", "t": "the guard had left"}]})
    assert [named(one.chain) for one in code([silent, spoke]).attributions] == [["The Velmar Post", "The envoy"]]


def test_a_denial_and_what_is_not_ruled_out_are_attributions(code):
    for sentence, cue, content in (
        ("The envoy denied that the guard attacked.", "denied", "the guard attacked"),
        ("The envoy has not ruled out an attack.", "has not ruled out", "an attack"),
        ("The envoy said the guard did not attack.", "said", "the guard did not attack"),
    ):
        coded = code([(sentence, {"a": [{"s": "The envoy", "c": cue, "t": content}]})])
        assert [one.source.text for one in coded.attributions] == ["The envoy"]


def test_marks_and_according_to_are_no_part_of_a_source(code, named):
    sentence = "Shells fell on the port, according to Ana Vell."
    annotation = {"a": [{"s": ", according to Ana Vell", "c": "according to", "t": "Shells fell on the port"}]}
    (said,) = code([(sentence, annotation)]).attributions
    assert (said.source.text, named(said.chain)) == ("Ana Vell", ["The Velmar Post", "Ana Vell"])
