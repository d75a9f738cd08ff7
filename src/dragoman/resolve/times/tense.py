"""The tense of the clause around a time expression, read off its words where no parse is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import takewhile

from dragoman.report import Span
from dragoman.resolve.times.reading import Tense
from dragoman.resolve.times.tables import toml

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|(?<!\b[A-Z])[.!?;]+(?=\s+[^a-z\d\s]|\s*$)|\n\s*\n|,")
_SINCE = re.compile(r"(?i)\bsince\b")
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_REACH = 400
"""How many characters to either side are read, at most."""


def tense_at(text: str, span: Span) -> Tense:
    """The tense of the verb nearest before the span in its sentence, else of the nearest behind it.

    "perfect" behind "since", which reaches up to now; "unknown" if the words show none, and where the expression
    belongs to a noun ("Friday's vote", "the May 3 accord").
    """
    if _SINCE.search(text[max(0, span.start - 12) : span.end]):
        return "perfect"
    after = _sentence(m[0] for m in _WORD.finditer(text, span.end, min(len(text), span.end + _REACH)))
    words = [m[0] for m in _WORD.finditer(text, max(0, span.start - _REACH), span.start)]
    before = _sentence(reversed(words))
    if _POSSESSIVE.match(text, span.end) or (before and before[0] in ("the", "a", "an", "its", "his", "their")):
        return "unknown"
    if after and _is_past(after[0]) and not (before and before[0] in ("on", "by", "until") and len(before) > 1):
        return "past"
    if _leads_on(before):
        return "future"
    return _before(before) or _behind(after) or "unknown"


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in toml("tense.toml").items()}


def _sentence(words: Iterable[str]) -> list[str]:
    """The words up to the end of the sentence, in lower case."""
    kept = takewhile(lambda word: word[0].isalpha() or word == ",", words)
    return [word.lower().replace("’", "'") for word in kept]


def _before(left: list[str]) -> Tense | None:
    """`left` runs from the expression back."""
    for i, word in enumerate(left):
        previous = left[i + 1] if i + 1 < len(left) else ""
        if _is_future(word, previous):
            # "had been due" looks forward from the past.
            return "past" if "been" in left[i + 1 : i + 3] else "future"
        if word == "could" and i and left[i - 1] != "not":
            return "future"
        if word in _words()["planning"] and previous not in _words()["before_noun"]:
            return "future"
        if _is_past(word) and not any(previous in _words()[kind] for kind in ("passive", "before_noun", "present")):
            return "past"
    return None


def _behind(right: list[str]) -> Tense | None:
    for i, word in enumerate(right):
        if _is_future(word, right[i - 1] if i else ""):
            return "future"
        if _is_past(word):
            return "past"
    return None


def _leads_on(left: list[str]) -> bool:
    """Whether "until", "as soon as" or the like stands right before the expression."""
    return any(
        left[: len(words)] == words and len(left) > len(words)
        for words in (phrase.split()[::-1] for phrase in _words()["ahead"])
    )


def _is_future(word: str, previous: str) -> bool:
    words = _words()
    if word == "to":
        return previous in words["before_infinitive"]
    return word in words["future"] or word.endswith("'ll") or (word == "be" and previous == "to")


def _is_past(word: str) -> bool:
    words = _words()
    return word in words["past"] or (word.endswith("ed") and word not in words["not_past"])
