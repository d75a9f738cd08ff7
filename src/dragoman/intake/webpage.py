"""Web pages: the article's text, title, outlet, address and declared dates."""

from __future__ import annotations

import logging
from configparser import ConfigParser
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final, cast
from urllib.parse import urlsplit

from dragoman.errors import InputError
from dragoman.intake.declared_date import Element, declared_dates
from dragoman.intake.publication import Claim

MOST_ELEMENTS: Final = 50_000
"""Elements of a page. Pages of news have some thousands; far beyond, taking out the article takes minutes."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; paragraphs of `text` are divided by blank lines."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    claims: tuple[Claim, ...]


def read_page(markup: str, url: str | None = None) -> Page:
    """Take the article out of a page by trafilatura, without comments, tables and navigation.

    `url` is where the page was fetched, if it was; else the canonical address that the page gives is used.

    Raises:
        InputError: 'no-text' if no article is found, 'too-large' if the page has more than `MOST_ELEMENTS`.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    tree = load_html(markup)
    if tree is None:
        raise InputError("no-text", "not a page that can be parsed")
    root = cast(Element, tree)
    if sum(1 for _ in islice(root.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise InputError("too-large", f"a page of more than {MOST_ELEMENTS:,} elements")
    claims = declared_dates(root)
    found = bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
        config=_settings(),
    )
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise InputError("no-text", "a page without an article's text")
    text = "\n\n".join(line.strip() for line in (found.text or "").splitlines() if line.strip())
    address = url or found.url
    if address and not address.startswith(("http://", "https://")):
        address = None
    return Page(text, found.title or None, _outlet(found.sitename, address), address, claims)


def _outlet(name: str | None, address: str | None) -> str | None:
    """The site's name, unless it is only the host of its address again."""
    return None if not name or (address and name in urlsplit(address).netloc) else name


@lru_cache(maxsize=1)
def _settings() -> ConfigParser:
    """trafilatura's own, but short articles (wire flashes) are articles: the default of 250 characters sends them to a
    rescue that runs their paragraphs together."""
    from trafilatura.settings import use_config

    # Its warnings on odd pages would go to the terminal; the outcome is named in a Skipped.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "10")
    return settings
