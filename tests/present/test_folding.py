"""Long words are folded at their hyphens."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from dragoman.present.folding import Folding


def lines(text: str, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    return [line.plain.rstrip() for line in Folding.of(text).wrap(console, width, overflow="fold")]


@pytest.mark.parametrize(
    ("text", "width", "folded"),
    [
        ("Rania Khoury-Haddad", 12, ["Rania", "Khoury-", "Haddad"]),
        ("Khoury-Haddad", 13, ["Khoury-Haddad"]),
        ("a-b-c-d-e-f", 4, ["a-b-", "c-d-", "e-f"]),
        ("Khouryhaddad", 6, ["Khoury", "haddad"]),
        ("Khouryhaddad-al", 6, ["Khoury", "haddad", "-al"]),
        ("in the north", 6, ["in the", "north"]),
    ],
)
def test_words_are_folded_at_hyphens(text: str, width: int, folded: list[str]):
    assert lines(text, width) == folded


def test_styles_stay():
    text = Folding.of(Text("Rania ") + Text("Khoury-Haddad", "bold"))
    console = Console(file=io.StringIO(), width=9, force_terminal=True, color_system="standard")
    console.print(text)
    assert console.file.getvalue().count("\x1b[1m") == 2  # pyright: ignore[reportAttributeAccessIssue]


@given(st.text("ab- ", max_size=40), st.integers(2, 12))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int):
    found = lines(text, width)
    assert all(len(line) <= width for line in found)
    assert "".join("".join(found).split()) == "".join(text.split())
