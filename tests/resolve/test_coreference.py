"""Who is the same actor by other words: offices, appositions, possessives, "we", "both sides"."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman.record import World
from tests.resolve.resolving import Rows, called, resolved

RUTO = (
    "Kenyan President William Ruto met Ethiopian Prime Minister Abiy Ahmed in Nairobi on Wednesday.",
    {
        "n": [["William Ruto", "PER"], ["Abiy Ahmed", "PER"], ["Kenyan President", "ROLE"], ["Nairobi", "GPE"]],
        "e": [{"x": "met", "y": "CONSULT", "st": "act",
               "A": ["Kenyan President William Ruto", "Ethiopian Prime Minister Abiy Ahmed"]}],
    },
)  # fmt: skip


def world(*rows: tuple[str, dict[str, Any]], day: date = date(2024, 3, 14)) -> World:
    told: Rows = list(rows)
    return resolved(told, day).world


def test_an_office_stands_for_who_was_told_to_hold_it():
    made = world(
        RUTO,
        ("Talks went on.", {}),
        (
            "The president promised troops.",
            {"n": [["president", "ROLE"]],
             "e": [{"x": "promised", "y": "AGREE", "A": ["The president"], "st": "act"}]},
        ),
        (
            "The foreign minister objected.",
            {"e": [{"x": "objected", "y": "REJECT", "A": ["The foreign minister"], "st": "act"}]},
        ),
    )  # fmt: skip
    president = called(made, "The president")
    assert president.id == "leader:KEN:William Ruto"
    assert "“The president” behind it" in president.reason
    assert called(made, "The foreign minister").id == "name:foreign minister"


def test_an_apposition_is_one_actor_and_its_name_decides():
    # The tables know another minister for that day.
    (row,) = (
        (
            "Somalia's foreign minister, Ahmed Moalim Fiqi, rejected the plan.",
            {"n": [["Ahmed Moalim Fiqi", "PER"], ["Somalia", "GPE"]],
             "e": [{"x": "rejected", "y": "REJECT",
                    "A": ["Somalia's foreign minister, Ahmed Moalim Fiqi"], "st": "act"}],
             "r": [["Ahmed Moalim Fiqi", "role", "Somalia's foreign minister"]]},
        ),
    )  # fmt: skip
    (fiqi,) = world(row).entities
    assert (fiqi.name, fiqi.country, fiqi.sectors) == ("Ahmed Moalim Fiqi", "SOM", ("GOV",))


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("his government", "country:ETH"),
        ("his country", "country:ETH"),
        ("his army", "name:ethiopia army"),
        ("his allies", "name:allies"),
    ],
)
def test_what_belongs_to_a_leaders_state_is_of_that_state(words: str, id: str):
    made = world(
        RUTO,
        (
            f"Abiy Ahmed said {words} would pay.",
            {"n": [["Abiy Ahmed", "PER"]], "e": [{"x": "pay", "y": "AID", "A": [words], "st": "plan"}]},
        ),
    )
    assert called(made, words).id.startswith(id)
    assert (called(made, words).country == "ETH") == (words != "his allies")


def test_we_is_who_says_so_also_where_the_name_comes_later():
    made = world(
        RUTO,
        (
            "“We will defend our country,” Ruto said.",
            {
                "n": [["Ruto", "PER"]],
                "a": [{"s": "Ruto", "c": "said", "t": "We will defend our country"}],
                "e": [{"x": "defend", "y": "AID", "A": ["We"], "R": ["our country"], "st": "plan"}],
            },
        ),
    )
    assert called(made, "We").id == "leader:KEN:William Ruto"
    assert called(made, "our country").id == "country:KEN"


def test_we_of_nobody_is_nobody():
    made = world(("We attack.", {"e": [{"x": "attack", "y": "ASSAULT", "A": ["We"], "st": "act"}]}))
    assert made.entities == ()


def test_who_speaks_to_both_sides_is_neither():
    made = world(
        (
            "Rwanda and Uganda traded threats.",
            {"n": [["Rwanda", "GPE"], ["Uganda", "GPE"]],
             "e": [{"x": "traded threats", "y": "THREATEN", "A": ["Rwanda and Uganda"], "st": "act"}]},
        ),
        (
            "The African Union urged both sides to talk.",
            {"n": [["African Union", "ORG"]],
             "e": [{"x": "urged", "y": "REQUEST", "A": ["The African Union"], "R": ["both sides"], "st": "act"}]},
        ),
    )  # fmt: skip
    assert called(made, "both sides").members == ("country:RWA", "country:UGA")


def test_the_rebels_are_the_armed_group_named_before_and_the_army_is_not():
    made = world(
        (
            "Fighters of the Northern Shield Brigade seized two villages.",
            {"n": [["Northern Shield Brigade", "MIL"]],
             "e": [{"x": "seized", "y": "ASSAULT", "A": ["Fighters of the Northern Shield Brigade"], "st": "act"}]},
        ),
        (
            "The rebels fired at the army.",
            {"e": [{"x": "fired", "y": "ASSAULT", "A": ["The rebels"], "R": ["the army"], "st": "act"}]},
        ),
    )  # fmt: skip
    assert called(made, "The rebels") == called(made, "Fighters of the Northern Shield Brigade")
    assert called(made, "the army").id == "name:army"


def attack(actor: str, *names: list[str]) -> tuple[str, dict[str, Any]]:
    text = f"{actor} shelled the port."
    return text, {"n": list(names), "e": [{"x": "shelled", "y": "ASSAULT", "A": [actor], "st": "act"}]}


def test_the_army_is_the_army_whose_state_was_told():
    made = world(attack("The Sudanese army", ["Sudanese", "NORP"]), ("Guns fell silent.", {}), attack("The army"))
    assert called(made, "The army") == called(made, "The Sudanese army")
    assert "behind it taken to mean it" in called(made, "The army").reason


def test_of_two_armies_the_nearest_is_the_army_and_without_one_it_stays_unknown():
    both = world(attack("The Sudanese army"), attack("The Ethiopian army"), attack("The army"))
    assert called(both, "The army") == called(both, "The Ethiopian army")
    assert called(world(attack("The army")), "The army").country is None


def test_a_convoy_is_no_side():
    made = world(
        (
            "The Sudanese army shelled the Ethiopian army.",
            {
                "e": [
                    {
                        "x": "shelled",
                        "y": "ASSAULT",
                        "st": "act",
                        "A": ["The Sudanese army"],
                        "R": ["the Ethiopian army"],
                    }
                ]
            },
        ),
        attack("A convoy"),
        ("The two sides signed a truce.", {"e": [{"x": "signed", "y": "AGREE", "A": ["The two sides"], "st": "act"}]}),
    )
    sides = {called(made, "The Sudanese army").id, called(made, "the Ethiopian army").id}
    assert set(called(made, "The two sides").members) == sides


def test_a_body_behind_what_it_is_is_that_body():
    made = world(attack("the West African bloc ECOWAS", ["ECOWAS", "ORG"]), attack("ECOWAS", ["ECOWAS", "ORG"]))
    assert called(made, "the West African bloc ECOWAS") == called(made, "ECOWAS")
    assert called(made, "ECOWAS").id == "org:ECOWAS"


def test_a_name_that_tells_whose_something_is_is_not_that_thing():
    made = world(attack("A command centre of Hamas", ["Hamas", "ORG"]), attack("Hamas", ["Hamas", "ORG"]))
    assert called(made, "Hamas").id != called(made, "A command centre of Hamas").id


def test_a_junta_is_not_its_spokesman():
    names = [["Amadou Sall", "PER"], ["a junta representative", "ROLE"]]
    made = world(attack("Niger junta"), attack("a junta representative, Amadou Sall", *names), attack("The junta"))
    assert called(made, "The junta") == called(made, "Niger junta")


NAIROBI = (
    "Nairobi and Mombasa, in Kenya, were calm.",
    {"n": [["Nairobi", "GPE"], ["Mombasa", "GPE"], ["Kenya", "GPE"]]},
)


def test_police_and_the_government_are_of_the_country_that_the_report_is_about():
    made = world(NAIROBI, attack("Police"), attack("The government"), attack("The rebels"))
    assert (called(made, "Police").country, called(made, "Police").sectors) == ("KEN", ("COP",))
    assert called(made, "The government").id == "country:KEN"
    assert called(made, "Police").score <= 0.6
    assert "mostly about" in called(made, "Police").reason
    assert called(made, "The rebels").country is None


def test_in_a_report_on_two_countries_police_are_of_neither():
    abroad = ("Kampala, in Uganda, was calm.", {"n": [["Kampala", "GPE"], ["Uganda", "GPE"]]})
    assert called(world(NAIROBI, abroad, attack("Police")), "Police").country is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Lin Mei-hua", "Lin"),
        ("Kim Jong-un", "Kim"),
        ("Xi Jinping", "Xi"),
        ("Ana Vell", "Vell"),
        ("Jean-Yves Le Drian", "Drian"),
    ],
)
def test_the_surname_takes_up_the_person_also_where_it_comes_first(name: str, short: str):
    made = world(attack(f"President {name}", [name, "PER"]), attack(short, [short, "PER"]))
    assert called(made, short) == called(made, f"President {name}")
