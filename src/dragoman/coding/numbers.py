"""English number phrases as bounds: "dozens of civilians" is 24 to 99, "around 3 million" 2.7 to 3.3 million."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dragoman.coding.tables import toml

_DATA = toml("numbers.toml")
_VALUES: dict[str, int] = _DATA["values"]
_UNITS: dict[str, int] = _DATA["units"]
_VAGUE: dict[str, list[int]] = _DATA["vague"]
_COLLECTIVE = frozenset(_DATA["nouns"]["collective"])
_INDEFINITE = frozenset(_DATA["nouns"]["indefinite"])
_SINGULAR = frozenset(_DATA["nouns"]["singular"])


@dataclass(frozen=True, slots=True)
class Number:
    """Bounds, both included; `high` None where the words set no upper one. `value` is the number that the words name.

    Always 0 <= low <= value <= high, as far as they are given.
    """

    low: int = 0
    high: int | None = None
    value: int | None = None


UNKNOWN = Number()
"""A phrase that names no number: anything from none upwards."""


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


_DIGITS = r"(?:[0-9]{1,3}(?:[,\u00a0\u202f][0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?"
_SPELT = rf"(?:{_any(_VALUES)})"
_UNIT = rf"(?:{_any(_UNITS)})"
_ATOM = rf"(?:{_DIGITS}|{_SPELT}|half\s+an?|an?(?=[\s-]+(?:half[\s-]+)?{_UNIT}\b)|several|a\s+few)"
_EXACT = rf"{_ATOM}(?:[\s-]*(?:and[\s-]+(?=(?:{_SPELT}|a\s+half)\b))?(?:{_SPELT}|{_UNIT}|a\s+half)\b)*"
_KIND: dict[str, str] = {word: kind for kind, words in _DATA["qualifiers"].items() for word in words}
_BEHIND: dict[str, str] = {word: kind for kind, words in _DATA["behind"].items() for word in words}

_PHRASE = re.compile(
    rf"""(?ix)
    (?<![\w.,$€£-])
    (?:(?P<before>(?:{_any(_KIND)})(?:\s+(?:{_any(_KIND)}))?)\s*)?
    (?:
        (?:(?P<between>between|from)\s+)?
        (?P<exact>{_EXACT})
        (?:\s*(?P<joint>to|and|or|[-–—])\s*(?P<upper>{_EXACT}))?
      | (?P<vague>(?:{_any(_VAGUE)})\b)(?:,?\s+(?:or|to|and|if\s+not)\s+(?P<vaguer>(?:{_any(_VAGUE)})\b))?
    )
    (?:\s*(?P<behind>{_any(_BEHIND)})(?!\w))?
    (?![\w%])(?!\s?(?:percent|per\s+cent)\b)
    """
)
_AGE = re.compile(r"(?i)[\w-]+-year-olds?|\b(?:aged?|ages)\s+[0-9]+(?:\s*(?:to|and|-|–)\s*[0-9]+)?")
_SHARE = re.compile(
    rf"(?i)\b(?:half|third|quarter|thirds|quarters|fifths?|tenths?)\s+of\b|%|\bper\s?cent\b|\bone\s+in\s+(?:{_SPELT}|[0-9]+)\b"
)
_PART = re.compile(r"(?i)\b(?:including|among them|of whom|of them|most of|many of)\b.*", re.DOTALL)
_AND = re.compile(r"(?i)\s*,\s*(?:and\s+|as\s+well\s+as\s+|plus\s+)?|\s+(?:and|as\s+well\s+as|plus)\s+")
_PIECE = re.compile(rf"(?ix)(?P<digits>{_DIGITS})|(?P<half>half|a\s+half)|(?P<few>several|a\s+few)|(?P<word>[a-z]+)")
_WORD = re.compile(r"[^\W\d_]+")


def parse(text: str, persons: int = 0) -> Number:
    """The bounds that a phrase such as "at least 11", "two soldiers and a civilian" or "no casualties" sets.

    Numbers of people joined by "and" are added up; what follows "including" is part of what stands before. Without a
    number, a phrase that names `persons` people counts those, a singular one counts one, a plural at least two.
    Shares ("two-thirds of the town") give `UNKNOWN`. Never raises.
    """
    whole = _PART.sub("", text, count=1) or text
    words = _AGE.sub(" ", whole)
    if _SHARE.search(words):
        return UNKNOWN
    found = [number for number in map(_read, _PHRASE.finditer(words)) if number is not None]
    if not found:
        return _without_number(words, persons)
    if len(found) == 1:
        return _with_others(words, found[0])
    return _total(found) if _are_joined(words) else found[0]


def _read(match: re.Match[str]) -> Number | None:
    if match["vague"]:
        low, high = _VAGUE[_plain(match["vague"])]
        if match["vaguer"]:
            other = _VAGUE[_plain(match["vaguer"])]
            low, high = min(low, other[0]), max(high, other[1])
        number = Number(low, high, low if low == high else None)
    elif match["upper"]:
        number = _range(match["exact"], match["upper"], match["joint"].lower())
    else:
        number = _exact(match["exact"])
    if number is None:
        return None
    behind = _BEHIND.get(_plain(match["behind"] or ""))
    before = [_KIND[word] for word in _kinds(match["before"] or "")]
    for kind in (*reversed(before), behind):
        number = _widened(number, kind)
    return number


def _kinds(before: str) -> list[str]:
    """The one or two qualifiers that stand before a number."""
    plain = _plain(before)
    if not plain or plain in _KIND:
        return [plain] if plain else []
    for at, character in enumerate(plain):
        if character == " " and plain[:at] in _KIND and plain[at + 1 :] in _KIND:
            return [plain[:at], plain[at + 1 :]]
    return []


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _widened(number: Number, kind: str | None) -> Number:
    """The bounds with a qualifier applied to them."""
    low, high, value = number.low, number.high, number.value
    match kind:
        case "around":
            return Number(_tenth(low, -1), None if high is None else _tenth(high, 1), value)
        case "nearly":
            return Number(_tenth(low, -1), high, value)
        case "over":
            return Number(low if value is None else low + 1)
        case "under":
            return Number(0, None if high is None else max(0, high - 1))
        case "least":
            return Number(low, None, value)
        case "most":
            return Number(0, high, value)
        case _:
            return number


def _tenth(bound: int, sign: int) -> int:
    """A bound moved by one tenth, to the nearest whole number. In whole numbers, since a float is not exact enough."""
    return (bound * (10 + sign) + 5) // 10


def _range(lower: str, upper: str, joint: str) -> Number | None:
    first, second = _exact(lower), _exact(upper)
    if first is None or second is None or first.high is None or second.high is None:
        return first
    last = re.search(rf"(?i)({_UNIT})$", upper.strip())
    if last and first.high < second.low and not re.search(rf"(?i){_UNIT}$", lower.strip()):
        scaled = first.low * _UNITS[last[1].lower()]
        if scaled <= second.low:
            first = Number(scaled, scaled, scaled)
    if first.low > second.high:
        return first
    return Number(first.low, second.high) if joint != "and" or first.low < second.high else first


def _exact(words: str) -> Number | None:
    """The value of a number in digits or words, a range where it holds "several" or "a few"."""
    total = Decimal(0)
    group = Decimal(0)
    low_high: tuple[int, int] | None = None
    for piece in _PIECE.finditer(words):
        word = (piece["word"] or "").lower()
        if piece["digits"]:
            group += Decimal(re.sub(r"[,\u00a0\u202f]", "", piece["digits"]))
        elif piece["half"]:
            group += Decimal("0.5")
        elif piece["few"]:
            low_high = (_VAGUE[_plain(piece["few"])][0], _VAGUE[_plain(piece["few"])][1])
        elif word in _VALUES:
            group += _VALUES[word]
        elif word in ("a", "an"):
            group = group or Decimal(0)
        elif word in _UNITS and low_high:
            unit = _UNITS[word]
            low_high = (low_high[0] * unit, (low_high[1] + 1) * unit - 1)
        elif word in _UNITS:
            unit = _UNITS[word]
            group = (group or Decimal(1)) * unit
            if unit >= 1000:
                total, group = total + group, Decimal(0)
        elif word != "and":
            return None
    if low_high:
        return Number(*low_high)
    value = int(total + group)
    return Number(value, value, value)


def _with_others(words: str, number: Number) -> Number:
    """The number with the uncounted people added that are named beside it: "two soldiers and a civilian"."""
    parts = [part for part in _AND.split(words) if part]
    if len(parts) < 2 or number.high == 0:
        return number
    without = [part for part in parts if not _PHRASE.search(part)]
    ones = [part for part in without if re.match(r"(?i)(?:an?|one|another)\s+\w", part)]
    if len(without) != len(ones) or len(parts) - len(without) != 1:
        return number
    return _total([number, *[Number(1, 1, 1)] * len(ones)])


def _are_joined(words: str) -> bool:
    """Whether every part between "and"s and commas holds a number, so that they are to be added up."""
    parts = [part for part in _AND.split(words) if part]
    return len(parts) > 1 and all(_PHRASE.search(part) and _WORD.search(_PHRASE.sub(" ", part)) for part in parts)


def _total(numbers: list[Number]) -> Number:
    values = [number.value for number in numbers]
    highs = [number.high for number in numbers]
    return Number(
        sum(number.low for number in numbers),
        None if None in highs else sum(high for high in highs if high is not None),
        None if None in values else sum(value for value in values if value is not None),
    )


def _without_number(words: str, persons: int) -> Number:
    if persons:
        return Number(persons, persons, persons)
    found = [
        word.lower()
        for word in _WORD.findall(re.split(r"(?i)\s+(?:of|from|in|at|who|that)\s+|,", words, maxsplit=1)[0])
    ]
    if not found or found[-1] in _INDEFINITE or " ".join(found) in _KIND:
        return UNKNOWN
    head = found[-1]
    if found[0] in ("a", "an", "one", "another") and head not in _COLLECTIVE:
        return Number(1, 1, 1)
    if head in _COLLECTIVE or (head.endswith("s") and not head.endswith("ss") and head not in _SINGULAR):
        return Number(2)
    return Number(1, 1, 1) if found[0] in ("the", "his", "her", "their", "its") or len(found) == 1 else UNKNOWN


def is_number(words: str) -> bool:
    """Whether words are a number and nothing else: "18", "at least two dozen", but not "18 people"."""
    found = _PHRASE.match(words.strip())
    return found is not None and found.end() == len(words.strip())
