"""What kind of source some words name, and by which name it goes into a chain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman.coding.credits import link_kind
from dragoman.coding.media import Medium, medium
from dragoman.coding.tables import toml
from dragoman.language.graph import Node, SentenceGraph
from dragoman.record.statement import LinkKind
from dragoman.report import Span

_KIND_OF_LABEL: dict[str, LinkKind] = {
    "ORG": "organisation",
    "GPE": "organisation",
    "MIL": "group",
    "NORP": "group",
    "DOC": "document",
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_APPOSITION = re.compile(r"(?i),\s+(?:an?|the|one of|whose|who|which|himself|herself|itself|citing|quoting|\d+)\b")
_PASSED_ON = re.compile(r"(?i)\s+(?:quoted|cited|interviewed|contacted)\s+by\b")
_OWNS = re.compile(r"['’]s?\s+\w")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$|(?<=s)['’]$")
_SEVERAL = re.compile(r"(?i)\b(?:and|or)\b")
_HEAD_ENDS = re.compile(r"(?i)\s+(?:of|from|in|at|on|for|with|who|which|that|to|by|familiar|close|near)\s+|,|\s[(–—]")


@cache
def _nouns() -> dict[str, LinkKind]:
    table: dict[str, list[str]] = toml("sources.toml")
    kinds: tuple[LinkKind, ...] = ("person", "group", "organisation", "document", "agency", "outlet")
    return {word: kind for kind in kinds for word in table[kind]}


def named_in(span: Span, graph: SentenceGraph) -> list[Node]:
    """The names inside a span, in text order."""
    return [name for name in graph.names if span.contains(name.span)]


def medium_in(span: Span, text: str, names: Sequence[Node]) -> Medium | None:
    """The medium that a source is: known by its whole words, or by an organisation's name among them where no person is
    named beside it ("Russia's Interfax news agency")."""
    if found := medium(text[span.start : span.end]):
        return found
    if any(name.label == "PER" for name in names):
        return None
    organisations = (name.span for name in names if name.label == "ORG")
    return next((found for at in organisations if (found := medium(text[at.start : at.end]))), None)


def describe(span: Span | None, text: str, graph: SentenceGraph) -> tuple[LinkKind, str]:
    """The kind and the name of a source: the medium's usual name, the one person's name, else its own words up to what
    explains them further ("the Coast Institute, a charity")."""
    if span is None:
        return "unnamed", ""
    short = unexplained(span, text)
    words, names = text[short.start : short.end], named_in(short, graph)
    if found := medium_in(short, text, names):
        return link_kind(found), found.name
    persons = _persons(names, short, text)
    kind = _kind(words, names, short)
    if kind == "person" and not persons:
        persons = _persons(named_in(span, graph), span, text)
    if len(persons) == 1:
        return "person", text[persons[0].span.start : persons[0].span.end]
    return ("group" if persons else kind), words


def _persons(names: Sequence[Node], within: Span, text: str) -> list[Node]:
    """The persons among some names, without those who only own something ("Mr Vell's deputy")."""
    return [name for name in names if name.label == "PER" and not _OWNS.match(text, name.span.end, within.end)]


def unexplained(span: Span, text: str) -> Span:
    """A source without its apposition, its relative clause, whom it cites and the medium that passes it on ("quoted by
    Reuters"); of a list nothing is cut."""
    words = _PASSED_ON.split(text[span.start : span.end], maxsplit=1)[0]
    cut = _APPOSITION.search(words)
    if cut and cut.start() > 0 and not _SEVERAL.search(words, cut.end()):
        words = words[: cut.start()]
    plain = _POSSESSIVE.sub("", words.rstrip(" ,;:—–-"))
    return Span(span.start, span.start + (len(plain) or len(words)))


def _kind(words: str, names: Sequence[Node], span: Span) -> LinkKind:
    """By the label of the name that is the head, else by the head noun where its kind is known, else by a name beside
    it, else by the head's number."""
    phrase = _HEAD_ENDS.split(words, maxsplit=1)[0]
    head_words = _WORD.findall(phrase)
    head = head_words[-1].lower() if head_words else ""
    labelled = [name for name in names if name.label in _KIND_OF_LABEL]
    at_head = span.start + len(phrase.rstrip()) - 1
    if named := next((name for name in labelled if name.span.start <= at_head < name.span.end), None):
        return _KIND_OF_LABEL[named.label]
    if head in _nouns():
        return _nouns()[head]
    if singular := _nouns().get(head.removesuffix("s")):
        return "group" if singular == "person" else singular
    if any(name.label == "ROLE" for name in names):
        return "person"
    beside = [name for name in labelled if name.span.end <= at_head + 1]
    if beside:
        return _KIND_OF_LABEL[beside[-1].label]
    return "group" if head.endswith("s") and not head.endswith("ss") else "person"
