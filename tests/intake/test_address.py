from __future__ import annotations

from datetime import date

import pytest

from dragoman.intake.address import address_day, address_month, host


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2019/06/01/talks-resume", date(2019, 6, 1)),
        ("/world/2019/jun/01/talks-resume", date(2019, 6, 1)),
        ("/a/201906/01/WS5cf1.html", date(2019, 6, 1)),
        ("/english/2019-06/01/c_138.htm", date(2019, 6, 1)),
        ("/2019-06-01/talks", date(2019, 6, 1)),
        ("/news/20190601/talks", date(2019, 6, 1)),
        ("/news/talks-resume-48485719", None),
        ("/2019/06/talks-resume", None),
        ("/what-we-know-about-2019-06-01", None),
        ("/news/48485719/talks", None),
        ("/elections/2019/results", None),
    ],
)
def test_day_in_the_path(path: str, day: date | None) -> None:
    assert address_day(f"https://www.example.org{path}?d=2001/01/01") == day


def test_an_impossible_day_in_the_path_is_refused() -> None:
    with pytest.raises(ValueError, match="2019-02-30"):
        address_day("https://example.org/2019/02/30/talks")


def test_month_and_host() -> None:
    assert address_month("https://example.org/2019/06/talks") == (2019, 6)
    assert address_month("https://example.org/talks") is None
    assert host("https://www.example.org:8080/x") == "example.org"
    assert host("http://[broken") is None
