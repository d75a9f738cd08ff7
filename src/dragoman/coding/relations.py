"""Standing relations between those who are named."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.chain import Sources
from dragoman.coding.identity import Identities
from dragoman.language.graph import SentenceGraph
from dragoman.record import Mention, Relation
from dragoman.report import Report


def relations(
    report: Report, graphs: Sequence[SentenceGraph], sources: Sources, ids: Identities
) -> tuple[Relation, ...]:
    """Every relation that the model found. It lies in the innermost speech that holds both its ends."""
    found: list[Relation] = []
    for graph in graphs:
        for arc in graph.relations:
            both = arc.head.hull(arc.tail)
            chain, attribution = sources.of(graph.index, both)
            found.append(
                Relation(
                    id=ids.give("r", both),
                    sentence=graph.index,
                    head=Mention(arc.head.of(report.text), arc.head, arc.score),
                    label=arc.label,
                    tail=Mention(arc.tail.of(report.text), arc.tail, arc.score),
                    chain=chain,
                    attribution=attribution,
                    score=arc.score,
                )
            )
    return tuple(found)
