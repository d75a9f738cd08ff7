from datetime import date

from dragoman.record.mention import Mention
from dragoman.record.world import Timex
from dragoman.resolve.times import resolve_times, tag, tense_at

PUBLISHED = date(2019, 6, 6)


def resolved(text: str, published: date | None = PUBLISHED) -> tuple[Timex, ...]:
    mentions = [Mention(span.of(text), span) for span in tag(text)]
    return resolve_times(mentions, text, published, lambda mention: tense_at(text, mention.span))


def test_a_story_is_followed_from_day_to_day():
    text = "The army took the town on 3 May 2018. Two days later it withdrew, and the following month it came back."
    assert [t.value for t in resolved(text)] == ["2018-05-03", "2018-05-05", "2018-06"]
    assert [t.anchor for t in resolved(text)] == [None, "2018-05-03", "2018-05-05"]


def test_mentions_come_back_in_their_order():
    text = "He spoke on Monday, a day before the vote of 4 June."
    spans = tag(text)
    mentions = [Mention(span.of(text), span) for span in reversed(spans)]
    found = resolve_times(mentions, text, PUBLISHED, lambda _: "past")
    assert [t.mention for t in found] == mentions


def test_rates_are_sets_and_deadlines_dates():
    text = "The convoy goes 12 times a week. The envoys will meet in two weeks."
    assert [(t.type, t.value) for t in resolved(text)] == [("SET", "P1W"), ("DATE", "2019-06-20")]


def test_years_of_accounts_are_lengths():
    assert [t.value for t in resolved("For the year ended 31 March the port lost money.")] == ["P1Y", "2019-03-31"]


def test_comparisons_do_not_move_the_story():
    text = "Exports fell in the first quarter of 2019, from a year earlier. Imports rose in the quarter."
    assert [t.value for t in resolved(text)] == ["2019-Q1", "2018-Q1", "2019-Q1"]


def test_a_report_without_a_date_says_so():
    (timex,) = resolved("They met on Monday.", None)
    assert (timex.value, timex.start, timex.end, timex.score) == ("", None, None, 0.0)
    assert timex.rule == "unresolved: counted from the publication date, which is not known"


def test_words_that_are_no_time_say_so():
    mention = Mention("the ministry", tag("in 2018 xxxxxxx")[0])
    (timex,) = resolve_times([mention], "the ministry of 2018", PUBLISHED, lambda _: "past")
    assert timex.value == ""
    assert "no time expression" in timex.rule


def test_this_month_in_a_report_of_the_first_that_looks_back():
    text = "1 June 2019\n\nShells hit the town on 28 May, the army said on Saturday. Dozens were killed this month."
    assert [t.value for t in resolved(text, date(2019, 6, 1))] == [
        "2019-06-01",
        "2019-05-28",
        "2019-06-01",
        "2019-05",
    ]
    (alone,) = resolved("Dozens were killed this month.", date(2019, 6, 1))
    assert alone.value == "2019-06"
    assert alone.score < 0.5
