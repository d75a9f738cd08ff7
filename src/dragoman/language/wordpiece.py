"""WordPiece as BERT's uncased vocabularies have it: normal form, cuts at marks, longest match (Wu et al. 2016)."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

UNKNOWN = "[UNK]"
LONGEST = 100
"""Characters of a word; a longer one is unknown, as in BERT's own code."""


def read_vocabulary(path: Path) -> dict[str, int]:
    """The ids of the pieces: the numbers of the lines of `vocab.txt`, from 0."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        return {line.rstrip("\n"): number for number, line in enumerate(lines)}


def pieces(text: str, vocabulary: Mapping[str, int]) -> list[int]:
    """The ids of a text's pieces, in order."""
    return [piece for word in _words(_normal(text)) for piece in _cut(word, vocabulary)]


def _normal(text: str) -> str:
    """Lower case without accents; control characters gone, white space plain, Chinese characters apart."""
    kept = "".join(
        " " if c.isspace() else f" {c} " if _is_chinese(c) else c
        for c in text
        if c in "\t\n\r" or (c not in "\0\ufffd" and unicodedata.category(c)[0] != "C")
    )
    return "".join(c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn").lower()


def _words(text: str) -> Iterator[str]:
    """The words of normal text; each mark is one of its own."""
    for run in text.split():
        start = 0
        for at, character in enumerate(run):
            if character in string.punctuation or unicodedata.category(character)[0] == "P":
                if start < at:
                    yield run[start:at]
                yield character
                start = at + 1
        if start < len(run):
            yield run[start:]


def _cut(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """The longest piece that the word begins with, then the longest that the rest begins with, to the end."""
    found: list[int] = []
    start = 0
    while start < len(word) <= LONGEST:
        prefix = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next((end for end in ends if prefix + word[start:end] in vocabulary), None)
        if end is None:
            break
        found.append(vocabulary[prefix + word[start:end]])
        start = end
    return found if start == len(word) else [vocabulary[UNKNOWN]]


def _is_chinese(character: str) -> bool:
    """Whether a character is of the CJK ideographs, which BERT takes one by one."""
    return unicodedata.name(character, "").startswith(("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH"))
