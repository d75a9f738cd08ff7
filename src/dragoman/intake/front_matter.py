"""The head of a Markdown file: `key: value` lines between two lines of three hyphens."""

from __future__ import annotations

import re
from typing import Final

KEYS: Final = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "publisher": "outlet",
    "source": "outlet",
    "published": "published",
    "date": "published",
    "url": "url",
    "link": "url",
}
"""The keys that are read, and what each stands for; where two stand for the same, the one further up here wins."""

_FENCED = re.compile(r"\s*---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w -]*?)\s*:(?:\s+(?P<value>.*))?$")
_LONGEST = 20_000
_LONGEST_LINE = 1_000


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The head's pairs, keys in lower case, and the text behind the head without the blank lines before it.

    The subset of YAML read is one plain or quoted value a line of at most 1,000 characters; lists and nested values
    are passed over. Text that does
    not open with a head closed within 20,000 characters, or whose head holds no pair, comes back whole.
    """
    fenced = _FENCED.match(text[:_LONGEST])
    if not fenced:
        return {}, text
    pairs: dict[str, str] = {}
    for line in fenced["head"].splitlines():
        pair = _PAIR.match(line) if len(line) <= _LONGEST_LINE else None
        if pair and (value := _plain(pair["value"] or "")):
            pairs.setdefault(pair["key"].lower(), value)
    return (pairs, text[fenced.end() :].lstrip("\r\n")) if pairs else ({}, text)


def field(pairs: dict[str, str], name: str) -> tuple[str, str] | None:
    """The key and value that stand for `name` (title, outlet, published or url), or None."""
    return next(((key, pairs[key]) for key, means in KEYS.items() if means == name and key in pairs), None)


def _plain(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"')
    if value.startswith(("[", "{", "|", ">", "&", "*")):
        return ""
    return re.split(r"\s#", value, maxsplit=1)[0].strip()
