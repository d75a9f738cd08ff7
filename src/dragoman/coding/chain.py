"""Chains of sources: which speech lies inside which, and the way from the outlet down to whose words they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.antecedents import Antecedent, antecedents
from dragoman.coding.continuation import continued
from dragoman.coding.credits import headline_credit, link_kind, wire_credit
from dragoman.coding.identity import Identities
from dragoman.coding.media import medium
from dragoman.coding.nesting import parents
from dragoman.coding.passing import passed_on_by
from dragoman.coding.quotation import Quotes
from dragoman.coding.sources import describe
from dragoman.coding.utterance import Utterance, gather
from dragoman.language.graph import SentenceGraph
from dragoman.record import Actor, Attribution, Link, Mention
from dragoman.record.statement import Speech
from dragoman.report import Report, Span

DIRECT = 0.9
"""Of its characters, what a content must have inside quotation marks to be direct speech; less than that is mixed."""

Chain = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Who says what in a report. `outlet` is the chain of what the report says in its own voice, `source` the same with
    the agency that the headline credits, which vouches for the headline alone."""

    outlet: Chain
    source: Chain
    attributions: tuple[Attribution, ...]
    utterances: tuple[Utterance, ...]
    by_sentence: dict[int, tuple[int, ...]]

    def innermost(self, sentence: int, span: Span) -> int | None:
        """The number of the innermost attribution whose content holds a span of a sentence; None for the report's own
        voice. What is the cue of an attribution does not lie in it."""
        holding = (number for number in self._holding(sentence, span) if not self.utterances[number].withheld)
        return min(holding, key=self._width, default=None)

    def is_withheld(self, sentence: int, span: Span) -> bool:
        """Whether a span lies, innermost, in what somebody did not say."""
        inner = min(self._holding(sentence, span), key=self._width, default=None)
        return inner is not None and self.utterances[inner].withheld

    def said(self) -> tuple[Attribution, ...]:
        """The attributions of all that is said, without what is withheld."""
        pairs = zip(self.attributions, self.utterances, strict=True)
        return tuple(attribution for attribution, utterance in pairs if not utterance.withheld)

    def _holding(self, sentence: int, span: Span) -> list[int]:
        return [
            number
            for number in self.by_sentence.get(sentence, ())
            if self.utterances[number].covers(span) and not _is_cue(self.utterances[number], span)
        ]

    def _width(self, number: int) -> tuple[int, int]:
        return self.utterances[number].length, -self._depth(number)

    def _depth(self, number: int) -> int:
        return len(self.attributions[number].chain)

    def of(self, sentence: int, span: Span) -> tuple[Chain, str | None]:
        """The chain of what a span of a sentence says, and the id of the attribution it lies in."""
        number = self.innermost(sentence, span)
        if number is None:
            return self.outlet, None
        return self.attributions[number].chain, self.attributions[number].id


def _is_cue(utterance: Utterance, span: Span) -> bool:
    return utterance.cue is not None and utterance.cue.overlaps(span)


def trace(report: Report, graphs: Sequence[SentenceGraph], ids: Identities) -> Sources:
    """All attributions of a report with their chains.

    A chain begins with the outlet (nameless where it is unknown), goes on with the agency that dateline or credit line
    names, then with the attributions from the outermost to the innermost. A medium that is named twice in a row of them
    stands once. Before a speaker stands the medium that passed the speech on, as in "told Reuters".
    """
    outlet: Chain = (Link("outlet", report.outlet or "", "metadata"),)
    if wire := wire_credit(report, graphs):
        outlet = _joined(outlet, wire.link)
    utterances = _with_headline(gather(report, graphs), report, graphs)
    quotes = Quotes.of(report.text, _paragraphs(graphs))
    utterances = continued(report, graphs, utterances, quotes)
    by_sentence = _by_sentence(utterances, graphs)
    outer = parents(report.text, utterances, by_sentence)
    meant = antecedents(report.text, graphs, utterances, by_sentence, outer, quotes)
    maker = _Maker(report, graphs, outlet, utterances, outer, meant)
    chains = [maker.chain(number) for number in range(len(utterances))]
    given = [ids.give("a", made.cue or made.content[0]) for made in utterances]
    attributions = tuple(
        Attribution(
            id=given[number],
            sentence=made.sentence,
            source=_actor(made, report.text),
            cue=_cue(made, report.text),
            content=made.content,
            speech=_speech(quotes.share(made.content)),
            chain=chains[number],
            parent=None if (parent := outer[number]) is None else given[parent],
            score=made.score,
        )
        for number, made in enumerate(utterances)
    )
    head = headline_credit(report, graphs)
    credited = head is not None and all(link.name != head.medium.name for link in outlet)
    source = (*outlet, head.link) if head is not None and credited else outlet
    return Sources(outlet, source, attributions, tuple(utterances), by_sentence)


def _with_headline(utterances: list[Utterance], report: Report, graphs: Sequence[SentenceGraph]) -> list[Utterance]:
    """The utterances with the headline's credit as one of them, whether or not the model saw it."""
    credit = headline_credit(report, graphs)
    if credit is None or credit.headline is None:
        return utterances
    title = next((graph for graph in graphs if graph.span.overlaps(credit.span)), None)
    if title is None:
        return utterances
    seen = False
    marked: list[Utterance] = []
    for made in utterances:
        is_credit = made.source is not None and made.source.overlaps(credit.span)
        seen = seen or is_credit
        marked.append(replace(made, origin="headline") if is_credit else made)
    if seen:
        return marked
    return [Utterance(title.index, credit.span, None, 0.0, (credit.headline,), 1.0, origin="headline"), *marked]


def _paragraphs(graphs: Sequence[SentenceGraph]) -> list[Span]:
    found: dict[int, Span] = {}
    for graph in graphs:
        before = found.get(graph.paragraph)
        found[graph.paragraph] = before.hull(graph.span) if before else graph.span
    return list(found.values())


def _by_sentence(utterances: Sequence[Utterance], graphs: Sequence[SentenceGraph]) -> dict[int, tuple[int, ...]]:
    """For each sentence the utterances that say something in it or have their cue in it."""
    starts = [graph.span.start for graph in graphs]
    found: dict[int, list[int]] = {}
    for number, made in enumerate(utterances):
        places = {made.sentence}
        for part in made.content:
            first = max(0, bisect_right(starts, part.start) - 1)
            last = bisect_right(starts, part.end - 1)
            places.update(graph.index for graph in graphs[first:last])
        for place in places:
            found.setdefault(place, []).append(number)
    return {place: tuple(numbers) for place, numbers in found.items()}


class _Maker:
    """Makes the chains of one report's utterances."""

    def __init__(
        self,
        report: Report,
        graphs: Sequence[SentenceGraph],
        outlet: Chain,
        utterances: Sequence[Utterance],
        parents: Sequence[int | None],
        meant: Mapping[int, Antecedent],
    ) -> None:
        self.text = report.text
        self.graphs = graphs
        self.starts = [graph.span.start for graph in graphs]
        self.outlet = outlet
        self.utterances = utterances
        self.parents = parents
        self.meant = meant
        self.made: dict[int, Chain] = {}

    def chain(self, number: int) -> Chain:
        """The chain of one utterance. Speech that would be nested in its own continuation stands under the outlet."""
        if number not in self.made:
            self.made[number] = self.outlet
            self.made[number] = self._chain(number)
        return self.made[number]

    def _chain(self, number: int) -> Chain:
        utterance, parent = self.utterances[number], self.parents[number]
        if utterance.follows is not None:
            before = self.chain(utterance.follows)
            return (*before[:-1], replace(before[-1], origin=utterance.origin, cue=None))
        outer = self.outlet if parent is None else self.chain(parent)
        graph = self._graph_at(utterance.cue or utterance.content[0])
        if passing := passed_on_by(utterance, graph, self.text):
            of, span = passing
            outer = _joined(outer, Link(link_kind(of), of.name, "sentence", span))
        own = self._own(number)
        # "He said he feared", "was quoted as saying": the speaker of what the speaker says is no further source.
        return outer if own.span is not None and outer[-1].span == own.span else _joined(outer, own)

    def _own(self, number: int) -> Link:
        utterance, meant = self.utterances[number], self.meant.get(number)
        source, origin = (meant.span, meant.origin) if meant else (utterance.source, utterance.origin)
        at = source or utterance.cue or utterance.content[0]
        kind, name = describe(source, self.text, self._graph_at(at))
        return Link(kind, name, origin, source, _cue(utterance, self.text))

    def _graph_at(self, span: Span) -> SentenceGraph:
        return self.graphs[max(0, bisect_right(self.starts, span.start) - 1)]


def _joined(chain: Chain, link: Link) -> Chain:
    """The chain with a link at its end. A medium that the chain has already is not named twice: at the end the nearer
    mention, which has the cue, takes the place of a credit; the outlet keeps its own."""
    names = [_usual_name(other) for other in chain]
    if link.kind not in ("agency", "outlet") or link.name not in names:
        return (*chain, link)
    at = names.index(link.name)
    return (*chain[:at], link) if at == len(chain) - 1 and at > 0 else chain


def _usual_name(link: Link) -> str:
    known = medium(link.name) if link.kind == "outlet" else None
    return known.name if known else link.name


def _actor(utterance: Utterance, text: str) -> Actor | None:
    if utterance.source is None:
        return None
    return Actor(utterance.source.of(text), utterance.source, utterance.source_score)


def _cue(utterance: Utterance, text: str) -> Mention | None:
    return Mention(utterance.cue.of(text), utterance.cue, utterance.cue_score) if utterance.cue else None


def _speech(share: float) -> Speech:
    if share >= DIRECT:
        return "direct"
    return "mixed" if share > 0 else "indirect"
