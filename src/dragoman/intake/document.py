"""Files that are one report each: plain text, Markdown, web pages; each may open with front matter."""

from __future__ import annotations

from dragoman.errors import InputError
from dragoman.intake.compose import Parts, compose
from dragoman.intake.decoding import declared_charset, decode
from dragoman.intake.front_matter import field, split_front_matter
from dragoman.intake.options import Format, ReadOptions
from dragoman.intake.publication import Claim
from dragoman.intake.resource import Resource, read_whole
from dragoman.intake.webpage import read_page
from dragoman.report import Report


def read_document(resource: Resource, kind: Format, options: ReadOptions) -> Report:
    """The report that a text, Markdown file or page is.

    Raises:
        InputError: with the reason, if it is none that can be read.
    """
    data = read_whole(resource, options.max_bytes)
    if not data.strip():
        raise InputError("empty", "no text")
    declared = resource.charset or (declared_charset(data) if kind == "html" else None)
    text, encoding = decode(data, declared, options.encoding)
    pairs, body = split_front_matter(text)
    title, outlet, url = (field(pairs, name) for name in ("title", "outlet", "url"))
    dated = field(pairs, "published") or field(pairs, "updated")
    head = (Claim("front matter", dated[0], dated[1]),) if dated else ()
    metadata = dict(resource.metadata) | ({} if encoding == "utf-8" else {"encoding": encoding})
    address = resource.url or (url[1] if url else None)
    parts = Parts(
        body=body,
        title=title[1] if title else None,
        outlet=outlet[1] if outlet else resource.outlet,
        url=address,
        location=resource.location,
        claims=head + resource.claims,
        captured=resource.captured,
        not_after=resource.not_after,
        metadata=metadata,
    )
    return compose(_of_page(parts) if kind == "html" else parts, options)


def _of_page(parts: Parts) -> Parts:
    page = read_page(parts.body, parts.url)
    return Parts(
        body=page.text,
        title=parts.title or page.title,
        outlet=parts.outlet or page.outlet,
        url=parts.url or page.url,
        location=parts.location,
        claims=parts.claims + page.claims,
        captured=parts.captured,
        not_after=parts.not_after,
        metadata=parts.metadata,
    )
