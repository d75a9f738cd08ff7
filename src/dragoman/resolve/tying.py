"""The actors of a report out of all that it says of them: mentions, roles and memberships, and whose "we" is."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.record import Attribution, Name, Relation
from dragoman.record.world import Entity
from dragoman.report import Span
from dragoman.resolve import anaphors
from dragoman.resolve.coreference import Coreference, Identify
from dragoman.resolve.mentions import Acting


def _speaker(span: Span, attributions: Sequence[Attribution]) -> Span | None:
    """The source of the innermost words that some characters stand in."""
    holding = [(part.end - part.start, said) for said in attributions for part in said.content if part.contains(span)]
    said = min(holding, key=lambda found: found[0])[1] if holding else None
    return said.source.span if said and said.source else None


def tied(
    text: str,
    mentions: Sequence[Acting],
    identify: Identify,
    relations: Sequence[Relation] = (),
    names: Sequence[Name] = (),
    attributions: Sequence[Attribution] = (),
    home: str | None = None,
) -> tuple[tuple[Entity, ...], dict[Span, str]]:
    """The actors of a report, and the id of the one that each mention stands for.

    `attributions` tell whose words "we" stands in; `home` is the country that the report is mostly about, by its code.
    `relations` are the report's own and `names` all its names: roles and memberships tell of an actor what its own name
    does not, and the body named in a role ("the director of the institute") tells more than the word for the office.
    """
    reading = Coreference(text, identify, home)
    spoken = [acting for acting in mentions if anaphors.is_first_person(acting.words)]
    for acting in mentions:
        if acting not in spoken:
            reading.add(acting)
    for acting in spoken:
        if source := _speaker(acting.span, attributions):
            reading.speak(acting, source)
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
