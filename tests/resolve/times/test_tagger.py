import pytest

from dragoman.resolve.times import tag


def found(text: str) -> list[str]:
    return [span.of(text) for span in tag(text)]


@pytest.mark.parametrize(
    ("text", "expressions"),
    [
        ("The envoy arrived late on Thursday and left a day later.", ["late on Thursday", "a day later"]),
        ("Talks began in March 2018 and ended two months ago.", ["March 2018", "two months ago"]),
        ("Over the past year shelling killed 1998 people.", ["the past year"]),
        ("The truce of 5 May, 2017 held until mid-June.", ["5 May, 2017", "mid-June"]),
        ("He spoke at 10 p.m. on Friday, his third speech in recent weeks.", ["10 p.m. on Friday", "recent weeks"]),
        ("They may march in May, as they did in the early 1980s.", ["May", "the early 1980s"]),
        ("A 44-year-old man and his six-year-old son fled on Monday.", ["Monday"]),
        ("A quarter of the town, three quarters of its shops and half the port burned.", []),
        ("She took a step back. The second group followed the Sun.", []),
        ("It paid $1999 and 2,000 people for 12.5 of it.", []),
        ("From 3 to 5 June, and again on 9-11 July.", ["From 3 to 5 June", "9-11 July"]),
        ("Convoys cross every Friday, daily in the winter of 2016.", ["every Friday", "daily", "the winter of 2016"]),
        ("The truce will end at 10:30 p.m. Days later it failed.", ["10:30 p.m.", "Days later"]),
        ("Last month's attack came days after the Sept. 3 accord.", ["Last month", "days", "the Sept. 3"]),
        ("The report covers nearly eight years of war.\n\nMonday was calm.", ["nearly eight years", "Monday"]),
    ],
)
def test_expressions_of_a_text(text: str, expressions: list[str]):
    assert found(text) == expressions
