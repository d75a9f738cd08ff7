import pytest

from dragoman.report import Span
from dragoman.resolve.times import tense_at


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The envoys will meet on <Friday>.", "future"),
        ("The envoys met on <Friday>.", "past"),
        ("They agreed to hold a vote on <Friday>.", "future"),
        ("The vote would be held on <Friday>.", "future"),
        ("He said <Friday> that talks will go on.", "past"),
        ("The border stays closed until <Friday>.", "future"),
        ("It had been due to end <Friday>.", "past"),
        ("On <Friday> the army shelled the town.", "past"),
        ("The ministry condemned <Friday>'s strike.", "unknown"),
        ("A calm <Friday>.", "unknown"),
        ("They will leave. The army entered the town on <Friday>.", "past"),
    ],
)
def test_tense_of_the_clause(text: str, tense: str):
    start = text.index("<")
    plain = text.replace("<", "").replace(">", "")
    assert tense_at(plain, Span(start, text.index(">") - 1)) == tense
