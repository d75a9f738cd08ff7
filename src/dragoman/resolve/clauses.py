"""Relative clauses: what stands inside one tells nothing of when and where the rest of its sentence happened."""

from __future__ import annotations

from dragoman.language.graph import SentenceGraph
from dragoman.report import Span

_RELATIVE = "acl:relcl"


def relative_clause(graph: SentenceGraph | None, span: Span) -> int | None:
    """The relative clause that some words of a sentence stand in, the innermost one, by where its verb begins in the
    text; None for words of a main clause and where there is no parse."""
    if graph is None:
        return None
    inside = {number for number, token in enumerate(graph.tokens) if span.overlaps(token.span)}
    at = next((number for number in sorted(inside) if graph.tokens[number].head not in inside), -1)
    for _ in graph.tokens:
        if at < 0 or graph.tokens[at].deprel == _RELATIVE:
            break
        at = graph.tokens[at].head
    return graph.tokens[at].span.start if at >= 0 else None
