"""The rules of time expressions, compiled, and how they are matched against tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.resolve.times.lexicon import lexicon
from dragoman.resolve.times.numbers import Token
from dragoman.resolve.times.tables import toml

_PIECE = re.compile(r"\{([A-Z]+)\}|([a-z]\w*:)|([a-z][a-z-]*)|([()|?*])|\s+|(.)")
_REPEATED = "__"
MOST = 3
"""How often a piece marked * may come: no expression has more, and a text of nothing else stays cheap to read."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over token codes with the name of its reading; `tagged` rules are looked for in running text.

    `firsts` holds the codes that a match can begin with.
    """

    reading: str
    pattern: re.Pattern[str]
    firsts: frozenset[str]
    tagged: bool


@dataclass(frozen=True, slots=True)
class Parse:
    """A rule's match over `tokens[first:last]`, and the tokens that it kept under names."""

    rule: Rule
    tokens: tuple[Token, ...]
    kept: Mapping[str, Token]

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.tokens[-1].end

    def __getitem__(self, name: str) -> str:
        """The value of the token kept under a name, "" where there is none."""
        token = self.kept.get(name)
        return token.value if token else ""

    def __contains__(self, name: str) -> bool:
        return name in self.kept

    def number(self, name: str) -> float:
        """The number of the token kept under a name, 0 where there is none."""
        token = self.kept.get(name)
        return token.number if token else 0.0


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """The rules by the code that a match begins with."""
    table = toml("rules.toml")
    made = [
        _compiled(row["reading"], row["pattern"], table["macros"], tagged=row.get("tag", True)) for row in table["rule"]
    ]
    return {code: tuple(rule for rule in made if code in rule.firsts) for code in lexicon().codes.values()}


@cache
def alone() -> frozenset[str]:
    """The codes of tokens that are an expression by themselves."""
    return frozenset(
        code for code, found in rules().items() if any(rule.pattern.fullmatch(code) for rule in found if rule.tagged)
    )


def whole(found: Sequence[Token], codes: str) -> list[Parse]:
    """All readings of tokens that are one expression, in the order of the rules."""
    if not found:
        return []
    matches = ((rule, rule.pattern.fullmatch(codes)) for rule in rules().get(codes[0], ()))
    return [_parse(rule, match, found) for rule, match in matches if match]


def longest(found: Sequence[Token], codes: str, at: int, *, every_rule: bool = False) -> Parse | None:
    """The longest expression that begins with the token `at`; with `every_rule` also those that are not looked for."""
    best: tuple[Rule, re.Match[str]] | None = None
    for rule in rules().get(codes[at], ()):
        if not (rule.tagged or every_rule):
            continue
        match = rule.pattern.match(codes, at)
        if match and match.end() > (best[1].end() if best else at):
            best = rule, match
    return _parse(*best, found) if best else None


def _parse(rule: Rule, match: re.Match[str], found: Sequence[Token]) -> Parse:
    kept = {
        name.partition(_REPEATED)[0]: found[match.start(name)]
        for name, code in match.groupdict().items()
        if code is not None
    }
    return Parse(rule, tuple(found[match.start() : match.end()]), kept)


def _compiled(reading: str, pattern: str, macros: Mapping[str, str], *, tagged: bool) -> Rule:
    part = _Compiler(_pieces(pattern, macros), lexicon().codes).alternatives()
    return Rule(reading, re.compile(part.text), part.firsts, tagged)


def _pieces(pattern: str, macros: Mapping[str, str]) -> list[str]:
    found = list[str]()
    for match in _PIECE.finditer(pattern):
        macro, name, word, mark, wrong = match.groups()
        if wrong:
            raise ValueError(f"rules.toml: {wrong!r} in the pattern {pattern!r}")
        if macro:
            found += ["(", *_pieces(macros[macro], macros), ")"]
        elif name or word or mark:
            found.append(name or word or mark)
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern as a regular expression over codes; `empty` if it may match nothing."""

    text: str
    firsts: frozenset[str]
    empty: bool


class _Compiler:
    """Recursive descent over a pattern's pieces."""

    def __init__(self, pieces: Sequence[str], codes: Mapping[str, str]) -> None:
        self._pieces = [*pieces, ""]
        self._at = 0
        self._names = 0
        self._codes = codes

    def alternatives(self) -> _Part:
        parts = [self._sequence()]
        while self._pieces[self._at] == "|":
            self._at += 1
            parts.append(self._sequence())
        text = "|".join(part.text for part in parts)
        firsts = frozenset[str]().union(*(part.firsts for part in parts))
        return _Part(f"(?:{text})", firsts, any(part.empty for part in parts))

    def _sequence(self) -> _Part:
        text, firsts, empty = "", frozenset[str](), True
        while self._pieces[self._at] not in ("", "|", ")"):
            part = self._repeated()
            text += part.text
            firsts |= part.firsts if empty else frozenset[str]()
            empty = empty and part.empty
        return _Part(text, firsts, empty)

    def _repeated(self) -> _Part:
        part = self._atom()
        mark = self._pieces[self._at]
        if mark not in ("?", "*"):
            return part
        self._at += 1
        return _Part(part.text + ("?" if mark == "?" else f"{{0,{MOST}}}"), part.firsts, empty=True)

    def _atom(self) -> _Part:
        piece = self._pieces[self._at]
        self._at += 1
        if piece.endswith(":"):
            # A name may stand in several branches of a rule; re wants each group's name once.
            self._names += 1
            name = f"{piece[:-1]}{_REPEATED}{self._names}"
            part = self._atom()
            return _Part(f"(?P<{name}>{part.text})", part.firsts, part.empty)
        if piece == "(":
            part = self.alternatives()
            self._at += 1
            return part
        return _Part(self._codes[piece], frozenset(self._codes[piece]), empty=False)
