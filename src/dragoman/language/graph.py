"""The sentence graph: labelled spans and labelled arcs over one sentence, as the codebook defines them.

All spans are offsets into the report's text. Scores are probabilities in [0, 1].
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.report import Span

FrameKind = Literal["event", "attribution", "quotation", "reason", "agreement"]
"""What an anchor opens. `attribution` follows the codebook (inside one sentence, nested ones apart); `quotation`
is the wider notion of PolNeAR: outermost only, beliefs and intentions too, and may reach over sentences."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. `head` is the index of its UD head among the sentence's tokens, -1 for the root."""

    span: Span
    text: str
    upos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Node:
    """A labelled span: a name (PER, ROLE, GPE, ...), a time, a count, or the filler of a role."""

    span: Span
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Frame:
    """An anchor with the spans that play a role to it.

    Roles by kind (labels of `roles`, in text order; a role may occur several times):
    event: A actor, R recipient, P place, T time, o object, k killed, j injured, d displaced, z detained, lk hedge;
    attribution and quotation: s source, t content; reason: x explained, y reason; agreement: by party,
    terms obligation, T time. `type`, `mode`, `status`, `factuality` are set for events alone; `factuality` is the
    regression's value on [-3, 3] (-3 certainly not, 3 certainly so).
    """

    kind: FrameKind
    anchor: Span
    score: float
    roles: tuple[Node, ...]
    type: str | None = None
    type_score: float = 0.0
    mode: str | None = None
    mode_score: float = 0.0
    status: str | None = None
    status_score: float = 0.0
    factuality: float | None = None

    def fillers(self, label: str) -> tuple[Node, ...]:
        """The fillers of one role, in text order."""
        return tuple(node for node in self.roles if node.label == label)


@dataclass(frozen=True, slots=True)
class Arc:
    """A standing relation between two spans: role, part_of, ally, rival, backs, controls or linked_to."""

    head: Span
    label: str
    tail: Span
    score: float


@dataclass(frozen=True, slots=True)
class SentenceGraph:
    """One sentence with all that the encoder and the decoding found in it.

    `index` counts the report's sentences from 0; `paragraph` its paragraphs. `quotations` are anchored in this
    sentence, but their sources and contents may lie in neighbouring ones.
    """

    index: int
    paragraph: int
    span: Span
    text: str
    tokens: tuple[Token, ...]
    names: tuple[Node, ...] = ()
    events: tuple[Frame, ...] = ()
    attributions: tuple[Frame, ...] = ()
    quotations: tuple[Frame, ...] = ()
    reasons: tuple[Frame, ...] = ()
    agreements: tuple[Frame, ...] = ()
    relations: tuple[Arc, ...] = ()
    is_title: bool = False
