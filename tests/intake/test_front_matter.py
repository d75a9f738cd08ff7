from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.front_matter import field, split_front_matter


def test_pairs_and_body() -> None:
    text = """---
title: "Talks: the \\"last\\" chance"
Outlet: 'Lake Post'
date: 2019-06-01  # when printed
tags: [a, b]
url: https://example.org/a#b
---

Body --- text.
"""
    pairs, body = split_front_matter(text)
    assert body == "Body --- text.\n"
    assert field(pairs, "title") == ("title", 'Talks: the "last" chance')
    assert field(pairs, "outlet") == ("outlet", "Lake Post")
    assert field(pairs, "published") == ("date", "2019-06-01")
    assert field(pairs, "url") == ("url", "https://example.org/a#b")
    assert "tags" not in pairs


def test_text_without_a_closed_head_is_left_whole() -> None:
    for text in (
        "---\ntitle: x\nno end",
        "--- not a head\nBody",
        "Body\n---\ntitle: x\n---\n",
        "---\nno pair here\n---\nBody",
    ):
        assert split_front_matter(text) == ({}, text)


@given(st.text(alphabet="-: \n\r#'\"ab[", max_size=80))
def test_the_body_is_always_the_end_of_the_text(text: str) -> None:
    assert text.endswith(split_front_matter(text)[1])


@given(st.text(alphabet="-: \n\r#'\"ab[*", max_size=40), st.text(max_size=40))
def test_keys_at_the_top_leave_the_body_whole(value: str, body: str) -> None:
    text = f"Title: {value}\nDate: 1 June 2019\n\n{body}"
    assert text.endswith(split_front_matter(text)[1])
