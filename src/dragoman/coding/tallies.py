"""Counts of people that stand outside the events' own, with who says so."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.chain import Sources
from dragoman.coding.identity import Identities
from dragoman.coding.mentions import quantities
from dragoman.language.graph import SentenceGraph
from dragoman.record import Count, Event, Tally
from dragoman.report import Report


def tallies(
    report: Report, graphs: Sequence[SentenceGraph], events: Sequence[Event], sources: Sources, ids: Identities
) -> tuple[Tally, ...]:
    """Every count of people that shares no word with a count of an event of its sentence.

    Words that set no bound ("two-thirds of the town") are left to the record's names.
    """
    found: list[Tally] = []
    for graph in graphs:
        carried = [count.span for event in events if event.sentence == graph.index for count in event.counts]
        for count in quantities(graph, report.text):
            if _is_bounded(count) and not any(count.span.overlaps(span) for span in carried):
                chain, attribution = sources.of(graph.index, count.span)
                found.append(
                    Tally(
                        id=ids.give("q", count.span),
                        sentence=graph.index,
                        count=count,
                        chain=chain,
                        attribution=attribution,
                        score=count.score,
                    )
                )
    return tuple(found)


def _is_bounded(count: Count) -> bool:
    return count.low > 0 or count.high is not None
