"""Words of a phrase as the tables know them: without case, accents, apostrophes, points and possessive endings."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_WORD = re.compile(r"[^\W_][\u0300-\u036f]*(?:[.'’‘ʼʻʿʾ`´&]?[^\W_][\u0300-\u036f]*)*(?:\.(?=\W|$))?")
_POSSESSIVE = re.compile(r"['’ʼ`´]s\.?$", re.IGNORECASE)
_OWNED = re.compile(r"['’ʼ`´]s\b|&|[.'’‘ʼʻʿʾ`´]{2}", re.IGNORECASE)
_DROPPED = str.maketrans("", "", ".'’‘ʼʻʿʾ`´")
_LETTERS: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370)) | str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ħ": "h"}
)
"""The combining marks, which are left out, and letters that Unicode does not take apart into a plain one and a mark."""


class Word(NamedTuple):
    """A word of a phrase: `key` is its folded form, `start` and `end` its characters in the phrase, `text` those."""

    key: str
    start: int
    end: int
    text: str


def fold(text: str) -> str:
    """Lower case, without accents, apostrophes and points; what is not a letter or a digit stays."""
    text = text.translate(_DROPPED)
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.lower()).translate(_LETTERS)


def words(text: str) -> list[Word]:
    """The words of a phrase in order; hyphens part words, and a possessive ending belongs to none."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        raw = match.group()
        key = fold(_POSSESSIVE.sub("", raw))
        if key:
            found.append(Word(key, match.start(), match.end(), raw))
    return found


def key(text: str) -> str:
    """The folded words of a text, one space between them: what tables are looked up by."""
    # The first two ways give what the last gives at a fraction of the cost, for the tens of thousands of table names.
    plain = text.replace("-", " ")
    if plain.isascii() and plain.replace(" ", "").isalnum():
        return " ".join(plain.lower().split())
    if not _OWNED.search(plain):
        plain = fold(plain)
        if plain.replace(" ", "").isalnum():
            return " ".join(plain.split())
    return " ".join(word.key for word in words(text))


def is_acronym(text: str) -> bool:
    """Whether a text is written in capitals ("U.S.", "FARC", "M23"), so that "us" is not a country."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and len(text) > 1 and all(c.isupper() for c in letters)
