"""PLV's marked sentences, and the marker words made of them."""

import pytest

from dragoman.language import labels
from dragoman.language.pairs import mark
from dragoman.language.pieces import MARKERS
from training.marked_pairs import marked_spans, plv_sample

OPEN_S, CLOSE_S, OPEN_T, CLOSE_T = MARKERS


def test_both_ends() -> None:
    text, source, target = marked_spans("The <s>envoy</s> met <t>two generals</t> .")
    assert text == "The envoy met two generals ."
    assert source is not None and target is not None
    assert (source.of(text), target.of(text)) == ("envoy", "two generals")
    words, ends = mark(text, source, target)
    assert words == ["The", OPEN_S, "envoy", CLOSE_S, "met", OPEN_T, "two", "generals", CLOSE_T, "."]
    assert ends == (1, 5)


def test_the_target_may_stand_first() -> None:
    words, (source, target) = mark(*marked_spans("<t>Generals</t> met <s>envoys</s>"))
    assert (words[source + 1], words[target + 1]) == ("envoys", "Generals")


@pytest.mark.parametrize(
    ("marked", "words", "ends"),
    [
        ("The <s>envoy</s> left", ["The", OPEN_S, "envoy", CLOSE_S, "left"], (1, 0)),
        ("Talks with <t>Norland</t>", ["Talks", "with", OPEN_T, "Norland", CLOSE_T], (0, 2)),
        ("Talks ended", ["Talks", "ended"], (0, 0)),
    ],
)
def test_an_end_that_is_missing_has_no_markers(marked: str, words: list[str], ends: tuple[int, int]) -> None:
    assert mark(*marked_spans(marked)) == (words, ends)


def test_yield_stands_for_two_types() -> None:
    row = {"marked_sentence": "<s>Norland</s> freed <t>them</t>", "gold_root": "YIELD"}
    found = plv_sample(row).pair
    assert found is not None
    assert found[:2] == (0, 4)
    assert {labels.EVENTS[i] for i in found[2]} == {"CONCEDE", "RETREAT"}
