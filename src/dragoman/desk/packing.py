"""Records as bytes: what a desk keeps of a report, small enough for a hundred thousand of them.

A record is written as nested lists in the order of its types' fields, a mention's words only where they are not the
very characters of its span, and then compressed (zlib, with a dictionary of what most records hold). A number in front
says which layout it is, so that an older one can still be read.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import zlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from dragoman.errors import DeskError
from dragoman.record import CodedReport, Mention
from dragoman.report import Report, Span

LAYOUT = 1
_SAME = 0
"""Stands for a mention's words where they are the report's own."""
_COMMON = (
    '"act","not","plan","want","may","if",null,[],[[],"outlet","agency","person","organisation","group","unnamed",'
    '"metadata","dateline","headline","credit","sentence","previous sentence","quotation","direct","indirect","mixed",'
    '"killed","injured","displaced","detained","people","historical","future","hypothetical","negation","phia",'
    '"role","part_of","ally","rival","backs","controls","linked_to","PER","ROLE","GPE","LOC","FAC","ORG","MIL","NORP",'
    '"DOC","WPN","EVT","TIME","QTY","DATE","DURATION","SET","day","month","year","past","habitual","unknown",'
    '"own place","own time","unknown: no place is told","unknown: no date is named","the only date that the sentence '
    'names","the only place where the sentence says that something is","no table has the name","the only place of that '
    'name in the tables","place in Syria the likeliest: in the same country","province","country","city","area","GOV",'
    '"MIL","REB","CVL","OPP","armed group","government","organisation","person","unnamed","name:","country:SYR",'
    '"country:TUR","country:RUS","country:USA","the verb is affirmative","”","“","is in the table of organisations",'
    '"names the country, and stands for its government","AGREE","CONSULT","SUPPORT","CONCEDE","COOPERATE","AID",'
    '"RETREAT","REQUEST","ACCUSE","REJECT","THREATEN","PROTEST","SANCTION","MOBILIZE","COERCE","ASSAULT",1.0,0.9'
).encode()


def pack_report(report: Report) -> bytes:
    """The report: its text and all that its source told of it."""
    return _squeezed(_listed(report, ""))


def unpack_report(packed: bytes) -> Report:
    """The report that `pack_report` was given.

    Raises
    ------
    DeskError
        If the bytes are damaged or of a layout that this version does not know.
    """
    return cast(Report, _typed(Report, _opened(packed), ""))


def pack_record(coded: CodedReport) -> bytes:
    """The record without its report, which is kept beside it."""
    text = coded.report.text
    return _squeezed([_listed(getattr(coded, name), text) for name in _names(CodedReport) if name != "report"])


def unpack_record(packed: bytes, report: Report) -> CodedReport:
    """The record that `pack_record` was given, with its report.

    Raises
    ------
    DeskError
        If the bytes are damaged or of a layout that this version does not know.
    """
    fields = [(name, kind) for name, kind in _fields(CodedReport) if name != "report"]
    values = cast("list[Any]", _opened(packed))
    known = {name: _typed(kind, value, report.text) for (name, kind), value in zip(fields, values, strict=True)}
    return CodedReport(report=report, **known)


def _squeezed(value: object) -> bytes:
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    press = zlib.compressobj(9, zdict=_COMMON)
    return bytes([LAYOUT]) + press.compress(plain) + press.flush()


def _opened(packed: bytes) -> object:
    if not packed or packed[0] != LAYOUT:
        raise DeskError("a record of the desk is of a layout that this version does not know; update Dragoman")
    try:
        return json.loads(zlib.decompressobj(zdict=_COMMON).decompress(packed[1:]).decode("utf-8", "surrogatepass"))
    except (zlib.error, ValueError) as error:
        raise DeskError(f"a record of the desk is damaged: {error}") from error


def _listed(value: object, text: str) -> Any:
    # Most values are plain; they are looked at first, since every record has thousands.
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = [_listed(getattr(value, name), text) for name in _names(type(value))]
        if isinstance(value, Mention) and value.text == text[value.span.start : value.span.end]:
            found[0] = _SAME
        return found
    if isinstance(value, tuple):
        return [_listed(item, text) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, str]", value))
    return value


def _typed(kind: Any, value: Any, text: str) -> Any:
    if value is None:
        return None
    if kind is Span:
        return Span(*value)
    if dataclasses.is_dataclass(kind):
        found = {name: _typed(of, item, text) for (name, of), item in zip(_fields(kind), value, strict=True)}
        if issubclass(cast(type, kind), Mention) and found["text"] == _SAME:
            found["text"] = text[found["span"].start : found["span"].end]
        return cast(Any, kind)(**found)
    origin = get_origin(kind)
    if origin is tuple:
        return tuple(_typed(get_args(kind)[0], item, text) for item in value)
    if origin in (Union, types.UnionType):
        inner = [option for option in get_args(kind) if option is not types.NoneType]
        if {date, datetime} <= set(inner):
            return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
        return _typed(inner[0], value, text) if len(inner) == 1 else value
    if kind is float:
        return float(value)
    return value


@functools.cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in dataclasses.fields(kind))


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(name for name, _ in _fields(kind))
