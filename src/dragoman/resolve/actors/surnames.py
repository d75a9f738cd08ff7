"""The short name by which news calls a person, derived from the full one by the custom of the country."""

from __future__ import annotations

from collections.abc import Collection

FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "HKG", "MAC", "KHM"})
"""Where the family name stands first, in English-language news too."""

GIVEN_FIRST = frozenset({"ETH", "ERI", "MYS", "ISL", "VNM", "TLS"})
"""Where people are called by their own name, the second being the father's."""

TWO_SURNAMES = frozenset("ESP MEX ARG CHL COL PER VEN ECU BOL PRY URY CUB DOM GTM HND SLV NIC CRI PAN PRI GNQ".split())
"""Where a father's and a mother's family name follow the given ones."""

_PARTICLES = frozenset(
    "al el as ash an ar at ad az ul bin ibn ben bint van von der den de del della di da dos das du la le les ter ten "
    "st san ould abu abou".split()
)


def surnames(folded: str, country: str, given: Collection[str]) -> tuple[str, ...]:
    """The short forms of a folded full name; `given` are known first names, which are no surname in the middle."""
    tokens = folded.split(" ")
    if len(tokens) == 1:
        return (folded,)
    if country in FAMILY_FIRST:
        return (tokens[0],)
    found = [tokens[-1]]
    if country in GIVEN_FIRST:
        found.append(tokens[0])
    start = len(tokens) - 1
    while start > 1 and tokens[start - 1] in _PARTICLES:
        start -= 1
    if start < len(tokens) - 1:
        found.append(" ".join(tokens[start:]))
    elif country in TWO_SURNAMES and len(tokens) > 2 and tokens[-2] not in given:
        found += [tokens[-2], " ".join(tokens[-2:])]
    return tuple(dict.fromkeys(found))
