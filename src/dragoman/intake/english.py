"""Whether a text is English: counted, not learned.

Two shares decide. Letters: at least half must be Latin. Words: those that are function words of English (the, of, said
he ...) are counted against those that are function words of other languages in Latin script and never words of English.
Names, of which news is full, count for neither: function words of other languages count in lower case only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

SHORT: Final = 5
"""Texts of fewer words are accepted if their script is Latin: too short to tell."""
HEADLINE: Final = 20
"""Texts of fewer words may do without any function word, as headlines do, if they have none of another language."""
MINIMUM: Final = 0.10
"""Least share of English function words in a longer text, for languages that are not listed. Running news has 0.23 and
more (1,225 reports of six public corpora); Danish and German, which share words such as "in" and "for", reach 0.15 and
are told by their own function words."""

SAMPLE: Final = 5_000
"""Characters from the start that are looked at: some 800 words."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NOT_LATIN = re.compile(r"[^A-Za-zª-ºÀ-ɏḀ-ỿ]+")


def is_english(text: str) -> bool:
    """Whether the beginning of the text is taken for English."""
    sample = text.lstrip()[:SAMPLE]
    words = _WORD.findall(sample)
    letters = "".join(words)
    if not letters or len(_NOT_LATIN.sub("", letters)) < len(letters) / 2:
        return False
    if len(words) < SHORT:
        return True
    english, foreign = _counts(words)
    if len(words) < HEADLINE:
        return english > foreign or foreign == 0
    return english > foreign and english >= MINIMUM * len(words)


def english_share(text: str) -> float:
    """The share of function words of English among the words of the text's beginning, in [0, 1]."""
    words = _WORD.findall(text.lstrip()[:SAMPLE])
    return _counts(words)[0] / len(words) if words else 0.0


def _counts(words: list[str]) -> tuple[int, int]:
    english, foreign = _function_words()
    return sum(word.lower() in english for word in words), sum(word in foreign for word in words)


@lru_cache(maxsize=1)
def _function_words() -> tuple[frozenset[str], frozenset[str]]:
    """Those of English, and those of the other languages."""
    content = (files("dragoman.intake") / "data" / "function_words.csv").read_text("utf-8")
    rows = [line.split(",", 1) for line in content.splitlines() if line and not line.startswith("#")][1:]
    english = frozenset(word for language, words in rows if language == "en" for word in words.split())
    foreign = frozenset(word for language, words in rows if language != "en" for word in words.split())
    return english, foreign - english
