"""Where a sentence says how likely an act is apart from the words right before it.

It may say so of the noun that the act depends on ("a 70 percent chance that rebels attack", "the chance of an attack is
40 percent"), or of the act ("an attack is all but certain").
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.governing import chances
from dragoman.coding.grammar import children, head_token
from dragoman.coding.likelihood import NUMBER, find_hedge
from dragoman.language.graph import SentenceGraph, Token
from dragoman.report import Span

_CLAUSES = ("nsubj", "csubj", "ccomp")


def weighed(trigger: Span, graph: SentenceGraph) -> Span | None:
    """The words that say how likely the act of a trigger is; None where the parse shows none, or there is no parse."""
    at = head_token(graph, trigger)
    if at is None or graph.tokens[at].head < 0:
        return None
    head = graph.tokens[at].head
    spans = _of_noun(graph, head) if chances(graph, at) else _of_act(graph, at, head)
    return next((span for span in spans if find_hedge(_text(graph, span))), None)


def _of_noun(graph: SentenceGraph, noun: int) -> Iterator[Span]:
    """The noun with what stands before it, then the number that it is said to be."""
    yield _phrase(graph, noun)
    above = graph.tokens[noun].head
    if above < 0:
        return
    for opening, last in _measures(graph, noun, above):
        start, end = opening.span.start, last.span.end
        if not graph.tokens[noun].span.end < start < end:
            continue
        found = NUMBER.search(_text(graph, Span(start, end)))
        if found:
            yield Span(*found.span()).shifted(start)


def _measures(graph: SentenceGraph, noun: int, above: int) -> Iterator[tuple[Token, Token]]:
    """The first and the last word of what may measure a noun: "is 40 percent", "put it at 60 percent"."""
    if graph.tokens[noun].deprel == "nsubj":
        yield from ((child, graph.tokens[above]) for child in children(graph, above) if child.deprel == "cop")
    for number, token in enumerate(graph.tokens):
        if token.head in (noun, above) and token.deprel in ("obl", "nmod"):
            cases = (child for child in children(graph, number) if child.text.lower() == "at")
            yield from ((case, token) for case in cases)


def _of_act(graph: SentenceGraph, at: int, head: int) -> Iterator[Span]:
    """The adjective that is said of an act, with what stands before it."""
    said = graph.tokens[head].upos == "ADJ" and any(child.deprel == "cop" for child in children(graph, head))
    if said and graph.tokens[at].deprel in _CLAUSES:
        yield _phrase(graph, head, but=at)


def _phrase(graph: SentenceGraph, head: int, but: int | None = None) -> Span:
    """A word with those right before it that depend on it, as far as they do not depend on another one."""
    first = head
    while first > 0 and _below(graph, first - 1, head) and not (but is not None and _below(graph, first - 1, but)):
        first -= 1
    return Span(graph.tokens[first].span.start, graph.tokens[head].span.end)


def _below(graph: SentenceGraph, at: int, head: int) -> bool:
    """Whether a word is another one, or depends on it over any number of words."""
    for _ in graph.tokens:
        if at in (head, -1):
            break
        at = graph.tokens[at].head
    return at == head


def _text(graph: SentenceGraph, span: Span) -> str:
    return span.shifted(-graph.span.start).of(graph.text)
