"""Words that take up an actor named elsewhere: pronouns, "the two leaders", "his counterpart", "the group", "its army".

Closed classes of English grammar (pronouns, possessives) and the nouns that news writing takes up actors with.
"""

from __future__ import annotations

import re
from typing import Literal

from dragoman.record.world import EntityKind
from dragoman.resolve.words import key

Number = Literal["one person", "one body", "several"]

_NUMBERS: dict[str, Number] = {
    **dict.fromkeys(("he", "him", "himself", "his", "she", "her", "herself"), "one person"),
    **dict.fromkeys(("it", "itself", "its"), "one body"),
    **dict.fromkeys(("they", "them", "themselves", "their"), "several"),
}
_FIRST = frozenset({"i", "me", "myself", "we", "us", "ourselves"})
_OWN = "my|our"
PRONOUNS = frozenset({*_NUMBERS, *_FIRST, "who", "which", "that", "you"})

_PERSONS = frozenset({"leaders", "presidents", "ministers", "men"})
_TWO = "leaders|presidents|ministers|men|sides|countries|parties|governments|states|allies"
_PAIR = re.compile(rf"(?:the two|both) (?:\w+ )?({_TWO})\b")
_COUNTERPART = re.compile(r"(?:his|her|their) (.+?) counterparts?(?:[ ,].*)?", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that) ((?:\w+ )?[\w-]+)")
_OWNED = re.compile(rf"(his|her|its|their|{_OWN}) (?:own )?(.+)")
_ARMED = ("group", "militia", "movement", "faction", "alliance", "militants", "rebels", "insurgents", "fighters")
_BODY = ("organisation", "organization", "agency", "party", "body", "bloc", "company", "ministry", "institute")
_STATE = ("country", "government", "kingdom", "state")
_CALLED: dict[str, frozenset[EntityKind]] = {
    **dict.fromkeys(_ARMED, frozenset[EntityKind]({"armed group"})),
    **dict.fromkeys(_BODY, frozenset[EntityKind]({"organisation", "outlet", "government"})),
    **dict.fromkeys(_STATE, frozenset[EntityKind]({"country", "government"})),
}
STATES = frozenset({"country", "nation", "state", "government"})
"""What stands for a state as a whole behind "his", "its" or "our"."""
_ORGANS = frozenset(
    "administration ambassador army cabinet country diplomats embassy force forces government intelligence jets "
    "military minister ministers ministry nation navy officials parliament police premier president soldiers state "
    "troops warplanes".split()
)


_TAKEN_UP = frozenset(
    "army cabinet coastguard embassy junta military ministry navy parliament police presidency".split()
)
"""Of the organs of a state those that "the" alone takes up after whose they are was told."""


_FORCES = frozenset({"army", "military"})
"""What the armed forces of a state are called by turns."""


_BARE = frozenset({"police", "parliament"})
"""Organs of a state that need no "the"."""
_AT_HOME = _TAKEN_UP - {"embassy"} | frozenset("administration government minister premier president".split())
"""Organs and offices that a report on one country need not say to be that country's."""


def number(word: str) -> Number | None:
    """What a pronoun of the third person stands for, None for any other word."""
    return _NUMBERS.get(word)


def is_first_person(words: str) -> bool:
    """Whether a phrase in lower case is "I" or "we", or something of theirs."""
    return words in _FIRST or words.split(" ", 1)[0] in _OWN.split("|")


def pair(words: str) -> bool | None:
    """Whether "the two ..." or "both ..." are persons (else states and bodies), None for any other phrase."""
    found = _PAIR.match(words)
    return found[1] in _PERSONS if found else None


def counterpart(text: str) -> str | None:
    """ "Russian" of "his Russian counterpart"."""
    found = _COUNTERPART.fullmatch(text)
    return found[1] if found else None


def owned(words: str) -> tuple[str, str] | None:
    """The possessive pronoun of a phrase in lower case, and what is owned."""
    found = _OWNED.fullmatch(words)
    return (found[1], found[2]) if found else None


def is_organ(what: str) -> bool:
    """Whether something owned is an organ of a state: "army", "foreign ministry", not "allies" or "people"."""
    return what.rpartition(" ")[2] in _ORGANS


def organ(words: str) -> frozenset[str]:
    """What "the army", "the ministry" may have been called with its state's name: the noun of a definite phrase of a
    single word for an organ of some state, and its synonyms; nothing for any other phrase."""
    noun = words if words in _BARE else definite(words)
    if noun not in _TAKEN_UP:
        return frozenset()
    return _FORCES if noun in _FORCES else frozenset({noun})


def organ_at_home(words: str) -> str | None:
    """What of a state "the government", "the defence minister" or a bare "police" are; None for any other phrase."""
    noun = words if words in _BARE else definite(words)
    return noun if noun and noun.rpartition(" ")[2] in _AT_HOME else None


def definite(words: str) -> str | None:
    """The noun of a definite phrase of at most three words in lower case, with its modifier: "defence minister"."""
    found = _DEFINITE.fullmatch(words)
    return key(found[1]) if found else None


def kinds(noun: str) -> frozenset[EntityKind] | None:
    """What kinds of named actors a noun takes up, None for a noun that takes up none."""
    return _CALLED.get(noun)
