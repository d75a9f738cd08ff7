"""Which mentions of a report stand for the same actor: rules from certain to likely, in the order of the text.

The rules follow the sieves of Raghunathan et al. 2010 ("A Multi-Pass Sieve for Coreference Resolution"): the same
name; a surname or short form after the full name; an abbreviation that the report explains; a description that the
tables tie to a person; "the militia" after a militia; pronouns after the nearest fitting subject. A mention that none
of them ties stays an actor of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from dragoman.record import Name
from dragoman.record.world import Entity, EntityKind
from dragoman.report import Span
from dragoman.resolve import anaphors, countries
from dragoman.resolve.actors.codes import cameo
from dragoman.resolve.actors.identity import Identity
from dragoman.resolve.actors.surnames import surnames
from dragoman.resolve.cluster import Cluster
from dragoman.resolve.mentions import Acting
from dragoman.resolve.words import key

Identify = Callable[[str, Acting], Identity]
"""Who a phrase stands for, as the tables and its own words tell, given the mention that it comes from."""

_ABBREVIATION = re.compile(r"\s*\(\s*(?:known as |the )?([A-Z][\w&.-]{1,11})\s*\)")
_WHEREABOUTS = re.compile(r"\s+(?:in|at|near)\s")
_NAMED = ("PER", "ORG", "MIL")
_BODIES: frozenset[EntityKind] = frozenset({"government", "country", "organisation", "armed group", "outlet"})
_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")
REACH = 2
"""How many sentences back a pronoun or "the militia" looks."""
AT_HOME = 0.6
"""What an actor is certain by at most that is taken to be of the country that the report is mostly about."""
OFFICE_REACH = 10
"""How many sentences back "the minister" looks: an office, told once, stands for its holder until another comes."""


class Coreference:
    """Ties the mentions of one report, taken in the order of the text, to clusters; ask `entities` at the end."""

    def __init__(self, text: str, identify: Identify, home: str | None = None) -> None:
        self.text = text
        self.identify = identify
        self.home = home
        self.clusters: dict[str, Cluster] = {}
        self.of: dict[Span, str] = {}
        self._short: dict[str, str] = {}

    def add(self, acting: Acting) -> None:
        """Ties one more mention."""
        at = self._pronoun(acting) or self._pair(acting) or self._counterpart(acting) or self._owned(acting)
        if at is None and acting.words in anaphors.PRONOUNS:
            return
        at = (
            at
            or self._named(acting)
            or self._in_office(acting)
            or self._organ(acting)
            or self._taken_up(acting)
            or self._at_home(acting)
            or self._new(acting)
        )
        self.of[acting.span] = at
        self.clusters[at].mentions.append(acting)

    def speak(self, acting: Acting, source: Span) -> None:
        """Ties "I", "we" and what is theirs to who says so, once the other mentions are tied."""
        at = next((id for span, id in self.of.items() if span.overlaps(source)), None)
        owned = anaphors.owned(acting.words)
        at = self._of(at, owned[1], acting) if at and owned else at
        if at is None:
            return
        if not owned:
            self._tell(at, f"“{acting.mention.text}” in its own words")
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
        return tuple(cluster.entity(id) for id, cluster in found)

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
        told = phrase if phrase.known else self._beside_noun(acting) or phrase
        if person is not None and (not phrase.known or phrase.kind == "person"):
            # The name decides: an office's table may lag behind who the report says holds it.
            alone = self.identify(person.text, acting)
            keeps = replace(phrase, id=f"name:{key(person.text)}", name=person.text, kind="person")
            same = phrase.known and (phrase.id == alone.id or (not alone.known and _bears(phrase, person)))
            told = phrase if same else alone if alone.known else keeps
        if told.id not in self.clusters:
            self.clusters[told.id] = Cluster(told, [], (), told.reason, told.score)
        else:
            self._better(told)
        self._remember(acting, told)
        return told.id

    def _beside_noun(self, acting: Acting) -> Identity | None:
        """The body that stands behind what it is, or before where it is: "the West African bloc ECOWAS", "the African
        Union in South Africa"."""
        name = next((name for name in acting.names if name.label in ("ORG", "MIL")), None)
        if name is None or acting.mention.text == name.text or acting.tells_whose(name):
            return None
        behind = self.text[name.span.end : acting.span.end]
        if behind and not _WHEREABOUTS.match(behind):
            return None
        told = self.identify(name.text, acting)
        return told if told.known else None

    def _better(self, told: Identity) -> None:
        """Fills in what a later mention tells of a cluster that the first one left open."""
        cluster = self.clusters[told.id]
        known = cluster.identity
        # Whoever the report says holds an office is no former holder, whatever the tables know.
        better = known.sectors == ("UNK",) or (known.sectors == ("ELI",) and told.role is not None)
        sectors = told.sectors if better and told.sectors != ("UNK",) else known.sectors
        country = known.country or told.country
        cluster.identity = replace(
            known,
            country=country,
            sectors=sectors,
            cameo=cameo(country, sectors) if sectors != known.sectors and country else known.cameo or told.cameo,
            role=known.role or told.role,
            affiliation=known.affiliation or told.affiliation,
            linked=known.linked or told.linked,
        )

    def _remember(self, acting: Acting, told: Identity) -> None:
        for name in acting.names:
            whole = key(name.text)
            if name.label == "PER" and told.kind == "person":
                self._short[whole] = told.id
                for surname in _surnames(name.text, told.country):
                    taken = self._short.get(surname)
                    # A surname that two persons of the report share stands for neither of them.
                    self._short[surname] = told.id if taken in (None, told.id) else ""
            elif (
                name.label in ("ORG", "MIL") and name.span.end >= acting.span.end - 12 and not acting.tells_whose(name)
            ):
                self._short.setdefault(whole, told.id)
            if name.label in ("ORG", "MIL", "PER") and (short := _ABBREVIATION.match(self.text, name.span.end)):
                self._short[key(short[1])] = told.id
        if not self._short.get(key(acting.mention.text), "x"):
            del self._short[key(acting.mention.text)]

    def _pronoun(self, acting: Acting) -> str | None:
        at = self._behind(acting.words, acting)
        if at is not None:
            self._tell(at, "a pronoun behind it taken to mean it")
        return at

    def _behind(self, pronoun: str, acting: Acting) -> str | None:
        """Whom a pronoun of the third person most likely means."""
        match anaphors.number(pronoun):
            case "one person":
                return self._nearest(acting, lambda c: c.identity.kind == "person" and not c.members)
            case "several":
                return self._nearest(acting, lambda c: c.is_plural)
            case "one body":
                return self._nearest(acting, lambda c: c.identity.kind in _BODIES)
            case None:
                return None

    def _tell(self, at: str, how: str) -> None:
        cluster = self.clusters[at]
        if how not in cluster.how:
            cluster.how = f"{cluster.how}; {how}"

    def _nearest(self, acting: Acting, fits: Callable[[Cluster], bool], reach: int = REACH) -> str | None:
        """The fitting actor nearest before, a subject rather than another of the same sentence."""
        best: tuple[int, int, int] | None = None
        chosen = None
        for id, cluster in self.clusters.items():
            if not fits(cluster):
                continue
            for one in cluster.mentions:
                back = acting.sentence - one.sentence
                if one.span.end > acting.span.start or back > reach:
                    continue
                # In its own sentence the nearest, else the first subject of the sentence before.
                rank = (back, 0 if one.subject else 1, acting.span.start - one.span.end if not back else one.span.start)
                if best is None or rank < best:
                    best, chosen = rank, id
        return chosen

    def _pair(self, acting: Acting) -> str | None:
        """ "The two leaders": the two persons, "both sides": the two states or bodies named last."""
        persons = anaphors.pair(acting.words)
        if persons is None:
            return None
        recent = list[str]()
        for cluster_id, cluster in sorted(
            self.clusters.items(), key=lambda item: -max(m.span.start for m in item[1].mentions)
        ):
            kind = cluster.identity.kind
            if not cluster.members and (kind == "person" if persons else kind in _BODIES and cluster.is_party):
                recent.append(cluster_id)
        here = [id for id in recent if any(m.sentence == acting.sentence for m in self.clusters[id].mentions)]
        if not persons and len(here) < 2:
            # Who speaks to both sides is neither of them.
            recent = [id for id in recent if id not in here and self.clusters[id].last >= acting.sentence - REACH]
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
            self.clusters[whole] = Cluster(joint, [], members, joint.reason, joint.score)
        return whole

    def _counterpart(self, acting: Acting) -> str | None:
        """ "His Russian counterpart": who holds the same office there."""
        found = anaphors.counterpart(acting.mention.text)
        if not found:
            return None
        person = acting.named("PER")
        owner = self._nearest(acting, lambda c: c.identity.kind == "person" and bool(c.identity.role))
        if owner is None:
            return None
        role = self.clusters[owner].identity.role or ""
        named = [person.text] if person else []
        asked = [*named, f"the {found} {_office(role)}"]
        told = next((t for t in (self.identify(p, acting) for p in asked) if t.known and t.kind == "person"), None)
        if told is None:
            return None
        if told.id not in self.clusters:
            self.clusters[told.id] = Cluster(told, [], (), told.reason, told.score)
        self._remember(acting, told)
        return told.id

    def _owned(self, acting: Acting) -> str | None:
        """ "Its army", "his government": what belongs to the state of the one whom the pronoun means."""
        found = anaphors.owned(acting.words)
        if found is None or acting.named(*_NAMED):
            return None
        owner = self._behind(found[0], acting)
        return self._of(owner, found[1], acting) if owner else None

    def _of(self, owner: str, what: str, acting: Acting) -> str | None:
        """The actor that is `what` of the owner's state, None where that is no organ of a state."""
        of = self.clusters[owner].identity
        return self._of_state(of.country, what, acting, f"“{acting.mention.text}” of {of.name}")

    def _of_state(self, country: str | None, what: str, acting: Acting, how: str) -> str | None:
        state = countries.by_code(country or "")
        if state is None or not anaphors.is_organ(what):
            return None
        told = self.identify(state.name if what in anaphors.STATES else f"{state.name}'s {what}", acting)
        if told.country != state.iso3 or told.sectors == ("UNK",):
            return None
        if told.id not in self.clusters:
            how = f"{how}; {told.reason}"
            score = min(told.score, AT_HOME) if country == self.home else told.score
            self.clusters[told.id] = Cluster(replace(told, reason=how), [], (), how, score)
        return told.id

    def _at_home(self, acting: Acting) -> str | None:
        """ "The government", "police": of the country that the report is mostly about."""
        what = anaphors.organ_at_home(acting.words)
        if what is None or acting.named(*_NAMED):
            return None
        how = f"“{acting.mention.text}” of the country that the report is mostly about"
        return self._of_state(self.home, what, acting, how)

    def _in_office(self, acting: Acting) -> str | None:
        """ "The minister" after "Defence Minister Ben Wallace"."""
        office = anaphors.definite(acting.words)
        if office is None or acting.named(*_NAMED):
            return None
        at = self._nearest(acting, lambda c: c.holds(office), OFFICE_REACH)
        if at is not None:
            self._tell(at, f"“{acting.mention.text}” behind it taken to mean it")
        return at

    def _organ(self, acting: Acting) -> str | None:
        """ "The army" after "the Sudanese army"; of two states' armies the one of the sentences just before."""
        nouns = anaphors.organ(acting.words)
        if not nouns or acting.named(*_NAMED):
            return None
        for reach in (REACH, OFFICE_REACH):
            at = self._nearest(acting, lambda c: c.identity.country is not None and c.is_called(nouns), reach)
            if at is not None:
                self._tell(at, f"“{acting.mention.text}” behind it taken to mean it")
                return at
        return None

    def _taken_up(self, acting: Acting) -> str | None:
        """ "The militia" after a named militia."""
        noun = anaphors.definite(acting.words)
        kinds = anaphors.kinds(noun.rpartition(" ")[2]) if noun else None
        if kinds is None or any(name.label != "ROLE" for name in acting.names):
            return None
        at = self._nearest(acting, lambda c: c.identity.kind in kinds and c.is_named)
        if at is not None:
            self._tell(at, f"“{acting.mention.text}” behind it taken to mean it")
        return at


def _office(role: str) -> str:
    """The office in a role, without whose it is: "Turkish President" - President."""
    states = countries.find(role)
    return role[states[-1].end :].strip() if states and states[0].start == 0 else role


def _surnames(name: str, country: str | None) -> tuple[str, ...]:
    """What a person is called by after the whole name. Where the custom of the country is not known, a given name with
    a hyphen at the end ("Ching-te") tells that the family name comes first."""
    if country is None and _GIVEN.fullmatch(name.rpartition(" ")[2]):
        return (key(name.partition(" ")[0]),)
    return surnames(key(name), country or "", ())


def _bears(told: Identity, name: Name) -> bool:
    """Whether a person of the tables is called by a name's last word, so that both are one."""
    return key(name.text).rpartition(" ")[2] in key(told.name).split()
