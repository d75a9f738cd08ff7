"""The language layer with the shipped model: form and invariants, not accuracy (that is in `benchmarks/`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.language import Language, SentenceGraph
from dragoman.language.trees import is_tree
from dragoman.report import Report, Span

TEXT = (
    "Rebels shelled the port of Karsova late on Friday, killing at least 11 civilians, the governor said.\n\n"
    "“We will answer,” General Anton Wieler told reporters. The government denied that its troops had fired first."
)


@pytest.fixture(scope="module")
def language() -> Language:
    return Language.load()


def graphs(language: Language, text: str) -> tuple[SentenceGraph, ...]:
    return language.analyse([Report(text)])[0]


def spans_of(graph: SentenceGraph) -> list[Span]:
    frames = [*graph.events, *graph.attributions, *graph.reasons, *graph.agreements]
    found = [n.span for n in graph.names] + [f.anchor for f in frames] + [r.span for f in frames for r in f.roles]
    return found + [s for arc in graph.relations for s in (arc.head, arc.tail)]


def test_it_reads_a_plain_report(language: Language) -> None:
    first, second, _ = graphs(language, TEXT)
    assert any(e.type == "ASSAULT" and e.anchor.of(TEXT) == "shelled" for e in first.events)
    assert any(n.label == "GPE" and n.span.of(TEXT) == "Karsova" for n in first.names)
    assert any(a.anchor.of(TEXT).startswith("told") for a in second.attributions)


def test_spans_lie_in_their_sentence_and_tokens_spell_the_text(language: Language) -> None:
    for graph in graphs(language, TEXT):
        assert graph.text == graph.span.of(TEXT)
        assert all(graph.span.contains(span) for span in spans_of(graph))
        assert all(token.span.of(TEXT) == token.text for token in graph.tokens)


def test_scores_are_probabilities(language: Language) -> None:
    for graph in graphs(language, TEXT):
        scores = [n.score for n in graph.names] + [f.score for f in graph.events] + [a.score for a in graph.relations]
        assert all(0.0 <= score <= 1.0 for score in scores)


def test_the_same_text_reads_alike_alone_and_in_company(language: Language) -> None:
    other = Report("Talks on the northern road ended without a deal, two delegates said on Monday.")
    alone = graphs(language, TEXT)
    assert language.analyse([other, Report(TEXT), other])[1] == alone
    assert Language.load(threads=2).analyse([Report(TEXT)])[0] == alone


def test_a_very_long_sentence_is_read_whole(language: Language) -> None:
    clause = "the army shelled the village of Dorna and the governor condemned the attack, "
    text = "On Friday " + clause * 60 + "and the guns fell silent."
    (graph,) = graphs(language, text)
    assert graph.tokens[-1].text == "."
    assert is_tree_of(graph)
    assert max(e.anchor.start for e in graph.events) > 0.8 * len(text)


def is_tree_of(graph: SentenceGraph) -> bool:
    import numpy as np

    return is_tree(np.array([token.head for token in graph.tokens]))


@pytest.mark.parametrize("text", ["", " \n\n ", "\u200b", "…", "“", "42"])
def test_texts_with_nothing_to_read(language: Language, text: str) -> None:
    assert all(not graph.events for graph in graphs(language, text))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=120))
def test_any_text_is_read_into_trees(language: Language, text: str) -> None:
    for graph in graphs(language, text):
        assert is_tree_of(graph)
        assert all(graph.span.contains(span) for span in spans_of(graph))


def test_sentences_given_apart_keep_their_places(language: Language) -> None:
    rows = ["The truce holds.", "", "  ", "Rebels shelled Karsova."]
    (found,) = language.analyse_sentences([rows])
    assert [graph.text for graph in found] == [rows[0], rows[3]]
    assert found[1].span.start == sum(len(row) + 1 for row in rows[:3])


def test_parsing_given_words(language: Language) -> None:
    (row, empty) = language.parse([["Rebels", "shelled", "Karsova", "."], []])
    assert [upos for upos, _, _ in row] == ["NOUN", "VERB", "PROPN", "PUNCT"]
    assert [head for _, head, _ in row] == [2, 0, 2, 2]
    assert empty == []


def test_a_marked_pair_has_a_type_even_without_one_end(language: Language) -> None:
    text = "Arland's army bombed Borland."
    (both, one) = language.pair_types([(text, Span(0, 13), Span(21, 28)), (text, Span(0, 13), None)])
    assert max(both, key=lambda name: both[name]) == "ASSAULT"
    assert sum(one.values()) == pytest.approx(1.0, abs=1e-4)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model in"):
        Language.load(tmp_path)
    with pytest.raises(ModelError, match="no model in"):
        Language.load(tmp_path / "nowhere")
