"""From one resource to its reports, whatever it is made of; the place where bad input becomes a named skip."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from dragoman.errors import InputError, OptionError
from dragoman.intake.decoding import check_binary
from dragoman.intake.document import read_document
from dragoman.intake.feed import Follow, feed_reports
from dragoman.intake.formats import ending, format_of
from dragoman.intake.options import Format, ReadOptions
from dragoman.intake.packed import Gunzipped, zip_members
from dragoman.intake.publication import Claim
from dragoman.intake.resource import HEAD, Resource, on_disk, peek, read_whole
from dragoman.intake.rows import delimited, is_table_header, json_lines, json_rows, parquet
from dragoman.intake.skipped import Skipped
from dragoman.intake.table import row_reports
from dragoman.intake.warc import warc_pages
from dragoman.intake.web import Web
from dragoman.report import Report

Read = Iterator[Report | Skipped]

_TEXTUAL: Final = frozenset({"json", "jsonl", "csv", "tsv"})


def read_resource(resource: Resource, options: ReadOptions, web: Web) -> Read:
    """All reports of a resource, one at a time, and a `Skipped` for whatever gives none. Bad input never raises."""
    nothing = True
    for item in named(resource.location, _read(resource, options, web)):
        nothing = False
        yield item
    if nothing:
        yield Skipped(resource.location, "empty", "nothing in it to read: no rows, entries, pages or members")


def named(location: str, items: Read) -> Read:
    """The items, and in the place of an error that ends them a `Skipped`, unless an option is to blame."""
    try:
        yield from items
    except InputError as error:
        yield Skipped(location, error.reason, str(error))
    except OptionError:
        raise
    except EOFError:
        yield Skipped(location, "truncated", "the compressed stream ends early")
    except (OSError, zlib.error) as error:
        yield Skipped(location, "unreadable", str(error) or type(error).__name__)
    except BaseException as error:
        # Parsers of hostile bytes fail in ways that no list foresees, those in Rust by a PanicException, which is no
        # Exception; a batch must outlive them, and the type is named so that it can be reported.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        yield Skipped(location, "unreadable", f"{type(error).__name__}: {str(error)[:200]}")


def read_address(
    url: str, options: ReadOptions, web: Web, claims: tuple[Claim, ...] = (), outlet: str | None = None
) -> Read:
    """The reports at a web address; `claims` and `outlet` are what a feed says of it."""
    try:
        with web.open(url) as resource:
            yield from read_resource(replace(resource, claims=claims, outlet=outlet), options, web)
    except InputError as error:
        yield Skipped(url, error.reason, str(error))


def _read(resource: Resource, options: ReadOptions, web: Web, *, unpacked: bool = False) -> Read:
    head, stream = peek(resource.stream)
    if not head.strip() and len(head) < HEAD:
        raise InputError("empty", "no text")
    resource = replace(resource, stream=stream)
    kind = format_of(resource, head, options)
    if kind == "gzip" and unpacked:
        raise InputError("unsupported", "gzip inside gzip; unpack it first")
    if kind == "gzip":
        yield from _read_gzip(resource, options, web)
    elif kind == "zip":
        yield from _read_zip(resource, options, web)
    elif kind == "warc":
        yield from _read_each(warc_pages(resource, options), options, web)
    elif kind == "parquet":
        with on_disk(resource, options.max_download) as path:
            yield from row_reports(parquet(path, options), resource, options)
    elif kind in _TEXTUAL:
        yield from _read_table(resource, kind, head, options)
    elif kind == "feed":
        yield from feed_reports(resource, options, _follower(resource, options, web))
    elif kind == "text" and (delimiter := _sniffed_table(resource, head, options)):
        yield from row_reports(delimited(resource.stream, delimiter, options), resource, options)
    else:
        yield read_document(resource, kind, options)


def _read_table(resource: Resource, kind: Format, head: bytes, options: ReadOptions) -> Read:
    if options.encoding is None:
        check_binary(head)
    if kind == "json":
        rows = json_rows(read_whole(resource, options.max_bytes), options)
    elif kind == "jsonl":
        rows = json_lines(resource.stream, options)
    else:
        rows = delimited(resource.stream, "," if kind == "csv" else "\t", options)
    yield from row_reports(rows, resource, options)


def _read_gzip(resource: Resource, options: ReadOptions, web: Web) -> Read:
    name = resource.name
    if ending(name) == ".gz":
        name = str(PurePosixPath(name).with_suffix(""))
    stream = io.BufferedReader(Gunzipped(resource.stream))
    inner = replace(resource, stream=stream, name=name, size=None, path=None, content_type=None)
    yield from _read(inner, options, web, unpacked=True)


def _read_zip(resource: Resource, options: ReadOptions, web: Web) -> Read:
    if resource.depth:
        raise InputError("unsupported", "an archive inside an archive; unpack it first")
    with on_disk(resource, options.max_download) as path:
        yield from _read_each(zip_members(path, resource, options), options, web)


def _read_each(members: Iterable[Resource | Skipped], options: ReadOptions, web: Web) -> Read:
    for member in members:
        if isinstance(member, Skipped):
            yield member
        else:
            yield from read_resource(member, options, web)


def _follower(resource: Resource, options: ReadOptions, web: Web) -> Follow | None:
    """Entries lead one step: a feed behind an entry is read, but its entries are not followed."""
    if not options.follow:
        return None
    single = replace(options, follow=False)

    def follow(link: str, claims: tuple[Claim, ...], outlet: str | None) -> Read:
        return read_address(link, single, web, claims, outlet)

    return follow


def _sniffed_table(resource: Resource, head: bytes, options: ReadOptions) -> str | None:
    """The delimiter, where nothing but the content can tell a table from a text: from standard input."""
    if resource.name or options.format is not None:
        return None
    return is_table_header(head.split(b"\n", 1)[0].decode("utf-8-sig", "replace"), options)
