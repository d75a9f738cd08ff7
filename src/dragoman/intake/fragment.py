"""A piece of HTML, as feeds carry it, as plain text with its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final, Protocol

_BLOCKS: Final = frozenset(
    "address article aside blockquote body dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section table tr ul".split()
)
"""Elements that begin and end a paragraph (HTML Standard, section 15.3, display: block)."""
_SILENT: Final = frozenset({"script", "style", "head"})


class _Element(Protocol):
    @property
    def tag(self) -> object: ...
    @property
    def text(self) -> str | None: ...
    @property
    def tail(self) -> str | None: ...


def fragment_text(markup: str) -> str:
    """The text of the markup: blank lines between paragraphs, line breaks kept, other white space one blank."""
    pieces: list[str] = []
    for event, element in _walk(markup):
        if element.tag in _BLOCKS:
            pieces.append("\n\n")
        elif element.tag == "br" and event == "start":
            pieces.append("\n")
        if event == "start" and element.tag not in _SILENT:
            pieces.append(_blank(element.text))
        elif event == "end":
            pieces.append(_blank(element.tail))
    paragraphs = re.split(r"\n{2,}", "".join(pieces))
    return "\n\n".join(filter(None, (_paragraph(paragraph) for paragraph in paragraphs)))


def _walk(markup: str) -> Iterator[tuple[str, _Element]]:
    """Every element at its start and its end; nothing for markup without any text. Comments come only as an end, for
    the text behind them."""
    etree: Any = import_module("lxml.etree")
    html: Any = import_module("lxml.html")
    try:
        tree = html.document_fromstring(f"<div>{_storable(markup)}</div>")
    except (etree.ParserError, etree.XMLSyntaxError):
        return
    walk: Iterator[tuple[str, _Element]] = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        yield ("end" if event in ("comment", "pi") else event), element


def _storable(markup: str) -> str:
    """Without the control characters and surrogates that no XML tree takes."""
    return re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", markup)


def _blank(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _paragraph(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
