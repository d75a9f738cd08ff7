"""The identities of what the tables know: bodies, leaders, states; and of what they do not."""

from __future__ import annotations

from datetime import date

from dragoman.record.world import EntityKind
from dragoman.resolve import countries
from dragoman.resolve.actors import leaders, organisations
from dragoman.resolve.actors.codes import OFFICE_HOLDERS, cameo
from dragoman.resolve.actors.identity import Identity
from dragoman.resolve.actors.offices import title_of
from dragoman.resolve.actors.organisations import KINDS, Organisation
from dragoman.resolve.countries import Country
from dragoman.resolve.words import key, words

_KINDS: dict[str, EntityKind] = {"PER": "person", "ORG": "organisation", "MIL": "armed group", "NORP": "people"}


def of_body(
    body: Organisation, text: str, score: float = 0.95, how: str = "is in the table of organisations"
) -> Identity:
    """A body of the tables; `how` ends the sentence that begins with the words that named it."""
    country = body.country or (body.theatre[0] if len(body.theatre) == 1 else None)
    return Identity(
        id=body.id,
        name=body.name,
        kind="government" if body.kind == "agency" and body.sectors[0] == "GOV" else KINDS[body.kind],
        country=country,
        sectors=body.sectors,
        cameo=cameo(country, body.sectors),
        role=None,
        affiliation=None,
        linked=tuple(_in_words(tie) for tie in body.linked),
        known=True,
        score=score,
        reason=f"“{text}” {how}",
    )


def of_leader(
    person: leaders.Leader, when: date | None, text: str, how: str, score: float, title: str | None = None
) -> Identity:
    """A leader with the standing of the day; `how` leads from the words to the name, `title` is the phrase's own."""
    standing, spell = person.standing(when)
    office = spell.role or title_of(spell.office, person.country)
    current = standing == "in office"
    # Who held an office of state is an elite without it; a commander of rebels is none, nor a bishop.
    sectors = ("ELI",) if not current and spell.sectors[0] in OFFICE_HOLDERS else spell.sectors
    told = {"in office": f"{office} then", "past": f"{office} until {spell.end}", "not yet": f"{office} only later"}
    return Identity(
        id=person.id,
        name=person.name,
        kind="person",
        country=person.country,
        sectors=sectors,
        cameo=cameo(person.country, sectors),
        role=title or (office if current else f"former {office}" if standing == "past" else None),
        affiliation=f"government of {_name_of(person.country)}" if current and spell.office != "other" else None,
        linked=(),
        known=True,
        score=score,
        reason=f"“{text}” {how} {person.name}, {told[standing]}",
    )


def of_state(country: Country, text: str, kind: EntityKind, score: float, how: str) -> Identity:
    """A state or its government; `how` ends the sentence that begins with the words that named it."""
    return Identity(
        id=f"country:{country.iso3}",
        name=country.name,
        kind=kind,
        country=country.iso3,
        sectors=("GOV",),
        cameo=cameo(country.iso3, ("GOV",)),
        role=None,
        affiliation=None,
        linked=(),
        known=True,
        score=score,
        reason=f"“{text}” {how}",
    )


def unknown(text: str, why: str, label: str | None = None) -> Identity:
    """An actor of its own, under its own name; `why` says what is missing, `label` is the language layer's type."""
    proper = sum(word.text[0].isupper() for word in words(text)) > 1
    kind = _KINDS.get(label or "", "person" if proper else "unnamed")
    return Identity(
        id=f"name:{key(text)}",
        name=text,
        kind=kind,
        country=None,
        sectors=("UNK",),
        cameo="",
        role=None,
        affiliation=None,
        linked=(),
        known=False,
        score=0.1,
        reason=why,
    )


def _in_words(tie: str) -> str:
    """A tie of the tables with the name for the key or country code that it ends in ("affiliate of al-Qaeda")."""
    words_before, _, last = tie.rpartition(" ")
    body = organisations.by_key().get(last)
    country = countries.by_code(last) if len(last) == 3 else None
    name = body.name if body else country.name if country else last
    return f"{words_before} {name}".strip()


def _name_of(code: str) -> str:
    country = countries.by_code(code)
    return country.name if country else code
