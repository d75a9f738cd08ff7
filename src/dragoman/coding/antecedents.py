"""For whom a pronoun stands that is a source, where grammar or the conventions of reports leave no doubt.

Certain are: "who" and "which" right behind the phrase that they refer to; "I" in somebody's quoted words; "he", "she",
"it" and "they" after speech of the one fitting speaker; "the agency" after an agency. Others stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.coding.media import medium
from dragoman.coding.quotation import Quotes
from dragoman.coding.relative import referred_to
from dragoman.coding.sources import describe
from dragoman.coding.tables import toml
from dragoman.coding.utterance import Utterance
from dragoman.language.graph import SentenceGraph
from dragoman.record.statement import LinkKind, LinkOrigin
from dragoman.report import Span

_SUBJECT_FORMS: dict[str, str] = {
    "he": "he",
    "him": "he",
    "she": "she",
    "her": "she",
    "it": "it",
    "they": "they",
    "them": "they",
}
_BODIES = frozenset({"ORG", "GPE", "MIL", "NORP"})
_PERSONS = frozenset({"PER", "ROLE"})
_WORD = re.compile(r"[^\W\d_]+")
_OWNER = re.compile(r".*['’]s?\s")
"""Whose deputy, brother or spokesman somebody is tells nothing of that person."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a pronoun stands for: where that is named, and whether in the same sentence or before."""

    span: Span
    origin: LinkOrigin


@cache
def _genders() -> Mapping[str, frozenset[str]]:
    table = toml("sources.toml")
    return {"he": frozenset(table["masculine"]), "she": frozenset(table["feminine"])}


@cache
def _the_medium() -> Mapping[str, str]:
    table: dict[str, list[str]] = toml("sources.toml")["the_medium"]
    return {f"the {word}": kind for kind, words in table.items() for word in words}


def antecedents(
    text: str,
    graphs: Sequence[SentenceGraph],
    utterances: Sequence[Utterance],
    by_sentence: Mapping[int, Sequence[int]],
    parents: Sequence[int | None],
    quotes: Quotes,
) -> dict[int, Antecedent]:
    """The antecedent of each utterance's source that is a pronoun and has a certain one, by the utterance's number.

    Args:
        text: the report's text.
        graphs: its sentences in text order.
        utterances: all that is said in it.
        by_sentence: the numbers of the utterances that have their cue or some content in a sentence.
        parents: for each utterance the number of the one that it lies in.
        quotes: the quoted stretches of the text.
    """
    finder = _Finder(text, graphs, utterances, by_sentence, parents, quotes)
    for number in sorted(range(len(utterances)), key=finder.place):
        finder.find(number)
    return finder.found


class _Finder:
    """Finds the antecedents of one report's sources in the order of the text, so that each may rest on those before."""

    def __init__(
        self,
        text: str,
        graphs: Sequence[SentenceGraph],
        utterances: Sequence[Utterance],
        by_sentence: Mapping[int, Sequence[int]],
        parents: Sequence[int | None],
        quotes: Quotes,
    ) -> None:
        self.text = text
        self.graphs = graphs
        self.starts = [graph.span.start for graph in graphs]
        self.utterances = utterances
        self.by_sentence = by_sentence
        self.parents = parents
        self.quotes = quotes
        self.found: dict[int, Antecedent] = {}

    def place(self, number: int) -> int:
        """Where the source of an utterance begins, by which they are taken in order."""
        utterance = self.utterances[number]
        return (utterance.source or utterance.content[0]).start

    def find(self, number: int) -> None:
        """Notes the antecedent of one utterance's source, if it is a pronoun with a certain one."""
        utterance = self.utterances[number]
        source = utterance.source
        if source is None or utterance.follows is not None:
            return
        words = source.of(self.text).lower()
        if words == "i":
            antecedent = self._speaker(number, source)
        elif words in _SUBJECT_FORMS:
            pronoun = _SUBJECT_FORMS[words]
            antecedent = self._self(number, source, pronoun) or self._before(number, source, pronoun)
        elif words in _the_medium():
            antecedent = self._medium(number, source, _the_medium()[words])
        else:
            graph = self._graph(source)
            beside = (self.utterances[other].source for other in self.by_sentence[utterance.sentence])
            antecedent = referred_to(source, self.text, graph, [span for span in beside if span and span != source])
        if antecedent is not None:
            same = self._graph(source).span.overlaps(antecedent)
            self.found[number] = Antecedent(antecedent, "sentence" if same else "previous sentence")

    def _graph(self, span: Span) -> SentenceGraph:
        return self.graphs[self._at(span)]

    def _at(self, span: Span) -> int:
        return max(0, bisect_right(self.starts, span.start) - 1)

    def _described(self, span: Span) -> tuple[LinkKind, str]:
        return describe(span, self.text, self._graph(span))

    def _meant(self, number: int) -> Span | None:
        """What an utterance's source stands for; None for a pronoun whose antecedent is not certain."""
        if number in self.found:
            return self.found[number].span
        source = self.utterances[number].source
        if source is None or source.of(self.text).lower() in ("i", "we", *_SUBJECT_FORMS):
            return None
        return source

    def _speaker_around(self, number: int) -> tuple[int, Span] | None:
        """The utterance that one lies in, and its speaker."""
        parent = self.parents[number]
        if parent is None:
            return None
        follows = self.utterances[parent].follows
        first = parent if follows is None else follows
        speaker = self._meant(first) or self.utterances[first].source
        return (first, speaker) if speaker else None

    def _speaker(self, number: int, source: Span) -> Span | None:
        """The person in whose quoted words an "I" stands."""
        around = self._speaker_around(number)
        if around is None or self.quotes.share([source]) == 0:
            return None
        return around[1] if self._described(around[1])[0] == "person" else None

    def _self(self, number: int, source: Span, pronoun: str) -> Span | None:
        """The speaker who speaks of himself: "the envoy said he feared". Not in quoted words, and not with another
        fitting name between the two."""
        around = self._speaker_around(number)
        if around is None or self.quotes.share([source]) > 0:
            return None
        outer, speaker = around
        cue = self.utterances[outer].cue
        if cue is None or cue.end > source.start or not self._agrees(speaker, pronoun, outer):
            return None
        names = self._names(self._graph(source), pronoun)
        return None if any(cue.end <= name.start and name.end <= source.start for name in names) else speaker

    def _before(self, number: int, source: Span, pronoun: str) -> Span | None:
        """The one fitting speaker of the sentence that last had speech, if nobody else who fits is named in between
        outside what is said; in the same paragraph, or in that in which the same quotation begins."""
        if self.quotes.share([source]) > 0:
            return None
        ancestors = set(self._ancestors(number))
        at = self._at(source)
        first = min(self.graphs[at].paragraph, self._first_paragraph(self.utterances[number]))
        for graph in reversed(self.graphs[: at + 1]):
            if graph.paragraph < first or graph.is_title:
                return None
            here = [
                other
                for other in self.by_sentence.get(graph.index, ())
                if other not in ancestors and self.parents[other] is None and self.place(other) < source.start
            ]
            fitting = {
                self.place(other): meant
                for other in here
                if (meant := self._meant(other)) is not None and self._agrees(meant, pronoun, other)
            }
            first_fitting = min(fitting, default=graph.span.start)
            if self._others_named(graph, (first_fitting, source.start), pronoun, list(fitting.values())):
                return None
            if fitting:
                one_name = len({self._described(span)[1] for span in fitting.values()}) == 1
                return fitting[min(fitting)] if one_name else None
            if here and graph.index != self.utterances[number].sentence:
                return None
        return None

    def _first_paragraph(self, utterance: Utterance) -> int:
        """The paragraph in which a quotation that goes on over paragraphs begins."""
        begins = (self.quotes.beginning(quote) for part in utterance.content for quote in self.quotes.within(part))
        return min((self._graph(begin.span).paragraph for begin in begins), default=len(self.graphs))

    def _others_named(
        self, graph: SentenceGraph, between: tuple[int, int], pronoun: str, fitting: Sequence[Span]
    ) -> bool:
        """Whether somebody else is named in a sentence between two places, outside what is said there."""
        said = [part for other in self.by_sentence.get(graph.index, ()) for part in self.utterances[other].content]
        return any(
            between[0] <= name.start
            and name.end <= between[1]
            and not any(part.contains(name) for part in said)
            and not any(self._is_beside(name, span) for span in fitting)
            for name in self._names(graph, pronoun)
        )

    def _is_beside(self, name: Span, speaker: Span) -> bool:
        """Whether a name is part of a speaker's, or an apposition to it: "Jory Vell, the envoy, said"."""
        if name.overlaps(speaker):
            return True
        first, second = sorted((name, speaker))
        return self.text[first.end : second.start].strip() in ("", ",")

    def _medium(self, number: int, source: Span, kind: str) -> Span | None:
        """The medium that was the last body to be a source, if it is of that kind."""
        for graph in reversed(self.graphs[: self._at(source) + 1]):
            for other in sorted(self.by_sentence.get(graph.index, ()), key=self.place, reverse=True):
                meant = self._meant(other)
                if other == number or meant is None or self.place(other) >= source.start:
                    continue
                of, name = self._described(meant)
                if of in ("agency", "outlet", "organisation"):
                    known = medium(name)
                    return meant if known is not None and known.kind == kind else None
        return None

    def _ancestors(self, number: int) -> Iterator[int]:
        seen = {number}
        yield number
        parent = self.parents[number]
        while parent is not None and parent not in seen:
            yield parent
            seen.add(parent)
            parent = self.parents[parent]

    def _agrees(self, span: Span, pronoun: str, number: int) -> bool:
        """Whether a pronoun can stand for a source: a person of no other gender, one body, or several people."""
        kind, words = self._described(span)[0], _WORD.findall(_OWNER.sub("", span.of(self.text).lower()))
        if pronoun in ("he", "she"):
            source = self.utterances[number].source
            called = {*words, source.of(self.text).lower() if source else ""}
            return kind == "person" and not _genders()["she" if pronoun == "he" else "he"] & called
        if pronoun == "they":
            return kind == "group"
        force = (
            kind == "group"
            and not span.of(self.text).endswith("s")
            and any(name.label == "MIL" and span.contains(name.span) for name in self._graph(span).names)
        )
        return force or kind in ("organisation", "agency", "outlet", "document")

    def _names(self, graph: SentenceGraph, pronoun: str) -> list[Span]:
        """The names of a sentence that a pronoun could stand for."""
        labels = _BODIES if pronoun in ("it", "they") else _PERSONS
        return [name.span for name in graph.names if name.label in labels]
