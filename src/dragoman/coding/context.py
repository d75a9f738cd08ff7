"""PLOVER contexts of a sentence, by the words that show them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dragoman.coding.tables import toml
from dragoman.ontology import contexts

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’-]\w+)*")
_KEPT = 1 << 16
"""How many words' contexts are remembered: more than the vocabulary of most corpora."""


@cache
def _lexicon() -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, tuple[str, ...]]], tuple[tuple[str, str], ...]]:
    """Contexts of whole words; of phrases, by their second and then their first word; and stems with their contexts."""
    whole: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, dict[str, tuple[str, ...]]] = {}
    stems: list[tuple[str, str]] = []
    words: dict[str, list[str]] = toml("contexts.toml")
    for name in contexts():
        for word in words[name]:
            first, _, second = word.partition(" ")
            if second:
                of = phrases.setdefault(second, {})
                of[first] = (*of.get(first, ()), name)
            elif word.endswith("*"):
                stems.append((word[:-1], name))
            else:
                whole[word] = (*whole.get(word, ()), name)
    return whole, phrases, tuple(stems)


@lru_cache(maxsize=_KEPT)
def _of_word(word: str) -> tuple[str, ...]:
    whole, _, stems = _lexicon()
    return (*whole.get(word, ()), *(name for stem, name in stems if word.startswith(stem)))


def contexts_of(text: str) -> tuple[str, ...]:
    """The contexts that a sentence's words show, in PLOVER's order."""
    phrases = _lexicon()[1]
    found: set[str] = set()
    before = ""
    for word in map(str.lower, _WORD.findall(text)):
        if own := _of_word(word):
            found.update(own)
        if word in phrases:
            found.update(phrases[word].get(before, ()))
        before = word
    return tuple(name for name in contexts() if name in found) if found else ()
