"""Reads who is described by a phrase without relying on a name: country, sectors, kind, by head noun and modifiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.record.world import EntityKind
from dragoman.resolve.actors.agents import Agent
from dragoman.resolve.actors.codes import OFFICE_HOLDERS
from dragoman.resolve.actors.grammar import grammar
from dragoman.resolve.actors.identity import Hints
from dragoman.resolve.actors.organisations import KINDS, Organisation
from dragoman.resolve.actors.peoples import People
from dragoman.resolve.actors.reading import Item, Reading
from dragoman.resolve.countries import Found

_ARMED = frozenset({"MIL", "UAF", "PRM", "UNK"})
_SERVING = frozenset({"MIL", "COP", "SPY", "REB", "PRM"})
_OCCUPATIONS = frozenset({"CVL", "BUS", "MED", "EDU", "LAB", "REL", "JRN", "AGR"})
_PLACED = frozenset("REB PRM UAF CVL OPP REF COP CRM MED AGR LAB SOC EDU REL".split())
"""Sectors of people and bodies that are at home where the event happens; soldiers and officials may be abroad."""

_PARTICLES = frozenset("al el bin ibn ben von van der den de del della di da dos du la le ten ter y e ul ud".split())
"""Small words inside proper names."""

_PRESIDING = frozenset({"president", "vice president", "presidents", "vice presidents"})


@dataclass(frozen=True, slots=True)
class Description:
    """What a phrase tells of an actor.

    `head` is the noun that describes it, `title` the words of the description without article and without the name
    that may follow, `name` that name. `body` is an organisation that the phrase puts it in, `affiliation` what that
    or a seat of government is called. `state` is the country in its own right, where the phrase is nothing but a
    country ("neighbouring Turkey"), `people` likewise. `why` tells it in plain words.
    """

    country: str | None
    sectors: tuple[str, ...]
    kind: EntityKind
    head: Agent | None
    title: str
    name: str
    body: Organisation | None
    affiliation: str | None
    state: Found | None
    people: People | None
    former: bool
    linked: tuple[str, ...]
    score: float
    why: str


def describe(reading: Reading, hints: Hints) -> Description:
    """What the words of a phrase tell of the actor that it stands for."""
    core = reading.core
    at = _head(reading)
    head = core[at].what if at is not None else None
    noun = head if isinstance(head, Agent) else None
    before = core[: at if at is not None else len(core)]
    name = _name(reading, at)
    sectors, source = _sectors(noun, before, core, reading)
    country, whence = _country(reading, before if noun else core, noun, sectors, hints)
    bodies = [item.what for item in (*core, *reading.rest) if isinstance(item.what, Organisation)]
    body = bodies[0] if bodies else None
    seats = [item for item in before if isinstance(item.what, Found) and item.what.form == "seat"] if noun else []
    last = core[-1].what if core else None
    state = last if isinstance(last, Found) and noun is None else None
    people = last if isinstance(last, People) and noun is None else None
    former = reading.former and _is_person(noun) and _held_office(sectors)
    if former:
        sectors = ("ELI", *(s for s in sectors if s == "OPP"))
    if reading.seeking and noun and noun.kind == "person":
        sectors = ("PTY", *(s for s in sectors if s == "OPP"))
    told = [f"{source}" if source else "", whence, "no longer in office" if former else ""]
    return Description(
        country=country,
        sectors=sectors or ("UNK",),
        kind=_kind(noun, name, sectors, people, state, body),
        head=noun,
        title=reading.text(core[0].start, core[at].end) if at is not None else "",
        name=name,
        body=body,
        affiliation=body.name if body else reading.text(seats[0].start, seats[0].end) if seats else None,
        state=state,
        people=people,
        former=former,
        linked=tuple(f"{tie.tie}{'' if tie.tie.endswith('-') else ' '}{tie.text}" for tie in reading.ties),
        score=_score(noun, sectors, country, whence),
        why="; ".join(part for part in told if part),
    )


def _head(reading: Reading) -> int | None:
    """The item that heads the phrase: its last noun, or a title before a proper name ("General Jan Bishop")."""
    core = reading.core
    nouns = [i for i, item in enumerate(core) if isinstance(item.what, Agent) and item.what.slot != "modifier"]
    for i in nouns[:-1]:
        title, after = core[i].what, core[i + 1]
        proper = after.what is None and all(reading.tokens[item.start].text[0].isupper() for item in core[i + 1 :])
        if proper and isinstance(title, Agent) and title.kind == "person" and not title.plural:
            return i
    return nouns[-1] if nouns else None


def _name(reading: Reading, at: int | None) -> str:
    """A proper name after the head ("General Jan Bishop") or an owner ("Turkey's Erdogan"), or the whole phrase."""
    items = list(reading.core[at + 1 :] if at is not None else reading.core)
    if at is None:
        unknown = next((i for i, item in enumerate(items) if item.what is None), len(items))
        owner = reading.tokens[items[unknown - 1].end - 1].text if unknown else "'s"
        items = items[unknown:] if owner.endswith(("'s", "’s")) else []
        if any(item.what is not None for item in items):
            return ""
    tokens = [reading.tokens[i] for item in items for i in range(item.start, item.end)]
    proper = tokens and tokens[0].text[0].isupper()
    proper = proper and all(token.text[0].isupper() or token.key in _PARTICLES for token in tokens)
    return reading.text(items[0].start, items[-1].end) if proper else ""


def _sectors(
    noun: Agent | None, before: Sequence[Item], core: Sequence[Item], reading: Reading
) -> tuple[tuple[str, ...], str]:
    """The sectors, the primary one first, and the words that they come from."""
    if (
        noun
        and noun.sectors == ("PRM",)
        and any(isinstance(i.what, People) and i.what.kind == "ethnic" for i in before)
    ):
        # A people's own militia fights for the people, not beside the state's forces.
        return ("REB",), f"“{noun.phrase}” of a people is REB"
    told = [(item, _gives(item)) for item in before]
    told = [(item, given) for item, given in told if given]
    if noun is None:
        if told:
            item, given = told[-1]
            return given, f"“{reading.text(item.start, item.end)}” is {given[0]}"
        return (), ""
    words = f"“{noun.phrase}” is {noun.sectors[0]}"
    if noun.slot == "role" or (noun.phrase in _PRESIDING and reading.link in ("of", "for")):
        for item, given in reversed(told):
            if not (isinstance(item.what, Agent) and item.what.slot == "role"):
                return _fighting(noun, given, item), f"“{reading.text(item.start, item.end)}” is {given[0]}"
        if complement := _complement(reading):
            item, given = complement
            if noun.slot == "role" or given[0] not in ("GOV", "UNK"):
                return given, f"“{reading.text(item.start, item.end)}” is {given[0]}"
        return noun.sectors, words
    for item, given in reversed(told):
        changed = _changed(noun, given, item)
        if changed:
            return changed, f"“{reading.text(item.start, item.end)}” makes it {changed[0]}"
    # "Fighters of" a rebel group are rebels as much as its "group fighters".
    if (complement := _complement(reading)) and isinstance(complement[0].what, Organisation):
        item, given = complement
        if changed := _changed(noun, given, item):
            return changed, f"“{reading.text(item.start, item.end)}” makes it {changed[0]}"
    return noun.sectors, words


def _gives(item: Item) -> tuple[str, ...]:
    """The sectors that an item gives to the head that it stands before."""
    if isinstance(item.what, Agent | Organisation):
        return item.what.sectors
    if isinstance(item.what, People) and item.what.kind in ("religion", "unrecognised"):
        return item.what.sectors
    return ()


def _fighting(noun: Agent, given: tuple[str, ...], item: Item) -> tuple[str, ...]:
    """Who fights for the opposition is a rebel; who fights for a government, a soldier."""
    if noun.sectors[0] != "MIL":
        return given
    if "OPP" in given:
        return ("REB", "OPP")
    if given[0] in ("GOV", "PTY", "PRE") and not (isinstance(item.what, Agent) and item.what.slot == "role"):
        return ("MIL", "GOV") if given[0] == "GOV" else ("REB",)
    return given


def _changed(noun: Agent, given: tuple[str, ...], item: Item) -> tuple[str, ...]:
    """The sectors of a head that says its own, where what stands before it says otherwise."""
    own, first = noun.sectors[0], given[0]
    if own in _ARMED and first in ("REB", "PRM", "CRM") and own != first:
        return given
    if own in ("MIL", "UAF") and "OPP" in given:
        return ("REB", "OPP")
    if own in ("PTY", "GOV") and first == "REB" and isinstance(item.what, Organisation) and noun.kind == "person":
        return given
    if own in _OCCUPATIONS and noun.kind == "person" and first in _SERVING:
        # A doctor or an accountant of the army is the army's.
        return given
    if "OPP" in given and "OPP" not in noun.sectors and own not in ("GOV", "MIL", "COP"):
        return (*noun.sectors, "OPP")
    if "OPP" in noun.sectors and first not in noun.sectors:
        return (*noun.sectors, first)
    return ()


def _complement(reading: Reading) -> tuple[Item, tuple[str, ...]] | None:
    """The item of "of the army", "for the foreign ministry" that tells the sector of a role."""
    found: tuple[Item, tuple[str, ...]] | None = None
    for item in reading.rest:
        given = _gives(item)
        if isinstance(item.what, Agent | Organisation) and given:
            if not (isinstance(item.what, Agent) and item.what.slot != "head"):
                return item, given
            found = found or (item, given)
        elif isinstance(item.what, Found) and item.what.form in ("name", "seat", "capital") and found is None:
            found = item, ("GOV",)
    return found


def _country(
    reading: Reading, before: Sequence[Item], noun: Agent | None, sectors: Sequence[str], hints: Hints
) -> tuple[str | None, str]:
    """The country, and the words that tell why it is that one."""
    found = _of_items(reading, before, hints)
    if found[0] or (noun and noun.country):
        return found if found[0] else (noun.country if noun else None, "by the words themselves")
    after = reading.core[len(before) + 1 :] if noun else ()
    named = [item for item in after if isinstance(item.what, Organisation)]
    if not any(isinstance(item.what, Agent) for item in after) and (found := _of_items(reading, named, hints))[0]:
        return found
    if reading.link in grammar().homes or reading.link == "for":
        found = _of_items(reading, reading.rest, hints)
        if found[0]:
            return found
    primary = sectors[0] if sectors else None
    if hints.place and primary in _PLACED and noun is not None:
        return hints.place, f"{hints.place} is where it happens"
    return None, ""


def _of_items(reading: Reading, items: Sequence[Item], hints: Hints) -> tuple[str | None, str]:
    """The first country that items tell: of a state, then a body, a people, a place."""
    for item in items:
        if isinstance(item.what, Found):
            return item.what.country.iso3, f"“{reading.text(item.start, item.end)}” is {item.what.country.name}"
    for item in items:
        if isinstance(item.what, Organisation) and item.what.country:
            return item.what.country, f"{item.what.name} is of {item.what.country}"
    for item in items:
        if isinstance(item.what, People) and (code := item.what.country(hints.ranked)):
            return code, f"“{reading.text(item.start, item.end)}” of {code}"
    return _of_place(reading, items, hints)


def _of_place(reading: Reading, items: Sequence[Item], hints: Hints) -> tuple[str | None, str]:
    """The country of a place among words that no table knows ("Aleppo residents")."""
    if hints.locate is None:
        return None, ""
    for i, item in enumerate(items):
        if item.what is not None or not reading.tokens[item.start].text[0].isupper():
            continue
        last = i
        while last + 1 < len(items) and items[last + 1].what is None and items[last + 1].start == items[last].end:
            last += 1
        for end in range(last, i - 1, -1):
            text = reading.text(item.start, items[end].end).removesuffix("'s").removesuffix("’s")
            if code := hints.locate(text):
                return code, f"{text} lies in {code}"
    return None, ""


def _held_office(sectors: Sequence[str]) -> bool:
    """Whether being former makes an elite; former soldiers and policemen are none."""
    return bool(sectors) and sectors[0] in OFFICE_HOLDERS - {"MIL", "COP"}


def _is_person(noun: Agent | None) -> bool:
    return noun is not None and noun.kind == "person"


def _kind(
    noun: Agent | None,
    name: str,
    sectors: Sequence[str],
    people: People | None,
    state: Found | None,
    body: Organisation | None,
) -> EntityKind:
    if noun is None:
        if state or people:
            return "people" if people or (state and state.form == "demonym") else "country"
        return KINDS[body.kind] if body else "unnamed"
    if noun.kind == "person" and noun.plural and not name:
        return "people"
    if noun.slot == "role" and noun.kind == "armed group" and sectors[:1] == ("MIL",):
        return "organisation"
    return noun.kind


def _score(noun: Agent | None, sectors: Sequence[str], country: str | None, whence: str) -> float:
    """Trust in a description: in its words by how much they tell, less where the country is only where it happens."""
    score = 0.5 if noun else 0.3 if sectors else 0.1
    if country:
        score += 0.15 if "where it happens" in whence or "lies in" in whence else 0.3
    return round(score, 2)
