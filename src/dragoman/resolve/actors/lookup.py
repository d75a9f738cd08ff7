"""Who a phrase stands for: a user's own actors, then the tables, then states and their seats, then the description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.resolve import countries
from dragoman.resolve.actors import agents, leaders, organisations, peoples
from dragoman.resolve.actors.codes import cameo
from dragoman.resolve.actors.described import Description, describe
from dragoman.resolve.actors.identities import of_body, of_leader, of_state, unknown
from dragoman.resolve.actors.identity import NO_HINTS, Hints, Identity
from dragoman.resolve.actors.offices import of_title
from dragoman.resolve.actors.organisations import Organisation
from dragoman.resolve.actors.reading import Reading, read
from dragoman.resolve.actors.spelling import sounding
from dragoman.resolve.words import fold, is_acronym, key, words

_BODIES = frozenset({"armed group", "organisation", "outlet"})
_GROUPS = frozenset(
    "agency alliance association bloc company faction firm group militia movement network organisation organization "
    "party union".split()
)
"""Nouns that say no more of a body than that it is one."""


def identify(phrase: str, *, date: date | None = None, hints: Hints = NO_HINTS) -> Identity:
    """Who a phrase of a report stands for, as an actor.

    `date` is the day that the phrase speaks of, the report's as a rule; without it names get the standing that the
    tables end with, and offices are not resolved to persons. Never raises: what no table knows and no word describes
    stays an actor of its own, under its own name.
    """
    text = " ".join(phrase.split())
    tokens = words(text)
    if not tokens:
        return unknown(text, "nothing is named")
    found = _own(text, date, hints)
    # "SANA" is an agency before it is a capital, "Vatican" a state before it is a body.
    steps = (_named_body, _seat, _state) if is_acronym(text) else (_seat, _state, _named_body)
    for step in steps:
        found = found or step(text, date, hints)
    if found is None and hints.may_be("PER"):
        found = _leader_by_name(text, date, hints.ranked, ())
    return found or _people(text, hints) or _from_description(text, date, hints)


def _own(text: str, when: date | None, hints: Hints) -> Identity | None:
    return hints.own.find(text, when) if hints.own else None


def _named_body(text: str, when: date | None, hints: Hints) -> Identity | None:
    if not hints.may_be("ORG", "MIL", "FAC", "GPE", "NORP"):
        return None
    outer, _, inner = text.partition("(")
    for part in dict.fromkeys((outer.strip(), inner.rstrip(") ")) if inner else (text,)):
        folded = key(part)
        found = organisations.named(folded, part, when, hints.ranked) if folded else None
        if found is None:
            continue
        if agents.covers(folded.removeprefix("the ").split(" ")) and not is_acronym(part):
            # "The National Guard" is that of the country the report speaks of, or nobody's in particular.
            if found.body and found.body.acts_in(hints.ranked):
                return of_body(found.body, part, 0.75)
            continue
        return of_body(found.body, part) if found.body else _one_of(found.rivals, part)
    return None


def _one_of(rivals: Sequence[Organisation], text: str) -> Identity:
    """A name that several bodies have and nothing decides between: what they have in common holds."""
    states = {body.country for body in rivals}
    sectors = {body.sectors[0] for body in rivals}
    country = states.pop() if len(states) == 1 else None
    sector = sectors.pop() if len(sectors) == 1 else "UNK"
    names = ", ".join(body.name if country else f"{body.name} ({body.country})" for body in rivals[:4])
    alone = unknown(text, f"“{text}” may be {names}: nothing tells which")
    return replace(alone, kind="organisation", country=country, sectors=(sector,), cameo=cameo(country, (sector,)))


def _leader_by_name(
    text: str, when: date | None, countries_told: Sequence[str], offices: Sequence[str], title: str | None = None
) -> Identity | None:
    folded = key(text)
    table = leaders.register()
    choices: tuple[tuple[Sequence[leaders.Leader], float, str], ...]
    if found := table.full.get(folded):
        choices = ((found, 0.97, "is the name of"),)
    elif " " in folded:
        first, _, last = folded.partition(" ")
        ends = leaders.by_ends().get((first, last.rpartition(" ")[2]), [])
        within = [p for p in ends if _within(folded, key(p.name))]
        heard = leaders.by_sound().get(sounding(folded), [])
        choices = ((within, 0.85, "shortens the name of"), (heard, 0.85, "is a spelling of the name of"))
        if folded in table.surname:
            choices = ((table.surname[folded], 0.9, "is the surname of"), *choices)
    else:
        exact = table.surname.get(folded, [])
        heard = leaders.surnames_by_sound().get(sounding(folded), []) if not exact else []
        choices = ((exact, 0.9, "is the surname of"), (heard, 0.75, "is a spelling of the surname of"))
    if not text[0].isupper():
        return None
    for candidates, score, how in choices:
        person = leaders.best(candidates, when, countries_told, offices) if candidates else None
        if person is None:
            continue
        standing, spell = person.standing(when)
        if "surname" in how and not _plausible(person, standing, spell, when, countries_told, title):
            continue
        return of_leader(person, when, text, how, score, title)
    return None


def _within(shorter: str, longer: str) -> bool:
    """Whether one of two names has all words of the other."""
    a, b = set(shorter.split(" ")), set(longer.split(" "))
    return a <= b or b <= a


def _plausible(
    person: leaders.Leader,
    standing: str,
    spell: leaders.Spell,
    when: date | None,
    told: Sequence[str],
    title: str | None,
) -> bool:
    """Whether a surname alone may stand for a person: one in office, or of a country that the report speaks of.

    Former leaders are called by their surname as long as news remembers them; ten years is our bound.
    """
    if person.country in told or title:
        return True
    if standing == "in office":
        return person.led
    high = any(s.office in ("head_of_state", "head_of_government", "supreme_leader") for s in person.spells)
    recent = when is None or spell.end is None or int(spell.end[:4]) + 10 >= when.year
    return high and standing == "past" and recent


def _seat(text: str, _: date | None, hints: Hints) -> Identity | None:
    country = countries.of_seat(text, hints.ranked) if hints.may_be("GPE", "LOC", "ORG", "FAC") else None
    if country is None:
        return None
    return of_state(country, text, "government", 0.9, f"stands for the government of {country.name}")


def _state(text: str, _: date | None, hints: Hints) -> Identity | None:
    country = countries.named(text, hints.ranked) if hints.may_be("GPE", "LOC", "ORG", "FAC") else None
    if country and country.capital:
        return of_state(country, text, "country", 0.95, "names the country, and stands for its government")
    if country:
        return unknown(text, f"{country.name} has no government that could act")
    return None


def _people(text: str, hints: Hints) -> Identity | None:
    """An unrecognised state or a region by its bare name."""
    if not hints.may_be("GPE", "LOC", "NORP"):
        return None
    tokens = words(text)
    start = 1 if tokens[0].key == "the" and len(tokens) > 1 else 0
    found = peoples.find_in(tokens, start, len(tokens))
    if not found or found[1] < len(tokens) or found[0].kind not in ("unrecognised", "region"):
        return None
    people, country = found[0], found[0].country(hints.ranked)
    sectors = people.sectors or ("CVL",)
    return Identity(
        id=f"name:{fold(people.name)}",
        name=people.name,
        kind="government" if people.sectors else "people",
        country=country,
        sectors=sectors,
        cameo=cameo(country, sectors),
        role=None,
        affiliation=None,
        linked=(),
        known=True,
        score=0.8 if country else 0.5,
        reason=f"“{text}” is {'a state that few recognise' if 'PRE' in sectors else 'a region'}",
    )


def _from_description(text: str, when: date | None, hints: Hints) -> Identity:
    spoken = dict.fromkeys((*(state.country.iso3 for state in countries.find(text)), *hints.ranked))
    reading = read(text, when, tuple(spoken), hints.own)
    told = describe(reading, hints)
    return (
        _titled(told, when, hints)
        or (_government(told, reading, text) if hints.label != "PER" else None)
        or _office_holder(told, reading, text, when)
        or _body_alone(told, reading, text)
        or _respelt(text, when, hints)
        or _described(told, reading, text, hints)
    )


def _titled(told: Description, when: date | None, hints: Hints) -> Identity | None:
    """A leader by a title or an owner and a name ("Armenian Prime Minister Nikol Pashinyan", "Turkey's Erdogan")."""
    if not told.name or not (told.head or told.country) or (told.head and told.head.kind in _BODIES):
        return None
    spoken = (told.country, *hints.ranked) if told.country else hints.ranked
    offices = of_title(told.head.phrase) if told.head else ()
    found = _leader_by_name(told.name, when, spoken, offices, told.title or None)
    if found is None or (told.country is not None and found.country != told.country):
        return None
    found = replace(found, affiliation=told.affiliation or found.affiliation)
    if "only later" in found.reason and not told.former:
        # The tables know a later office; the title is that of the day.
        return replace(found, sectors=told.sectors, cameo=cameo(found.country, told.sectors))
    return found


def _government(told: Description, reading: Reading, text: str) -> Identity | None:
    """ "The Syrian government" is Syria's, and a phrase with nothing but a country in it is the country."""
    if told.head and told.head.phrase == "government" and len(reading.core) == 2 and not reading.ties:
        country = countries.by_code(told.country) if told.country else None
        if country and not told.body and not reading.rest:
            return of_state(country, text, "government", 0.95, f"is the government of {country.name}")
    if told.state and not told.name:
        country = told.state.country
        if told.state.form == "demonym":
            if reading.definite and not reading.counted and len(reading.core) == 1:
                return of_state(country, text, "government", 0.6, f"with the article stands for {country.name}")
        elif country.capital and not reading.ties:
            kind = "country" if told.state.form == "name" else "government"
            return of_state(country, text, kind, 0.8, f"is {country.name}")
    return None


def _office_holder(told: Description, reading: Reading, text: str, when: date | None) -> Identity | None:
    """The one who holds a described office on the day ("the Turkish president")."""
    single = told.head and not told.head.plural and not told.name and not reading.counted
    if not (single and told.head and told.country and when and not told.former and not told.body and not reading.ties):
        return None
    # "The president's office", "a Turkish presidential candidate" and the like have other heads; what may stand
    # beside the title here is the country alone, and nothing beside a title that only one state has.
    beside = [item for item in (*reading.core, *reading.rest) if item.what is not told.head]
    if len(beside) != (0 if told.head.country else 1):
        return None
    for office in of_title(told.head.phrase, told.country):
        held = leaders.register().holders(told.country, office, when)
        if held:
            score = 0.9 if len(held) == 1 else 0.6
            how = f"on {when.isoformat()} is"
            return of_leader(held[0], when, text, how, score, told.head.phrase)
    return None


def _body_alone(told: Description, reading: Reading, text: str) -> Identity | None:
    """A body with adjectives before it ("Lebanon's Hezbollah", "Iran-backed Hezbollah"), beside what kind of body it is
    ("the militant group Hamas", "the M23 rebel group")."""
    if reading.rest or not reading.core:
        return None
    whats = [item.what for item in reading.core]
    bodies = [what for what in whats if isinstance(what, Organisation)]
    last = whats[-1]
    if len(bodies) != 1:
        return None
    at = next(item.start for item in reading.core if item.what is bodies[0])
    before, end = reading.tokens[at - 1].key if at else "", reading.tokens[-1].key
    if last is not bodies[0] and end not in _GROUPS:
        return None
    if told.head is not None and (told.head.plural or reading.counted):
        return None
    if told.head is not None and told.head.kind not in _BODIES and not {before, end} & _GROUPS:
        return None
    found = of_body(bodies[0], text, 0.9, f"is {bodies[0].name}")
    return replace(found, linked=tuple(dict.fromkeys((*found.linked, *told.linked))))


def _respelt(text: str, when: date | None, hints: Hints) -> Identity | None:
    """A body under another transliteration of its name."""
    folded = key(text)
    if " " not in folded or agents.made_of(folded.removeprefix("the ").split(" ")):
        return None
    found = organisations.sounds_like(folded, text, when, hints.ranked)
    return of_body(found.body, text, 0.8, f"is a spelling of {found.body.name}") if found and found.body else None


def _described(told: Description, reading: Reading, text: str, hints: Hints) -> Identity:
    sectors, country, kind = told.sectors, told.country, told.kind
    why = told.why
    if told.head is None and hints.label == "PER":
        return unknown(text, "no table has the name", "PER")
    if told.head is None and told.state is None and told.people is None and not told.body:
        townlike = hints.locate is not None and told.name and hints.may_be("GPE", "LOC")
        place = hints.locate(told.name) if townlike and hints.locate else None
        if place:
            country, sectors, kind, why = place, ("CVL",), "people", f"a place in {place}, and stands for its people"
        elif told.name and not reading.ties and key(told.name) == key(text).removeprefix("the "):
            return unknown(text, "no table has the name", hints.label)
    if kind == "people" and sectors == ("UNK",) and told.head is None:
        sectors = told.people.sectors if told.people and told.people.sectors else ("CVL",)
    name = told.name or text[reading.tokens[reading.start].start :]
    return Identity(
        id=f"name:{key(name)}",
        name=name,
        kind=kind,
        country=country,
        sectors=sectors,
        cameo=cameo(country, sectors),
        role=told.title or None if told.name else None,
        affiliation=told.affiliation,
        linked=told.linked,
        known=False,
        score=told.score,
        reason=why or "nothing tells who it is",
    )
