"""Forecasts: what is said about the future, by whom, how likely, under which condition, by when, and why.

An event is a forecast where a modal, a likelihood word or a bare "will" governs its trigger and no perfect puts it
into the past. A "will" of the actor's own is an intention and no forecast. Inside speech, a clause without a coded
event is one too if it is hedged ("the step may have grave consequences") or tied to a condition ("the truce will fail
unless aid arrives"). Who "has not said whether" something will be, or asks it, foretells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.coding.chain import Sources
from dragoman.coding.condition import conditions
from dragoman.coding.events import Told
from dragoman.coding.grammar import asks
from dragoman.coding.identity import Identities
from dragoman.coding.likelihood import likelihood
from dragoman.coding.reasons import explaining
from dragoman.coding.scales import Scale
from dragoman.coding.tables import toml
from dragoman.coding.utterance import Utterance
from dragoman.language.graph import SentenceGraph
from dragoman.record import Forecast, Mention, Reason, When
from dragoman.report import Report, Span

_OF_NOUNS = ("possible", "potential", "likely", "probable", "apparent")
"""Hedges that, before a noun, leave open whether the act lies ahead ("a possible attack")."""

UNCODED = 0.6
"""Score of a forecast without a coded event, relative to that of the speech it stands in."""

_ABILITIES = "|".join(toml("grammar.toml")["abilities"])
_HEDGED = re.compile(
    rf"""(?ix)
    \b(?:
        (?P<modal>may|might|could)\s+(?!(?:{_ABILITIES})\b)(?!have\s+\w+(?:ed|en|wn|ne|id|pt|ft|st)\b)
      | (?:is|are|was|were|’s|'s|’re|'re|remains?|remained|seems?|seemed|looks?|looked|appears?|appeared)\s+
        (?P<not>(?:not|n['’]t)\s+)?(?P<likely>(?:very|highly|extremely|most|widely)?\s*(?:likely|unlikely|expected))\s+
        to\s+(?!have\b)
      | (?:will|would)\s+
        (?P<adverb>(?:very\s+|most\s+)?(?:likely|probably|almost\s+certainly|certainly|definitely|possibly))\s+
      | (?<!\bi\s)(?<!\bwe\s)(?P<future>will|would)
        (?:n['’]t|\s+(?:not|no\s+longer|also|then|soon))?\s+(?!have\b(?!\s+to\b)|like\b|rather\b)
    )\w
    """
)
_WHETHER = re.compile(r"(?i)whether\b")
_CLAUSE_BEGINS = re.compile(r"[,;:“”\"—(]\s*|\b(?:that|but|and|because|although|though|while)\s+")
_CLAUSE_ENDS = re.compile(
    r"[;:“”\"—]|,?\s+(?:because|unless|if|provided)\b|,\s+(?:and|but|which|who|while|said|he|she|they|it)\b|$"
)


def forecasts(
    report: Report,
    graphs: Sequence[SentenceGraph],
    told: Sequence[Told],
    reasons: Sequence[Reason],
    sources: Sources,
    scale: Scale,
    ids: Identities,
) -> tuple[Forecast, ...]:
    """All forecasts, in text order; one for each hedge, with the first event that it governs."""
    by_sentence: dict[int, list[Told]] = {}
    for one in told:
        by_sentence.setdefault(one.event.sentence, []).append(one)
    maker = _Maker(report, reasons, sources, scale, ids)
    found: list[Forecast] = []
    for graph in graphs:
        clauses = conditions(graph)
        hedges: set[Span] = set()
        for one in by_sentence.get(graph.index, ()):
            if maker.is_forecast(one, clauses) and (one.hedge is None or one.hedge.span not in hedges):
                found.append(maker.of_event(one, graph, clauses))
                hedges.update([one.hedge.span] if one.hedge else [])
        governed = [_governed(one, graph) for one in by_sentence.get(graph.index, ())]
        found.extend(maker.of_clauses(graph, clauses, [*hedges, *governed]))
    return tuple(found)


def _is_attribute(hedge: Mention, trigger: Span) -> bool:
    """Whether a hedge stands before a noun, and not behind it as in "an attack is likely"."""
    return hedge.text.lower() in _OF_NOUNS and hedge.span.start < trigger.end


def _governed(told: Told, graph: SentenceGraph) -> Span:
    """An event's trigger with the words that govern it."""
    words, trigger = told.near.governors, told.event.trigger.span
    start, end = graph.span.start + words.start, graph.span.start + words.end
    return Span(min(start, trigger.start), max(end, trigger.end))


class _Maker:
    """Makes the forecasts of one report."""

    def __init__(
        self, report: Report, reasons: Sequence[Reason], sources: Sources, scale: Scale, ids: Identities
    ) -> None:
        self.text = report.text
        self.reasons = reasons
        self.sources = sources
        self.scale = scale
        self.ids = ids

    def is_forecast(self, told: Told, clauses: Sequence[Span]) -> bool:
        """Whether an event is foretold, and is not itself the condition of what is."""
        event, words = told.event, told.near.governors
        trigger = event.trigger.span
        number = self.sources.innermost(event.sentence, trigger)
        if self.sources.is_withheld(event.sentence, trigger):
            return False
        if number is not None and self._asks(self.sources.utterances[number]):
            return False
        if told.near.condition or words.is_perfect or any(clause.contains(trigger) for clause in clauses):
            return False
        if event.status in ("may", "if"):
            would = "would" in words.words and event.attribution is not None
            to_come = words.hedge is not None and "to" in words.words
            if words.possibility or words.future or would or to_come:
                return True
            return event.likelihood is not None and not _is_attribute(event.likelihood.hedge, trigger)
        foretold = words.future is not None or (event.likelihood is not None and "to" in words.words)
        return event.status == "plan" and foretold and not self._is_own_will(told)

    def _asks(self, utterance: Utterance) -> bool:
        """Whether what is said is a question: "whether", and "if" behind a verb of asking."""
        opens = utterance.content[0].start
        asked = self.text.startswith("if ", opens) and asks(self.text, opens)
        return bool(utterance.cue and (asked or _WHETHER.match(self.text, opens)))

    def _is_own_will(self, told: Told) -> bool:
        """Whether those who speak foretell what they do themselves, or nobody but the report does."""
        holder = told.event.chain[-1].span
        if told.event.attribution is None:
            return told.hedge is None or told.hedge.text.lower() == "will"
        own = ("i", "we", "he", "she", "they", "it")
        return any(
            actor.text.lower() in own or (holder is not None and actor.text in holder.of(self.text))
            for actor in told.event.actors
        )

    def of_event(self, told: Told, graph: SentenceGraph, clauses: Sequence[Span]) -> Forecast:
        """The forecast of a coded event."""
        event = told.event
        span = event.evidence.hull(told.hedge.span) if told.hedge else event.evidence
        span = span if graph.span.contains(span) else event.evidence
        condition = self._condition(graph, clauses, event.trigger.span)
        why = [
            reason
            for reason in explaining(self.reasons, graph.index, event.trigger.span)
            if condition is None or not condition.span.overlaps(reason.reason.span)
        ]
        return Forecast(
            id=self.ids.give("f", event.trigger.span),
            sentence=graph.index,
            statement=Mention(span.of(self.text), span, event.score),
            event=event.id,
            likelihood=event.likelihood,
            condition=condition,
            horizon=event.times[0] if event.times else _horizon(graph, span, self.text),
            reason=why[0].id if why else None,
            chain=event.chain,
            attribution=event.attribution,
            score=event.score,
        )

    def _condition(self, graph: SentenceGraph, clauses: Sequence[Span], trigger: Span) -> Mention | None:
        """The condition set in the same speech as the trigger."""
        holding = self.sources.innermost(graph.index, trigger)
        for span in clauses:
            if not span.overlaps(trigger) and self.sources.innermost(graph.index, span) == holding:
                return Mention(span.of(self.text), span)
        return None

    def of_clauses(self, graph: SentenceGraph, clauses: Sequence[Span], taken: Sequence[Span]) -> Iterator[Forecast]:
        """The forecasts of hedged or conditional clauses inside speech. `taken` are the hedges of forecasts of events,
        and the triggers with the words that govern them: what is inside belongs to a coded event."""
        for match in _HEDGED.finditer(graph.text):
            start = graph.span.start
            name = next(name for name in ("modal", "likely", "adverb", "future") if match[name])
            hedge = Span(*match.span(name)).shifted(start)
            number = self.sources.innermost(graph.index, hedge)
            if number is None or match[name] == "May" or any(span.overlaps(hedge) for span in taken):
                continue
            if self.sources.is_withheld(graph.index, hedge) or self._asks(self.sources.utterances[number]):
                continue
            clause = _clause(graph, hedge, self.sources.utterances[number])
            if any(span.overlaps(hedge) for span in clauses):
                continue
            attribution, said = self.sources.attributions[number], Mention(hedge.of(self.text), hedge)
            condition = self._condition(graph, clauses, hedge)
            if match["future"] and condition is None:
                continue
            yield Forecast(
                id=self.ids.give("f", hedge),
                sentence=graph.index,
                statement=Mention(clause.of(self.text), clause, UNCODED),
                event=None,
                likelihood=None if match["future"] else likelihood(said, self.scale, bool(match["not"])),
                condition=condition if condition and not condition.span.contains(hedge) else None,
                horizon=_horizon(graph, clause, self.text),
                reason=next((reason.id for reason in explaining(self.reasons, graph.index, hedge)), None),
                chain=attribution.chain,
                attribution=attribution.id,
                score=round(UNCODED * attribution.score, 4),
            )


def _clause(graph: SentenceGraph, hedge: Span, utterance: Utterance) -> Span:
    """The clause around a hedge: from the last mark or joining word before it to the next mark, inside what is said."""
    part = next(part for part in utterance.content if part.contains(hedge))
    low = max(part.start, graph.span.start) - graph.span.start
    high = min(part.end, graph.span.end) - graph.span.start
    at = hedge.start - graph.span.start
    begins = [match.end() for match in _CLAUSE_BEGINS.finditer(graph.text, low, at) if match.end() < at]
    end = _CLAUSE_ENDS.search(graph.text, hedge.end - graph.span.start, high)
    first, last = begins[-1] if begins else low, end.start() if end else high
    words = graph.text[first:last]
    first, last = last - len(words.lstrip()), first + len(words.rstrip(" .,!?’'"))
    return Span(first, last).shifted(graph.span.start)


def _horizon(graph: SentenceGraph, within: Span, text: str) -> When | None:
    named = (name for name in graph.names if name.label == "TIME" and within.contains(name.span))
    return next((When(name.span.of(text), name.span, name.score) for name in named), None)
