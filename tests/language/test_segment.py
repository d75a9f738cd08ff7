"""Paragraphs and sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.segment import paragraphs, sentences


def cut(text: str) -> list[str]:
    return [s.span.of(text) for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Lt. Col. Aziz spoke on Jan. 5. No one replied.", ["Lt. Col. Aziz spoke on Jan. 5.", "No one replied."]),
        ("He left the U.S. The army came.", ["He left the U.S.", "The army came."]),
        ("The U.S. Army came.", ["The U.S. Army came."]),
        ("“We wait.” They waited.", ["“We wait.”", "They waited."]),
        ("“We wait,” he said. “We do.”", ["“We wait,” he said.", "“We do.”"]),
        ("What now? Nothing!", ["What now?", "Nothing!"]),
        ("Some 3.5 million fled. Most went north.", ["Some 3.5 million fled.", "Most went north."]),
        (
            "AMMAN (Agency) - The road is shut. It reopens soon.",
            ["AMMAN (Agency) - The road is shut.", "It reopens soon."],
        ),
        ("TRUCE HOLDS IN NORTH\n\nThe guns fell silent.", ["TRUCE HOLDS IN NORTH", "The guns fell silent."]),
        ("It ended at 5 p.m. on Friday.", ["It ended at 5 p.m. on Friday."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_wrapped_lines_are_one_paragraph_and_short_lines_are_not() -> None:
    wrapped = (
        "The convoy left the town before noon and took the road\nto the north, where a second group of trucks was\n"
        "waiting."
    )
    assert len(paragraphs(wrapped)) == 1
    assert (
        len(paragraphs("June 1\nTruce holds\nThe guns fell silent along the whole of the front line on Friday.")) == 3
    )


@given(st.text(max_size=300))
def test_every_visible_character_lies_in_exactly_one_sentence(text: str) -> None:
    found = [s.span for s in sentences(text)]
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {i for s in found for i in range(s.start, s.end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
