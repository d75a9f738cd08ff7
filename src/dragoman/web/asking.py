"""From the query of an address to what a desk is asked, and back: every page's filters stand in its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from dragoman.desk.questions import LONGEST, OWN, PAGE, Filter
from dragoman.errors import OptionError
from dragoman.web.fields import FIELDS, NUMBERS, SEVERAL, fields_of

Pairs = tuple[tuple[str, str], ...]
PAGING = ("sort", "limit", "offset")
VIEWS = {"timeline": ("stack", "by"), "map": ("view",), "network": ("kind", "links", "via")}
"""What an address says of how a page draws, which narrows nothing and which no question is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks a question for: its own pairs of names and values, without those left empty."""

    question: str
    pairs: Pairs

    def values(self, name: str) -> list[str]:
        """All values of a name."""
        return [value for key, value in self.pairs if key == name]

    def value(self, name: str) -> str:
        """The first value of a name; empty where there is none."""
        return next(iter(self.values(name)), "")

    @property
    def filter(self) -> Filter:
        """The filter.

        Raises
        ------
        OptionError
            If a value is impossible.
        """
        given: dict[str, Any] = {}
        for name in {key for key, _ in self.pairs}.intersection((*FIELDS, *PAGING)):
            given[name] = self.values(name) if name in SEVERAL else self.value(name)
        for name in NUMBERS:
            if name in given:
                given[name] = _whole(name, given[name])
        if "rejected" in given:
            given["rejected"] = given["rejected"] not in ("", "0", "false", "no")
        return Filter.of(**given)

    @property
    def own(self) -> dict[str, object]:
        """What this question alone is asked.

        Raises
        ------
        OptionError
            If a value is impossible.
        """
        given: dict[str, object] = {name: self.value(name) for name in OWN.get(self.question, ()) if self.value(name)}
        if "agreement" in given:
            given["agreement"] = _whole("agreement", str(given["agreement"]))
        return given

    @property
    def narrowing(self) -> Pairs:
        """The pairs that leave something out."""
        own = OWN.get(self.question, ())
        return tuple(pair for pair in self.pairs if pair[0] in FIELDS or pair[0] in own)

    def query(self, *, without: Iterable[str | tuple[str, str]] = (), **changes: object) -> str:
        """The query of an address that asks the same but for some changes ("?" in front; empty where nothing is
        asked). `without` are names, or single pairs, that go."""
        gone = {*without, *changes}
        left = [pair for pair in self.pairs if pair[0] not in gone and pair not in gone]
        left += [(name, str(value)) for name, value in changes.items() if value not in (None, "")]
        return query(left)

    def page(self, by: int) -> str:
        """The query of the page `by` pages on."""
        limit = int(self.value("limit") or PAGE)
        offset = int(self.value("offset") or 0) + by * limit
        return self.query(without=("offset",), **({"offset": offset} if offset > 0 else {}))


def asked(question: str, given: QueryParams | Mapping[str, str] | Sequence[tuple[str, str]]) -> Asked:
    """What a query asks a question for. Names that it is not asked with are left out; `check` tells of them."""
    pairs = given.multi_items() if isinstance(given, QueryParams) else dict(given).items()
    known = (*fields_of(question), *OWN.get(question, ()), *PAGING, *VIEWS.get(question, ()))
    return Asked(question, tuple((key, value.strip()) for key, value in pairs if key in known and value.strip()))


def check(question: str, given: QueryParams) -> None:
    """Refuses names that a question is not asked with.

    Raises
    ------
    OptionError
        If there is one.
    """
    known = {*fields_of(question), *OWN.get(question, ()), *PAGING, "token"}
    unknown = sorted(set(given.keys()) - known)
    if unknown:
        raise OptionError(f"{', '.join(unknown)}: {question} is not asked with that; known are {', '.join(known)}")


def query(pairs: Iterable[tuple[str, object]]) -> str:
    """Pairs as the query of an address, "?" in front; empty where there is none."""
    text = urlencode([(name, str(value)) for name, value in pairs])
    return f"?{text}" if text else ""


def _whole(name: str, value: str) -> int:
    if not value.isascii() or not value.isdecimal() or len(value) > len(str(LONGEST)) + 6:
        raise OptionError(f"{name}: {value!r} is no whole number")
    return int(value)
