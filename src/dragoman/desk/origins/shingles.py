"""Word shingles: the runs of three words that a text is made of, and how much of one text stands in another."""

from __future__ import annotations

import re
from collections.abc import Set

Shingle = tuple[str, str, str]

_WORD = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"(?<=[.!?][\s\"'”’»)])|\n")


def shingles(text: str) -> frozenset[Shingle]:
    """The 3-grams of a text's words, without case and punctuation, so that other quotation marks are no change."""
    words = _WORD.findall(text.casefold())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def share(part: Set[Shingle], whole: Set[Shingle]) -> float:
    """Of the 3-grams of one text, those that stand in another, 0 to 1: how much of it is contained there."""
    return len(part & whole) / len(part) if part else 0.0


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds some characters of a text, as far as punctuation tells."""
    before = max((match.end() for match in _ENDS.finditer(text, 0, start)), default=0)
    after = _ENDS.search(text, end)
    return text[before : after.start() if after else len(text)]
