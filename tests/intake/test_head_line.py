from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake import read
from dragoman.intake.compose import from_text
from dragoman.intake.head_line import head_line
from dragoman.intake.head_words import byline, is_name, outlet_kind
from dragoman.intake.layout import lay_out
from dragoman.report import Report

TITLE = "Arvenia strikes depot near Velmar"
BODY = "Arvenia struck a depot near Velmar on Monday, the foreign ministry said.\nTalks are to resume in the spring."
DAY = date(2020, 3, 12)

DATED = [
    ("Lake Post | 12 March 2020", "Lake Post"),
    ("Lake Post - 12 March 2020", "Lake Post"),
    ("Lake Post — Thursday, 12 March 2020", "Lake Post"),
    ("Lake Post · 12 March 2020, 14:05 GMT", "Lake Post"),
    ("Lake Post, March 12, 2020", "Lake Post"),
    ("lakepost.example, 12 March 2020", "lakepost.example"),
    ("**Lake Post** | *12 March 2020*", "Lake Post"),
    ("Velmar, 12 March 2020", None),
    ("12 March 2020", None),
    ("2020-03-12T14:05:00Z", None),
    ("14:05 GMT, 12 March 2020", None),
    ("By Jane Doe\n12 March 2020", None),
    ("12 March 2020\nBy Jane Doe and John Roe in Velmar", None),
    ("BY JANE DOE, LAKE POST\n12 March 2020", "LAKE POST"),
    ("By Jane Doe, Associated Press\n12 March 2020", None),
    ("By Jane Doe | 12 March 2020", None),
    ("By Jane Doe, 12 March 2020", None),
    ("Published: 12 March 2020", None),
    ("Last updated: 2020-03-12 14:05 GMT", None),
    ("Posted on Thursday, 12 March 2020 at 14:05", None),
    ("Updated March 12, 2020", None),
    ("Updated: 13 March 2020\nPublished: 12 March 2020", None),
    ("Published 12 March 2020 | Updated 13 March 2020", None),
    ("Outlet: Lake Post\nDate: 12 March 2020", "Lake Post"),
]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(("lines", "outlet"), DATED)
def test_head_under_a_title_gives_day_and_outlet(lines: str, outlet: str | None, gap: str) -> None:
    text = f"{TITLE}\n{lines}{gap}{BODY}"
    report = from_text(text)
    assert report.text == text
    assert report.title == TITLE
    assert report.outlet == outlet
    assert report.published is not None and (report.published.day, report.published.origin) == (DAY, "text")
    assert report.published.span is not None and "12" in report.quote(report.published.span)


def test_a_day_of_change_is_told_from_one_of_publication() -> None:
    assert from_text(f"{TITLE}\nUpdated 12 March 2020\n\n{BODY}").metadata["date_field"] == "update line"
    assert from_text(f"{TITLE}\nPosted 12 March 2020\n\n{BODY}").metadata["date_field"] == "date line"


@pytest.mark.parametrize(
    "opening",
    [
        "Published in March 2020, the study blames Arvenia.",
        "Posted on 12 March 2020 near Velmar, the brigade held out.",
        "Updated figures came on 12 March 2020",
        "By Monday evening Arvenia had left Velmar, 12 March 2020",
        "By Monday, 12 March 2020 was over",
        "12 March 2020 was the day on which it began.",
        "The truce was signed in Velmar, 12 March 2020",
        "Arvenia and Borland signed the truce of\n12 March 2020\nwhich ended the war.",
        "Source: the ministry of defence",
        "Date: unknown",
        "Title: a word that the king gave him.\nHe took it.",
    ],
)
def test_text_that_only_begins_like_a_head_stays_text(opening: str, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(f"{opening}\n{BODY}", "utf-8")
    report = _only(file)
    assert report.text == f"{opening}\n{BODY}"
    assert (report.title, report.outlet, report.published) == (None, None, None)


def test_a_title_before_the_day_in_one_line() -> None:
    text = f"{TITLE} - 12 March 2020\n\n{BODY}"
    report = from_text(text)
    assert (report.title, report.outlet) == (TITLE, None)
    assert report.published is not None and report.published.day == DAY


@pytest.mark.parametrize(
    ("head", "outlet", "origin"),
    [
        (f"Title: {TITLE}\nOutlet: Lake Post\nDate: 12 March 2020\n\n", "Lake Post", "front matter"),
        (f"Headline: {TITLE}\nBy Jane Doe\nUpdated: 2020-03-12\n\n", None, "front matter"),
        (f"**Title:** {TITLE}\n**Published:** 12 March 2020\n\n", None, "front matter"),
        (
            f"\n  Title: {TITLE}\r\nSource: https://lakepost.example/2020/03/12/depot\r\n\r\n",
            "lakepost.example",
            "url",
        ),
    ],
)
def test_keys_at_the_top_are_a_head_without_hyphens(head: str, outlet: str | None, origin: str, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_bytes(f"{head}{BODY}".encode())
    report = _only(file)
    assert report.text == f"{TITLE}\n\n{BODY}"
    assert (report.title, report.outlet) == (TITLE, outlet)
    assert report.published is not None and (report.published.day, report.published.origin) == (DAY, origin)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by Jane Doe, Lake Post", "Jane Doe, Lake Post"),
        ("By staff and agencies", "staff and agencies"),
        ("By Reuters", "Reuters"),
        ("By Jane Doe Jr.", "Jane Doe Jr."),
        ("By Night", None),
        ("By March Arvenia", None),
        ("By Jane Doe.", None),
        ("By the end Arvenia Had Lost It All and then some", None),
        ("Jane Doe", None),
    ],
)
def test_form_of_a_byline(line: str, who: str | None) -> None:
    assert byline(line) == who


def test_names_of_outlets() -> None:
    assert [outlet_kind(name) for name in ("The Lake Post", "Velmar", "Velmar News Agency", "velmar.example")] == [
        "outlet",
        None,
        "agency",
        "outlet",
    ]
    assert is_name("Voice of the Lakes") and not is_name("Voice of a lost army") and not is_name("Lake Post:")


_PIECES = st.sampled_from(
    "By |Jane Doe|Lake Post|, | - |12 March 2020|Published: |Date: |\n|\n\n|*|Source: |the |struck. |# |\r\n".split("|")
    + " | ;https://a.example/;Title: ;14:05 ;·;_;Updated ".split(";")
)


@given(st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=80))
def test_parts_of_a_line_lie_in_it(text: str) -> None:
    found = head_line(text)
    for name in ("stamped", "date", "updated", "reporter", "outlet", "employer", "headline"):
        span = getattr(found, name, None)
        if span is not None:
            assert span.of(text).strip() == span.of(text) != ""


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_no_head_changes_the_text_or_reaches_into_its_sentences(head: str) -> None:
    body = "The ministry said that the army would leave the town, and that talks would resume."
    text = f"{head}\n\n{body}"
    report = from_text(text)
    assert report.text == text
    layout = lay_out(text)
    for span in (layout.title, layout.date_line, layout.masthead, layout.dateline, layout.update_line):
        assert span is None or span.end <= len(text) - len(body)


def _only(path: Path) -> Report:
    (report,) = read(path)
    assert isinstance(report, Report)
    return report
