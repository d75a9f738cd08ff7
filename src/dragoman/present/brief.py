"""A brief as a page: sections of items, each with what it rests on, whatever form they are written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.desk.questions import Breach, Brief, Dispute, Due, Matter, Newcomer, Strain, Voice
from dragoman.present.answers import days
from dragoman.present.words import counted

LONGEST = 300
"""Characters of one telling's words that a page shows at most."""
NAMES = 4
"""Names of one side that it shows at most."""
DIGITS = 8
"""Digits of a report's hash that it shows, as tables do."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One telling: its words, whose they are and where and when they stood, how it takes what it tells where that is
    not plain, and what names it on the desk."""

    words: str
    who: str
    ref: str
    stance: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to know: in a line, with what is known around it, and the tellings that it rests on."""

    lead: str
    about: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Items of one sort; `more` says how many are not shown, and `none` what to say where there are none."""

    title: str
    items: tuple[Item, ...]
    more: str
    none: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole brief."""

    title: str
    lead: str
    sections: tuple[Section, ...]


def page(brief: Brief) -> Page:
    """The page of a brief."""
    span = f"{brief.since} to {brief.until}" if brief.until else f"since {brief.since}"
    told = {
        "incidents": ("new incident", "new incidents"),
        "disputed": ("disputed", "disputed"),
        "strained": ("agreement said to be broken", "agreements said to be broken"),
        "due": ("forecast due", "forecasts due"),
        "actors": ("new actor", "new actors"),
    }
    counts = [counted(brief.counts[name], *words) for name, words in told.items() if brief.counts.get(name)]
    return Page(
        f"Brief, {span}",
        " · ".join([counted(brief.reports, "report"), *counts]),
        (
            _section("New", "incidents", [_new(one) for one in brief.incidents], brief, "Nothing new was told."),
            _section("Disputed", "disputed", [_dispute(one) for one in brief.disputed], brief, "Nothing is disputed."),
            _section(
                "Agreements under strain",
                "strained",
                [_strain(one) for one in brief.strained],
                brief,
                "No agreement was said to be broken.",
            ),
            _section("Due", "due", [_due(one) for one in brief.due], brief, "No forecast falls due."),
            _section("New actors", "actors", [_actor(one) for one in brief.actors], brief, "Nobody new was named."),
        ),
    )


def _section(title: str, name: str, items: Sequence[Item], brief: Brief, none: str) -> Section:
    left = brief.counts.get(name, 0) - len(items)
    return Section(title, tuple(items), f"and {left:,} more" if left > 0 else "", none)


def _new(matter: Matter) -> Item:
    return Item(_deed(matter), _around(matter), tuple(map(_telling, matter.voices)))


def _dispute(dispute: Dispute) -> Item:
    over = f"disputed: {' and '.join(dispute.over)}"
    return Item(
        _deed(dispute.matter),
        (over, *_around(dispute.matter)),
        tuple(_quote(voice, voice.stance) for voice in dispute.matter.voices),
    )


def _strain(strain: Strain) -> Item:
    made = days({"day": strain.day, "until": strain.latest}).replace("\n", " ")
    name = f"{strain.name} ({made})" if strain.day else strain.name
    claims = f"{counted(strain.claims, 'claim')} by {counted(strain.origins, 'independent origin')}"
    parties = f"between {_names(strain.parties)}" if strain.parties else ""
    return Item(
        name,
        _told(strain.kind, parties, f"said to be broken in {claims}", f"agreement {strain.agreement}"),
        tuple(map(_breach, strain.breaches)),
    )


def _breach(breach: Breach) -> Quote:
    return _quote(breach.voice, f"broken by {breach.against}" if breach.against else "")


def _due(due: Due) -> Item:
    chance = f"{due.low * 100:.0f}–{due.high * 100:.0f} %" if due.low is not None and due.high is not None else ""
    outcome = f"the record proposes: {due.outcome}" if due.outcome else "nobody has looked how it turned out"
    conditional = "on a condition" if due.conditional else ""
    return Item(
        f"By {due.horizon}, says {due.holder or 'somebody unnamed'}",
        _told(chance, conditional, outcome),
        (_quote(due.voice, ""),),
    )


def _actor(actor: Newcomer) -> Item:
    return Item(
        actor.name,
        _told(actor.kind, actor.country, f"in {counted(actor.statements, 'statement')}", f"first on {actor.first}"),
        (_quote(actor.voice, ""),),
    )


def _deed(matter: Matter) -> str:
    return " → ".join(part for part in (_names(matter.actors), matter.type, _names(matter.recipients)) if part)


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
    return ", ".join(names[:NAMES]) + more


def _around(matter: Matter) -> tuple[str, ...]:
    day = matter.day or ""
    origins = ((matter.asserting, "asserted"), (matter.denying, "denied"), (matter.expecting, "expected"))
    told = ", ".join(f"{what} by {counted(number, 'origin')}" for number, what in origins if number)
    return _told(
        f"{day} to {matter.until}" if matter.until and matter.until != day else day,
        ", ".join(part for part in (matter.place, matter.country) if part),
        f"killed: {matter.killed}" if matter.killed else "",
        told,
        counted(matter.reports, "report"),
        f"incident {matter.incident}",
    )


def _told(*parts: str | None) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _telling(voice: Voice) -> Quote:
    return _quote(voice, "" if voice.stance == "asserts" else voice.stance)


def _quote(voice: Voice, stance: str) -> Quote:
    words = " ".join(voice.words.split())
    clipped = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    says = voice.says or "[unknown]"
    agency = f"through {voice.agency}" if voice.agency and voice.agency != says else ""
    outlet = f"in {voice.outlet}" if voice.outlet and voice.outlet != says else ""
    who = ", ".join(part for part in (says, agency, outlet, voice.published or "no date", *voice.figures) if part)
    return Quote(clipped, who, ":".join(part for part in (voice.report[:DIGITS], voice.ref) if part), stance)
