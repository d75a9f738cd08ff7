from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.intake.decoding import declared_charset, decode

QUOTED = "He said: “We won’t leave – not now.” The café was shut on Monday, officials said."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_that_are_certain_without_a_declaration(encoding: str) -> None:
    assert decode(QUOTED.encode(encoding))[0] == QUOTED


def test_a_declaration_is_followed_unless_the_bytes_prove_it_wrong() -> None:
    russian = "Переговоры возобновятся в Женеве"
    assert decode(russian.encode("cp1251"), "windows-1251") == (russian, "cp1251")
    assert decode(QUOTED.encode("utf-8"), "iso-8859-1") == (QUOTED, "utf-8")
    assert decode(QUOTED.encode("cp1252"), "utf-8") == (QUOTED, "windows-1252")
    assert decode(QUOTED.encode("utf-8"), "rot13")[0] == QUOTED


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Переговоры возобновятся в Женеве".encode("cp1251"), "encoding"),
        ("President Erdoğan said on Monday that he would go.".encode("iso8859-9"), "encoding"),
        ("He said: “We won’t leave.” The talks go on in the north.".encode("mac-roman"), "encoding"),
        (QUOTED.encode("utf-8").decode("cp1252", "ignore").encode("utf-8"), "encoding"),
        (("\ufffd" + "ab") * 50, "encoding"),
        (QUOTED.encode("utf-16-le"), "encoding"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"text \x01\x02\x03 and more", "binary"),
        ("“Übergang”".encode()[:-1], "truncated"),
        ("Übergang".encode("utf-16")[:-1], "truncated"),
    ],
)
def test_what_is_not_certain_is_refused_by_name(data: bytes | str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data.encode() if isinstance(data, str) else data)
    assert caught.value.reason == reason


def test_a_given_encoding_holds() -> None:
    assert decode("Erdoğan".encode("iso8859-9"), given="iso8859-9")[0] == "Erdoğan"
    with pytest.raises(InputError, match="the encoding given"):
        decode(b"\xff\xfe\xff", given="utf-8")


def test_declared_charset() -> None:
    assert declared_charset(b'<html><head><meta charset="windows-1251">') == "windows-1251"
    assert declared_charset(b'<meta http-equiv=Content-Type content="text/html; charset=ISO-8859-1">') == "ISO-8859-1"
    assert declared_charset(b'<?xml version="1.0" encoding="koi8-r"?><html>') == "koi8-r"
    assert declared_charset(b"<html>") is None


@given(st.text(min_size=1).filter(lambda text: text.isprintable() and "\ufffd" not in text))
def test_utf8_round_trip(text: str) -> None:
    assert decode(text.encode())[0] == text.removeprefix("\ufeff")


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1252", "utf-16", "gb18030", "no such", "zip"]))
def test_any_bytes_are_decoded_or_named(data: bytes, declared: str | None) -> None:
    try:
        decode(data, declared)
    except InputError as error:
        assert error.reason in {"binary", "encoding", "truncated"}
