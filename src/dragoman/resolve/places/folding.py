"""Place names folded to the key that they are looked up by, so that spellings of one name meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h", "ŋ": "n"}
)
_DROPPED = re.compile("['’‘`´ʻʼʽʾʿˈʹʺ“”\"]")
# Initials, written with or without points ("N.C.", "NC"), are one word.
_INITIALS = re.compile(r"\b[^\W\d_](?: [^\W\d_])+\b")
_SPACED = re.compile(r"[^\w&]+|_")
# The Arabic article; before a sun letter it takes that letter's sound ("ash-Shaykh", "ad-Dana").
_ARTICLES = {
    **{"al": "", "el": "", "ul": "", "as": "s", "es": "s", "ash": "sh", "esh": "sh", "ad": "d", "ed": "d", "ud": "d"},
    **{"ar": "r", "er": "r", "ur": "r", "at": "t", "et": "t", "az": "z", "ez": "z", "an": "n", "en": "n"},
}
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "mtn": "mountain", "ft": "fort", "&": "and", "pt": "point"}


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The name in lower-case Latin letters without marks, apostrophes and hyphens; words stay as they are."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    folded = "".join(c for c in folded if not unicodedata.combining(c)).translate(_LETTERS)
    return _INITIALS.sub(
        lambda run: run[0].replace(" ", ""), " ".join(_SPACED.sub(" ", _DROPPED.sub("", folded)).split())
    )


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key of a name: `plain`, without articles ("al-", "ez-", "the"), and with "St." and "Mt." written out.

    Folding a key again gives the same key. A name made of articles alone keeps its last one.
    """
    words = [_SHORT.get(word, word) for word in plain(name).split()]
    kept: list[str] = []
    for word in reversed(words):
        if kept and _article(word, kept[-1]):
            continue
        kept.append(word)
    if len(kept) > 1 and kept[-1] == "the":
        kept.pop()
    return " ".join(reversed(kept))


def _article(word: str, following: str) -> bool:
    sound = _ARTICLES.get(word)
    return sound is not None and following.startswith(sound)
