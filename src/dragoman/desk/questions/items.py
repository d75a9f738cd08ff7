"""What a brief is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """One telling. `stance` is how it takes what it tells (asserts, denies, expects; of agreements the ledger's entry,
    of forecasts "foretells", of actors "names"), `says` whose words these are (the innermost source, or the outlet
    itself), `agency` whom they came through, `figures` how many people it tells of ("killed 33"). `report` are the
    first 16 digits of its hash, `start` to `end` the characters of its text that are `words`; `ref` is empty where no
    statement is meant but the report."""

    stance: str
    says: str | None
    outlet: str | None
    agency: str | None
    published: str | None
    figures: tuple[str, ...]
    report: str
    ref: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Matter:
    """An incident: what, when (ISO days), who to whom, where, and how many independent origins assert, deny and expect
    it. `killed` is the range of all tellings ("27 to 33"), empty where there is none. `voices` are one telling of each
    origin, the first ones first, and not more than a page can show."""

    incident: int
    day: str | None
    until: str | None
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    country: str | None
    asserting: int
    denying: int
    expecting: int
    reports: int
    killed: str
    told: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """An incident on which origins differ, and over what: "whether it happened", "how many were killed"."""

    matter: Matter
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """A claim that an agreement was broken, and by whom, where that is told."""

    against: str | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class Strain:
    """An agreement that is said to have been broken, with the claims of the brief's days; `claims` is how many there
    are, of whom `origins` are independent. It was made between `day` and `latest`, as far as that is told."""

    agreement: int
    name: str
    kind: str
    day: str | None
    latest: str | None
    parties: tuple[str, ...]
    claims: int
    origins: int
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A forecast whose last day falls into the brief's days and which no person has resolved; `outcome` is what the
    program proposes, where it does."""

    holder: str | None
    horizon: str
    low: float | None
    high: float | None
    conditional: bool
    outcome: str | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An actor that no report named before the brief's days. `statements` are all in which it takes part."""

    key: str
    name: str
    kind: str
    country: str | None
    first: str
    statements: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class Brief:
    """What the days from `since` to `until` (ISO, both inclusive; None: no end) brought: how many reports, and of each
    sort of item the weightiest. `counts` says how many there are of each in all, by the names of these fields; for
    `disputed` it is at least so many."""

    since: str
    until: str | None
    reports: int
    incidents: tuple[Matter, ...]
    disputed: tuple[Dispute, ...]
    strained: tuple[Strain, ...]
    due: tuple[Due, ...]
    actors: tuple[Newcomer, ...]
    counts: dict[str, int]
