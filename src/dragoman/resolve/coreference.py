"""Which mentions of a report stand for the same actor: rules from certain to likely, in the order of the text.

The rules follow the sieves of Raghunathan et al. 2010 ("A Multi-Pass Sieve for Coreference Resolution"): the same
name; a surname or short form after the full name; an abbreviation that the report explains; a description that the
tables tie to a person; "the militia" after a militia; pronouns after the nearest fitting subject. A mention that none
of them ties stays an actor of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dragoman.record import Mention, Name, Relation
from dragoman.record.world import Entity, EntityKind
from dragoman.report import Span
from dragoman.resolve import countries
from dragoman.resolve.actors.identity import Identity
from dragoman.resolve.mentions import Acting
from dragoman.resolve.words import key

Identify = Callable[[str, Acting], Identity]
"""Who a phrase stands for, as the tables and its own words tell, given the mention that it comes from."""

_HE, _SHE, _IT, _THEY = ("he", "him", "himself"), ("she", "herself"), ("it", "itself"), ("they", "them", "themselves")
_PRONOUNS = frozenset(
    (*_HE, *_SHE, "her", *_IT, *_THEY, "his", "its", "their", "who", "which", "that", "i", "we", "you")
)
_ABBREVIATION = re.compile(r"\s*\(\s*(?:known as |the )?([A-Z][\w&.-]{1,11})\s*\)")
_TWO = "leaders|presidents|ministers|men|sides|countries|parties|governments|states|allies"
_PAIR = re.compile(rf"(?:the two|both) (?:\w+ )?({_TWO})\b")
_COUNTERPART = re.compile(r"(?:his|her|their) (.+?) counterparts?(?: .*)?", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that) (?:\w+ )?([\w-]+)")
_PERSONS = frozenset({"leaders", "presidents", "ministers", "men"})
_BODIES: frozenset[EntityKind] = frozenset({"government", "country", "organisation", "armed group", "outlet"})
_ARMED = ("group", "militia", "movement", "faction", "alliance", "militants", "rebels", "insurgents", "fighters")
_BODY = ("organisation", "organization", "agency", "party", "body", "bloc", "company", "ministry", "institute")
_STATE = ("country", "government", "kingdom", "state")
_CALLED: dict[str, frozenset[EntityKind]] = {
    **dict.fromkeys(_ARMED, frozenset[EntityKind]({"armed group"})),
    **dict.fromkeys(_BODY, frozenset[EntityKind]({"organisation", "outlet", "government"})),
    **dict.fromkeys(_STATE, frozenset[EntityKind]({"country", "government"})),
}
"""Nouns that take up a named actor of some kind."""
REACH = 2
"""How many sentences back a pronoun or "the militia" looks."""


@dataclass
class _Cluster:
    identity: Identity
    mentions: list[Acting]
    members: tuple[str, ...]
    how: str
    score: float

    @property
    def last(self) -> int:
        return self.mentions[-1].sentence


class Coreference:
    """Ties the mentions of one report, taken in the order of the text, to clusters; ask `entities` at the end."""

    def __init__(self, text: str, identify: Identify) -> None:
        self.text = text
        self.identify = identify
        self.clusters: dict[str, _Cluster] = {}
        self.of: dict[Span, str] = {}
        self._short: dict[str, str] = {}

    def add(self, acting: Acting) -> None:
        """Ties one more mention."""
        at = self._pronoun(acting) or self._pair(acting) or self._counterpart(acting)
        if at is None and acting.words in _PRONOUNS:
            return
        at = at or self._named(acting) or self._taken_up(acting) or self._new(acting)
        self.of[acting.span] = at
        self.clusters[at].mentions.append(acting)

    def describe(self, span: Span, told: Identity, role: str | None) -> None:
        """Takes in what the report says of the actor at `span`: a role that it holds, a body that it belongs to."""
        at = next((id for other, id in self.of.items() if other.overlaps(span)), None)
        if at is None or self.clusters[at].identity.id == told.id:
            return
        body = told.name if told.kind in ("organisation", "government", "outlet", "armed group") and not role else None
        self._better(replace(told, id=at, role=role or told.role, affiliation=body or told.affiliation))

    def entities(self) -> tuple[Entity, ...]:
        """The actors in the order of their first mention."""
        found = sorted(self.clusters.items(), key=lambda item: item[1].mentions[0].span.start)
        return tuple(_entity(id, cluster) for id, cluster in found)

    def _named(self, acting: Acting) -> str | None:
        """The same name, its surname or an abbreviation that was explained."""
        name = acting.named("PER") or acting.named("ORG", "MIL")
        if name is None:
            return None
        return self._short.get(key(name.text))

    def _new(self, acting: Acting) -> str:
        """A cluster of its own, or that of the actor whom the tables tell."""
        phrase = self.identify(acting.mention.text, acting)
        person = acting.named("PER")
        told = phrase
        if person is not None and not phrase.known:
            alone = self.identify(person.text, acting)
            keeps = replace(phrase, id=f"name:{key(person.text)}", name=person.text, kind="person")
            told = alone if alone.known else keeps
        if told.id not in self.clusters:
            self.clusters[told.id] = _Cluster(told, [], (), told.reason, told.score)
        else:
            self._better(told)
        self._remember(acting, told)
        return told.id

    def _better(self, told: Identity) -> None:
        """Fills in what a later mention tells of a cluster that the first one left open."""
        cluster = self.clusters[told.id]
        known = cluster.identity
        cluster.identity = replace(
            known,
            country=known.country or told.country,
            sectors=told.sectors if known.sectors == ("UNK",) else known.sectors,
            cameo=known.cameo or told.cameo,
            role=known.role or told.role,
            affiliation=known.affiliation or told.affiliation,
            linked=known.linked or told.linked,
        )

    def _remember(self, acting: Acting, told: Identity) -> None:
        for name in acting.names:
            whole = key(name.text)
            if name.label == "PER" and told.kind == "person":
                self._short[whole] = told.id
                last = whole.rpartition(" ")[2]
                taken = self._short.get(last)
                # A surname that two persons of the report share stands for neither of them.
                self._short[last] = told.id if taken in (None, told.id) else ""
            elif name.label in ("ORG", "MIL") and name.span.end >= acting.span.end - 12:
                self._short.setdefault(whole, told.id)
            if name.label in ("ORG", "MIL", "PER") and (short := _ABBREVIATION.match(self.text, name.span.end)):
                self._short[key(short[1])] = told.id
        if not self._short.get(key(acting.mention.text), "x"):
            del self._short[key(acting.mention.text)]

    def _pronoun(self, acting: Acting) -> str | None:
        words = acting.words
        if words in (*_HE, *_SHE, "her", "his"):
            return self._nearest(acting, lambda c: c.identity.kind == "person" and not c.members, "a pronoun behind")
        if words in _THEY:
            return self._nearest(acting, _is_plural, "a pronoun behind")
        if words in _IT:
            return self._nearest(acting, lambda c: c.identity.kind in _BODIES, "a pronoun behind")
        return None

    def _nearest(self, acting: Acting, fits: Callable[[_Cluster], bool], how: str) -> str | None:
        """The fitting actor nearest before, a subject rather than another of the same sentence."""
        best: tuple[int, int, int] | None = None
        chosen = None
        for id, cluster in self.clusters.items():
            if not fits(cluster):
                continue
            for one in cluster.mentions:
                back = acting.sentence - one.sentence
                if one.span.end > acting.span.start or back > REACH:
                    continue
                # In its own sentence the nearest, else the first subject of the sentence before.
                rank = (back, 0 if one.subject else 1, acting.span.start - one.span.end if not back else one.span.start)
                if best is None or rank < best:
                    best, chosen = rank, id
        if chosen is not None and how:
            cluster = self.clusters[chosen]
            if how not in cluster.how:
                cluster.how = f"{cluster.how}; {how} it taken to mean it"
        return chosen

    def _pair(self, acting: Acting) -> str | None:
        """ "The two leaders": the two persons, "both sides": the two states or bodies named last."""
        found = _PAIR.match(acting.words)
        if not found:
            return None
        persons = found[1] in _PERSONS
        recent = list[str]()
        for cluster_id, cluster in sorted(
            self.clusters.items(), key=lambda item: -max(m.span.start for m in item[1].mentions)
        ):
            kind = cluster.identity.kind
            if not cluster.members and (kind == "person" if persons else kind in _BODIES):
                recent.append(cluster_id)
        if len(recent) < 2:
            return None
        members = tuple(sorted(recent[:2], key=lambda id: self.clusters[id].mentions[0].span.start))
        whole = "+".join(members)
        if whole not in self.clusters:
            parts = [self.clusters[member].identity for member in members]
            sectors = parts[0].sectors if parts[0].sectors == parts[1].sectors else ("UNK",)
            joint = Identity(
                id=whole, name=" and ".join(part.name for part in parts), kind=parts[0].kind, country=None,
                sectors=sectors, cameo="", role=None, affiliation=None, linked=(), known=all(p.known for p in parts),
                score=0.7, reason=f"“{acting.mention.text}” after the two were named",
            )  # fmt: skip
            self.clusters[whole] = _Cluster(joint, [], members, joint.reason, joint.score)
        return whole

    def _counterpart(self, acting: Acting) -> str | None:
        """ "His Russian counterpart": who holds the same office there."""
        found = _COUNTERPART.match(acting.mention.text)
        if not found:
            return None
        person = acting.named("PER")
        owner = self._nearest(acting, lambda c: c.identity.kind == "person" and bool(c.identity.role), "")
        if owner is None:
            return None
        role = self.clusters[owner].identity.role or ""
        named = [person.text] if person else []
        asked = [*named, f"the {found[1]} {_office(role)}"]
        told = next((t for t in (self.identify(p, acting) for p in asked) if t.known and t.kind == "person"), None)
        if told is None:
            return None
        if told.id not in self.clusters:
            self.clusters[told.id] = _Cluster(told, [], (), told.reason, told.score)
        self._remember(acting, told)
        return told.id

    def _taken_up(self, acting: Acting) -> str | None:
        """ "The militia" after a named militia."""
        found = _DEFINITE.fullmatch(acting.words)
        if not found or acting.names:
            return None
        kinds = _CALLED.get(found[1])
        if kinds is None:
            return None
        return self._nearest(acting, lambda c: c.identity.kind in kinds and c.identity.known, "a noun behind")


def _office(role: str) -> str:
    """The office in a role, without whose it is: "Turkish President" - President."""
    states = countries.find(role)
    return role[states[-1].end :].strip() if states and states[0].start == 0 else role


def _is_plural(cluster: _Cluster) -> bool:
    return bool(cluster.members) or cluster.identity.kind in ("people", "armed group", "organisation")


def _entity(id: str, cluster: _Cluster) -> Entity:
    told = cluster.identity
    first: dict[Span, Mention] = {one.span: one.mention for one in cluster.mentions}
    return Entity(
        id=id,
        name=told.name,
        kind=told.kind,
        country=told.country,
        sectors=told.sectors,
        cameo=told.cameo,
        role=told.role,
        affiliation=told.affiliation,
        members=cluster.members,
        linked=told.linked,
        mentions=tuple(first.values()),
        score=round(cluster.score, 3),
        reason=cluster.how,
    )


def tied(
    text: str,
    mentions: Sequence[Acting],
    identify: Identify,
    relations: Sequence[Relation] = (),
    names: Sequence[Name] = (),
) -> tuple[tuple[Entity, ...], dict[Span, str]]:
    """The actors of a report, and the id of the one that each mention stands for.

    `relations` are the report's own and `names` all its names: roles and memberships tell of an actor what its own name
    does not, and the body named in a role ("the director of the institute") tells more than the word for the office.
    """
    reading = Coreference(text, identify)
    for acting in mentions:
        reading.add(acting)
    # What somebody is part of goes first: "the director" of an institute is no official of a state.
    for relation in sorted(relations, key=lambda r: r.label != "part_of"):
        if relation.label not in ("role", "part_of"):
            continue
        within = tuple(name for name in names if relation.tail.span.contains(name.span))
        teller = Acting(relation.tail, relation.sentence, within, acts=False, subject=False)
        role = relation.tail.text if relation.label == "role" else None
        body = teller.named("ORG", "MIL")
        if role and body and body.text != role:
            reading.describe(relation.head.span, identify(body.text, teller), None)
        reading.describe(relation.head.span, identify(relation.tail.text, teller), role)
    return reading.entities(), reading.of
