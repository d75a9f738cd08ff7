from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.fragment import fragment_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("<p>One &amp; two</p>\n<p>three<br>four <b>five</b></p>", "One & two\n\nthree\nfour five"),
        ("<div><div>a</div>b<ul><li>c<li>d</ul></div>", "a\n\nb\n\nc\n\nd"),
        ("<script>alert(1)</script><style>p{}</style>a<!-- no -->b", "ab"),
        ("a <p <p>b", "a\n\nb"),
        ("<![bad[x]]>a", "a"),
        ("", ""),
        ("a\x00b\ud800<br>&amp;lt;", "ab\n&lt;"),
    ],
)
def test_paragraphs(markup: str, text: str) -> None:
    assert fragment_text(markup) == text


@given(st.text(alphabet="<>/!-[]?&;pabrdiv \n\"'=", max_size=80))
def test_any_markup_gives_text(markup: str) -> None:
    assert "\n\n\n" not in fragment_text(markup)
