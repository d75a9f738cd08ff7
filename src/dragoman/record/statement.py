"""Statements: what the report says, with who says so. Immutable and recomputable; all spans are into its text.

An `id` is stable: it is made of the report's id, the kind, and the offsets of the evidence, so the same text coded by
the same model always gives the same ids, and no row number is ever used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.record.mention import Actor, Count, Likelihood, Mention, Place, When
from dragoman.report import Span

LinkKind = Literal["outlet", "agency", "person", "organisation", "group", "document", "unnamed"]
LinkOrigin = Literal["metadata", "dateline", "headline", "credit", "sentence", "previous sentence", "quotation"]
Status = Literal["act", "not", "plan", "want", "may", "if"]
AuxiliaryMode = Literal["historical", "future", "hypothetical", "negation"]
Speech = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Link:
    """One source in a chain. The outlet has no span where it is known from metadata alone; an unnamed source has
    none."""

    kind: LinkKind
    name: str
    origin: LinkOrigin
    span: Span | None = None
    cue: Mention | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says (thinks, warns, reports) what. `content` is one span, or several where the cue interrupts it.

    `chain` runs from the outermost source, the outlet, to the one whose words these are, who is `chain[-1]`.
    `parent` is the id of the attribution whose content holds this one. `source` is None where none is given.
    """

    id: str
    sentence: int
    source: Actor | None
    cue: Mention | None
    content: tuple[Span, ...]
    speech: Speech
    chain: tuple[Link, ...]
    parent: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Event:
    """An act or interaction that the report mentions: who did what to whom, where, when, how many, and how certain.

    `type` and `mode` are PLOVER's; `quad` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4
    material conflict; `intensity` is PLOVER's score on [-10, 10]. `hedge` is the words that hedge ("probably",
    "reportedly"): those that `likelihood` was read off, where there is one, else words that the scale gives no range
    to. `chain` tells who says so: the outlet alone where the report states it in its own voice, else down to the
    innermost source; `attribution` is that attribution's id.
    """

    id: str
    sentence: int
    trigger: Mention
    type: str
    mode: str | None
    quad: int
    intensity: float
    contexts: tuple[str, ...]
    status: Status
    status_reason: str
    auxiliary: tuple[AuxiliaryMode, ...]
    likelihood: Likelihood | None
    hedge: Mention | None
    factuality: float | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[When, ...]
    object: Mention | None
    counts: tuple[Count, ...]
    chain: tuple[Link, ...]
    attribution: str | None
    reasons: tuple[str, ...]
    evidence: Span
    score: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people, where the count stands outside the events' own: a town that shelters 3,000 refugees."""

    id: str
    sentence: int
    count: Count
    chain: tuple[Link, ...]
    attribution: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Term:
    """One obligation or provision of an agreement, and the party it obliges where that is said."""

    mention: Mention
    obliged: Actor | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A deal, accord, ceasefire, treaty or pledge with its parties and terms."""

    id: str
    sentence: int
    mention: Mention
    parties: tuple[Actor, ...]
    terms: tuple[Term, ...]
    times: tuple[When, ...]
    chain: tuple[Link, ...]
    attribution: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """A statement about the future: `chain[-1]` holds it, what is foretold is `statement` (and `event`, if coded)."""

    id: str
    sentence: int
    statement: Mention
    event: str | None
    likelihood: Likelihood | None
    condition: Mention | None
    horizon: When | None
    reason: str | None
    chain: tuple[Link, ...]
    attribution: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Reason:
    """A stated reason, motive, aim or incentive: `explained` because of `reason`."""

    id: str
    sentence: int
    cue: Mention
    explained: Mention
    reason: Mention
    chain: tuple[Link, ...]
    attribution: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing relation: role, part_of, ally, rival, backs, controls or linked_to."""

    id: str
    sentence: int
    head: Mention
    label: str
    tail: Mention
    chain: tuple[Link, ...]
    attribution: str | None
    score: float
