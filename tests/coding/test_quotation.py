from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding import code_graphs, from_annotation
from dragoman.coding.quotation import Quotes, pair
from dragoman.language.graph import Frame, Node
from dragoman.report import Report, Span


def paragraphs_of(text: str) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for part in text.split("\n\n"):
        if part:
            spans.append(Span(at, at + len(part)))
        at += len(part) + 2
    return spans


def quoted(text: str) -> list[tuple[str, int]]:
    return [(quote.span.of(text), quote.run) for quote in pair(text, paragraphs_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and "never" again.', [("no", 1), ("never", 2)]),
        ("“We go,” she said. “Now.”", [("We go,", 1), ("Now.", 2)]),
        ("«Nous» and „wir“", [("Nous", 1), ("wir", 2)]),
        ("‘We go,’ she said of Orla’s port.", [("We go,", 1)]),
        ("“One.\n\n“Two.”\n\n“Three.”", [("One.", 1), ("Two.", 1), ("Three.", 2)]),
        ("“One.\n\nTwo.", [("One.", 1)]),
        ('it closed" twice" here', []),
    ],
)
def test_marks_are_paired_within_paragraphs_and_runs_go_on(text: str, expected: list[tuple[str, int]]):
    assert quoted(text) == expected


@given(st.text(alphabet='ab “”"‘’«».\n', max_size=60))
def test_quotes_lie_in_their_paragraph_in_order(text: str):
    quotes = Quotes.of(text, paragraphs_of(text))
    ends = [0, *(quote.span.end for quote in quotes.quotes)]
    for quote, end in zip(quotes.quotes, ends, strict=False):
        assert quote.span.start >= end
        assert any(paragraph.contains(quote.span) for paragraph in paragraphs_of(text))
        assert quotes.share([quote.span]) == 1.0


SPEAKER = {"n": [["Ana Novak", "PER"]]}


def said(content: str | list[str], source: str = "Ana Novak", cue: str = "said") -> dict[str, object]:
    return {**SPEAKER, "a": [{"s": source, "c": cue, "t": content}]}


def attacked(trigger: str) -> dict[str, object]:
    return {"e": [{"x": trigger, "y": "ASSAULT", "st": "act"}]}


def test_a_quotation_runs_on_into_sentences_behind(code, named):
    both = said(["The port is lost", "and the town will burn"])
    coded = code([
        ("“The port is lost,” Ana Novak said, “and the town will burn.", both),
        ("They shelled us all night.”", attacked("shelled")),
    ])  # fmt: skip
    first, second = coded.attributions
    assert coded.report.quote(second.content[0]) == "They shelled us all night."
    assert named(second.chain) == named(first.chain) == ["The Velmar Post", "Ana Novak"]
    assert second.chain[-1].origin == "quotation"
    assert second.cue is None and second.score < first.score
    assert coded.events[0].attribution == second.id


def test_a_quotation_belongs_to_the_speaker_named_at_its_end(code, named):
    coded = code([
        ("“They shelled us all night.", attacked("shelled")),
        ("The port is lost,” Ana Novak said.", said("The port is lost")),
    ])  # fmt: skip
    assert named(coded.events[0].chain) == ["The Velmar Post", "Ana Novak"]
    assert coded.events[0].chain[-1].origin == "quotation"


def test_a_quotation_runs_on_over_paragraphs_without_a_closing_mark(code, named):
    coded = code(
        [("Ana Novak said: “The port is lost.", said("The port is lost"))],
        [("“They shelled us all night.", attacked("shelled")), ("Nobody came.", {})],
        [("“The islands burned it.”", attacked("burned"))],
        [("“Others shelled us too.”", attacked("shelled"))],
    )
    shelled, burned, after = coded.events
    assert named(shelled.chain) == named(burned.chain) == ["The Velmar Post", "Ana Novak"]
    assert {shelled.chain[-1].origin, burned.chain[-1].origin} == {"quotation"}
    assert after.chain[-1].origin == "previous sentence"


def test_a_wholly_quoted_sentence_goes_on_with_the_speaker_before(code, named):
    coded = code([
        ("“The port is lost,” Ana Novak told Reuters.", {"n": [["Ana Novak", "PER"], ["Reuters", "ORG"]], "a": [
            {"s": "Ana Novak", "c": "told", "t": "The port is lost"}]}),
        ("“They shelled us all night.”", attacked("shelled")),
    ])  # fmt: skip
    event = coded.events[0]
    assert named(event.chain) == ["The Velmar Post", "Reuters", "Ana Novak"]
    assert event.chain[-1].origin == "previous sentence"
    assert coded.report.quote(event.chain[-1].span) == "Ana Novak"


def test_a_sentence_that_names_a_speaker_introduces_a_quotation(code, named):
    coded = code([("Ana Novak was blunt.", SPEAKER), ("“They shelled us all night.”", attacked("shelled"))])
    assert named(coded.events[0].chain) == ["The Velmar Post", "Ana Novak"]
    assert coded.attributions[0].score == 0.5


@pytest.mark.parametrize(
    "before",
    [
        ("The harbour was quiet.", {}),
        ("Ana Novak met Jory Vell.", {"n": [["Ana Novak", "PER"], ["Jory Vell", "PER"]]}),
        ("Prices rose, Ana Novak said.", said("Prices rose")),
    ],
)
def test_whose_words_they_are_is_not_guessed(code, before):
    coded = code([before, ("“They shelled us all night.”", attacked("shelled"))])
    assert coded.events[0].attribution is None


def test_words_in_quotation_marks_inside_a_plain_sentence_are_nobodys(code):
    coded = code([("Ana Novak was blunt.", SPEAKER), ("The “shelled” port is quiet.", attacked("shelled"))])
    assert coded.attributions == ()


def test_the_speaker_of_a_run_is_not_somebody_spoken_of_in_it(code, named):
    inner = {"s": "the guard", "c": "claims", "t": "it holds the port"}
    first = {**SPEAKER, "a": [{"s": "Ana Novak", "c": "said", "t": "the guard claims it holds the port"}, inner]}
    coded = code([("Ana Novak said: “the guard claims it holds the port.", first), ("That is untrue.”", {})])
    assert named(coded.attributions[-1].chain) == ["The Velmar Post", "Ana Novak"]


# ---------------------------------------------------------------- quotations of the encoder, which reach over sentences

TEXT = "Ana Novak spoke on Friday. “They shelled us,” she said. Nobody came to help. The guard vowed to fight."
SENTENCES = [
    "Ana Novak spoke on Friday.",
    "“They shelled us,” she said.",
    "Nobody came to help.",
    "The guard vowed to fight.",
]


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def quotation(cue: str, source: str | None, *content: str) -> Frame:
    said = [Node(at(words), "t", 0.8) for words in content]
    return Frame("quotation", at(cue), 0.7, (*said, *([Node(at(source), "s", 0.9)] if source else [])))


def attributions(annotation: dict[str, object], frame: Frame, sentence: int = 1):
    graphs = [from_annotation({"text": SENTENCES[0]}, SPEAKER)]
    for index, words in enumerate(SENTENCES[1:], 1):
        graphs.append(from_annotation({"text": words}, {}, index=index, start=TEXT.index(words)))
    words = {"text": SENTENCES[sentence]}
    annotated = from_annotation(words, annotation, index=sentence, start=TEXT.index(SENTENCES[sentence]))
    graphs[sentence] = replace(annotated, quotations=(frame,))
    return code_graphs(Report(TEXT), graphs).attributions


SHE: dict[str, object] = {"a": [{"s": "", "c": "said", "t": "They shelled us"}]}


def test_a_quotation_with_the_same_cue_widens_the_attribution():
    (made,) = attributions(SHE, quotation("said", "Ana Novak", "They shelled us", "Nobody came to help"))
    assert [span.of(TEXT) for span in made.content] == ["They shelled us", "Nobody came to help"]
    assert made.source is not None and made.source.text == "Ana Novak"
    assert made.chain[-1].origin == "previous sentence"


def test_a_quotation_that_nothing_covers_is_an_attribution():
    (made,) = attributions({}, quotation("said", "she", "They shelled us"))
    assert made.source is not None and made.source.text == "she"
    assert made.score == 0.7


def test_a_quotation_whose_content_is_covered_adds_nothing():
    (made,) = attributions(SHE, quotation("spoke", "Ana Novak", "They shelled us"))
    assert made.cue is not None and made.cue.text == "said"


def test_an_act_that_is_meant_is_nothing_said():
    assert attributions({}, quotation("vowed", "The guard", "to fight"), sentence=3) == ()
