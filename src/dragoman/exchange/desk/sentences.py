"""One sentence of a record as an annotation of the codebook, as it stands after what people corrected in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from dragoman.coding.annotation import Annotation, locate
from dragoman.errors import SpanError
from dragoman.record import Attribution, CodedReport, Event, Mention
from dragoman.report import Span

COUNTS = {"killed": "k", "injured": "j", "displaced": "d", "detained": "z"}
"""The annotation's keys for numbers of people."""


class NoWords(Exception):
    """A correction names something that the sentence has no words for."""


def annotated(
    coded: CodedReport, number: int, rows: Iterable[Row[Any]], parties: Mapping[int, Sequence[Row[Any]]]
) -> Annotation:
    """The annotation of a sentence. `rows` are the report's rows of `statements`, as corrected, and `parties` those who
    take part in them.

    Raises
    ------
    NoWords
        If an actor, recipient or place that a person put in has no mention in the sentence, or a corrected statement
        is none of the record's any more.
    """
    return _Sentence(coded, number, {row.ref: row for row in rows}, parties).annotation()


class _Sentence:
    def __init__(
        self, coded: CodedReport, number: int, rows: Mapping[str, Row[Any]], parties: Mapping[int, Sequence[Row[Any]]]
    ) -> None:
        self.coded = coded
        self.number = number
        self.span = coded.sentences[number]
        self.text = coded.report.quote(self.span)
        self.cut = len(coded.report.id) + 1
        self.rows = rows
        self.parties = parties
        self.settings = {setting.event: setting for setting in coded.world.settings}
        self.mentions = {
            **{entity.id: entity.mentions for entity in coded.world.entities},
            **{place.id: place.mentions for place in coded.world.locations},
        }

    def annotation(self) -> Annotation:
        coded = self.coded
        found: dict[str, list[Any]] = {
            "n": [[words, name.label] for name in coded.names if (words := self.words(name.span))],
            "a": [made for said in self.standing(coded.attributions) if (made := self.attribution(said))],
            "e": [made for event in self.standing(coded.events) if (made := self.event(event))],
            "r": [
                [head, relation.label, tail]
                for relation in self.standing(coded.relations)
                if (head := self.words(relation.head.span)) and (tail := self.words(relation.tail.span))
            ],
            "g": [
                {"x": x, "by": self.all(made.parties), "terms": self.all(t.mention for t in made.terms)}
                | {"T": self.all(made.times)}
                for made in self.standing(coded.agreements)
                if (x := self.words(made.mention.span))
            ],
            "w": [
                {"c": c, "x": x, "y": y}
                for reason in coded.reasons
                if reason.sentence == self.number
                and (c := self.words(reason.cue.span))
                and (x := self.words(reason.explained.span))
                and (y := self.words(reason.reason.span))
            ],
        }
        self.check()
        return {key: items for key, items in found.items() if items}

    def standing(self, statements: Iterable[Any]) -> list[Any]:
        """The sentence's own statements of one kind that nobody rejected."""
        own = [one for one in statements if one.sentence == self.number]
        return [one for one in own if (row := self.rows.get(one.id[self.cut :])) and row.verdict != "rejected"]

    def check(self) -> None:
        """Refuses a sentence with a corrected statement that the record does not have."""
        r = self.coded
        kinds = (r.events, r.attributions, r.relations, r.agreements, r.forecasts, r.counts)
        known = {one.id[self.cut :] for kind in kinds for one in kind}
        for row in self.rows.values():
            if row.sentence == self.number and row.verdict is not None and row.ref not in known:
                raise NoWords

    def event(self, event: Event) -> Annotation | None:
        row = self.rows[event.id[self.cut :]]
        trigger = self.words(event.trigger.span)
        if trigger is None:
            return None
        at = self.settings.get(event.id)
        place = at.place if at else None
        optional: Annotation = {
            "m": row.mode,
            "A": self.side(row, "actor", event.actors, at.actors if at else ()),
            "R": self.side(row, "recipient", event.recipients, at.recipients if at else ()),
            "P": self.place(row, event, place),
            "T": self.all(event.times),
            "o": self.words(event.object.span) if event.object else None,
            "lk": self.words(event.hedge.span) if event.hedge else None,
            **{key: self.all(c for c in event.counts if c.kind == kind) for kind, key in COUNTS.items()},
        }
        return {"x": trigger, "y": row.type, "st": row.status, **{k: v for k, v in optional.items() if v}}

    def attribution(self, said: Attribution) -> Annotation | None:
        cue = self.words(said.cue.span) if said.cue else None
        content = [words for span in said.content if (words := self.words(span))]
        if cue is None or not content:
            return None
        source = self.words(said.source.span) if said.source else None
        return {"s": source or "", "c": cue, "t": content}

    def side(self, row: Row[Any], role: str, told: Sequence[Mention], coded: Sequence[str]) -> list[str]:
        """Who acts or is acted on: the words that were found, less those of whom a person took away, and with those of
        whom a person put there."""
        keys = [party.key for party in self.parties[row.id] if party.role == role]
        gone = [m.span for key in coded if key not in keys for m in self.mentions.get(key, ())]
        kept = self.all(mention for mention in told if not any(mention.span.overlaps(span) for span in gone))
        added = [self.mentioned(key) for key in keys if key not in coded] if row.verdict == "edited" else []
        return list(dict.fromkeys([*kept, *added]))

    def place(self, row: Row[Any], event: Event, coded: str | None) -> list[str]:
        key = row.place_key
        if row.verdict != "edited" or key == coded:
            return self.all(event.places)
        return [self.mentioned(key)] if key else []

    def mentioned(self, key: str) -> str:
        """The words by which the sentence calls an actor or place."""
        found = next((words for m in self.mentions.get(key, ()) if (words := self.words(m.span))), None)
        if found is None:
            raise NoWords
        return found

    def all(self, mentions: Iterable[Mention]) -> list[str]:
        return [words for mention in mentions if (words := self.words(mention.span))]

    def words(self, span: Span) -> str | None:
        """A span as an annotation writes it: its words, with a number where they stand there more than once; None for
        what does not lie in the sentence."""
        if not self.span.contains(span):
            return None
        own = span.shifted(-self.span.start)
        plain, number = own.of(self.text), 1
        while True:
            written = plain if number == 1 else f"{plain}#{number}"
            try:
                if locate(self.text, written) == own:
                    return written
            except SpanError:
                return None
            number += 1
