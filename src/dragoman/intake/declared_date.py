"""When a web page says that it was published, from the fields made for that and from nothing else.

The search that libraries offer beyond these fields (any date in the text, in image addresses, in the footer) is a guess
and is not made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Protocol, cast

from dragoman.intake.publication import Claim


class Element(Protocol):
    """What is asked of an element of the parsed page (lxml's elements are such, and carry no types of their own)."""

    @property
    def tag(self) -> object: ...
    @property
    def text(self) -> str | None: ...
    def get(self, key: str) -> str | None: ...
    def iter(self, *tags: str) -> Iterator[Element]: ...


def declared_dates(tree: Element) -> tuple[Claim, ...]:
    """The page's own publication dates, the most trusted first: its fields, JSON-LD, then marked time elements."""
    fields = _fields(tree)
    claims = [Claim("metadata", name, fields[name]) for name in _trusted() if name in fields]
    claims += [Claim("metadata", "JSON-LD datePublished", value) for value in _json_ld(tree)]
    marked = (element.get("datetime") for element in tree.iter("time") if element.get("pubdate") is not None)
    claims += [Claim("metadata", "time pubdate", value) for value in marked if value]
    return tuple(claims)


@lru_cache(maxsize=1)
def _trusted() -> tuple[str, ...]:
    lines = (files("dragoman.intake") / "data" / "date_fields.csv").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))[1:]


def _fields(tree: Element) -> dict[str, str]:
    """The first value of each field, by its name in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta", "time", "span", "abbr"):
        keys = ("property", "name", "itemprop") if element.tag == "meta" else ("itemprop",)
        value = element.get("content") or element.get("datetime") or ""
        for key in keys:
            if (name := element.get(key)) and value.strip():
                found.setdefault(name.strip().lower(), value.strip())
    return found


def _json_ld(tree: Element) -> Iterator[str]:
    """The datePublished of the page's articles: of objects at the top, in a list there, or in its @graph."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            document: object = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _objects(document):
            kinds = item.get("@type")
            names = cast("list[object]", kinds) if isinstance(kinds, list) else [kinds]
            published = item.get("datePublished")
            if isinstance(published, str) and any(
                str(name).endswith(("Article", "Posting", "Report")) for name in names
            ):
                yield published


def _objects(document: object) -> Iterator[dict[str, object]]:
    for item in cast("list[object]", document) if isinstance(document, list) else [document]:
        if isinstance(item, dict):
            top = cast("dict[str, object]", item)
            yield top
            graph = top.get("@graph")
            for inner in cast("list[object]", graph) if isinstance(graph, list) else []:
                if isinstance(inner, dict):
                    yield cast("dict[str, object]", inner)
