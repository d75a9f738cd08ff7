"""Which places our own sentences mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.record.mention import Mention
from dragoman.report import Span
from dragoman.resolve.places import Gazetteer, Hints, resolve_places
from tests.resolve.places.conftest import Resolve


def test_a_city_with_its_chain(resolve: Resolve) -> None:
    places, left = resolve("Shells fell on Khan Sheikhoun on Monday.", "Khan Sheikhoun")
    place = places["Khan Sheikhoun"]
    assert (place.country, place.admin[0], place.kind, place.precision) == ("SYR", "Idlib", "city", "city")
    assert place.geonames == 168325
    assert place.id == "geonames:168325"
    assert "only place of that name" in place.reason
    assert not left


def test_places_that_lists_of_towns_lack(resolve: Resolve) -> None:
    text = "Jets hit Maaret al-Numan and the Bab al-Hawa crossing, and trucks left Zamzam camp."
    places, left = resolve(text, "Maaret al-Numan", "Bab al-Hawa crossing", "Zamzam camp")
    assert places["Maaret al-Numan"].country == "SYR"
    assert places["Bab al-Hawa crossing"].kind == "crossing"
    assert (places["Zamzam camp"].kind, places["Zamzam camp"].country) == ("camp", "SDN")
    assert not left


def test_the_other_places_of_the_report_decide(resolve: Resolve) -> None:
    south, _ = resolve("Crews drove from Tyler and Dallas to Paris.", "Tyler", "Dallas", "Paris")
    assert south["Paris"].admin[0] == "Texas"
    assert "in the same province" in south["Paris"].reason
    abroad, _ = resolve("She flew from Lyon and Marseille to Paris.", "Lyon", "Marseille", "Paris")
    assert abroad["Paris"].country == "FRA"


def test_georgia_is_a_country_or_a_state(resolve: Resolve) -> None:
    state, _ = resolve("Storms crossed Alabama, Georgia and Tennessee.", "Alabama", "Georgia", "Tennessee")
    assert state["Georgia"].id == "unit:USA/georgia"
    country, _ = resolve("Envoys of Armenia, Georgia and Azerbaijan met.", "Armenia", "Georgia", "Azerbaijan")
    assert country["Georgia"].id == "country:GEO"


@pytest.mark.parametrize(
    "text", ["He was held in Athens, Ohio.", "He was held in Athens (Ohio).", "He was held in Athens in Ohio."]
)
def test_the_place_after_a_comma_holds_the_one_before_it(resolve: Resolve, text: str) -> None:
    both, _ = resolve(text, "Athens", "Ohio")
    assert both["Athens"].admin[0] == "Ohio"
    # The wider place counts even where nobody marked it, but it is no place of the result then.
    alone, _ = resolve(text, "Athens")
    assert alone["Athens"].admin[0] == "Ohio"
    assert set(alone) == {"Athens"}
    assert "puts it in Ohio" in alone["Athens"].reason


def test_a_name_has_one_sense_in_a_report(resolve: Resolve) -> None:
    text = "The mill in Cambridge, Ontario closed. Cambridge lost its largest employer."
    places, _ = resolve(text, "Cambridge", "Ontario", "Cambridge")
    assert places["Cambridge"].country == "CAN"
    assert len(places["Cambridge"].mentions) == 2


def test_parts_are_areas_beside_the_middle(resolve: Resolve) -> None:
    places, _ = resolve("Raids in Mali, in northern Mali and in central Mali.", "Mali", "northern Mali", "central Mali")
    whole, north, middle = places["Mali"], places["northern Mali"], places["central Mali"]
    assert north.lat > whole.lat + 2 and abs(north.lon - whole.lon) < 0.5
    assert north.radius < whole.radius and north.precision == "area" and north.country == "MLI"
    assert (middle.lat, middle.lon) == (whole.lat, whole.lon) and middle.radius < whole.radius
    assert len({whole.id, north.id, middle.id}) == 3
    assert north.geonames is None


def test_near_widens(resolve: Resolve) -> None:
    places, _ = resolve("A mine went off near Kandahar and not in Kandahar.", "near Kandahar", "Kandahar")
    assert places["near Kandahar"].radius > places["Kandahar"].radius
    assert places["near Kandahar"].precision == "area"


def test_words_for_the_kind_of_place_choose_the_level(resolve: Resolve) -> None:
    text = "Battles in Idlib province reached Idlib city and then the town of Hama and the province of Hama."
    places, _ = resolve(text, "Idlib province", "Idlib city", "town of Hama", "province of Hama")
    assert [place.kind for place in places.values()] == ["province", "city", "city", "province"]


def test_a_province_with_a_large_city_of_its_name_is_the_city(resolve: Resolve) -> None:
    places, _ = resolve("Shops reopened in Kharkiv.", "Kharkiv")
    assert places["Kharkiv"].kind == "city"


def test_a_part_of_a_name_that_is_city_and_province_is_the_provinces(resolve: Resolve) -> None:
    places, _ = resolve("Trucks left Hama for northern Hama.", "Hama", "northern Hama")
    assert places["Hama"].kind == "city"
    assert places["northern Hama"].id == "unit:SYR/hama#northern"


def test_directions_and_words_for_places_are_no_names(resolve: Resolve) -> None:
    text = "Rain fell over Homs, over the northwest and over the city."
    places, left = resolve(text, "Homs", "the northwest", "the city")
    assert set(places) == {"Homs"}
    assert [u.reason for u in left] == ["'northwest' names no place", "'city' names no place"]


def test_hints_decide_where_the_report_does_not(resolve: Resolve) -> None:
    text = "A warehouse burned down in Tripoli."
    libya, _ = resolve(text, "Tripoli", hints=Hints({"LBY": 2.0}))
    lebanon, _ = resolve(text, "Tripoli", hints=Hints({"LBN": 2.0}))
    assert (libya["Tripoli"].country, lebanon["Tripoli"].country) == ("LBY", "LBN")
    home, _ = resolve("A barn burned down in Springfield.", "Springfield", hints=Hints(home=(39.9, -83.9)))
    assert home["Springfield"].admin[0] == "Ohio"


def test_names_of_organisations_tell_where_a_report_plays(resolve: Resolve) -> None:
    text = "The Dallas Fire Department sent engines to Paris."
    places, _ = resolve(text, "Paris", context=("Dallas Fire Department",), hints=Hints({"USA": 0.5}))
    assert places["Paris"].admin[0] == "Texas"
    assert set(places) == {"Paris"}


def test_what_no_table_has_is_left_over(resolve: Resolve) -> None:
    places, left = resolve("They walked from Qwertzuiop to Homs.", "Qwertzuiop", "Homs")
    assert set(places) == {"Homs"}
    assert [(u.mention.text, u.reason) for u in left] == [("Qwertzuiop", "no table has a place called 'Qwertzuiop'")]


def test_a_small_namesake_far_from_everything_is_left_over(resolve: Resolve) -> None:
    text = "Fighters left Homs, Hama and Idlib for Chesapeake Beach."
    places, left = resolve(text, "Homs", "Hama", "Idlib", "Chesapeake Beach")
    assert "Chesapeake Beach" not in places
    assert "far from all else" in left[0].reason


def test_a_facility_stands_where_the_town_of_its_name_is(resolve: Resolve) -> None:
    places, _ = resolve("Guards left Raqqa Stadium Prison at dawn.", "Raqqa Stadium Prison", label="FAC")
    place = places["Raqqa Stadium Prison"]
    assert (place.country, place.precision, place.geonames) == ("SYR", "city", None)
    assert "no table has" in place.reason


def test_metonyms_are_the_callers(resolve: Resolve) -> None:
    text = "Moscow said on Friday that trains from Kursk would run."
    places, _ = resolve(text, "Moscow", "Kursk", metonyms=("Moscow",))
    assert places["Moscow"].metonym
    assert not places["Kursk"].metonym


def test_spellings_of_one_place_are_one_location(resolve: Resolve) -> None:
    places, _ = resolve("Buses reached Raqqa city; later Raqqah city was quiet.", "Raqqa city", "Raqqah city")
    assert places["Raqqa city"] is places["Raqqah city"]
    assert len(places["Raqqa city"].mentions) == 2


NAMES = st.sampled_from(
    ["Syria", "northern Syria", "Idlib", "Paris", "Georgia", "near Goma", "Texas", "Gaza", "Euphrates valley", "Xyzzy"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, max_size=8))
def test_every_name_is_placed_on_the_globe_or_left_over_and_always_the_same_way(
    gazetteer: Gazetteer, names: list[str]
) -> None:
    text = "; ".join(names)
    starts = [len("; ".join([*names[:i], ""])) for i in range(len(names))]
    mentions = [Mention(name, Span(at, at + len(name))) for name, at in zip(names, starts, strict=True)]
    found, left = resolve_places(mentions, text, gazetteer)
    assert (found, left) == resolve_places(list(reversed(mentions)), text, gazetteer)
    told = [m for place in found for m in place.mentions] + [u.mention for u in left]
    assert sorted(told, key=lambda m: m.span.start) == mentions
    for place in found:
        assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180
        assert place.radius > 0 and 0 <= place.score <= 1 and place.reason
        assert sum(c.score for c in place.alternatives) + place.score <= 1.01
    assert len({place.id for place in found}) == len(found)
