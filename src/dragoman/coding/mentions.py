"""Mentions out of a frame's fillers: who, where, when, how many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dragoman.coding.counting import is_of_people, is_outdated, kind_of
from dragoman.coding.numbers import Number, is_number, parse
from dragoman.coding.sources import named_in
from dragoman.language.graph import Frame, Node, SentenceGraph
from dragoman.record import Actor, Count, Mention, Place, When
from dragoman.record.mention import CountKind
from dragoman.report import Span

_KINDS: Mapping[str, CountKind] = {"k": "killed", "j": "injured", "d": "displaced", "z": "detained"}
_BETWEEN = re.compile(r"\s*(?:,|,?\s+and|,?\s+or|&|/|as well as|along with|together with|–|—)\s*(?:the\s+)?")


_DONE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""Types of events of which a number of people beside the counts is told as killed, hurt, displaced or detained."""
_OPENS_TIME = frozenset(
    "a about after around at before by during for from in on since the through until within".split()
)
_NOBODY = re.compile(r"(?i)(?:no|none|nobody|nothing|neither)\b")
_PREPOSITION = re.compile(r"(?i)(?:of|by|from|against|between)\s+")


def mention(node: Node, text: str) -> Mention:
    """A filler as a mention."""
    return Mention(node.span.of(text), node.span, node.score)


def actors(frame: Frame, role: str, graph: SentenceGraph, text: str) -> tuple[Actor, ...]:
    """The actors in a role; a filler that is nothing but names joined by "and" is several, "nobody", "no group" and a
    number alone are none. A preposition that a filler begins with is left out."""
    return tuple(
        Actor(span.of(text), span, node.score)
        for node in frame.fillers(role)
        if not _NOBODY.match(text, node.span.start, node.span.end) and not is_number(node.span.of(text))
        for span in _split(_without_preposition(node.span, text), graph, text)
    )


def _without_preposition(span: Span, text: str) -> Span:
    found = _PREPOSITION.match(text, span.start, span.end)
    return Span(found.end(), span.end) if found and found.end() < span.end else span


def _split(span: Span, graph: SentenceGraph, text: str) -> Iterator[Span]:
    if not _BETWEEN.search(text, span.start, span.end):
        yield span
        return
    names = [name for name in named_in(span, graph) if name.label in ("PER", "GPE", "ORG", "MIL", "NORP", "LOC")]
    starts_so = bool(names) and text[span.start : names[0].span.start].strip().lower() in ("", "the", "both")
    joined = all(
        _BETWEEN.fullmatch(text, one.span.end, max(one.span.end, other.span.start)) for one, other in pairwise(names)
    )
    if len(names) > 1 and starts_so and joined and names[-1].span.end == span.end:
        yield from (name.span for name in names)
    else:
        yield span


def places(frame: Frame, text: str) -> tuple[Place, ...]:
    """Where it happened."""
    return tuple(Place(node.span.of(text), node.span, node.score) for node in frame.fillers("P"))


def times(frame: Frame, text: str) -> tuple[When, ...]:
    """When it happened. A preposition alone ("within") belongs to the time right behind it, or to none."""
    found, opening = list[When](), None
    for node in frame.fillers("T"):
        span = node.span
        if opening is not None and not text[opening.end : span.start].strip():
            span = opening.hull(span)
        opening = span if span.of(text).lower() in _OPENS_TIME else None
        if opening is None:
            found.append(When(span.of(text), span, node.score))
    return tuple(found)


def counts(frame: Frame, graph: SentenceGraph, text: str) -> tuple[Count, ...]:
    """The counts of an event: its killed, injured, displaced and detained, and other numbers of people who act in it or
    are acted on ("200 troops")."""
    surest: dict[Span, tuple[Node, CountKind]] = {}
    for role, kind in _KINDS.items():
        for node in frame.fillers(role):
            whole = _whole(node, graph)
            if whole.span not in surest or surest[whole.span][0].score < whole.score:
                surest[whole.span] = whole, kind_of(whole.span, graph) or kind
    told = surest.values()
    taking_part = [node.span for role in ("A", "R", "o") for node in frame.fillers(role)]
    done_to = frame.type in _DONE
    beside: list[tuple[Node, CountKind]] = [
        ((name, kind_of(name.span, graph) or "people") if done_to else (name, "people"))
        for name in graph.names
        if name.label == "QTY"
        and any(name.span.overlaps(span) for span in taking_part)
        and not any(name.span.overlaps(node.span) for node, _ in told)
    ]
    kinds: list[CountKind] = [*_KINDS.values(), "people"]
    found = [_count(node, kind, graph, text) for node, kind in (*told, *beside) if _holds(node.span, graph)]
    return tuple(sorted(found, key=lambda count: (kinds.index(count.kind), count.span)))


def _whole(node: Node, graph: SentenceGraph) -> Node:
    """The count that a filler belongs to: the quantity that holds it ("around 3 million people" for "3"), or itself."""
    holding = [name for name in graph.names if name.label == "QTY" and name.span.contains(node.span)]
    return Node(holding[0].span, node.label, node.score) if holding else node


def quantities(graph: SentenceGraph, text: str) -> tuple[Count, ...]:
    """Every number of people that a sentence names, in an event or not; the kind is told by the words in it and by
    those that it depends on."""
    return tuple(
        _count(name, kind_of(name.span, graph) or "people", graph, text)
        for name in graph.names
        if name.label == "QTY" and _holds(name.span, graph)
    )


def _holds(span: Span, graph: SentenceGraph) -> bool:
    return is_of_people(span, graph) and not is_outdated(span, graph)


def _count(node: Node, kind: CountKind, graph: SentenceGraph, text: str) -> Count:
    persons = sum(name.label == "PER" for name in named_in(node.span, graph))
    number: Number = parse(node.span.of(text), persons)
    return Count(node.span.of(text), node.span, node.score, kind, number.low, number.high, number.value)


def hull(frame: Frame, within: Span) -> Span:
    """The shortest stretch that holds a frame's anchor and its fillers in a sentence."""
    whole = frame.anchor
    for node in frame.roles:
        if within.contains(node.span):
            whole = whole.hull(node.span)
    return whole


def longest(nodes: Sequence[Node]) -> Node | None:
    """The surest filler of a role that is filled once, of equals the longest."""
    return max(nodes, key=lambda node: (node.score, len(node.span)), default=None)
