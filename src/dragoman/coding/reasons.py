"""Stated reasons, and which events they explain."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.chain import Sources
from dragoman.coding.identity import Identities
from dragoman.coding.mentions import longest, mention
from dragoman.language.graph import SentenceGraph
from dragoman.record import Mention, Reason
from dragoman.report import Report, Span


def reasons(report: Report, graphs: Sequence[SentenceGraph], sources: Sources, ids: Identities) -> tuple[Reason, ...]:
    """Every reason whose two sides the model found. It lies in the speech that holds its cue."""
    found: list[Reason] = []
    for graph in graphs:
        for frame in graph.reasons:
            explained, reason = longest(frame.fillers("x")), longest(frame.fillers("y"))
            if explained is None or reason is None:
                continue
            chain, attribution = sources.of(graph.index, frame.anchor)
            found.append(
                Reason(
                    id=ids.give("w", frame.anchor),
                    sentence=graph.index,
                    cue=Mention(frame.anchor.of(report.text), frame.anchor, frame.score),
                    explained=mention(explained, report.text),
                    reason=mention(reason, report.text),
                    chain=chain,
                    attribution=attribution,
                    score=frame.score,
                )
            )
    return tuple(found)


def explaining(found: Sequence[Reason], sentence: int, trigger: Span) -> tuple[Reason, ...]:
    """The reasons of a sentence that are given for what a trigger tells."""
    return tuple(reason for reason in found if reason.sentence == sentence and reason.explained.span.overlaps(trigger))
