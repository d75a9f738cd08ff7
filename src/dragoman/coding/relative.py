"""What a relative pronoun refers to: the phrase right before it in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.coding.grammar import token_at
from dragoman.coding.sources import describe, named_in
from dragoman.language.graph import SentenceGraph
from dragoman.report import Span

_RELATIVE = re.compile(r"(?i)(?:(?P<person>who|whom)\b|(?P<thing>which)\b|that$)")
_JOINED = re.compile(r"(?i)\b(?:and|or)\s+$")
_OUTSIDE = frozenset({"case", "cc", "mark", "punct", "advmod"})
"""Relations of words that stand before a noun phrase and are no part of it."""
_CLIMB = 6
"""Steps up the parse from a relative pronoun within which the clause must hang on its noun."""


def referred_to(source: Span, text: str, graph: SentenceGraph, phrases: Iterable[Span]) -> Span | None:
    """The phrase that a source refers to if it is, or begins with, a relative pronoun; None where none is certain.

    It is the longest of what ends right before the pronoun: the phrases already known (sources, names, actors) and the
    noun that the parse hangs the clause on, with what depends on it. "who" refers to persons, "which" to others. The
    last of several joined by "and" is none: the pronoun may refer to all.

    Args:
        source: the source's span.
        text: the report's text.
        graph: the sentence that the source stands in.
        phrases: phrases that are known to be such.
    """
    pronoun = _RELATIVE.match(text[source.start : source.end])
    if pronoun is None:
        return None
    found = [span for span in (*phrases, *_phrases(graph)) if _ends_before(span, source, text, graph)]
    if parsed := _noun_phrase(source.start, text, graph):
        found.append(parsed)
    for span in sorted(found, key=len, reverse=True):
        kind = describe(span, text, graph)[0]
        if pronoun["person"] and kind not in ("person", "group"):
            continue
        if (
            pronoun["thing"]
            and kind == "person"
            and any(name.label in ("PER", "ROLE") for name in named_in(span, graph))
        ):
            continue
        return span
    return None


def _phrases(graph: SentenceGraph) -> Iterable[Span]:
    for name in graph.names:
        yield name.span
    for event in graph.events:
        for role in ("A", "R"):
            yield from (node.span for node in event.fillers(role))


def _ends_before(span: Span, pronoun: Span, text: str, graph: SentenceGraph) -> bool:
    inside = graph.span.start <= span.start and span.end <= pronoun.start
    if not inside or text[span.end : pronoun.start].strip() not in ("", ",", "—", "–", "-"):
        return False
    return _JOINED.search(text, graph.span.start, span.start) is None


def _noun_phrase(at: int, text: str, graph: SentenceGraph) -> Span | None:
    """The noun that a relative clause hangs on, in its full phrase; of an apposition the noun that it explains."""
    number = token_at(graph, at)
    head = _modified(number, graph) if number is not None else None
    if head is None or number is None:
        return None
    below = [child for child in _below(head, graph) if child < number]
    if any(graph.tokens[child].deprel.startswith("nsubj") for child in below if child != head):
        return None  # a clause of its own, so that the parse went astray
    start = min(graph.tokens[child].span.start for child in below)
    words = text[start:at].rstrip(" ,—–-(")
    return Span(start, start + len(words)) if words else None


def _modified(number: int, graph: SentenceGraph) -> int | None:
    """The token before the pronoun that its clause modifies."""
    at = number
    for _ in range(_CLIMB):
        token = graph.tokens[at]
        if token.head < 0:
            return None
        if token.deprel.startswith("acl") and token.head < number:
            at = token.head
            break
        at = token.head
    else:
        return None
    while graph.tokens[at].deprel == "appos" and 0 <= graph.tokens[at].head < at:
        at = graph.tokens[at].head
    return at if graph.tokens[at].upos in ("NOUN", "PROPN", "PRON") and at < number else None


def _below(head: int, graph: SentenceGraph) -> Sequence[int]:
    """A token and all that depends on it, directly or not, but for the prepositions and joining words before it."""
    outside = {number for number, token in enumerate(graph.tokens) if token.head == head and token.deprel in _OUTSIDE}
    found, new = {head}, {head}
    while new:
        new = {number for number, token in enumerate(graph.tokens) if token.head in new} - found - outside
        found |= new
    return sorted(found)
