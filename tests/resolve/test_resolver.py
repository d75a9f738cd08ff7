"""Records tied to the world: who is the same actor, what is only a metonym, where and when each event was."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.record import World
from tests.resolve.resolving import called, resolved

TITLE_FREE = [
    (
        "Turkish President Recep Tayyip Erdogan met Russian President Vladimir Putin in Sochi on Monday.",
        {
            "n": [["Turkish President", "ROLE"], ["Turkish", "NORP"], ["Recep Tayyip Erdogan", "PER"],
                  ["Russian President", "ROLE"], ["Russian", "NORP"], ["Vladimir Putin", "PER"], ["Sochi", "GPE"],
                  ["Monday", "TIME"]],
            "e": [{"x": "met", "y": "CONSULT", "m": "meet",
                   "A": ["Turkish President Recep Tayyip Erdogan", "Russian President Vladimir Putin"],
                   "P": ["Sochi"], "T": ["Monday"], "st": "act"}],
        },
    ),
    (
        "The two leaders agreed on a buffer zone, and Erdogan thanked Putin.",
        {
            "n": [["Erdogan", "PER"], ["Putin", "PER"]],
            "e": [{"x": "agreed", "y": "AGREE", "A": ["The two leaders"], "st": "act"},
                  {"x": "thanked", "y": "SUPPORT", "A": ["Erdogan"], "R": ["Putin"], "st": "act"}],
        },
    ),
    (
        "He later called the Iranian president from Ankara.",
        {
            "n": [["Iranian", "NORP"], ["Ankara", "GPE"]],
            "e": [{"x": "called", "y": "CONSULT", "A": ["He"], "R": ["the Iranian president"], "P": ["Ankara"],
                   "st": "act"}],
        },
    ),
    (
        "Moscow condemned shelling by Hayat Tahrir al-Sham (HTS) near Saraqib.",
        {
            "n": [["Moscow", "GPE"], ["Hayat Tahrir al-Sham", "MIL"], ["HTS", "MIL"], ["Saraqib", "GPE"]],
            "e": [{"x": "condemned", "y": "ACCUSE", "A": ["Moscow"], "R": ["Hayat Tahrir al-Sham"], "st": "act"},
                  {"x": "shelling", "y": "ASSAULT", "A": ["Hayat Tahrir al-Sham"], "P": ["Saraqib"], "st": "act"}],
        },
    ),
    (
        "The group will attack Jory Vell on Friday.",
        {
            "n": [["Jory Vell", "PER"], ["Friday", "TIME"]],
            "e": [{"x": "attack", "y": "ASSAULT", "A": ["The group"], "R": ["Jory Vell"], "T": ["Friday"],
                   "st": "plan"}],
        },
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    return resolved(TITLE_FREE).world


def test_a_name_a_surname_and_a_pronoun_are_one_person(world: World):
    erdogan = called(world, "Turkish President Recep Tayyip Erdogan")
    assert (erdogan.id, erdogan.country, erdogan.sectors) == ("leader:TUR:Recep Tayyip Erdoğan", "TUR", ("GOV",))
    assert [m.text for m in erdogan.mentions] == ["Turkish President Recep Tayyip Erdogan", "Erdogan", "He"]
    assert "pronoun" in erdogan.reason


def test_the_two_leaders_are_those_two(world: World):
    pair = called(world, "The two leaders")
    assert pair.members == ("leader:TUR:Recep Tayyip Erdoğan", "leader:RUS:Vladimir Putin")
    assert pair.name == "Recep Tayyip Erdoğan and Vladimir Putin"


def test_an_office_is_held_by_who_holds_it_that_day(world: World):
    assert called(world, "the Iranian president").name == "Hassan Rouhani"


def test_a_group_is_its_name_its_abbreviation_and_the_noun_for_it(world: World):
    group = called(world, "Hayat Tahrir al-Sham")
    assert (group.country, group.sectors[0]) == ("SYR", "REB")
    assert {"Hayat Tahrir al-Sham", "HTS", "The group"} == {m.text for m in group.mentions}


def test_an_unknown_person_stays_one_of_its_own(world: World):
    vell = called(world, "Jory Vell")
    assert (vell.id, vell.kind, vell.country, vell.sectors) == ("name:jory vell", "person", None, ("UNK",))


def test_a_capital_that_acts_is_a_government_and_no_place(world: World):
    assert called(world, "Moscow").id == "country:RUS"
    assert "Moscow" not in {place.name for place in world.locations}
    assert {place.name for place in world.locations} >= {"Sochi", "Ankara"}


def test_events_have_places_and_days_with_the_rule(world: World):
    settings = {s.event: s for s in world.settings}
    met, agreed, _, called_him, condemned, shelling, attack = settings.values()
    assert (met.place_rule, met.time, met.time_rule, met.period) == ("own place", "2018-09-17", "own time", "past")
    assert (agreed.place, agreed.time) == (None, "") and agreed.place_rule.startswith("unknown")
    assert met.actors == ("leader:TUR:Recep Tayyip Erdoğan", "leader:RUS:Vladimir Putin")
    assert called_him.place is not None
    assert condemned.place == shelling.place is not None
    assert (attack.start, attack.period) == ("2018-09-21", "future")


def test_capitals_that_act_together_are_two_governments_and_no_places():
    rows = [
        (
            "Damascus and Moscow denied an attack that residents of Aleppo described.",
            {
                "n": [["Damascus", "GPE"], ["Moscow", "GPE"], ["Aleppo", "GPE"]],
                "a": [{"s": "residents of Aleppo", "c": "described", "t": "an attack"}],
                "e": [{"x": "denied", "y": "REJECT", "A": ["Damascus and Moscow"], "st": "act"}],
            },
        )
    ]
    world = resolved(rows, date(2019, 6, 1)).world
    assert world.settings[0].actors == ("country:SYR", "country:RUS")
    assert [place.name for place in world.locations] == ["Aleppo"]
    assert not world.locations[0].metonym
    assert called(world, "residents of Aleppo").country == "SYR"


def test_without_a_date_relative_times_stay_open_and_nobody_holds_an_office():
    world = resolved(TITLE_FREE, None).world
    assert all(not time.value and time.start is None for time in world.times)
    assert called(world, "the Iranian president").kind != "country"
    assert "Hassan Rouhani" not in {e.name for e in world.entities}
    assert all(s.start is None for s in world.settings)


def test_every_mention_stands_where_it_says_and_belongs_to_one_actor(world: World):
    text = " ".join(sentence for sentence, _ in TITLE_FREE)
    spans = [m.span for e in world.entities for m in e.mentions]
    assert len(spans) == len(set(spans))
    for mention in (m for one in (*world.entities, *world.locations) for m in one.mentions):
        assert mention.span.of(text) == mention.text


def test_resolving_twice_gives_the_same_world(world: World):
    assert resolved(TITLE_FREE).world == world
