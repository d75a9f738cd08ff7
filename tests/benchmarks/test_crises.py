"""Made records are records as any other: every mention stands where it says, with its crisis's names."""

from __future__ import annotations

from benchmarks.crises import crisis, records
from benchmarks.moving import moved
from dragoman.coding import from_annotation
from dragoman.report import Span

SENTENCE = "Turkish President Recep Tayyip Erdogan told Russia on Monday that Idlib was calm."
ANNOTATION = {
    "n": [
        ["Turkish", "NORP"],
        ["Recep Tayyip Erdogan", "PER"],
        ["Russia", "GPE"],
        ["Monday", "TIME"],
        ["Idlib", "GPE"],
    ],
    "a": [{"s": "Turkish President Recep Tayyip Erdogan", "c": "told", "t": "Idlib was calm"}],
}  # fmt: skip
NAMES = {"Turkish": "Ivorian", "Recep Tayyip Erdogan": "Ann Lee", "Russia": "Papua New Guinea", "Idlib": "Bo"}


def test_a_moved_sentence_has_other_names_in_the_same_roles():
    graph = from_annotation({"text": SENTENCE}, ANNOTATION, start=7, index=2)
    made = moved(graph, NAMES, index=5, at=100)
    assert made.text == "Ivorian President Ann Lee told Papua New Guinea on Monday that Bo was calm."
    assert (made.index, made.span.start, made.span.end) == (5, 100, 100 + len(made.text))

    def words(span: Span) -> str:
        return made.text[span.start - 100 : span.end - 100]

    assert [words(node.span) for node in made.names] == ["Ivorian", "Ann Lee", "Papua New Guinea", "Monday", "Bo"]
    (said,) = made.attributions
    assert [words(node.span) for node in said.roles] == ["Ivorian President Ann Lee", "Bo was calm"]
    assert all(token.text == words(token.span) for token in made.tokens)
    assert all(token.head < len(made.tokens) for token in made.tokens)


def test_records_are_the_same_for_the_same_seed_and_hold_together():
    first, second = list(records(12, seed=3)), list(records(12, seed=3))
    assert first == second
    assert len({record.report.hash for record in first}) == 12
    for record in first:
        for event in record.events:
            for mention in (event.trigger, *event.actors, *event.recipients, *event.places):
                assert mention.text == record.report.quote(mention.span)
    assert any(place.country not in (None, "SYR") for record in first for place in record.world.locations)


def test_a_crisis_names_its_own():
    assert crisis(1).names != crisis(2).names
    assert crisis(1).names["Idlib"] != "Idlib"
