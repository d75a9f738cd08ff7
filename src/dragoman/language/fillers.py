"""Role fillers as whole phrases: what decoding cut short or ran over is mended by names, parts of speech and parse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.language.tags import Range

_PHRASES = frozenset({"A", "R", "P", "by", "s"})
"""Roles that noun phrases fill."""
_NAMED = frozenset({"PER", "ORG", "MIL", "GPE", "LOC", "FAC"})
"""Names of those who act and of places; an event's name ("the NATO summit") may hold an actor's."""
_LINKS = frozenset({"ADP", "CCONJ", "SCONJ", "PUNCT"})
"""Parts of speech that no noun phrase ends with, closing brackets and quotation marks aside."""
_CLOSING = frozenset(")]\"'”’»")
_EMPTY = frozenset({"ADP", "CCONJ", "SCONJ", "PUNCT", "AUX", "PART"})
"""Parts of speech of which none alone stands for anybody."""
_ARTICLES = frozenset({"a", "an", "the"})
_WITHIN = frozenset({"det", "amod", "compound", "nummod"})
"""UD relations of words that stand before their noun and never end a noun phrase."""
_NEAR = 3
"""How many words behind a cut phrase its noun may stand."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words, their parts of speech and the parse: each one's head as an index of the text, -1 for a root."""

    words: Sequence[str]
    upos: Sequence[str]
    heads: Sequence[int]
    deprels: Sequence[str]


def uncut(names: Iterable[Range]) -> list[Range]:
    """Those of a text's names that no phrase is cut at, in text order."""
    return sorted((name for name in names if name.label in _NAMED), key=lambda name: name.start)


def whole(found: Range, text: Words, names: Sequence[Range]) -> Range | None:
    """A noun phrase's role as a whole phrase; None for one of nothing but articles, prepositions and marks.

    Names, as `uncut` gives them, are never cut; prepositions, conjunctions and marks at the end go; a phrase that ends
    before its noun ("the presidential" of "the presidential palace") ends with it. Other roles stay as they are.
    """
    if found.label not in _PHRASES:
        return found
    start, end = found.start, found.end
    while end - start > 1 and text.upos[end - 1] in _LINKS and text.words[end - 1] not in _CLOSING:
        end -= 1
    if all(text.upos[i] in _EMPTY or text.words[i].lower() in _ARTICLES for i in range(start, end)):
        return None
    cut = False
    # Names of one head lie apart, so that their ends are in order, too.
    for at in range(bisect_right(names, start, key=lambda name: name.end), len(names)):
        name = names[at]
        if name.start >= end:
            break
        if name.start < end < name.end:
            end, cut = name.end, True
        if name.start < start < name.end <= end:
            start = name.start
    # A single adjective is an actor by itself: "U.S. assistance" is help by the United States.
    head = text.heads[end - 1]
    if not cut and end - start > 1 and text.deprels[end - 1] in _WITHIN and end <= head < end + _NEAR:
        end = head + 1
    return replace(found, start=start, end=end)
