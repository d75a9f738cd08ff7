"""Words to word pieces and case shapes, the encoder's alphabet."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dragoman.language.wordpiece import pieces, read_vocabulary

CLS, SEP, PAD = 101, 102, 0
MASK = "\ue004"
"""The word that hides another one while the network is trained."""
MARKERS = {"\ue000": 1, "\ue001": 2, "\ue002": 3, "\ue003": 4}
"""Words that open and close a marked source and a marked target, with the unused vocabulary entries they stand for."""

SHAPES = ("special", "lower", "title", "upper", "initial", "mixed", "digits", "alphanumeric", "mark", *MARKERS)
"""Case shapes. Each marker is a shape of its own: the unused vocabulary entries look almost alike to the encoder."""
_MAX_PIECES = 8
_CACHE_LIMIT = 200_000


@lru_cache(maxsize=_CACHE_LIMIT)
def shape(word: str) -> int:
    """The case shape of a word as an index into `SHAPES`: what an uncased vocabulary cannot see."""
    if word in MARKERS:
        return SHAPES.index(word)
    if word.isdigit():
        return 6
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6 if any(c.isdigit() for c in word) else 8
    if any(c.isdigit() for c in word):
        return 7
    if word.islower():
        return 1
    if len(letters) == 1 and word.isupper():
        return 4
    if word.isupper():
        return 3
    return 2 if word[0].isupper() and word[1:].islower() else 5


class WordPieces:
    """Cuts words into pieces of the encoder's vocabulary, remembering those seen."""

    def __init__(self, vocabulary: Path) -> None:
        self._vocabulary = read_vocabulary(vocabulary)
        self._known = _own()

    def __call__(self, word: str) -> tuple[int, ...]:
        """The piece ids of one word: one to eight (of longer words, such as addresses, the start)."""
        found = self._known.get(word)
        if found is None:
            ids = pieces(word, self._vocabulary)[:_MAX_PIECES]
            found = tuple(ids) or (100,)
            if len(self._known) >= _CACHE_LIMIT:
                self._known = _own()
            self._known[word] = found
        return found


def _own() -> dict[str, tuple[int, ...]]:
    """The words that are Dragoman's own, with their pieces."""
    return {MASK: (103,), **{word: (number,) for word, number in MARKERS.items()}}
