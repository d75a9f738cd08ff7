"""Spellings of one name that differ by transliteration ("Mohamed", "Muhammad"; "-yev", "-ev"; "al-", "el-")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

from dragoman.resolve.tables import parts, rows
from dragoman.resolve.words import key

_FILE = "given_names.csv"
_ARTICLES = frozenset("al el as ash an ar at ad az ul ud ed es esh la le los las the".split())
_FAMILY = re.compile(r"[yi](?:ev|ov)(a?)$", re.MULTILINE)
_LAST = re.compile(r"(?:yy|iy|ii|ij|yi|y|ie)$", re.MULTILINE)
_AND_THE = re.compile(r"^w[au]l(?=[^aeiouy\n]\w{3})", re.MULTILINE)
_SOFT = re.compile(r"^y(?=e)", re.MULTILINE)
_DOUBLE = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<=[aeiou])h$", re.MULTILINE)
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
    return _joined(folded, sound)


def soundings(names: Iterable[str]) -> dict[str, str]:
    """`sounding` of each of many folded names, made in one go over all their words: for the tables' indexes."""
    folded, forms = list(names), _forms()
    words = list(dict.fromkeys(word for name in folded for word in name.split(" ")))
    joined = "\n".join([forms.get(word, word) for word in words])
    heard = dict(zip(words, _plain(joined).split("\n") if words else (), strict=True))
    return {name: _joined(name, heard.__getitem__) for name in folded}


def _joined(folded: str, heard_as: Callable[[str], str]) -> str:
    words = folded.split(" ")
    if _ARTICLES.isdisjoint(words) and "abd" not in (plain := " ".join([heard_as(word) for word in words])):
        return plain
    found: list[str] = []
    servant = False
    for word in words:
        if word in _ARTICLES:
            continue
        heard = heard_as(word)
        if servant:
            found[-1] += heard
            servant = False
        elif not heard.startswith("abd"):
            found.append(heard)
        elif heard in ("abdal", "abdul", "abd", "abdil", "abdu"):
            found.append("abdal")
            servant = True
        elif heard.startswith(("abdul", "abdil")) and len(heard) > 6:
            found.append("abdal" + heard[5:])
        else:
            found.append(heard)
    return " ".join(found)


def _plain(words: str) -> str:
    """The steps over one word, or over many that stand on lines of their own."""
    words = _AND_THE.sub("wa", words)  # Waljamaa, Wa-Jamaa
    words = _FAMILY.sub(r"ev\1", words)  # Tokayev, Tokaev; Gorbachyov, Gorbachev
    words = _SOFT.sub("", words)  # Yeltsin, Eltsin
    words = _LAST.sub("i", words)  # Zelenskyy, Zelenskiy
    for written, heard in _LETTERS:
        words = words.replace(written, heard)
    words = _SILENT.sub("", _DOUBLE.sub(r"\1", words))  # Abdullah, Abdulla
    return _DOUBLE.sub(r"\1", words.replace("e", "a").replace("o", "u"))


@cache
def _forms() -> dict[str, str]:
    text = (files("dragoman.resolve.actors") / "data" / _FILE).read_text("utf-8")
    forms: dict[str, str] = {}
    for _, (cell,) in rows(text, _FILE, ("forms",)):
        first, *others = (key(form) for form in parts(cell))
        forms.update(dict.fromkeys(others, first))
    return forms
