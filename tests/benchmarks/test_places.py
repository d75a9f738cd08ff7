"""The measures of places."""

from benchmarks.places import nation_of, score_found, score_given
from dragoman.record.mention import Mention
from dragoman.record.world import Location
from dragoman.report import Span


def place(start: int, end: int, lat: float, lon: float, country: str, geonames: int | None) -> Location:
    mention = Mention("x", Span(start, end))
    return Location(
        "id", "x", "city", "city", lat, lon, 1.0, country, (), geonames, False, (), (mention,), 1.0, "the only one"
    )


ROW = {
    "text": "Homs and Hama, China",
    "toponyms": [
        {"start": 0, "end": 4, "phrase": "Homs", "lat": 34.73, "lon": 36.71, "geonameid": "1", "country": "Syria"},
        {"start": 9, "end": 13, "phrase": "Hama", "lat": 35.13, "lon": 36.75, "geonameid": "2", "country": "Syria"},
        {"start": 15, "end": 20, "phrase": "China", "lat": 35.0, "lon": 105.0, "geonameid": "3", "country": "China"},
    ],
}


def test_a_name_without_an_answer_is_wrong() -> None:
    tally = score_given(ROW, {Span(0, 4): place(0, 4, 34.7, 36.7, "SYR", 1)})
    assert tally.share("near", "all") == 100 / 3
    assert tally.share("near", "answered") == 100
    assert tally.share("id", "listed") == 100 / 3
    assert tally.share("country", "nation") == 100 / 3


def test_hu_leaves_out_countries_that_gazetteers_differ_on() -> None:
    tally = score_given(ROW, {Span(0, 4): place(0, 4, 34.7, 36.7, "SYR", 1)})
    assert tally.counts["hu"] == 2
    assert tally.share("hu_near", "hu") == 50
    assert tally.errors[1] == 20039.0


def test_names_pair_by_overlap() -> None:
    names = [Mention("Homs and", Span(0, 8)), Mention("and", Span(5, 8))]
    tally = score_found(ROW, names, {Span(0, 8): place(0, 8, 34.7, 36.7, "SYR", 1)})
    assert (tally.share("right", "model"), tally.share("met", "gold")) == (50, 100 / 3)
    assert tally.share("near", "placed") == 100


def test_countries_as_geonames_writes_them() -> None:
    nation = nation_of("Palestinian Territory")
    assert nation is not None and nation.iso3 == "PSE"
    assert nation_of("Nowhere") is None
