"""The mentions of a report that stand for actors, with what the sentence says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language.graph import SentenceGraph
from dragoman.record import CodedReport, Mention, Name
from dragoman.report import Span
from dragoman.resolve.actors.compound import apart
from dragoman.resolve.laid import Laid
from dragoman.resolve.words import key

_JOINING = frozenset("of in at from by for to with on against near and or".split())
"""Before a name these make it belong to another noun."""
_ACTORS = frozenset({"PER", "ORG", "MIL", "GPE"})


@dataclass(frozen=True, slots=True)
class Acting:
    """A mention of an actor.

    `sentence` is its sentence's number, `names` the names within it in text order, `acts` whether it does or suffers
    something, speaks or agrees (a name that only stands somewhere does not), `subject` whether it is the subject of its
    clause in the parse.
    """

    mention: Mention
    sentence: int
    names: tuple[Name, ...]
    acts: bool
    subject: bool

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.mention.span

    @property
    def words(self) -> str:
        """Its text in lower case, with single spaces."""
        return " ".join(self.mention.text.lower().split())

    def named(self, *labels: str) -> Name | None:
        """The first name of some type within it."""
        return next((name for name in self.names if name.label in labels), None)

    @property
    def title(self) -> str:
        """The words before a person's name in it, or behind the name's comma; all of them where it has no such name."""
        name = self.named("PER")
        words = self.mention.text[: name.span.start - self.span.start] if name else self.mention.text
        return words or self.mention.text.partition(",")[2]

    def tells_whose(self, name: Name) -> bool:
        """Whether a name in it only tells whose or where something is: "a command centre of Hamas"."""
        return not _JOINING.isdisjoint(key(self.mention.text[: name.span.start - self.span.start]).split())


def acting(coded: CodedReport, graphs: Sequence[SentenceGraph]) -> list[Acting]:
    """All mentions of actors in text order: the fillers of actor roles, and persons and bodies named beside them."""
    roles: dict[Span, Mention] = {}
    for event in coded.events:
        roles |= {actor.span: actor for actor in (*event.actors, *event.recipients)}
    roles |= {said.source.span: said.source for said in coded.attributions if said.source}
    for agreement in coded.agreements:
        obliged = (term.obliged for term in agreement.terms if term.obliged)
        roles |= {party.span: party for party in (*agreement.parties, *obliged)}
    spans = Laid((span, span) for span in roles)
    beside: dict[Span, Mention] = {
        name.span: name
        for name in coded.names
        if name.label in _ACTORS - {"GPE"} and not any(span.contains(name.span) for span in spans.at(name.span))
    }
    found = [(mention, True) for mention in roles.values()] + [(mention, False) for mention in beside.values()]
    found = [(part, acts) for mention, acts in found for part in _apart(mention)]
    sentences = Laid((graph.span, graph) for graph in graphs)
    named = Laid((name.span, name) for name in coded.names)
    out = list[Acting]()
    for mention, acts in sorted(found, key=lambda pair: (pair[0].span.start, -pair[0].span.end)):
        graph = next(iter(sentences.at(mention.span)), None)
        if graph is not None:
            names = tuple(name for name in named.at(mention.span) if mention.span.contains(name.span))
            out.append(Acting(mention, graph.index, names, acts, _is_subject(graph, mention.span)))
    return out


def _apart(mention: Mention) -> list[Mention]:
    """The actors that a mention lists, each with its own words; the mention alone where these do not stand in it."""
    parts, at = list[Mention](), 0
    for words in apart(mention.text):
        start = mention.text.find(words, at)
        if start < 0:
            return [mention]
        at = start + len(words)
        parts.append(Mention(words, Span(mention.span.start + start, mention.span.start + at), mention.score))
    return parts if len(parts) > 1 else [mention]


def _is_subject(graph: SentenceGraph, span: Span) -> bool:
    return any(token.deprel.startswith("nsubj") and span.contains(token.span) for token in graph.tokens)
