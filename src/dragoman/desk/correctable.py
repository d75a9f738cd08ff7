"""What values can be corrected to: those of the ontology, of ISO 3166, of a calendar and a globe."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

from dragoman.ontology import STATUSES, event_types
from dragoman.record.world import EntityKind
from dragoman.resolve.actors.codes import INTERNATIONAL, SECTORS, is_country
from dragoman.resolve.countries import by_code, named

VERDICTS = ("accepted", "rejected")
_BOUNDS = {"lat": 90.0, "lon": 180.0, "radius": 20_040.0}
"""How far from nought a number of a place can lie; a radius in kilometres reaches half around the earth."""
_CAMEO = re.compile(r"(?:[A-Z]{3})*")


def article(noun: str) -> str:
    """A noun with its "a" or "an"."""
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def plain(subject: str, field: str, new: str | None, old: str | None = None) -> str | None:
    """The value that a field of a statement, actor or place is to have, as a desk keeps it; None for an empty one.

    Raises
    ------
    ValueError
        If the field cannot have it; the message tells what it could have instead.
    """
    match field:
        case "verdict" if new is not None and new not in VERDICTS:
            raise ValueError(f"a verdict is {' or '.join(VERDICTS)}")
        case "status" if new not in STATUSES:
            raise ValueError(f"a status is {', '.join(STATUSES)}")
        case "type" if new not in event_types():
            raise ValueError(f"a type is {', '.join(event_types())}")
        case "day" | "until" if new is not None and not _is_day(new):
            raise ValueError("write a day as YYYY-MM-DD")
        case "lat" | "lon" | "radius":
            _check_number(field, new)
        case "actor" | "recipient" if new is None and old is None:
            raise ValueError("say which actor is to be there, or which is to go")
        case "name" if new is None:
            raise ValueError(f"{article(subject)} always has a name")
        case "kind" if new not in get_args(EntityKind):
            raise ValueError(f"a kind is {', '.join(get_args(EntityKind))}")
        case "country" if new is not None:
            return _country(new.upper(), new, international=subject == "actor")
        case "sectors":
            return _sectors(new)
        case "cameo":
            if not _CAMEO.fullmatch((new or "").upper()):
                raise ValueError("CAMEO's codes of actors are groups of three letters, such as TURMIL")
            return (new or "").upper()
        case _:
            pass
    return new


def is_same(field: str, old: str | None, new: str | None) -> bool:
    """Whether a field has the value already that it is to have."""
    if field in _BOUNDS and old is not None and new is not None:
        return float(old) == float(new)
    return old == new


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_number(field: str, text: str | None) -> None:
    bound = _BOUNDS[field]
    least = 0.0 if field == "radius" else -bound
    try:
        inside = least <= float(text or "") <= bound
    except ValueError:
        inside = False
    if not inside:
        raise ValueError(f"{field} is a number between {least:g} and {bound:g}")


def _country(code: str, text: str, *, international: bool) -> str:
    if is_country(code) and (international or code not in INTERNATIONAL):
        return code
    meant = by_code(code) or named(text)
    hint = f"; {meant.name} is {meant.iso3}" if meant else ""
    more = f" or one of {', '.join(sorted(INTERNATIONAL))}" if international else ""
    raise ValueError(f"a country is three letters of ISO 3166{more}{hint}")


def _sectors(text: str | None) -> str:
    """PLOVER sectors parted by blanks, as the desk has them; UNK where there are none."""
    given = [word.upper() for word in re.split(r"[\s,;]+", text or "") if word]
    unknown = [word for word in given if word not in SECTORS]
    if unknown:
        raise ValueError(f"PLOVER has no sector {', '.join(unknown)}; it has {', '.join(sorted(SECTORS))}")
    return " ".join(dict.fromkeys(given)) or "UNK"
