"""Spellings of one name that differ by transliteration ("Mohamed", "Muhammad"; "-yev", "-ev"; "al-", "el-")."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dragoman.resolve.tables import parts, rows
from dragoman.resolve.words import key

_FILE = "given_names.csv"
_ARTICLES = frozenset("al el as ash an ar at ad az ul ud ed es esh la le los las the".split())
_FAMILY = re.compile(r"[yi](?:ev|ov)(a?)$")
_LAST = re.compile(r"(?:yy|iy|ii|ij|yi|y|ie)$")
_AND_THE = re.compile(r"^w[au]l(?=[^aeiouy]\w{3})")
_DOUBLE = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<=[aeiou])h$")
_LETTERS = tuple(
    pair.split(">")
    for pair in (
        "ou>u oo>u ee>i ei>ai ay>ai ey>ai dzh>j dj>j kh>h gh>g ph>f ck>k q>k ca>ka co>ko cu>ku w>v x>ks tz>ts y>i"
    ).split()
)
"""Applied in this order, as are the steps of `_plain`. They follow the romanisations of Arabic, Persian and Cyrillic
that news agencies use, and are coarse on purpose: two spellings that come out alike are one name only where the whole
name does."""


@cache
def sound(word: str) -> str:
    """A folded word in the spelling that stands for all its transliterations."""
    return _plain(_forms().get(word, word))


def sounding(folded: str) -> str:
    """A folded name likewise, without articles; "abd al-" and its kin are one with the word that follows."""
    found: list[str] = []
    servant = False
    for word in folded.split(" "):
        if word in _ARTICLES:
            continue
        heard = sound(word)
        if servant:
            found[-1] += heard
            servant = False
        elif heard in ("abdal", "abdul", "abd", "abdil", "abdu"):
            found.append("abdal")
            servant = True
        elif heard.startswith(("abdul", "abdil")) and len(heard) > 6:
            found.append("abdal" + heard[5:])
        else:
            found.append(heard)
    return " ".join(found)


def _plain(word: str) -> str:
    word = _AND_THE.sub("wa", word)  # Waljamaa, Wa-Jamaa
    word = _FAMILY.sub(r"ev\1", word)  # Tokayev, Tokaev; Gorbachyov, Gorbachev
    if word.startswith("ye"):
        word = word[1:]
    word = _LAST.sub("i", word)  # Zelenskyy, Zelenskiy
    for written, heard in _LETTERS:
        word = word.replace(written, heard)
    word = _SILENT.sub("", _DOUBLE.sub(r"\1", word))  # Abdullah, Abdulla
    return _DOUBLE.sub(r"\1", word.replace("e", "a").replace("o", "u"))


@cache
def _forms() -> dict[str, str]:
    text = (files("dragoman.resolve.actors") / "data" / _FILE).read_text("utf-8")
    forms: dict[str, str] = {}
    for _, (cell,) in rows(text, _FILE, ("forms",)):
        first, *others = (key(form) for form in parts(cell))
        forms.update(dict.fromkeys(others, first))
    return forms
