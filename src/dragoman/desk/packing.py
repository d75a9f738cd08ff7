"""Reports and records as bytes, as blocks hold them (`dragoman.desk.blocks`).

A report is JSON. A record is nested lists in the order of its types' fields, written as streams, since a compressor
likes what is alike together: the shape of the lists, the texts, the numbers, the starts and lengths of spans, the
scores. A mention's words stand only where they are not the very characters of its span.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import struct
import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from dragoman.errors import DeskError
from dragoman.record import CodedReport, Mention
from dragoman.report import Report, Span

Streams = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""A record's shape, texts, numbers, starts of spans, lengths of spans, and scores."""
_NONE, _TRUE, _FALSE, _TEXT, _NUMBER, _SPAN, _SCORE, _DECIMAL, _TABLE, _SAME, _LONG, _LIST = range(12)
"""What a byte of the shape says; those from `_LIST` on are lists of so many items more."""
_LONGEST = 200
_SCALE = 10_000
"""Scores and coordinates are kept to four decimals."""
_MOST = 65_535 / _SCALE
_OWN = "\x01"
"""Stands for the report's own id, which the ids of its statements begin with."""


class _Same:
    """Stands for a mention's words where they are the report's own."""


SAME = _Same()


def pack_report(report: Report) -> bytes:
    """The report: its text and all that its source told of it."""
    plain = json.dumps(_plain(report), ensure_ascii=False, separators=(",", ":"))
    return plain.encode("utf-8", "surrogatepass")


def unpack_report(packed: bytes) -> Report:
    """The report that `pack_report` was given.

    Raises
    ------
    DeskError
        If the bytes are damaged.
    """
    try:
        return cast(Report, _builder(Report)(json.loads(packed.decode("utf-8", "surrogatepass")), ""))
    except ValueError as error:
        raise DeskError(f"a report of the desk is damaged: {error}") from error


def pack_record(coded: CodedReport) -> Streams:
    """The record without its report, which is kept beside it."""
    writer = _Writer(coded.report)
    for name in _names(CodedReport):
        if name != "report":
            writer.put(getattr(coded, name))
    return writer.streams()


def unpack_record(packed: Streams, report: Report) -> CodedReport:
    """The record that `pack_record` was given, with its report.

    Raises
    ------
    DeskError
        If the bytes are damaged.
    """
    try:
        reader = _Reader(packed, report)
        fields = [(name, kind) for name, kind in _fields(CodedReport) if name != "report"]
        known = {name: _builder(kind)(reader.get(), report.text) for name, kind in fields}
    except (ValueError, IndexError, StopIteration, struct.error) as error:
        raise DeskError(f"a record of the desk is damaged: {error}") from error
    return CodedReport(report=report, **known)


class _Writer:
    def __init__(self, report: Report) -> None:
        self.text, self.prefix = report.text, report.id + "-"
        self.shape, self.texts = bytearray(), list[str]()
        self.numbers, self.starts, self.lengths = bytearray(), bytearray(), bytearray()
        self.scores = list[int]()
        self.last = 0

    def put(self, value: object) -> None:
        """Writes a value and all that it holds."""
        kind = type(value)
        if value is None:
            self.shape.append(_NONE)
        elif kind is str:
            self._text(cast(str, value))
        elif kind is Span:
            span = cast(Span, value)
            self.shape.append(_SPAN)
            _number(self.starts, span.start - self.last)
            _number(self.lengths, span.end - span.start)
            self.last = span.start
        elif kind is float:
            self._decimal(cast(float, value))
        elif kind is tuple:
            self._list(cast("tuple[object, ...]", value))
        elif kind is bool:
            self.shape.append(_TRUE if value else _FALSE)
        elif kind is int:
            self.shape.append(_NUMBER)
            _number(self.numbers, cast(int, value))
        elif dataclasses.is_dataclass(kind):
            self._fields(value)
        elif isinstance(value, date):
            self._text(value.isoformat())
        else:
            self.shape.append(_TABLE)
            self.texts.append(json.dumps(dict(cast("Mapping[str, str]", value)), ensure_ascii=False))

    def streams(self) -> Streams:
        """All that was written."""
        texts = "\0".join(self.texts).encode("utf-8", "surrogatepass")
        scores = struct.pack(f"<{len(self.scores)}H", *self.scores)
        return bytes(self.shape), texts, bytes(self.numbers), bytes(self.starts), bytes(self.lengths), scores

    def _text(self, value: str) -> None:
        if "\0" in value:
            self.shape.append(_TABLE)
            self.texts.append(json.dumps(value))
            return
        self.shape.append(_TEXT)
        self.texts.append(_OWN + value[len(self.prefix) :] if value.startswith(self.prefix) else value)

    def _decimal(self, value: float) -> None:
        whole = round(value * _SCALE)
        if 0 <= value <= _MOST:
            self.shape.append(_SCORE)
            self.scores.append(whole)
        else:
            self.shape.append(_DECIMAL)
            _number(self.numbers, whole)

    def _list(self, items: tuple[object, ...]) -> None:
        if len(items) < _LONGEST:
            self.shape.append(_LIST + len(items))
        else:
            self.shape.append(_LONG)
            _number(self.numbers, len(items))
        for item in items:
            self.put(item)

    def _fields(self, value: object) -> None:
        names = _names(type(value))
        self.shape.append(_LIST + len(names))
        if isinstance(value, Mention) and value.text == self.text[value.span.start : value.span.end]:
            self.shape.append(_SAME)
            names = names[1:]
        for name in names:
            self.put(getattr(value, name))


class _Reader:
    def __init__(self, packed: Streams, report: Report) -> None:
        shape, texts, numbers, starts, lengths, scores = packed
        self.prefix = report.id + "-"
        self.shape = iter(shape)
        self.texts = iter(texts.decode("utf-8", "surrogatepass").split("\0"))
        self.numbers, self.starts, self.lengths = _numbers(numbers), _numbers(starts), _numbers(lengths)
        self.scores = iter(struct.unpack(f"<{len(scores) // 2}H", scores))
        self.last = 0

    def get(self) -> Any:
        """The next value, with all that it holds as lists."""
        kind = next(self.shape)
        if kind >= _LIST:
            return [self.get() for _ in range(kind - _LIST)]
        if kind == _TEXT:
            text = next(self.texts)
            return self.prefix + text[1:] if text.startswith(_OWN) else text
        if kind == _SPAN:
            self.last += next(self.starts)
            return [self.last, self.last + next(self.lengths)]
        if kind == _SCORE:
            return next(self.scores) / _SCALE
        if kind == _NUMBER:
            return next(self.numbers)
        if kind == _DECIMAL:
            return next(self.numbers) / _SCALE
        if kind == _TABLE:
            return json.loads(next(self.texts))
        if kind == _LONG:
            return [self.get() for _ in range(next(self.numbers))]
        return {_NONE: None, _TRUE: True, _FALSE: False, _SAME: SAME}[kind]


def _number(stream: bytearray, value: int) -> None:
    """A whole number in as few bytes as it needs, seven bits in each, its sign in the last bit of the first."""
    value = value << 1 if value >= 0 else (-value << 1) - 1
    while value > 0x7F:
        stream.append(value & 0x7F | 0x80)
        value >>= 7
    stream.append(value)


def _numbers(stream: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in stream:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield -(value + 1 >> 1) if value & 1 else value >> 1
            value = shift = 0


def _plain(value: object) -> Any:
    """A report as what JSON can hold."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, name)) for name in _names(type(value))]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    return dict(cast("Mapping[str, str]", value)) if isinstance(value, Mapping) else value


Build = Callable[[Any, str], Any]
"""Makes a value of a type out of lists and plain values; the text is the report's, for words that stand there."""


@functools.cache
def _builder(kind: Any) -> Build:
    """What makes values of a type; made once for each, since looking a type's fields up takes longer than all else."""
    if kind is Span:
        return lambda value, _: None if value is None else Span(*value)
    if dataclasses.is_dataclass(kind):
        return _of_fields(cast(type, kind))
    origin = get_origin(kind)
    if origin is tuple:
        item = _builder(get_args(kind)[0])
        return lambda value, text: None if value is None else tuple([item(one, text) for one in value])
    if origin in (Union, types.UnionType):
        inner = [option for option in get_args(kind) if option is not types.NoneType]
        if {date, datetime} <= set(inner):
            return lambda value, _: None if value is None else _moment(value)
        return _builder(inner[0]) if len(inner) == 1 else _as_it_is
    if kind is float:
        return lambda value, _: None if value is None else float(value)
    return _as_it_is


def _of_fields(kind: type) -> Build:
    fields = _fields(kind)
    makers = [_builder(of) for _, of in fields]
    names = [name for name, _ in fields]
    words, place = (names.index("text"), names.index("span")) if issubclass(kind, Mention) else (-1, -1)

    def build(value: Any, text: str) -> Any:
        if value is None:
            return None
        found = [make(item, text) for make, item in zip(makers, value, strict=True)]
        if words >= 0 and found[words] is SAME:
            found[words] = text[found[place].start : found[place].end]
        return kind(*found)

    return build


def _as_it_is(value: Any, _: str) -> Any:
    return value


def _moment(value: str) -> date:
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


@functools.cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in dataclasses.fields(kind))


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(name for name, _ in _fields(kind))
