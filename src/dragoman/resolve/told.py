"""What a report tells of who, where and when, by sentence, so that long reports cost no more a word than short ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dragoman.language.graph import SentenceGraph
from dragoman.record import CodedReport, Event, Mention
from dragoman.record.world import Location, Timex, Unplaced
from dragoman.report import Span
from dragoman.resolve.clauses import relative_clause

_BODIES = ("ORG", "MIL")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """The places that something can happen at, the times, the names of bodies and what is said, by the number of their
    sentence; `actors` gives the entity of each mention of one, `lost` why the name of a place was tied to none."""

    coded: CodedReport
    actors: Mapping[int, Sequence[tuple[Span, str]]]
    places: Mapping[int, Sequence[tuple[Span, Location]]]
    times: Mapping[int, Sequence[Timex]]
    lost: Mapping[int, Sequence[tuple[Span, str]]]
    bodies: Mapping[int, Sequence[Span]]
    said: Mapping[int, Sequence[tuple[int, Span, str]]]
    graphs: Mapping[int, SentenceGraph]

    @classmethod
    def of(
        cls,
        coded: CodedReport,
        actors: Mapping[Span, str],
        locations: Sequence[Location],
        times: Sequence[Timex],
        unplaced: Sequence[Unplaced],
        graphs: Sequence[SentenceGraph],
    ) -> Told:
        """The index of a record and of what its mentions were tied to."""
        starts = [sentence.start for sentence in coded.sentences]
        grounds = [(m.span, place) for place in locations if not place.metonym for m in place.mentions]
        bodies = [name.span for name in coded.names if name.label in _BODIES]
        return cls(
            coded,
            _by_sentence(starts, ((span, (span, id)) for span, id in actors.items())),
            _by_sentence(starts, ((span, (span, place)) for span, place in grounds)),
            _by_sentence(starts, ((time.mention.span, time) for time in times)),
            _by_sentence(starts, ((one.mention.span, (one.mention.span, one.reason)) for one in unplaced)),
            _by_sentence(starts, ((span, span) for span in bodies)),
            _by_sentence(
                starts,
                (
                    (part, (sum(map(len, said.content)), part, said.id))
                    for said in coded.attributions
                    for part in said.content
                ),
            ),
            {graph.index: graph for graph in graphs},
        )

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.coded.report.published.day if self.coded.report.published else None

    def who(self, mention: Mention, sentence: int) -> list[str]:
        """The entities that a mention stands for; one that lists several actors has theirs."""
        here = self.actors.get(sentence, ())
        whole = [id for span, id in here if span == mention.span]
        return whole or [id for span, id in here if mention.span.contains(span)]

    def of_clause(self, event: Event, span: Span) -> bool:
        """Whether some words of an event's sentence tell of its clause: they stand in the same speech, and in no
        relative clause but its own. What stands outside of the event's relative clause holds for it too."""
        if self._speech(event.sentence, span) != event.attribution:
            return False
        graph = self.graphs.get(event.sentence)
        clause = relative_clause(graph, span)
        return clause is None or clause == relative_clause(graph, event.trigger.span)

    def in_body(self, sentence: int, span: Span) -> bool:
        """Whether some words are part of the name of a body ("Idlib Health Directorate")."""
        return any(body.contains(span) for body in self.bodies.get(sentence, ()))

    def _speech(self, sentence: int, span: Span) -> str | None:
        """The innermost attribution in whose content some words of a sentence stand."""
        holding = [(length, id) for length, part, id in self.said.get(sentence, ()) if part.contains(span)]
        return min(holding)[1] if holding else None


def _by_sentence(starts: Sequence[int], found: Iterable[tuple[Span, T]]) -> dict[int, list[T]]:
    """Things by the numbers of the sentences that their spans reach into."""
    by: dict[int, list[T]] = {}
    for span, thing in found:
        for number in range(max(0, bisect_right(starts, span.start) - 1), bisect_right(starts, span.end - 1)):
            by.setdefault(number, []).append(thing)
    return by
