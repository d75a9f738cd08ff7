"""Where an event was, when its own words do not say."""

from __future__ import annotations

import pytest

from dragoman.report import Span
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
