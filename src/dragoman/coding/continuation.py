"""Quoted speech that stands in a sentence without a cue of its own: whose it is.

It belongs to the quotation that runs on from an attributed sentence, before or behind; else, quoted throughout, to the
speaker of the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from dragoman.coding.grammar import head_token
from dragoman.coding.quotation import Quote, Quotes
from dragoman.coding.utterance import Utterance, overlap
from dragoman.language.graph import Node, SentenceGraph
from dragoman.report import Report, Span

RUNS_ON = 0.8
"""Score, relative to the attribution's, of speech inside the same quotation marks."""
SAME_SPEAKER = 0.7
"""The same of a wholly quoted sentence behind quoted speech of a named speaker."""
INTRODUCED = 0.5
"""Score of a wholly quoted sentence behind one that only names its speaker ("The envoy was blunt.")."""

_SPEAKERS = frozenset({"PER", "ROLE", "ORG", "MIL", "NORP"})


def continued(
    report: Report, graphs: Sequence[SentenceGraph], utterances: Sequence[Utterance], quotes: Quotes
) -> list[Utterance]:
    """The utterances with those added that quoted sentences without a cue make. Numbers of the given ones stay."""
    found = list(utterances)
    of_sentence: dict[int, list[int]] = {}
    for number, utterance in enumerate(found):
        for index in _sentences(utterance, graphs):
            of_sentence.setdefault(index, []).append(number)
    speaker_of_run = _speakers_of_runs(found, quotes)
    for place, graph in enumerate(graphs):
        made = next(_candidates(report, graphs, place, found, of_sentence, speaker_of_run, quotes), None)
        if made:
            of_sentence.setdefault(graph.index, []).append(len(found))
            found.append(made)
    return found


def _sentences(utterance: Utterance, graphs: Sequence[SentenceGraph]) -> Iterator[int]:
    yield utterance.sentence
    for graph in graphs[max(0, utterance.sentence - 2) : utterance.sentence + 4]:
        if graph.index != utterance.sentence and any(part.overlaps(graph.span) for part in utterance.content):
            yield graph.index


def _speakers_of_runs(found: Sequence[Utterance], quotes: Quotes) -> dict[int, int]:
    """For each running quotation, the innermost utterance that is quoted there: its cue stands outside the marks, and
    it shares most of its content or of the quote."""
    speakers: dict[int, int] = {}
    for number, utterance in enumerate(found):
        if _is_quoted_cue(utterance, quotes):
            continue
        for part in utterance.content:
            for quote in quotes.within(part):
                before = speakers.get(quote.run)
                if overlap([part], [quote.span]) * 2 >= min(len(part), len(quote.span)) and (
                    before is None or found[before].length > utterance.length
                ):
                    speakers[quote.run] = number
    return speakers


def _is_quoted_cue(utterance: Utterance, quotes: Quotes) -> bool:
    """Whether the cue is itself part of what somebody else says: "we believe" in a quotation."""
    return utterance.cue is not None and quotes.share([utterance.cue]) > 0


def _candidates(
    report: Report,
    graphs: Sequence[SentenceGraph],
    place: int,
    found: Sequence[Utterance],
    of_sentence: dict[int, list[int]],
    speaker_of_run: dict[int, int],
    quotes: Quotes,
) -> Iterator[Utterance]:
    graph = graphs[place]
    for quote in quotes.within(graph.span):
        part = _inside(quote, graph.span, report.text)
        speaker = speaker_of_run.get(quote.run)
        if part and speaker is not None and not _attributed(part, of_sentence.get(graph.index, ()), found):
            yield _going_on(found, speaker, graph, part, RUNS_ON, "quotation")
    if graph.index in of_sentence or graph.is_title or not quotes.is_quoted(graph.span, report.text):
        return
    before = graphs[place - 1] if place else None
    if before is None or before.is_title or graph.paragraph - before.paragraph > 1:
        return
    whole = quotes.within(graph.span)
    content = _inside(whole[0], graph.span, report.text)
    if content is None:
        return
    content = Span(content.start, min(graph.span.end, whole[-1].span.end))
    speaking = [number for number in of_sentence.get(before.index, ()) if not _is_quoted_cue(found[number], quotes)]
    last = max(speaking, key=lambda number: found[number].content[-1].end, default=None)
    if last is not None:
        if quotes.share(found[last].content) > 0:
            yield _going_on(found, last, graph, content, SAME_SPEAKER, "previous sentence")
    elif speaker := _only_speaker(before):
        yield Utterance(
            graph.index, speaker.span, None, 0.0, (content,), INTRODUCED, speaker.score, "previous sentence"
        )


def _inside(quote: Quote, sentence: Span, text: str) -> Span | None:
    """The part of a quote that lies in a sentence; None where that holds no letters."""
    start, end = max(quote.span.start, sentence.start), min(quote.span.end, sentence.end)
    return Span(start, end) if start < end and any(map(str.isalnum, text[start:end])) else None


def _attributed(part: Span, numbers: Sequence[int], found: Sequence[Utterance]) -> bool:
    return any(overlap([part], found[number].content) * 2 >= len(part) for number in numbers)


def _going_on(
    found: Sequence[Utterance],
    number: int,
    graph: SentenceGraph,
    content: Span,
    weight: float,
    origin: Literal["quotation", "previous sentence"],
) -> Utterance:
    first = found[number].follows
    base = number if first is None else first
    return replace(
        found[base],
        sentence=graph.index,
        cue=None,
        content=(content,),
        score=round(found[base].score * weight, 4),
        origin=origin,
        follows=base,
    )


def _only_speaker(graph: SentenceGraph) -> Node | None:
    """Whom a sentence without speech of its own introduces: its grammatical subject if that is named or a role, without
    a parse the one person or role it names."""
    named = [name for name in graph.names if name.label in _SPEAKERS]
    if graph.tokens:
        return next((name for name in named if _is_subject(name, graph)), None)
    people = [name for name in named if name.label in ("PER", "ROLE")]
    return people[0] if len(people) == 1 else None


def _is_subject(name: Node, graph: SentenceGraph) -> bool:
    at = head_token(graph, name.span)
    if at is None:
        return False
    token = graph.tokens[at]
    return token.deprel.startswith("nsubj") and token.head >= 0 and graph.tokens[token.head].deprel == "root"
