from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.intake import ReadOptions, Skipped, read
from dragoman.intake.webpage import read_page
from dragoman.report import Report

HEAD = "<html><head><title>Talks resume</title></head>"


def test_a_page_gives_text_title_outlet_and_declared_date(tmp_path: Path, page: str, body: str) -> None:
    (tmp_path / "a.html").write_text(page)
    (report,) = read(tmp_path / "a.html")
    assert isinstance(report, Report)
    assert report.text == f"Talks resume\n\n{body}\n\n“We will stay,” a spokesman told reporters."
    assert (report.title, report.outlet, report.url) == ("Talks resume", "Lake Post", None)
    assert report.published is not None and report.published.origin == "metadata"
    assert report.published.when == datetime(2019, 6, 1, 23, 30, tzinfo=timezone(timedelta(hours=3)))


def test_the_canonical_address_and_its_host(body: str) -> None:
    page = read_page(f'<html><head><link rel="canonical" href="https://lake.example/a"></head><p>{body}</p></html>')
    assert page.url == "https://lake.example/a"


@pytest.mark.parametrize(
    ("head", "dates"),
    [
        ('<meta name="DC.date.issued" content="2019-06-01">', ["2019-06-01"]),
        ('<meta itemprop="datePublished" content="2019-06-01">', ["2019-06-01"]),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-06-01"}</script>',
            ["2019-06-01"],
        ),
        (
            (
                '<script type="application/ld+json">'
                '{"@graph": [{"@type": ["Article"], "datePublished": "2019-06-01"}]}</script>'
            ),
            ["2019-06-01"],
        ),
        ('<script type="application/ld+json">{"@type": "Event", "datePublished": "2019-06-01"}</script>', []),
        ('<script type="application/ld+json">{broken</script>', []),
        ('<meta property="article:modified_time" content="2019-06-01">', []),
        (
            '<meta name="date" content="2019-06-02"><meta property="article:published_time" content="2019-06-01">',
            ["2019-06-01", "2019-06-02"],
        ),
    ],
)
def test_declared_dates(head: str, dates: list[str], body: str) -> None:
    page = read_page(f"<html><head>{head}</head><body><p>{body}</p><p>Copyright 2024, June 5, 2024</p></body></html>")
    assert [claim.value for claim in page.claims] == dates


def test_a_marked_time_element(body: str) -> None:
    page = read_page(f'<html><body><time pubdate datetime="2019-06-01">x</time><p>{body}</p></body></html>')
    assert [claim.value for claim in page.claims] == ["2019-06-01"]


def test_a_page_without_its_end_is_read_and_one_without_text_is_named(body: str) -> None:
    assert read_page(f"<html><body><article><p>{body}</p><p>And then it").text.startswith(body)
    for markup, reason in ((f"{HEAD}<body></body>", "no-text"), (f"{HEAD}{'<p>' * 60_000}{body}", "too-large")):
        with pytest.raises(InputError) as caught:
            read_page(markup)
        assert caught.value.reason == reason


def test_declared_encoding_front_matter_and_deep_nesting(tmp_path: Path, body: str) -> None:
    russian = f'<html><head><meta charset="windows-1251"></head><body><p>{body} Женева.</p></body></html>'
    (tmp_path / "a.html").write_bytes(russian.encode("cp1251"))
    (tmp_path / "b.html").write_text(f"---\noutlet: Lake Post\ndate: 2019-06-01\n---\n<html><p>{body}</p></html>")
    (tmp_path / "c.html").write_text("<div>" * 50_000 + body)
    first, second, third = read(tmp_path, ReadOptions())
    assert isinstance(first, Report) and first.text.endswith("Женева.") and first.metadata["encoding"] == "cp1251"
    assert isinstance(second, Report) and second.outlet == "Lake Post" and second.published is not None
    assert isinstance(third, Skipped) and third.reason == "no-text"
