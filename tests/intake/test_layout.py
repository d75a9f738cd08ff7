from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.layout import is_headline, lay_out
from dragoman.report import Span

BODY = "The two governments said on Monday that they would meet again in Geneva."


def covered(text: str, span: Span | None) -> str | None:
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "title", "date_line", "masthead", "dateline"),
    [
        (f"Talks resume in Geneva\n\n{BODY}", "Talks resume in Geneva", None, None, None),
        (f"June 1, 2019\n\nTalks resume in Geneva\n\n{BODY}", "Talks resume in Geneva", "June 1, 2019", None, None),
        (f"June 1, 2019\nTalks resume\r\n\r\n{BODY}", "Talks resume", "June 1, 2019", None, None),
        (f"Talks resume in Geneva\n\n1 June 2019\n\n{BODY}", "Talks resume in Geneva", "1 June 2019", None, None),
        (
            f"# Talks resume\n\nBy Jane Roe\n\nGENEVA, June 1, 2019 (Wire) - {BODY}",
            "Talks resume",
            None,
            None,
            "June 1, 2019",
        ),
        (
            f"Lake Post | Tuesday, 6 August 2019\n\nTALKS RESUME\n\n{BODY}",
            "TALKS RESUME",
            "Tuesday, 6 August 2019",
            "Lake Post",
            None,
        ),
        (
            f"Talks resume in Geneva\n\nThe Lake Post\n1 June 2019 at 10.15 GMT\n\n{BODY}",
            "Talks resume in Geneva",
            "1 June 2019 at 10.15 GMT",
            "The Lake Post",
            None,
        ),
        (f"Talks resume\nLake Post\n1 June 2019\n\n{BODY}", "Talks resume", "1 June 2019", "Lake Post", None),
        (f"The Lake Post\n1 June 2019\n\nTalks resume\n\n{BODY}", "Talks resume", "1 June 2019", "The Lake Post", None),
        (f"Talks resume in Geneva\n\nThe Lake Post\n\n{BODY}", "Talks resume in Geneva", None, None, None),
        (f"AMMAN, June 1 (Wire) - {BODY}", None, None, None, "June 1"),
        (f"GENEVA (1 June 2019) – {BODY}", None, None, None, "1 June 2019"),
        (f"UNITED NATIONS, Jun 1, 2019 (WIRE) -- {BODY}", None, None, None, "Jun 1, 2019"),
        (f"{BODY}\n\n{BODY}", None, None, None, None),
        ("Talks resume in Geneva", None, None, None, None),
        (f"Talks resume in Geneva\n{BODY}", None, None, None, None),
        ("", None, None, None, None),
    ],
)
def test_parts_of_the_head(
    text: str, title: str | None, date_line: str | None, masthead: str | None, dateline: str | None
) -> None:
    layout = lay_out(text)
    found = tuple(covered(text, span) for span in (layout.title, layout.date_line, layout.masthead, layout.dateline))
    assert found == (title, date_line, masthead, dateline)


def test_a_known_title_is_found_even_if_it_is_no_headline_by_its_form() -> None:
    text = f"Talks resume.\n{BODY}"
    assert covered(text, lay_out(text, "TALKS  resume.").title) == "Talks resume."
    assert lay_out(f"Other headline\n\n{BODY}", "Talks resume.").title is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Talks resume in Geneva", True),
        ("Will the truce hold?", True),
        ("Iran rejects talks with U.S.", True),
        ("The talks resumed.", False),
        ("Geneva", False),
        ("By Jane Roe", False),
        ("June 1, 2019", False),
        ("AMMAN, June 1 (Wire) - Talks resume", False),
        ("word " * 60, False),
    ],
)
def test_form_of_a_headline(line: str, expected: bool) -> None:
    assert is_headline(line) is expected


@given(st.text(alphabet="Aab .,|-—#\r\n\t12:()", max_size=120) | st.text(max_size=200))
def test_spans_lie_in_any_text_and_hold_no_line_end(text: str) -> None:
    layout = lay_out(text)
    for span in (layout.title, layout.date_line, layout.masthead, layout.dateline):
        if span is not None:
            assert span.of(text).strip() == span.of(text)
            assert "\n" not in span.of(text)
