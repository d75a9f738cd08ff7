"""The head of a text or Markdown file that says what is what: `key: value` lines, between two lines of three hyphens or
at the very top with a blank line behind."""

from __future__ import annotations

import re
from typing import Final

from dragoman.intake.dates import is_date_line
from dragoman.intake.head_words import byline, head_keys

_FENCED = re.compile(r"\s*---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w -]*?)\s*:(?:\s+(?P<value>.*))?$")
_LONGEST = 20_000
_LONGEST_LINE = 1_000
_TOP_LINE = re.compile(r"[ \t]*(?P<line>[^\r\n]*?)[ \t]*(?:\r\n|\r|\n|\Z)")
_TOP_PAIR = re.compile(r"[*_]{0,2}(?P<key>[A-Za-z][A-Za-z ]*?)[ \t]*:[*_]{0,2}[ \t]+(?P<value>\S.*)")
_MOST_LINES: Final = 20
_WEB: Final = ("http://", "https://")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The head's pairs, keys in lower case, and the text behind the head without the blank lines before it.

    Between hyphens the subset of YAML read is one plain or quoted value a line of at most 1,000 characters; lists and
    nested values are passed over. Text that does not open with a head closed within 20,000 characters, or whose head
    holds no pair, comes back whole. Without hyphens every line up to the first blank one must be a known key with a
    value, or a byline; a single line is a head only if its value can be checked, or the key is the title's.
    """
    fenced = _FENCED.match(text[:_LONGEST])
    if not fenced:
        return _split_top(text)
    pairs: dict[str, str] = {}
    for line in fenced["head"].splitlines():
        pair = _PAIR.match(line) if len(line) <= _LONGEST_LINE else None
        if pair and (value := _plain(pair["value"] or "")):
            pairs.setdefault(pair["key"].lower(), value)
    return (pairs, text[fenced.end() :].lstrip("\r\n")) if pairs else ({}, text)


def field(pairs: dict[str, str], name: str) -> tuple[str, str] | None:
    """The key and value that stand for `name` (title, outlet, published, updated or url), or None. A source that is
    given by its web address is an address, and no outlet's name."""
    for key, means in head_keys().items():
        value = pairs.get(key)
        if value is not None and name == ("url" if means == "outlet" and value.startswith(_WEB) else means):
            return key, value
    return None


def _split_top(text: str) -> tuple[dict[str, str], str]:
    pairs: dict[str, str] = {}
    at = len(text) - len(text.lstrip())
    for _ in range(_MOST_LINES):
        line = _TOP_LINE.match(text, at, at + _LONGEST_LINE)
        if line is None or line.end() >= len(text):
            break
        if not line["line"]:
            body = text[line.end() :].lstrip("\r\n")
            return (pairs, body) if _is_head(pairs) and body.strip() else ({}, text)
        pair = _TOP_PAIR.fullmatch(line["line"])
        if pair is not None and pair["key"].lower() in head_keys():
            pairs.setdefault(pair["key"].lower(), pair["value"])
        elif not pairs or byline(line["line"]) is None:
            break
        at = line.end()
    return {}, text


def _is_head(pairs: dict[str, str]) -> bool:
    fields = {head_keys()[key] for key in pairs}
    if len(fields) > 1:
        return fields != {"outlet", "other"}
    return any(
        head_keys()[key] == "title" or (value.startswith(_WEB) and len(value.split()) == 1) or is_date_line(value)
        for key, value in pairs.items()
    )


def _plain(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"')
    if value.startswith(("[", "{", "|", ">", "&", "*")):
        return ""
    return re.split(r"\s#", value, maxsplit=1)[0].strip()
