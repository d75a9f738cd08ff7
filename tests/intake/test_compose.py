from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError, OptionError
from dragoman.intake import from_text
from dragoman.intake.compose import Parts, compose
from dragoman.intake.options import ReadOptions
from dragoman.intake.publication import Claim
from dragoman.report import Published, Report

BODY = "The two governments said on Monday that they would meet again in Geneva. No date was set for the talks."


def test_a_title_apart_is_put_before_the_text() -> None:
    report = from_text(f"\n{BODY}\n", title="Talks\n resume", outlet="Lake Post")
    assert report.text == f"Talks resume\n\n{BODY}"
    assert report.title == "Talks resume"
    assert report.title_span is not None and report.quote(report.title_span) == "Talks resume"
    assert report.outlet == "Lake Post"


def test_a_title_that_the_text_opens_with_is_not_doubled() -> None:
    text = f"# Talks resume.\n{BODY}"
    report = from_text(text, title="Talks resume.")
    assert report.text == text
    assert report.title_span is not None and report.quote(report.title_span) == "Talks resume."


def test_date_and_title_lines_leave_the_text_as_it_is() -> None:
    text = f"Jun 01 2019 \r\n\r\nTalks resume in Geneva\r\n\r\n{BODY}\r\n"
    report = from_text(text)
    assert report.text == text
    assert report.title == "Talks resume in Geneva"
    assert report.published is not None and report.published.origin == "text"
    assert report.published.when == date(2019, 6, 1)
    assert report.published.span is not None and report.quote(report.published.span) == "Jun 01 2019"


def test_a_masthead_gives_the_outlet() -> None:
    assert from_text(f"Lake Post | 6 August 2019\n\nTALKS RESUME\n\n{BODY}").outlet == "Lake Post"


@pytest.mark.parametrize(
    ("text", "url", "origin", "day"),
    [
        (f"GENEVA, June 1, 2019 (Wire) - {BODY}", None, "dateline", date(2019, 6, 1)),
        (f"GENEVA, June 1 (Wire) - {BODY}", "https://example.org/2019/06/talks", "dateline", date(2019, 6, 1)),
        (f"GENEVA, June 1 (Wire) - {BODY}", "https://example.org/2019/07/talks", None, None),
        (f"GENEVA, June 1 (Wire) - {BODY}", None, None, None),
        (f"GENEVA, June 1, 2019 (Wire) - {BODY}", "https://example.org/2019/06/02/talks", "url", date(2019, 6, 2)),
        (f"Monday, June 1, 2019\n\n{BODY}", None, None, None),
        (f"03/04/2019\n\n{BODY}", None, None, None),
        (BODY, None, None, None),
    ],
)
def test_date_from_the_text_or_the_address(text: str, url: str | None, origin: str | None, day: date | None) -> None:
    report = from_text(text, url=url)
    found = (report.published.origin, report.published.day) if report.published else (None, None)
    assert found == (origin, day)
    refused = report.published is None and text != BODY
    assert ("date_refused" in report.metadata) is refused


def test_a_given_date_wins() -> None:
    text = f"June 1, 2019\n\n{BODY}"
    report = from_text(text, published="2019-06-03", url="https://example.org/2019/06/02/x")
    assert report.published == Published(date(2019, 6, 3), "given")
    own = Published(date(2019, 6, 4), "archive")
    assert from_text(text, published=own).published == own
    with pytest.raises(OptionError, match="YYYY-MM-DD"):
        from_text(text, published="last week")


def composed(*claims: Claim, captured: datetime | None = None, not_after: datetime | None = None) -> Report:
    return compose(Parts(BODY, claims=claims, captured=captured, not_after=not_after), ReadOptions())


def test_claims_hold_in_their_order_and_refusals_are_noted() -> None:
    report = composed(Claim("metadata", "datePublished", "2019-02-30"), Claim("metadata", "date", "2019-03-02"))
    assert report.published == Published(date(2019, 3, 2), "metadata")
    assert report.metadata["date_field"] == "date"
    assert report.metadata["date_refused"].startswith("datePublished: '2019-02-30' is no")


def test_capture_bounds_the_date_and_stands_in_for_none() -> None:
    captured = datetime(2019, 6, 1, 12, tzinfo=UTC)
    next_day = composed(Claim("metadata", "date", "2019-06-02"), captured=captured)
    assert next_day.published == Published(date(2019, 6, 2), "metadata"), "east of the capture it may be tomorrow"
    later = composed(Claim("metadata", "date", "2019-06-03"), captured=captured)
    assert later.published == Published(captured, "archive")
    assert "after the page was captured" in later.metadata["date_refused"]
    assert later.metadata["captured"] == captured.isoformat()
    assert composed(Claim("metadata", "date", "2019-06-03"), not_after=captured).published is None


@pytest.mark.parametrize(
    ("text", "title", "reason"),
    [
        ("", None, "empty"),
        (" \n\t", None, "empty"),
        ("", "Talks resume", "no-text"),
        ("--- 2019 ---", None, "no-text"),
        ("The talks\0 resumed.", None, "binary"),
        ("The talks \ud800 resumed.", None, "encoding"),
        ("Переговоры возобновятся в Женеве завтра", None, "not-english"),
    ],
)
def test_what_is_no_report_is_named(text: str, title: str | None, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        from_text(text, title=title)
    assert caught.value.reason == reason


@given(st.text(max_size=200), st.none() | st.text(max_size=40))
def test_any_text_is_a_report_with_true_spans_or_named(text: str, title: str | None) -> None:
    try:
        report = from_text(text, title=title)
    except InputError:
        return
    assert text in report.text or text.strip() in report.text
    if report.title_span is not None:
        assert report.quote(report.title_span) == report.title
    if report.published is not None and report.published.span is not None:
        assert report.quote(report.published.span)
