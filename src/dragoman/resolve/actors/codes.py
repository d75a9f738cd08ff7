"""PLOVER sectors and the CAMEO actor code of a country and its sectors."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.resolve.actors.grammar import grammar
from dragoman.resolve.countries import by_code

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
"""PLOVER's sectors (manual of 2023)."""

OFFICE_HOLDERS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""Sectors whose leading persons PLOVER codes as elites (ELI) once they are out of office."""

INTERNATIONAL = frozenset({"IGO", "NGO", "UNO", "EUR", "IMG", "MNC", "ISM"})
"""PLOVER's codes for actors of no one state."""


def is_country(code: str) -> bool:
    """Whether a code is a country's alpha-3 code or one of PLOVER's international ones."""
    return code in INTERNATIONAL or (len(code) == 3 and by_code(code) is not None)


def cameo(country: str | None, sectors: Sequence[str]) -> str:
    """The CAMEO actor code: the country, then the role codes of the sectors, each once ("SYRREB", "RUSGOV").

    CAMEO has no code for an actor without country and role: the code is then empty.
    """
    rules = grammar()
    lead = rules.cameo_international.get(country, country) if country else ""
    roles: list[str] = []
    for sector in sectors:
        role = rules.cameo.get(sector, "")
        # An intergovernmental body is no government of its own.
        if role and role not in roles and not (country in INTERNATIONAL and role == "GOV"):
            roles.append(role)
    return lead + "".join(roles[:2])
