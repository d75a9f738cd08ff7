"""Media that pass speech on: "told Reuters", "in an interview with the BBC", "was quoted by AFP as saying"."""

from __future__ import annotations

import re
from functools import cache

from dragoman.coding.media import Medium, leading_medium, medium
from dragoman.coding.sources import unexplained
from dragoman.coding.tables import toml
from dragoman.coding.utterance import Utterance, telling
from dragoman.language.graph import SentenceGraph
from dragoman.report import Span

_REACH = 60
"""Characters before a medium's name in which the word stands that makes it pass speech on."""


@cache
def _leads_to() -> re.Pattern[str]:
    words = "|".join(toml("sources.toml")["passing_on"])
    return re.compile(rf"(?i)\b(?:{words})\b[^.;,“”\"]{{0,30}}\b(?:to|with|by|in|on)\s+(?:[\w’'-]+\s+){{0,3}}$")


def passed_on_by(utterance: Utterance, graph: SentenceGraph, text: str) -> tuple[Medium, Span] | None:
    """The medium through which what is said in this sentence reached the report, and where it is named.

    It stands outside what is said and is not its source.
    """
    if utterance.cue is None:
        return None
    start = graph.span.start
    source = unexplained(utterance.source, text) if utterance.source else None
    if graph.text[utterance.cue.start - start : utterance.cue.end - start].lower() in telling():
        behind = graph.text[utterance.cue.end - start :]
        gap = len(behind) - len(behind.lstrip())
        if found := leading_medium(behind[gap:]):
            at = utterance.cue.end + gap
            return found[0], Span(at, at + found[1])
    for name in graph.names:
        if name.label != "ORG" or utterance.covers(name.span) or (source and name.span.overlaps(source)):
            continue
        at = name.span.start - start
        if _leads_to().search(graph.text, max(0, at - _REACH), at) and (
            of := medium(name.span.shifted(-start).of(graph.text))
        ):
            return of, name.span
    return None
