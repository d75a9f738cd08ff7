"""What has gone on since a day, and a part of the day alone."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.record import Mention
from dragoman.report import Span
from dragoman.resolve.times import resolve_times, tense_at

PUBLISHED = date(2024, 9, 12)


def starts(text: str, *words: str) -> list[str | None]:
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in words]
    mentions = [Mention(span.of(text), span) for span in spans]
    return [time.start for time in resolve_times(mentions, text, PUBLISHED, lambda m: tense_at(text, m.span))]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Fighting has raged since October 7.", "since October 7", "2023-10-07"),
        ("Fighting has raged since October 7.", "October 7", "2023-10-07"),
        ("Fighting has raged since August 7.", "August 7", "2024-08-07"),
        ("The vote is on October 7.", "October 7", "2024-10-07"),
        ("Fighting could resume on Sunday.", "Sunday", "2024-09-15"),
        ("They could not resume talks on Sunday.", "Sunday", "2024-09-08"),
    ],
)
def test_since_looks_back_and_could_ahead(text: str, words: str, day: str):
    assert starts(text, words) == [day]


def test_overnight_is_of_the_day_named_last_unless_that_is_long_ago():
    assert starts("On Tuesday shells fell. Troops came overnight.", "Tuesday", "overnight")[1] == "2024-09-10"
    assert starts("In the raid of July 3 shells fell. Troops came overnight.", "July 3", "overnight")[1] == "2024-09-12"
