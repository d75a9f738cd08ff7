"""An actor of a report while its mentions are being tied: who it is so far, and all that stands for it."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dragoman.record import Mention
from dragoman.record.world import Entity
from dragoman.report import Span
from dragoman.resolve.actors.identity import Identity
from dragoman.resolve.mentions import Acting
from dragoman.resolve.words import key


@dataclass
class Cluster:
    """Mentions in text order, and whom they stand for; `members` are the ids of those whom it is made of, `how` tells
    why in plain words."""

    identity: Identity
    mentions: list[Acting]
    members: tuple[str, ...]
    how: str
    score: float

    @property
    def last(self) -> int:
        """The number of the sentence that mentions it last."""
        return self.mentions[-1].sentence

    @property
    def is_named(self) -> bool:
        """Whether it goes by a name, or is known to the tables."""
        return self.identity.known or any(one.named("ORG", "MIL") for one in self.mentions)

    @property
    def is_party(self) -> bool:
        """Whether a body can be a side: one with a name or a state, not "a convoy"."""
        return self.is_named or self.identity.country is not None

    @property
    def is_plural(self) -> bool:
        """Whether "they" can mean it."""
        return bool(self.members) or self.identity.kind in ("people", "armed group", "organisation")

    def is_called(self, nouns: AbstractSet[str]) -> bool:
        """Whether it is called by a noun behind what tells whose it is: "the Sudanese army", "Turkey's army"."""
        called = (key(one.mention.text).rpartition(" ") for one in self.mentions)
        return any(whose and noun in nouns for whose, _, noun in called)

    def holds(self, office: str) -> bool:
        """Whether a person is told to hold an office: in a role, or before the name ("Defence Minister Ben Wallace"),
        as what the words are about ("minister of defence", but not "a ministry spokesman" for "the ministry")."""
        if self.members or self.identity.kind != "person":
            return False
        told = [self.identity.role or "", *(mention.title for mention in self.mentions)]
        return any(re.search(rf"(?:^| ){re.escape(office)}(?: (?:of|for|in|at) |$)", key(text)) for text in told)

    def entity(self, id: str) -> Entity:
        """The actor of the record."""
        told = self.identity
        first: dict[Span, Mention] = {one.span: one.mention for one in self.mentions}
        return Entity(
            id=id,
            name=told.name,
            kind=told.kind,
            country=told.country,
            sectors=told.sectors,
            cameo=told.cameo,
            role=told.role,
            affiliation=told.affiliation,
            members=self.members,
            linked=told.linked,
            mentions=tuple(first.values()),
            score=round(self.score, 3),
            reason=self.how,
        )
