"""The verb or noun that an act depends on: whether it makes the act asked for, intended, tried or prevented."""

from __future__ import annotations

from functools import cache

from dragoman.coding.grammar import children, head_token
from dragoman.coding.tables import toml
from dragoman.language.graph import SentenceGraph, Token
from dragoman.record.statement import Status
from dragoman.report import Span

_OBJECTS = frozenset({"obj", "nsubj:pass", "compound"})
_INFINITIVES = frozenset({"xcomp", "ccomp", "acl", "advcl"})
_PHRASES = frozenset({"obl", "nmod"})
_ENDINGS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("d", ""),
    ("ed", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ies", "y"),
    ("ied", "y"),
)
_STATUSES: tuple[Status, ...] = ("not", "want", "plan", "may")


def governed(trigger: Span, graph: SentenceGraph) -> tuple[Status, str] | None:
    """The status that the word above a trigger in the parse gives the act, with that word; None where it gives none.

    A trigger that shares its governor with a first conjunct ("vowed to attack and burn") is asked for that one's.
    """
    at = head_token(graph, trigger)
    if at is None:
        return None
    token = graph.tokens[at]
    if token.deprel == "conj" and token.head >= 0:
        at, token = token.head, graph.tokens[token.head]
    if token.head < 0 or trigger.overlaps(graph.tokens[token.head].span):
        return None
    way = _way(graph, at, token)
    above = graph.tokens[token.head].text.lower()
    if way is None:
        return None
    for form in _bases(above):
        if (way, form) in _words():
            return _words()[way, form], above
    return None


def _way(graph: SentenceGraph, at: int, token: Token) -> str | None:
    """How a token depends on its head: as `infinitive`, `object` or behind `for`."""
    if token.deprel in _INFINITIVES:
        opened = any(child.text.lower() == "to" and child.upos == "PART" for child in children(graph, at))
        return "infinitive" if opened else None
    if token.deprel in _OBJECTS:
        return "object"
    if token.deprel in _PHRASES:
        return "for" if any(c.deprel == "case" and c.text.lower() == "for" for c in children(graph, at)) else None
    return None


def _bases(word: str) -> list[str]:
    """The base forms that an inflected word may have: "vowed" - vow, "plans" - plan, "planned" - plan."""
    found = [word[: len(word) - len(end)] + other for end, other in _ENDINGS if word.endswith(end)]
    return found + [form[:-1] for form in found if len(form) > 3 and form[-1] == form[-2]]


@cache
def _words() -> dict[tuple[str, str], Status]:
    table = toml("governing.toml")
    return {
        (way, word): status
        for status in _STATUSES
        for way in ("infinitive", "object", "for")
        for word in table[status][way]
    }
