"""Where an event was, when its own words do not say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman.coding import code_graphs, from_annotation
from dragoman.language.graph import Token
from dragoman.report import Published, Report, Span
from dragoman.resolve.resolver import Resolver
from dragoman.resolve.settings import is_where
from tests.resolve.resolving import resolved


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell in Velmar.", True),
        ("Shells fell on houses near the port town of Velmar.", True),
        ("Shells fell in the northern district of Velmar.", True),
        ("Shells fell, Velmar said.", False),
        ("The governor of Velmar resigned.", False),
        ("Velmar shelled the port.", False),
        ("They drove to Velmar.", False),
        ("Shells fell in Orla's Velmar province.", True),
    ],
)
def test_a_place_is_where_something_is_behind_a_preposition_of_place(text: str, expected: bool):
    start = text.index("Velmar")
    assert is_where(Span(start, start + 6), text) is expected


@pytest.mark.parametrize(
    ("where", "place"),
    [("Syria's Idlib province", "Idlib"), ("the Syrian town of Saraqib", "Saraqib"), ("Idlib and in Turkey", None)],
)
def test_of_a_place_and_what_it_lies_in_the_smaller_is_meant(where: str, place: str | None):
    names = [[name, "GPE"] for name in ("Syria", "Idlib", "Saraqib", "Turkey") if name in where.replace("Syrian", "")]
    sentence = f"A resolution on the fighting in {where} was vetoed."
    annotation = {"n": names, "e": [{"x": "vetoed", "y": "REJECT", "st": "act"}]}
    world = resolved([(sentence, annotation)]).world
    (setting,) = world.settings
    assert next((p.name for p in world.locations if p.id == setting.place), None) == place


def shelled(sentence: str, trigger: str, **more: object) -> tuple[str, dict[str, Any]]:
    return sentence, {"n": more.pop("n", []), "e": [{"x": trigger, "y": "ASSAULT", "st": "act", **more}]}


def span_of(row: tuple[str, dict[str, Any]], published: date = date(2018, 9, 18)) -> tuple[str | None, str | None]:
    (setting,) = resolved([row], published).world.settings
    return setting.start, setting.end


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("this year", ("2018-01-01", "2018-09-18")),
        ("since the start of the year", ("2018-01-01", "2018-09-18")),
        ("since July", ("2018-07-01", "2018-09-18")),
        ("in July", ("2018-07-01", "2018-07-31")),
        ("on Monday", ("2018-09-17", "2018-09-17")),
    ],
)
def test_an_act_ends_by_the_day_of_publication_and_since_reaches_up_to_it(when: str, days: tuple[str, str]):
    words = when.removeprefix("in ").removeprefix("on ")
    row = shelled(f"Gunmen have shelled the port {when}.", "shelled", T=[words], n=[[words, "TIME"]])
    assert span_of(row) == days


def test_what_is_planned_for_a_year_keeps_the_year():
    sentence, annotation = shelled(
        "Gunmen will shell the port this year.", "shell", T=["this year"], n=[["this year", "TIME"]]
    )
    annotation["e"][0]["st"] = "plan"
    assert span_of((sentence, annotation)) == ("2018-01-01", "2018-12-31")


def test_a_town_that_is_shelled_is_where_it_happens_and_one_that_is_accused_is_not():
    def place(verb: str, type: str) -> str | None:
        row = (f"Gunmen {verb} Saraqib.", {"n": [["Saraqib", "GPE"]],
               "e": [{"x": verb, "y": type, "R": ["Saraqib"], "st": "act"}]})  # fmt: skip
        world = resolved([row]).world
        return next((p.name for p in world.locations if p.id == world.settings[0].place), None)

    assert place("shelled", "ASSAULT") == "Saraqib"
    assert place("accused", "ACCUSE") is None


def test_a_date_in_a_relative_clause_is_not_the_main_clauses():
    sentence = "The envoy, who left Saraqib on Sunday, blamed gunmen."
    rows = [("The", 2, "det"), ("envoy", 10, "nsubj"), (",", 5, "punct"), ("who", 5, "nsubj"), ("left", 2, "acl:relcl"),
            ("Saraqib", 5, "obj"), ("on", 8, "case"), ("Sunday", 5, "obl"), (",", 5, "punct"), ("blamed", 0, "root"),
            ("gunmen", 10, "obj"), (".", 10, "punct")]  # fmt: skip
    tokens, at = list[Token](), 0
    for word, head, deprel in rows:
        at = sentence.index(word, at)
        tokens.append(Token(Span(at, at + len(word)), word, "X", head - 1, deprel))
        at += len(word)
    annotation = {
        "n": [["Sunday", "TIME"]],
        "e": [{"x": "left", "y": "RETREAT", "st": "act"}, {"x": "blamed", "y": "ACCUSE", "st": "act"}],
    }
    graph = from_annotation({"text": sentence}, annotation, tuple(tokens))
    report = Report(text=sentence, published=Published(date(2018, 9, 18), "metadata"))
    left, blamed = Resolver().resolve(code_graphs(report, [graph]), [graph]).world.settings
    assert (left.start, blamed.start) == ("2018-09-16", None)


def test_a_town_that_a_clause_defines_takes_up_none_named_before():
    rows = [
        ("Shells fell in Saraqib.", {"n": [["Saraqib", "GPE"]]}),
        (
            "Troops left the town that rebels hold.",
            {"e": [{"x": "left", "y": "RETREAT", "P": ["the town"], "st": "act"}]},
        ),
        ("Troops left the town.", {"e": [{"x": "left", "y": "RETREAT", "P": ["the town"], "st": "act"}]}),
    ]
    first, second = resolved(rows).world.settings
    assert (first.place is None, second.place is None) == (True, False)


def test_what_somebody_says_keeps_its_days_and_places():
    sentence = "Meeting envoys in Saraqib on Sunday, Ana Vell said gunmen had shelled the port."
    annotation = {
        "n": [["Saraqib", "GPE"], ["Sunday", "TIME"], ["Ana Vell", "PER"]],
        "a": [{"s": "Ana Vell", "c": "said", "t": "gunmen had shelled the port"}],
        "e": [{"x": "Meeting", "y": "CONSULT", "st": "act"}, {"x": "shelled", "y": "ASSAULT", "st": "act"}],
    }
    meeting, shelling = resolved([(sentence, annotation)]).world.settings
    assert (meeting.start, shelling.start) == ("2018-09-16", None)
    assert (meeting.place is None, shelling.place) == (False, None)
