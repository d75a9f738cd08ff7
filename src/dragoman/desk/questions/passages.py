"""The passage of a text that holds the most of some words that are searched for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

WIDTH = 240
"""Characters of a passage: about three lines."""
_BEFORE = 60
_WORD = re.compile(r"\w+")
_STEM = 4
"""Letters that two words must share from their beginnings to be forms of one word, where the index knows forms."""
_ENDING = 3
"""Letters that may differ at the end of them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` to `end` of a text, and the words among them that were searched for."""

    start: int
    end: int
    hits: tuple[str, ...]


def passage(text: str, words: str, width: int = WIDTH) -> Passage:
    """The first of the passages of a text that hold the most different words of a search; its beginning where none
    holds any (they stand in the title). It begins and ends between words."""
    asked = {_folded(word) for word in _WORD.findall(words)}
    marks = _marks(text, asked)
    best, most = 0, 0
    for number, (at, _, _) in enumerate(marks):
        inside = {word for _, end, word in marks[number:] if end - at <= width - _BEFORE}
        if len(inside) > most:
            best, most = at, len(inside)
    start = _between(text, max(0, best - _BEFORE)) if marks else 0
    end = _between(text, min(len(text), start + width))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    hits = dict.fromkeys(text[at:to] for at, to, _ in marks if start <= at and to <= end)
    return Passage(start, end, tuple(hits))


def _marks(text: str, asked: set[str]) -> list[tuple[int, int, str]]:
    """Where the words stand: as they are, else other forms of them."""
    found = [(m.start(), m.end(), _folded(m[0])) for m in _WORD.finditer(text)]
    same = [mark for mark in found if mark[2] in asked]
    missing = asked - {word for _, _, word in same}
    forms = [(at, to, word) for at, to, other in found for word in missing if _alike(word, other)]
    return sorted(same + forms)


def _alike(one: str, other: str) -> bool:
    shared = max(_STEM, max(len(one), len(other)) - _ENDING)
    return min(len(one), len(other)) >= _STEM and one[:shared] == other[:shared]


def _between(text: str, at: int) -> int:
    """The nearest place before a character, or else at it, that is in no word."""
    back = at
    while 0 < back < len(text) and text[back - 1].isalnum() and text[back].isalnum():
        back -= 1
    return back if back > max(0, at - WIDTH // 2) else at if back else 0


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
