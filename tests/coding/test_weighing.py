"""How likely an act is where the words that say so do not stand right before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.coding import code_graphs, from_annotation
from dragoman.coding.weighing import weighed
from dragoman.language.graph import Token
from dragoman.report import Report, Span

Parse = Callable[..., tuple[Token, ...]]

NOUN = [("There", "PRON", 2, "expl"), ("is", "VERB", 0, "root"), ("a", "DET", 6, "det"), ("70", "NUM", 5, "nummod"),
        ("percent", "NOUN", 6, "compound"), ("chance", "NOUN", 2, "nsubj"), ("that", "SCONJ", 10, "mark"),
        ("rebels", "NOUN", 10, "nsubj"), ("will", "AUX", 10, "aux"), ("attack", "VERB", 6, "acl"),
        ("Sarvik", "PROPN", 10, "obj")]  # fmt: skip
COPULA = [("The", "DET", 2, "det"), ("risk", "NOUN", 8, "nsubj"), ("of", "ADP", 5, "case"), ("an", "DET", 5, "det"),
          ("attack", "NOUN", 2, "nmod"), ("is", "AUX", 8, "cop"), ("40", "NUM", 8, "nummod"),
          ("percent", "NOUN", 0, "root")]  # fmt: skip
PUT = [("She", "PRON", 2, "nsubj"), ("put", "VERB", 0, "root"), ("the", "DET", 4, "det"), ("chance", "NOUN", 2, "obj"),
       ("of", "ADP", 7, "case"), ("an", "DET", 7, "det"), ("attack", "NOUN", 4, "nmod"), ("at", "ADP", 10, "case"),
       ("60-70", "NUM", 10, "nummod"), ("%", "SYM", 2, "obl")]  # fmt: skip
SAID = [("An", "DET", 2, "det"), ("attack", "NOUN", 6, "nsubj"), ("is", "AUX", 6, "cop"), ("all", "ADV", 6, "advmod"),
        ("but", "CCONJ", 6, "cc"), ("certain", "ADJ", 0, "root")]  # fmt: skip
DENIED = [("An", "DET", 2, "det"), ("attack", "NOUN", 5, "nsubj"), ("is", "AUX", 5, "cop"),
          ("not", "PART", 5, "advmod"), ("likely", "ADJ", 0, "root")]  # fmt: skip
TARGET = [("Sarvik", "PROPN", 5, "nsubj"), ("is", "AUX", 5, "cop"), ("the", "DET", 5, "det"),
          ("likely", "ADJ", 5, "amod"), ("target", "NOUN", 0, "root"), ("of", "ADP", 8, "case"),
          ("an", "DET", 8, "det"), ("attack", "NOUN", 5, "nmod")]  # fmt: skip
DONE = [("The", "DET", 2, "det"), ("attack", "NOUN", 6, "nsubj"), ("is", "AUX", 6, "cop"), ("50", "NUM", 5, "nummod"),
        ("percent", "NOUN", 6, "obl"), ("complete", "ADJ", 0, "root")]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "status", "hedge", "low", "high"),
    [
        (NOUN, "may", "70 percent chance", 0.7, 0.7),
        (COPULA, "may", "40 percent", 0.4, 0.4),
        (PUT, "may", "60-70 %", 0.6, 0.7),
        (SAID, "may", "all but certain", 0.95, 1.0),
        (DENIED, "may", "likely", 0.25, 0.45),
    ],
)
def test_what_weighs_an_act_makes_it_a_forecast(
    parse: Parse, rows: list[tuple[str, str, int, str]], status: str, hedge: str, low: float, high: float
):
    sentence = " ".join(word for word, *_ in rows)
    event = {"x": "attack", "y": "ASSAULT", "st": status}
    graph = from_annotation({"text": sentence}, {"e": [event]}, parse(sentence, rows))
    coded = code_graphs(Report(sentence, outlet="The Velmar Post"), [graph], model="by hand")
    (forecast,) = coded.forecasts
    assert forecast.likelihood is not None
    assert (forecast.likelihood.hedge.text, forecast.likelihood.low, forecast.likelihood.high) == (hedge, low, high)


@pytest.mark.parametrize("rows", [TARGET, DONE])
def test_what_is_said_of_something_else_weighs_no_act(parse: Parse, rows: list[tuple[str, str, int, str]]):
    sentence = " ".join(word for word, *_ in rows)
    annotation = {"e": [{"x": "attack", "y": "ASSAULT", "st": "act"}]}
    at = sentence.index("attack")
    assert weighed(Span(at, at + 6), from_annotation({"text": sentence}, annotation, parse(sentence, rows))) is None
    assert weighed(Span(at, at + 6), from_annotation({"text": sentence}, annotation)) is None


def test_what_rebels_are_bound_to_do_is_foretold():
    sentence = "Rebels are bound to attack Sarvik."
    graph = from_annotation({"text": sentence}, {"e": [{"x": "attack", "y": "ASSAULT", "st": "plan"}]})
    (forecast,) = code_graphs(Report(sentence, outlet="The Velmar Post"), [graph], model="by hand").forecasts
    assert forecast.likelihood is not None
    assert (forecast.likelihood.hedge.text, forecast.likelihood.low) == ("bound to", 0.95)
