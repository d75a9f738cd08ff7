"""The verb or noun that an act depends on: whether it makes the act asked for, intended, tried or prevented."""

from __future__ import annotations

from functools import cache

from dragoman.coding.grammar import bases, children, governors, head_token
from dragoman.coding.tables import toml
from dragoman.language.graph import SentenceGraph, Token
from dragoman.record.statement import Status
from dragoman.report import Span

_OBJECTS = frozenset({"obj", "nsubj:pass", "compound"})
_INFINITIVES = frozenset({"xcomp", "ccomp", "acl", "advcl"})
_PHRASES = frozenset({"obl", "nmod"})
_PREPOSITIONS = frozenset({"for", "of"})
_STATUSES: tuple[Status, ...] = ("not", "want", "plan", "may")


def governed(trigger: Span, graph: SentenceGraph) -> tuple[Status, str] | None:
    """The status that the word above a trigger in the parse gives the act, with that word, behind a "not"
    where only its negation gives it ("not ruled out"); None where it gives none.

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
    if way is None:
        return None
    above = _verb(graph, token.head)
    negated = _is_negated(graph, token.head)
    for form in bases(above[0]):
        for words in dict.fromkeys((" ".join((form, *above[1:])), form)):
            for known in (f"not {words}", words) if negated else (words,):
                if (way, known) in _words():
                    return _words()[way, known], " ".join(("not", *above) if known != words else above)
    return None


def chances(graph: SentenceGraph, at: int) -> bool:
    """Whether a word depends on a noun that tells that an act may be: "the chance of an attack", "the risk that"."""
    token = graph.tokens[at]
    noun = graph.tokens[token.head] if token.head >= 0 else None
    if noun is None or noun.upos != "NOUN":
        return False
    way = _way(graph, at, token)
    return any(_words().get((way or "", form)) == "may" for form in bases(noun.text.lower()))


def _verb(graph: SentenceGraph, at: int) -> tuple[str, ...]:
    """A governing word with its particle ("ruled out"), in lower case."""
    particles = (child.text.lower() for child in children(graph, at) if child.deprel == "compound:prt")
    return (graph.tokens[at].text.lower(), *particles)


def _is_negated(graph: SentenceGraph, at: int) -> bool:
    return governors(graph.tokens[at].span, graph).negation is not None


def _way(graph: SentenceGraph, at: int, token: Token) -> str | None:
    """How a token depends on its head: as `infinitive`, `object`, `clause` behind "that", or behind `for` or `of`."""
    if token.deprel in _INFINITIVES:
        below = [(child.text.lower(), child) for child in children(graph, at)]
        if any(word == "to" and child.upos == "PART" for word, child in below):
            return "infinitive"
        return "clause" if any(word == "that" and child.deprel == "mark" for word, child in below) else _gerund(token)
    if token.deprel in _OBJECTS:
        return "object"
    if token.deprel in _PHRASES:
        cases = [child.text.lower() for child in children(graph, at) if child.deprel == "case"]
        return next((word for word in cases if word in _PREPOSITIONS), None)
    return None


def _gerund(token: Token) -> str | None:
    return "gerund" if token.text.lower().endswith("ing") and token.deprel in ("xcomp", "ccomp") else None


@cache
def _words() -> dict[tuple[str, str], Status]:
    table = toml("governing.toml")
    return {(way, word): status for status in _STATUSES for way, words in table[status].items() for word in words}
