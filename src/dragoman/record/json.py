"""Records as JSON: one object a report, keys as in `schema.json`, spans as offsets, dates in ISO 8601.

An object is made of the types' own fields and read back by their own annotations, so that what is written can be read
without loss and the keys are those of the Python classes.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib.resources import files
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dragoman.errors import InputError

T = TypeVar("T")
Json = dict[str, Any]

FORMAT = "dragoman-record/1"
"""Names the layout of the object; the number rises when a key changes its meaning or goes."""


def schema() -> Json:
    """The JSON Schema (draft 2020-12) that every object meets."""
    return json.loads(files("dragoman.record").joinpath("schema.json").read_text(encoding="utf-8"))


def dumps(value: Json) -> str:
    """The object on one line. Characters stand as they are, unless half a surrogate pair forces escapes."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False, separators=(",", ":"))
    return line


def encode(value: object) -> Any:
    """A record type, or part of one, as objects, lists, texts, numbers and nulls."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: encode(getattr(value, name)) for name in _fields(type(value))}
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, str]", value))
    if isinstance(value, tuple):
        return [encode(item) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, date):
        return value.isoformat()
    return value


def decode(kind: type[T], value: object, where: str = "record") -> T:
    """The record type `kind` that `value` is the encoding of.

    Raises:
        InputError: if a key is missing or a value is of another kind than the type wants.
    """
    return cast("T", _decode(kind, value, where))


def _decode(kind: Any, value: object, where: str) -> object:
    if dataclasses.is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise _wrong(where, "an object", value)
        given = cast("Mapping[str, object]", value)
        absent = [name for name in _fields(kind) if name not in given]
        if absent:
            raise InputError("not a record", f"{where}: missing {', '.join(absent)}")
        parts = {name: _decode(of, given[name], f"{where}.{name}") for name, of in _fields(kind).items()}
        return cast("type", kind)(**parts)
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _decode_union(args, value, where)
    if origin is tuple:
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise _wrong(where, "a list", value)
        items = cast("Sequence[object]", value)
        return tuple(_decode(args[0], item, f"{where}[{number}]") for number, item in enumerate(items))
    if origin is Literal:
        if value not in args:
            raise _wrong(where, f"one of {', '.join(map(str, args))}", value)
        return value
    return _decode_plain(origin or kind, value, where)


def _decode_union(kinds: tuple[Any, ...], value: object, where: str) -> object:
    if value is None and types.NoneType in kinds:
        return None
    if date in kinds:
        return _decode_date(value, where)
    (kind,) = [kind for kind in kinds if kind is not types.NoneType]
    return _decode(kind, value, where)


def _decode_date(value: object, where: str) -> date | datetime:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if len(value) == len("2020-03-05") else datetime.fromisoformat(value)
        except ValueError:
            pass
    raise _wrong(where, "a date in ISO 8601", value)


def _decode_plain(kind: type, value: object, where: str) -> object:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _wrong(where, f"of type {kind.__name__}", value)
    return dict(cast("dict[str, str]", value)) if kind is dict else value


@functools.cache
def _fields(kind: type) -> dict[str, Any]:
    """The names and types of a dataclass's fields, in order."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _wrong(where: str, wanted: str, value: object) -> InputError:
    return InputError("not a record", f"{where}: must be {wanted}, is {str(value)[:40]!r}")
