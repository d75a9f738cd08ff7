"""From bytes to text: a byte-order mark, a declared encoding, UTF-8, or windows-1252 where it reads like text."""

from __future__ import annotations

import codecs
import re
from typing import Final

from dragoman.errors import InputError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN: Final = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_WEB: Final = (
    frozenset(
        "utf-8 utf-16 utf-16-le utf-16-be cp866 koi8-r koi8-u mac-roman mac-cyrillic cp874 gbk gb2312 gb18030 big5 "
        "euc_jp iso2022_jp shift_jis cp932 euc_kr cp949 tis-620".split()
    )
    | {f"cp{n}" for n in range(1250, 1259)}
    | {f"iso8859-{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)}
    | {"ascii"}
)
"""Encodings that a web page may declare (WHATWG Encoding Standard, section 4.2), under Python's names. Others, some of
which are costly or no encodings of text at all, are taken as not declared."""

_MOJIBAKE = re.compile(r"â€[\w˜™œž“”¦¢]|Ã[\x80-\xbf¡-¿]|Â[\xa0-\xbf]")
_ODD_CASE = re.compile(r"[a-zß-ÿ][À-ÖØ-Þ](?![A-ZÀ-ÖØ-Þ])|\b[À-ÖØ-Þ][A-Z][a-z]")
_NOT_ENGLISH = re.compile(r"[ðÐþÞýÝ¤¦¨¬¯¸¹ªº¾¼]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HEAD = 65536


def decode(data: bytes, declared: str | None = None, given: str | None = None) -> tuple[str, str]:
    """The text, without its byte-order mark, and the name of the encoding it was in.

    `declared` is what the source says of itself and may be wrong; `given` is what the user says and holds.

    Raises:
        InputError: 'binary' if this is no text; 'encoding' if its encoding is not certain; 'truncated' if it ends in
            the middle of a character.
    """
    if given:
        return _strict(data, given, f"the bytes are not {given}, the encoding given").removeprefix("\ufeff"), given
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, f"the byte-order mark says {name}, the rest does not"), name
    codec = _codec(declared)
    if codec is None or not codec.startswith("utf-16"):
        check_binary(data)
    text, name = _undeclared(data) if codec is None else _as_declared(data, codec)
    if text.count("\ufffd") * 200 > len(text) or len(_MOJIBAKE.findall(text)) >= 3:
        raise InputError("encoding", "the text was damaged by an earlier decoding; get it anew from its source")
    return text, name


def check_binary(data: bytes) -> None:
    """Raises:
    InputError: 'binary' if the first 64 KB hold NUL bytes or more than 2 % control bytes, 'encoding' if every second
        byte is NUL, as in UTF-16 without a byte-order mark.
    """
    head = data[:_HEAD]
    nul = head.count(0)
    if nul and max(head[::2].count(0), head[1::2].count(0)) * 2 >= len(head) * 0.8 and nul < len(head) * 0.6:
        raise InputError("encoding", "looks like UTF-16 without a byte-order mark; name the encoding")
    if nul or len(_CONTROL.findall(head)) * 50 > len(head):
        raise InputError("binary", "not a text: it holds control bytes")


def declared_charset(data: bytes) -> str | None:
    """The encoding that an HTML or XML document declares within its first 4096 bytes."""
    found = re.search(rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?([\w.:-]{2,40})", data[:4096], re.IGNORECASE)
    found = found or re.match(rb"\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", data[:4096])
    return found[1].decode("ascii", "ignore") if found else None


def _codec(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().lower()).name
    except (LookupError, ValueError):
        return None
    return name if name in _WEB else None


def _as_declared(data: bytes, codec: str) -> tuple[str, str]:
    """By the declaration, unless the bytes prove it wrong: UTF-8 beyond ASCII does not come about by chance."""
    codec = _LATIN.get(codec, codec)
    if codec == "utf-8" or (codec == "cp1252" and not data.isascii()):
        return _undeclared(data)
    try:
        return data.decode(codec), codec
    except UnicodeDecodeError:
        return _undeclared(data)


def _undeclared(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 0 and not data[: error.start].isascii():
            raise InputError("truncated", "the text ends in the middle of a character") from None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = None
    if text is None or not _plausible(text):
        raise InputError("encoding", "neither UTF-8 nor windows-1252, and no encoding is declared; name the encoding")
    return text, "windows-1252"


def _plausible(text: str) -> bool:
    """Whether windows-1252 gave what an English text may hold: few characters beyond ASCII, letters in a fitting case,
    none of the letters and signs that only stand for those of another encoding."""
    beyond = sum(not character.isascii() for character in text)
    odd = _MOJIBAKE.search(text) or _ODD_CASE.search(text) or _NOT_ENGLISH.search(text)
    return beyond * 10 <= len(text) and not odd


def _strict(data: bytes, codec: str, message: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if error.end >= len(data) and error.reason in ("unexpected end of data", "truncated data"):
            raise InputError("truncated", "the text ends in the middle of a character") from None
        raise InputError("encoding", f"{message} (byte {error.start})") from None
    except (UnicodeError, LookupError) as error:
        raise InputError("encoding", f"{message} ({error})") from None
