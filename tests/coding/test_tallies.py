from __future__ import annotations


def test_counts_outside_events_are_kept_with_their_bounds(code, named):
    sentence = "The camp shelters about 2,000 displaced villagers and 30 guards."
    coded = code([(sentence, {"n": [["about 2,000 displaced villagers", "QTY"], ["30 guards", "QTY"]]})])
    found = [(tally.count.kind, tally.count.low, tally.count.high) for tally in coded.counts]
    assert found == [("displaced", 1800, 2200), ("people", 30, 30)]
    assert [coded.report.quote(tally.count.span) for tally in coded.counts] == [
        "about 2,000 displaced villagers",
        "30 guards",
    ]
    assert {tally.attribution for tally in coded.counts} == {None}
    assert named(coded.counts[0].chain) == ["The Velmar Post"]


def test_a_count_that_an_event_of_its_sentence_carries_is_not_told_twice(code):
    annotation = {
        "n": [["about 40 villagers", "QTY"], ["200 refugees", "QTY"]],
        "e": [{"x": "shelled", "y": "ASSAULT", "k": ["about 40"], "st": "act"}],
    }
    sentence = "Gunmen shelled Velmar, killing about 40 villagers in a camp of 200 refugees."
    again = "The camp lost about 40 villagers."
    coded = code([(sentence, annotation), (again, {"n": [["about 40 villagers", "QTY"]]})])
    assert [count.text for count in coded.events[0].counts] == ["about 40 villagers"]
    assert [(tally.sentence, tally.count.text) for tally in coded.counts] == [
        (0, "200 refugees"),
        (1, "about 40 villagers"),
    ]


def test_a_count_lies_in_the_speech_that_holds_it(code, named):
    sentence = "Velmar shelters 3,000 refugees, Jory Vell said before 20 envoys."
    annotation = {
        "n": [["3,000 refugees", "QTY"], ["20 envoys", "QTY"], ["Jory Vell", "PER"]],
        "a": [{"s": "Jory Vell", "c": "said", "t": "Velmar shelters 3,000 refugees"}],
    }
    coded = code([(sentence, annotation)])
    said, told = coded.counts
    assert said.attribution == coded.attributions[0].id
    assert named(said.chain) == ["The Velmar Post", "Jory Vell"]
    assert (told.attribution, named(told.chain)) == (None, ["The Velmar Post"])


def test_words_that_set_no_bound_are_left_to_the_names(code):
    coded = code([("Two-thirds of the town fled.", {"n": [["Two-thirds of the town", "QTY"]]})])
    assert coded.counts == ()
    assert [name.text for name in coded.names] == ["Two-thirds of the town"]
