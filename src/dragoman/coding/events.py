"""Events: PLOVER type and mode, status, likelihood, who, whom, where, when, how many, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from dragoman.coding.chain import Sources
from dragoman.coding.context import contexts_of
from dragoman.coding.grammar import NEGATION
from dragoman.coding.history import is_historical
from dragoman.coding.identity import Identities
from dragoman.coding.likelihood import find_hedge, likelihood, whole
from dragoman.coding.mentions import actors, counts, hull, longest, mention, places, times
from dragoman.coding.reasons import explaining
from dragoman.coding.scales import Scale
from dragoman.coding.status import Around, around, auxiliary, decide
from dragoman.coding.weighing import weighed
from dragoman.language.graph import Frame, SentenceGraph
from dragoman.ontology import event_types
from dragoman.record import Event, Likelihood, Mention, Reason
from dragoman.record.statement import Status
from dragoman.report import Report, Span

FUTURE_AGREES = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""Types that PLOVER codes AGREE when they stand in a bare future ("the ministers will meet")."""

_MODALS = frozenset({"may", "might", "could", "will"})
_SURE: tuple[Status, ...] = ("act", "not", "want")
"""Statuses beside which a modal says nothing of how likely the event is."""

_NEAR = 12
"""Characters before a hedge in which a negation that strikes it ends."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what a forecast needs of the words around its trigger; `hedge` is the likelihood expression there,
    a plain "will" included."""

    event: Event
    near: Around
    hedge: Mention | None


def events(
    report: Report,
    graphs: Sequence[SentenceGraph],
    sources: Sources,
    reasons: Sequence[Reason],
    scale: Scale,
    ids: Identities,
) -> tuple[Told, ...]:
    """Every event whose type PLOVER has; `untyped` counts the others.

    `Event.score` is the geometric mean of the anchor's and the type's probabilities, so that neither a sure trigger
    with a doubtful type nor the reverse passes for sure.
    """
    found: list[Told] = []
    for graph in graphs:
        typed = [frame for frame in graph.events if frame.type in event_types()]
        contexts = contexts_of(graph.text) if typed else ()
        found.extend(_event(frame, graph, report, sources, reasons, scale, contexts, ids) for frame in typed)
    return tuple(found)


def untyped(graphs: Sequence[SentenceGraph]) -> int:
    """How many events of the graphs have no type that PLOVER knows."""
    return sum(frame.type not in event_types() for graph in graphs for frame in graph.events)


def _event(
    frame: Frame,
    graph: SentenceGraph,
    report: Report,
    sources: Sources,
    reasons: Sequence[Reason],
    scale: Scale,
    contexts: tuple[str, ...],
    ids: Identities,
) -> Told:
    text = report.text
    near = around(frame, graph)
    status, status_reason = decide(frame, near)
    of = event_types()[_type(frame, status, near)]
    mode = of.modes.get(frame.mode) if frame.mode else None
    hedge, likely = _likelihood(frame, graph, near, status, scale)
    when = times(frame, text)
    chain, attribution = sources.of(graph.index, frame.anchor)
    thing = longest(frame.fillers("o"))
    published = report.published.day if report.published else None
    event = Event(
        id=ids.give("e", frame.anchor),
        sentence=graph.index,
        trigger=Mention(frame.anchor.of(text), frame.anchor, frame.score),
        type=of.name,
        mode=mode.name if mode else None,
        quad=of.quad,
        intensity=mode.score if mode else of.score,
        contexts=contexts,
        status=status,
        status_reason=status_reason,
        auxiliary=auxiliary(status, near, is_historical(when, published)),
        likelihood=likely,
        hedge=_hedge(frame, text, hedge, likely, status),
        factuality=frame.factuality,
        actors=actors(frame, "A", graph, text),
        recipients=actors(frame, "R", graph, text),
        places=places(frame, text),
        times=when,
        object=mention(thing, text) if thing else None,
        counts=counts(frame, graph, text),
        chain=chain,
        attribution=attribution,
        reasons=tuple(reason.id for reason in explaining(reasons, graph.index, frame.anchor)),
        evidence=hull(frame, graph.span),
        score=round(sqrt(frame.score * frame.type_score), 4),
    )
    return Told(event, near, hedge)


def _type(frame: Frame, status: Status, near: Around) -> str:
    bare_future = status == "plan" and near.governors.future is not None
    return "AGREE" if bare_future and frame.type in FUTURE_AGREES else str(frame.type)


def _likelihood(
    frame: Frame, graph: SentenceGraph, near: Around, status: Status, scale: Scale
) -> tuple[Mention | None, Likelihood | None]:
    """The hedge of an event with what it means: the model's hedge if it is a likelihood expression, else the words that
    weigh the act elsewhere ("a 70 percent chance that"), else the one among the words that govern the trigger. A hedge
    that only a "not" or a demand leaves standing says nothing."""
    start = graph.span.start
    node = longest(frame.fillers("lk"))
    inside = whole(graph.text, node.span.shifted(-start)) if node else None
    if node and inside and (found := find_hedge(inside.of(graph.text))):
        hedge = Mention(inside.of(graph.text), inside.shifted(start), node.score)
        before = graph.text[max(0, inside.start - _NEAR) : inside.start].rstrip()
        outside = any(match.end() == len(before) for match in NEGATION.finditer(before))
    else:
        words = weighed(frame.anchor, graph)
        at, end = (words.start - start, words.end - start) if words else (near.governors.start, near.governors.end)
        found = find_hedge(graph.text[at:end])
        if found is None:
            return None, None
        span = Span(at + found.start, at + found.end)
        hedge, outside = Mention(span.of(graph.text), span.shifted(start)), found.negated
    if found.phrase in _MODALS and status in _SURE:
        return hedge, None
    return hedge, likelihood(hedge, scale, outside)


def _hedge(frame: Frame, text: str, found: Mention | None, likely: Likelihood | None, status: Status) -> Mention | None:
    """The words that hedge: the likelihood expression, whether or not the scale has a range for it, else what the model
    takes for a hedge. A plain "will", or a modal that says nothing, is one only if the model takes it for one."""
    if likely is not None:
        return likely.hedge
    if found is not None:
        word = found.text.lower()
        says_nothing = word == "will" or (word in _MODALS and status in _SURE)
        if not says_nothing:
            return found
    node = longest(frame.fillers("lk"))
    return mention(node, text) if node else None
