"""What is counted: which kind of count a number of people is, and whether it is one of people at all.

The words of the count say it ("11 wounded"), else the verb or noun that it depends on ("wounded 11", "the deaths of
11"). One count is of one kind, whichever events of the sentence it is told with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from dragoman.coding.grammar import bases, children, head_token
from dragoman.coding.tables import toml
from dragoman.language.graph import SentenceGraph, Token
from dragoman.record.mention import CountKind
from dragoman.report import Span

_WORD = re.compile(r"[^\W\d_]+")
_FROM, _TO = re.compile(r"(?i)\bfrom\s*$"), re.compile(r"(?i)\s*to\b")
_CONJUNCTS = 3
"""How many conjuncts a shared verb is looked for behind ("killed three, four and five")."""


@dataclass(frozen=True, slots=True)
class _Kind:
    words: frozenset[str]
    done: frozenset[str]
    participle: frozenset[str]
    does: frozenset[str]
    nouns: frozenset[str]

    def takes(self, verb: str) -> bool:
        """Whether the object of a verb, or its subject in the passive, is counted."""
        return verb in self.participle or not self.done.isdisjoint(bases(verb))


@cache
def _kinds() -> dict[CountKind, _Kind]:
    tables = {name: table for name, table in toml("counts.toml").items() if name != "things"}
    return {
        cast("CountKind", name): _Kind(**{column: frozenset(words) for column, words in table.items()})
        for name, table in tables.items()
    }


@cache
def _things() -> frozenset[str]:
    return frozenset(toml("counts.toml")["things"]["words"])


def kind_of(span: Span, graph: SentenceGraph) -> CountKind | None:
    """The kind that the words of a count, or those which it depends on, give it; None where they give none."""
    inside = {word.lower() for word in _WORD.findall(span.shifted(-graph.span.start).of(graph.text))}
    for kind, of in _kinds().items():
        if not of.words.isdisjoint(inside):
            return kind
    return next(_beside(span, graph), None)


def is_of_people(span: Span, graph: SentenceGraph) -> bool:
    """Whether a count's noun may be one of people: "26 drones" is no count of people, "26" may be one."""
    at = head_token(graph, span)
    return at is None or graph.tokens[at].text.lower() not in _things()


def is_outdated(span: Span, graph: SentenceGraph) -> bool:
    """Whether a count is the one that another has taken the place of: the first of "from 11 to 137"."""
    start, end = span.start - graph.span.start, span.end - graph.span.start
    return bool(_FROM.search(graph.text, 0, start) and _TO.match(graph.text, end))


def _beside(span: Span, graph: SentenceGraph) -> Iterator[CountKind]:
    """The kinds that the words around a count give it, the nearest first."""
    at = head_token(graph, span)
    for _ in range(_CONJUNCTS):
        if at is None or at < 0:
            return
        token = graph.tokens[at]
        yield from _below(graph, at, span)
        if token.head < 0:
            return
        yield from _above(graph, at, token)
        if token.deprel != "conj":
            return
        at = token.head


def _below(graph: SentenceGraph, at: int, span: Span) -> Iterator[CountKind]:
    """By a participle behind the count ("11 people killed in the raid")."""
    for child in children(graph, at):
        if child.span.start >= span.end and child.deprel in ("acl", "amod") and not child.text.lower().endswith("ing"):
            for kind, of in _kinds().items():
                if of.takes(child.text.lower()):
                    yield kind


def _above(graph: SentenceGraph, at: int, token: Token) -> Iterator[CountKind]:
    """By the verb, adjective or noun that the count depends on."""
    head = graph.tokens[token.head]
    word = head.text.lower()
    for kind, of in _kinds().items():
        if token.deprel in ("obj", "nsubj:pass"):
            found = of.takes(word) or _left(graph, token.head, of)
        elif token.deprel == "nsubj":
            said = word in of.words if head.upos in ("ADJ", "NOUN") else not of.does.isdisjoint(_stems(word))
            found = said or (of.takes(word) and _is_bare(graph, token.head))
        elif token.deprel == "nmod":
            found = word in of.nouns and any(c.text.lower() == "of" and c.deprel == "case" for c in children(graph, at))
        else:
            found = False
        if found:
            yield kind


def _is_bare(graph: SentenceGraph, verb: int) -> bool:
    """Whether a verb of action is a participle whose subject is acted on ("11 were killed and 26 wounded")."""
    passive = not graph.tokens[verb].text.lower().endswith(("ing", "s"))
    return passive and not any(child.deprel in ("obj", "aux") for child in children(graph, verb))


def _left(graph: SentenceGraph, verb: int, of: _Kind) -> bool:
    """Whether a verb leaves its object in a state: "left 11 dead"."""
    return any(c.deprel == "xcomp" and c.text.lower() in of.words for c in children(graph, verb))


def _stems(word: str) -> list[str]:
    """The base forms of a verb, of the irregular ones that are counted by, too."""
    return ["flee"] if word == "fled" else ["die"] if word == "dying" else [*bases(word), *bases(word + "e")]
