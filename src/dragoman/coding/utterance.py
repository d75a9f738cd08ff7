"""Who says what, before the sources are chained: the model's attributions and quotations made one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dragoman.coding.governing import governed
from dragoman.coding.grammar import governors
from dragoman.coding.tables import toml
from dragoman.language.graph import Frame, Node, SentenceGraph
from dragoman.record.statement import LinkOrigin
from dragoman.report import Report, Span

COVERED = 0.5
"""A content is the same as another when at least half of its characters lie in the other."""

_MARKS = '"“”„«»'
_EXPLETIVE = re.compile(
    r"(?i)\s*(?:is|was|has\s+been|had\s+been|remains?|remained|bec[oa]mes?|seems?|seemed|appears?|appeared)"
    r"(?:n['’]t|\s+(?:not|\w+ly|also|still))*+\s+(?!\w+ing\b)\w"
)
"""Behind "it": a passive or a state ("was reported", "is not clear"), by which "it" speaks for nobody."""
_WORD = re.compile(r"\w+")
_LEADING = re.compile(r"(?i)[\s,;:—–-]*(?:according to\s+)?")
_NOBODY = re.compile(r"(?i)(?:no|none|nobody|neither|nothing)\b")
_UNSAID = re.compile(r"(?i)\b(?:declin|refus)(?:es?|ed|ing) to\b")
_OPEN = re.compile(r"(?i)\bnot? (?:\w+ly )?(?:rul|exclud)\w+|\b(?:cannot|can['’]t) be\b|\bnot only\b|\bno doubt\b")
"""Cues with a negation by which something is said all the same."""
_INTENTION = re.compile(r"(?i)to\s+(?!have\b|be\b)\w")


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something said: by which words, whose, and in which sentence the saying stands (`sentence`).

    `origin` tells how the source was found; `follows` is the number of the utterance that this one goes on from, whose
    source and outer sources it shares.
    What is `withheld` nobody says ("has not confirmed"): it is no attribution, but who did not say it may be who is
    spoken of next. A headline's credit is an utterance with `origin` "headline" and no cue.
    """

    sentence: int
    source: Span | None
    cue: Span | None
    cue_score: float
    content: tuple[Span, ...]
    score: float
    source_score: float = 1.0
    origin: LinkOrigin = "sentence"
    follows: int | None = None
    withheld: bool = False

    @property
    def length(self) -> int:
        """How many characters the content has."""
        return sum(map(len, self.content))

    def covers(self, span: Span) -> bool:
        """Whether a span lies wholly inside the content."""
        return any(part.contains(span) for part in self.content)


@cache
def telling() -> frozenset[str]:
    """The cues right behind which stands whom somebody told."""
    return frozenset(toml("sources.toml")["telling"])


def overlap(spans: Iterable[Span], others: Sequence[Span]) -> int:
    """How many characters two sets of spans share, each set free of overlaps in itself."""
    return sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for span in spans for other in others)


def gather(report: Report, graphs: Sequence[SentenceGraph]) -> list[Utterance]:
    """All utterances of a report, in text order: the codebook's attributions, then what quotations add to them.

    A quotation whose cue is an attribution's widens that attribution into other sentences and gives it a source if it
    had none. Any other quotation is one of its own, unless its content is covered already, or is an act that the source
    means to do ("vowed to fight") rather than something said.
    """
    found = [
        made for graph in graphs for frame in graph.attributions if (made := _utterance(frame, graph, report.text))
    ]
    by_sentence: dict[int, list[int]] = {}
    for number, utterance in enumerate(found):
        by_sentence.setdefault(utterance.sentence, []).append(number)
    added: list[Utterance] = []
    for graph in graphs:
        for frame in graph.quotations:
            quotation = _utterance(frame, graph, report.text)
            if quotation is None:
                continue
            near = by_sentence.get(graph.index, [])
            same = next((n for n in near if _same_saying(found[n], quotation)), None)
            if same is not None:
                found[same] = _widened(found[same], quotation, graph)
            elif not _is_covered(quotation, [found[n] for n in near]) and _is_said(quotation, report.text):
                added.append(quotation)
    return sorted([*found, *added], key=lambda made: (made.sentence, made.content[0]))


def _utterance(frame: Frame, graph: SentenceGraph, text: str) -> Utterance | None:
    content = tuple(bare for part in _merged(node.span for node in frame.fillers("t")) if (bare := _bare(part, text)))
    if not content:
        return None
    source = max(frame.fillers("s"), key=lambda node: node.score, default=None)
    source = _without_cue(source, text) if source else None
    withheld = _says_nothing(source, frame.anchor, graph, text)
    if source is not None and _names_nobody(source.span, frame.anchor, text):
        source = None
    return Utterance(
        graph.index,
        source.span if source else None,
        frame.anchor,
        frame.score,
        content,
        round(frame.score, 4),
        source.score if source else 1.0,
        _origin(source, graph),
        withheld=withheld,
    )


def _says_nothing(source: Node | None, cue: Span, graph: SentenceGraph, text: str) -> bool:
    """Whether nothing is said: nobody is the source ("no group claimed"), or who might have said it did not, would not
    or could not ("has not confirmed", "declined to say", "did not deny"). "Has not ruled out" tells what may be."""
    if source is not None and _NOBODY.match(text, source.span.start):
        return True
    if _OPEN.search(cue.of(text)) or not graph.span.contains(cue):
        return False
    withheld = governed(cue, graph)
    words = (Span(*word.span()) for word in _WORD.finditer(text, cue.start, cue.end))
    negated = any(governors(word, graph).negation for word in words)
    return negated or bool(_UNSAID.search(cue.of(text))) or (withheld is not None and withheld[0] == "not")


def _without_cue(source: Node, text: str) -> Node:
    """A source without the marks and the "according to" that it is found with."""
    found = _LEADING.match(text, source.span.start, source.span.end)
    if found is None or found.end() >= source.span.end:
        return source
    return replace(source, span=Span(found.end(), source.span.end))


def _origin(source: Node | None, graph: SentenceGraph) -> LinkOrigin:
    return "previous sentence" if source and source.span.end <= graph.span.start else "sentence"


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = merged[-1].hull(span)
        else:
            merged.append(span)
    return tuple(merged)


def _names_nobody(source: Span, cue: Span, text: str) -> bool:
    """Whether a source is the "it" of "it was reported that", a "there", an article that lost its noun, or the one who
    was told."""
    words = source.of(text).lower()
    if cue.end <= source.start and cue.of(text).lower() in telling() and not text[cue.end : source.start].strip():
        return True
    behind = _EXPLETIVE.match(text, source.end) if words == "it" else None
    return words in ("there", "the", "a", "an") or (behind is not None and behind.end() > cue.start >= source.end)


def _bare(part: Span, text: str) -> Span | None:
    """A piece of content without the quotation marks and blanks at its ends, unless they belong to words quoted inside
    it; None for a piece without letters or figures."""
    words = part.of(text)
    if not any(map(str.isalnum, words)):
        return None
    start, end = len(words) - len(words.lstrip()), len(words.rstrip())
    marks = sum(mark in _MARKS for mark in words)
    opens, closes = words[start] in _MARKS, words[end - 1] in _MARKS
    whole = marks == 2 and opens and closes
    if opens and (whole or marks % 2):
        start += 1
    if closes and (whole or (marks % 2 and not opens)):
        end -= 1
    return Span(part.start + start, part.start + end)


def _same_saying(one: Utterance, other: Utterance) -> bool:
    return one.cue is not None and other.cue is not None and one.cue.overlaps(other.cue)


def _widened(attribution: Utterance, quotation: Utterance, graph: SentenceGraph) -> Utterance:
    """The attribution with what the quotation finds in other sentences: content, and a source where it has none."""
    beyond = [part for part in quotation.content if not part.overlaps(graph.span)]
    wider = replace(attribution, content=_merged([*attribution.content, *beyond]))
    if attribution.source is None and quotation.source is not None:
        return replace(wider, source=quotation.source, source_score=quotation.source_score, origin=quotation.origin)
    return wider


def _is_covered(quotation: Utterance, others: Iterable[Utterance]) -> bool:
    return any(
        overlap(quotation.content, other.content) >= COVERED * min(quotation.length, other.length) for other in others
    )


def _is_said(quotation: Utterance, text: str) -> bool:
    return not _INTENTION.match(text, quotation.content[0].start)
