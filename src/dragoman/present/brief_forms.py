"""The page of a brief in Markdown, in HTML, and for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from string import Template

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.present.brief import Item, Page, Quote, Section
from dragoman.record.visible import visible

_MARKS = re.compile(r"([\\`*_\[\]<>|~])|&(?=#?\w+;)")
"""Characters that Markdown would take for its own wherever they stand."""
_START = re.compile(r"^([#+-]|\d+(?=[.)]))")
"""... and at the start of a line."""


def markdown(page: Page) -> str:
    """The page in Markdown (CommonMark)."""
    lines = [f"# {_plain(page.title)}", "", _plain(page.lead), ""]
    for section in page.sections:
        lines += [f"## {_plain(section.title)}", "", *_markdown_items(section), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def html(page: Page) -> str:
    """The page in HTML: one file, without scripts or anything from outside."""
    skeleton = Template(files("dragoman.present").joinpath("brief.html").read_text(encoding="utf-8"))
    body = "\n".join(_html_section(section) for section in page.sections)
    return skeleton.substitute(title=_shown(page.title), lead=_shown(page.lead), body=body)


def screen(page: Page) -> RenderableType:
    """The page for a terminal."""
    return Group(*_screen(page))


def _markdown_items(section: Section) -> Iterator[str]:
    for item in section.items:
        yield f"- **{_plain(item.lead)}**  "
        yield f"  {_plain(' · '.join(item.about))}"
        yield from (f"  - {_markdown_quote(quote)}" for quote in item.quotes)
    if not section.items:
        yield _plain(section.none)
    if section.more:
        yield ""
        yield _plain(section.more)


def _markdown_quote(quote: Quote) -> str:
    stance = f"*{_plain(quote.stance)}:* " if quote.stance else ""
    return f"{stance}“{_plain(quote.words)}” – {_plain(quote.who)} `{visible(quote.ref)}`"


def _plain(text: str) -> str:
    """A text that Markdown shows as it stands."""
    marked = _MARKS.sub(lambda found: f"\\{found[1]}" if found[1] else "&amp;", visible(text))
    return _START.sub(r"\\\1", marked) if not marked[:1].isdigit() else _START.sub(r"\1\\", marked)


def _html_section(section: Section) -> str:
    items = "\n".join(map(_html_item, section.items))
    none = "" if section.items else f"<p>{_shown(section.none)}</p>"
    more = f"<p>{_shown(section.more)}</p>" if section.more else ""
    return f"<section>\n<h2>{_shown(section.title)}</h2>\n{items}{none}{more}\n</section>"


def _html_item(item: Item) -> str:
    quotes = "".join(f"<li>{_html_quote(quote)}</li>" for quote in item.quotes)
    about = f"<p>{_shown(' · '.join(item.about))}</p>"
    return f"<article>\n<h3>{_shown(item.lead)}</h3>\n{about}\n<ul>{quotes}</ul>\n</article>"


def _html_quote(quote: Quote) -> str:
    stance = f"<em>{_shown(quote.stance)}:</em> " if quote.stance else ""
    return f"{stance}<q>{_shown(quote.words)}</q> – {_shown(quote.who)} <code>{_shown(quote.ref)}</code>"


def _shown(text: str) -> str:
    return escape(visible(text))


def _screen(page: Page) -> Iterator[RenderableType]:
    yield Text(visible(page.title), "bold")
    yield Text(visible(page.lead), "dim")
    for section in page.sections:
        yield Text(f"\n{section.title.upper()}", "bold dim")
        for item in section.items:
            yield Text.assemble("\n", (visible(item.lead), "bold"))
            yield Padding(Text(visible(" · ".join(item.about)), "dim"), (0, 0, 0, 2), expand=False)
            yield from (Padding(_screen_quote(quote), (0, 0, 0, 4), expand=False) for quote in item.quotes)
        if not section.items:
            yield Text(visible(section.none))
        if section.more:
            yield Text(f"\n{visible(section.more)}", "dim")


def _screen_quote(quote: Quote) -> Text:
    stance = (f"{visible(quote.stance)}: ", "italic") if quote.stance else ("", "")
    who = Text(f" – {visible(quote.who)} ")
    return Text.assemble(stance, f"“{visible(quote.words)}”", who, (visible(quote.ref), "dim"))
