"""What governs a verb or noun: its auxiliaries, negation and hedges, and whether it stands in a conditional clause.

Read off the words before it, because these are a closed class and stand in a fixed order in English; the parse, where
there is one, adds what the words alone don't show: the clause that a subordinating word opens, and conjuncts that
share their auxiliaries.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.coding.tables import toml
from dragoman.language.graph import SentenceGraph, Token
from dragoman.report import Span

_LISTS: dict[str, list[str]] = toml("grammar.toml")


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace("'", "['’]") for word in sorted(words, key=len, reverse=True))


NEGATION = re.compile(rf"(?i)(?<![\w])(?:{_any(_LISTS['negations'])})(?![\w])|(?<=[a-z])n['’]t\b")
"""A word that negates what it governs."""

_WORD = re.compile(r"\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|d|ll)\b|[\w-]+|[^\w\s]")
_REACH = 80
"""Characters before a trigger that its governing words may stand in."""

_AUXILIARIES = frozenset(_LISTS["auxiliaries"])
_ADVERBS = frozenset(_LISTS["adverbs"])
_NO = frozenset(_LISTS["negative_determiners"])
_DETERMINERS = frozenset(_LISTS["determiners"])
_POSSIBILITY = frozenset(_LISTS["possibility"])
_OBLIGATION = frozenset(_LISTS["obligation"])
_FUTURE = frozenset(_LISTS["future"])
_NEGATIONS = frozenset(_LISTS["negations"])
_NOT_NEGATING = frozenset(_LISTS["not_negating"])
_HEDGES = frozenset(
    "likely unlikely probable improbable possible impossible expected anticipated certain bound inevitable doubtful "
    "probably possibly perhaps maybe certainly potentially conceivably presumably definitely highly extremely".split()
)
_GOVERNING = _AUXILIARIES | _NEGATIONS | _HEDGES
_CONDITION = re.compile(rf"(?i)\b({_any(_LISTS['conditions'])})\b")
_LEAVES_CLAUSE = re.compile(r"(?i)[,;:.—]|\b(?:then|to|the|a|an|any|his|her|its|their|of|and|or|that)\s+$")
"""Between "if" and a trigger: a mark or word that shows the trigger to be no verb of the if-clause."""
_QUESTIONS = frozenset(_LISTS["questions"])
_OCCURRING = frozenset(_LISTS["occurring"])
_ENDINGS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("d", ""),
    ("ed", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ies", "y"),
    ("ied", "y"),
)
_LAST_WORD = re.compile(r"([\w’']+)\W*$")


@dataclass(frozen=True, slots=True)
class Governors:
    """The words that govern a trigger, in lower case and text order, and the stretch of the sentence where they stand,
    up to the verb that they stand before."""

    words: tuple[str, ...]
    start: int
    end: int

    @property
    def possibility(self) -> str | None:
        """The "may", "might" or "could" among them."""
        return next((word for word in self.words if word in _POSSIBILITY), None)

    @property
    def future(self) -> str | None:
        """The "will" or "shall" among them."""
        return next((word for word in self.words if word in _FUTURE), None)

    @property
    def obligation(self) -> str | None:
        """The "should", "must" or "ought" among them."""
        return next((word for word in self.words if word in _OBLIGATION), None)

    @property
    def negation(self) -> str | None:
        """The negation among them, unless it strikes another word, as in "not only"."""
        for word, after in zip(self.words, (*self.words[1:], ""), strict=False):
            if (word in _NEGATIONS and after not in _NOT_NEGATING) or word in _NO or (word, after) == ("yet", "to"):
                return word
        return None

    @property
    def hedge(self) -> str | None:
        """The likelihood word among them that is no modal: "likely", "expected", "probably"."""
        return next((word for word in self.words if word in _HEDGES), None)

    @property
    def is_perfect(self) -> bool:
        """Whether the act lies before the time spoken of: "may have attacked", "is likely to have attacked"."""
        return "have" in self.words[1:]


def governors(trigger: Span, graph: SentenceGraph) -> Governors:
    """The words that govern a trigger; where it has none of its own and the parse makes it a conjunct, those of the
    first conjunct ("could attack or shell"), or those of the verb by which it happens ("an attack could follow"). A
    "first" conjunct that a wrong parse puts behind the trigger is none."""
    own = _before(graph.text, trigger.start - graph.span.start)
    if own.words or not graph.tokens:
        return own
    if verb := _occurs(trigger, graph):
        return _before(graph.text, verb.span.start - graph.span.start)
    first = _first_conjunct(trigger, graph)
    ahead = first is not None and first.span.start < trigger.start
    return _before(graph.text, first.span.start - graph.span.start) if first and ahead else own


def _before(text: str, at: int) -> Governors:
    low = max(0, at - _REACH)
    found: list[str] = []
    start = at
    for match in reversed(list(_WORD.finditer(text, low, at))):
        if match[0] == "May" and match.start() > 0:
            break  # the month, or a name
        word = match[0].lower().replace("’", "'")
        if not (word in _GOVERNING or word in _ADVERBS or word.endswith("ly") or _is_determiner(word, found)):
            break
        found.append(word)
        start = match.start()
    governing = any(word in _GOVERNING or word in _NO for word in found)
    return Governors(tuple(reversed(found)), start, at) if governing else Governors((), at, at)


def _is_determiner(word: str, behind: list[str]) -> bool:
    """Whether a word is the determiner of a nominal trigger ("no attack", "a likely attack"), or opens "no longer"."""
    if word in _NO:
        return not behind or behind[-1] == "longer" or all(other in _HEDGES for other in behind)
    return word in _DETERMINERS and all(other in _HEDGES for other in behind)


def token_at(graph: SentenceGraph, position: int) -> int | None:
    """The number of the token that covers a position of the report's text."""
    tokens = graph.tokens
    at = bisect_left(tokens, position, key=lambda token: token.span.end - 1)
    return at if at < len(tokens) and tokens[at].span.start <= position else None


def head_token(graph: SentenceGraph, span: Span) -> int | None:
    """The number of the token that heads a span: the first whose own head lies outside it."""
    first = token_at(graph, span.start)
    if first is None:
        return None
    for number in range(first, len(graph.tokens)):
        token = graph.tokens[number]
        if token.span.start >= span.end:
            break
        if token.head < 0 or not span.overlaps(graph.tokens[token.head].span):
            return number
    return first


def children(graph: SentenceGraph, head: int) -> Iterator[Token]:
    """The tokens that depend on a token, in text order."""
    return (token for token in graph.tokens if token.head == head)


def _occurs(trigger: Span, graph: SentenceGraph) -> Token | None:
    """The verb by which an act that is its subject happens."""
    at = head_token(graph, trigger)
    if at is None or graph.tokens[at].deprel != "nsubj":
        return None
    verb = graph.tokens[graph.tokens[at].head]
    return None if _OCCURRING.isdisjoint(bases(verb.text.lower())) else verb


def _first_conjunct(trigger: Span, graph: SentenceGraph) -> Token | None:
    at = head_token(graph, trigger)
    if at is None or graph.tokens[at].deprel != "conj" or graph.tokens[at].head < 0:
        return None
    if any(child.deprel.startswith("nsubj") for child in children(graph, at)):
        return None
    return graph.tokens[graph.tokens[at].head]


def condition(trigger: Span, graph: SentenceGraph) -> str | None:
    """The word that makes the trigger's clause a condition ("if", "unless"), None where it is none."""
    if graph.tokens:
        at = head_token(graph, trigger)
        return _marker(graph, at) if at is not None else None
    at = trigger.start - graph.span.start
    found = [m for m in _CONDITION.finditer(graph.text, 0, at) if not asks(graph.text, m.start())]
    if not found or _LEAVES_CLAUSE.search(graph.text, found[-1].end(), at):
        return None
    return found[-1][1].lower()


def _marker(graph: SentenceGraph, at: int) -> str | None:
    """The conditional word that opens the clause of a token, looked for up through conjuncts and copulas."""
    for _ in range(3):
        token = graph.tokens[at]
        for child in children(graph, at):
            if child.deprel == "mark" and _CONDITION.fullmatch(child.text):
                return None if asks(graph.text, child.span.start - graph.span.start) else child.text.lower()
        if token.deprel != "conj" or token.head < 0:
            return None
        at = token.head
    return None


def asks(text: str, at: int) -> bool:
    """Whether an "if" at a place in a text asks a question ("asked if") rather than sets a condition."""
    before = _LAST_WORD.search(text, max(0, at - 24), at)
    return bool(before and before[1].lower() in _QUESTIONS)


def bases(word: str) -> list[str]:
    """The base forms that an inflected word may have: "vowed" - vow, "plans" - plan, "planned" - plan."""
    found = [word[: len(word) - len(end)] + other for end, other in _ENDINGS if word.endswith(end)]
    return found + [form[:-1] for form in found if len(form) > 3 and form[-1] == form[-2]]
