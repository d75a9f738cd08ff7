"""Conditions that a sentence sets: "if ...", "unless ...", "in exchange for ...", as stretches of text."""

from __future__ import annotations

import re

from dragoman.coding.grammar import asks
from dragoman.coding.tables import toml
from dragoman.language.graph import SentenceGraph
from dragoman.report import Span

_OPENINGS: list[str] = toml("grammar.toml")["condition_clauses"]
_REST = r"(?:(?!\s(?:because|but|while|although|though)\b)[^,;:“”\"—])*"
_SUBJECT = r"(?:the|an?|any|its|their|his|her|it|they|he|she|we)"
_CLAUSE = re.compile(
    rf"\b(?i:{'|'.join(sorted(_OPENINGS, key=len, reverse=True))})\b{_REST}"
    rf"|(?:^|(?<=[,“\"]\s)|(?<=[“\"]))Should\b{_REST}"
    rf"|(?<!how\s)(?<!why\s)(?<!what\s)(?<!who\s)(?<!when\s)(?<!where\s)\bshould(?=\s+{_SUBJECT}\b){_REST}"
)
"""A "should" opens a condition at the head of a clause ("Should the talks fail, ...") or right before its subject."""


def conditions(graph: SentenceGraph) -> list[Span]:
    """The conditional clauses of a sentence, each up to the next mark or reason; an "if" that asks opens none."""
    start = graph.span.start
    found: list[Span] = []
    for match in _CLAUSE.finditer(graph.text):
        words = match[0].rstrip(" .!?’'")
        if " " in words and not asks(graph.text, match.start()):
            found.append(Span(match.start(), match.start() + len(words)).shifted(start))
    return found
