"""Agreements with their parties, and their terms with whom each obliges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.coding.chain import Sources
from dragoman.coding.grammar import children, head_token
from dragoman.coding.identity import Identities
from dragoman.coding.mentions import actors, times
from dragoman.language.graph import Frame, SentenceGraph
from dragoman.record import Actor, Agreement, Event, Mention, Term
from dragoman.report import Report, Span

_PARTIES = frozenset({"GPE", "ORG", "MIL", "PER", "NORP"})
_BETWEEN = re.compile(r"(?i)[^.,;:“”\"]{0,40}?\bbetween\b")
_JOINING = re.compile(r"(?i)\s*(?:,|,?\s*and)?\s*(?:the\s+)?")


def agreements(
    report: Report, graphs: Sequence[SentenceGraph], events: Sequence[Event], sources: Sources, ids: Identities
) -> tuple[Agreement, ...]:
    """Every agreement that the model found, and for a sentence without one, what two or more parties are said to have
    agreed on: an AGREE event with all of them as actors and an object. The same deal told twice is two statements."""
    found: list[Agreement] = []
    pacts = [event for event in events if event.type == "AGREE" and event.status == "act"]
    for graph in graphs:
        found.extend(_agreement(frame, graph, report, sources, ids) for frame in graph.agreements)
        if not graph.agreements:
            found.extend(_agreed(event, ids) for event in pacts if event.sentence == graph.index and _is_pact(event))
    return tuple(found)


def _agreement(frame: Frame, graph: SentenceGraph, report: Report, sources: Sources, ids: Identities) -> Agreement:
    parties = _parties(frame, graph, report.text)
    chain, attribution = sources.of(graph.index, frame.anchor)
    return Agreement(
        id=ids.give("g", frame.anchor),
        sentence=graph.index,
        mention=Mention(frame.anchor.of(report.text), frame.anchor, frame.score),
        parties=parties,
        terms=tuple(
            Term(Mention(node.span.of(report.text), node.span, node.score), _obliged(node.span, parties, graph, report))
            for node in frame.fillers("terms")
        ),
        times=times(frame, report.text),
        chain=chain,
        attribution=attribution,
        score=frame.score,
    )


def _parties(frame: Frame, graph: SentenceGraph, text: str) -> tuple[Actor, ...]:
    """The parties that the model found; where these are not two, those named behind the agreement's "between"."""
    found = actors(frame, "by", graph, text)
    between = _BETWEEN.match(text, frame.anchor.end, graph.span.end) if len(found) < 2 else None
    if between is None:
        return found
    behind = [name for name in graph.names if name.label in _PARTIES and name.span.start >= between.end()]
    named: list[Span] = []
    for name in sorted(behind, key=lambda name: name.span):
        if not _JOINING.fullmatch(text[named[-1].end if named else between.end() : name.span.start]):
            break
        named.append(name.span)
    if len(named) < 2:
        return found
    known = {actor.span: actor for actor in found}
    return tuple(sorted({**{s: Actor(s.of(text), s) for s in named}, **known}.values(), key=lambda actor: actor.span))


def _is_pact(event: Event) -> bool:
    return event.object is not None and len(event.actors) > 1


def _agreed(event: Event, ids: Identities) -> Agreement:
    terms = (Term(event.object),) if event.object else ()
    return Agreement(
        id=ids.give("g", event.trigger.span),
        sentence=event.sentence,
        mention=event.trigger,
        parties=event.actors,
        terms=terms,
        times=event.times,
        chain=event.chain,
        attribution=event.attribution,
        score=event.score,
    )


def _obliged(term: Span, parties: Sequence[Actor], graph: SentenceGraph, report: Report) -> Actor | None:
    """Whom a term obliges: the subject of its verb, inside the term or before it, if that is a party or stands in the
    term; else the only party."""
    own = next(_subjects(term, graph), None)
    if own is not None:
        party = next((party for party in parties if party.span.overlaps(own)), None)
        if party is None and any(_head(party.text) == _head(own.of(report.text)) for party in parties):
            return Actor(own.of(report.text), own)  # the party named once more
        if party or term.contains(own):
            return party or Actor(own.of(report.text), own)
    begins = next((party for party in parties if party.span.start == term.start), None)
    return begins or (parties[0] if len(parties) == 1 else None)


def _head(words: str) -> str:
    return words.lower().split()[-1]


def _subjects(term: Span, graph: SentenceGraph) -> Iterator[Span]:
    at = head_token(graph, term)
    if at is None:
        return
    for child in children(graph, at):
        if child.deprel == "nsubj":
            yield _phrase(graph, graph.tokens.index(child))


def _phrase(graph: SentenceGraph, head: int) -> Span:
    """The stretch from a noun's first to its last determiner, adjective, possessive, compound or name part."""
    span = graph.tokens[head].span
    for child in children(graph, head):
        if child.deprel.split(":")[0] in ("det", "amod", "compound", "flat", "nummod") or child.deprel == "nmod:poss":
            span = span.hull(child.span)
    return span
