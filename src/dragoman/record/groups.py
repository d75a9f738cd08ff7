"""Groups of columns that several tables share: where a statement stands, who says it, a mention with its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from dragoman.record import cells
from dragoman.record.mention import CountKind, Likelihood, Mention
from dragoman.record.statement import Event, Link
from dragoman.record.table import Column


class Sourced(Protocol):
    """Any statement: it stands in a sentence, tells who says so, and has a score."""

    @property
    def id(self) -> str: ...
    @property
    def sentence(self) -> int: ...
    @property
    def chain(self) -> tuple[Link, ...]: ...
    @property
    def score(self) -> float: ...


S = TypeVar("S")


def origin() -> tuple[Column[object], ...]:
    """The columns every table begins with: which report, whose, of which day."""
    return (
        Column("report", "text", "the report's id: 16 digits of the SHA-256 of its text", lambda r, _: r.id),
        Column("outlet", "text", "who published the report", lambda r, _: r.outlet),
        Column("published", "day", "the day it was published", lambda r, _: r.published.day if r.published else None),
    )


def place(kind: str) -> tuple[Column[Sourced], ...]:
    """The statement's id and the sentence it stands in."""
    return (
        Column("id", "text", f"the {kind}'s id, the same whenever the same text is coded", lambda _, s: s.id),
        Column("sentence", "integer", "number of its sentence in the report, from 0", lambda _, s: s.sentence),
    )


def sources() -> tuple[Column[Sourced], ...]:
    """The chain of sources and the score, with which tables of statements end."""
    return (
        Column("source", "text", "the innermost source: whose words these are", lambda _, s: _innermost(s, "name")),
        Column(
            "source_kind",
            "text",
            "outlet, agency, person, organisation, group, document or unnamed",
            lambda _, s: _innermost(s, "kind"),
        ),
        Column("chain", "text", "all sources, outermost first, divided by ` > `", lambda _, s: cells.readable(s.chain)),
        Column(
            "chain_links", "links", "the same, each with its kind and place", lambda _, s: cells.link_cells(s.chain)
        ),
        Column("score", "number", "the model's confidence in the statement, 0 to 1", lambda _, s: s.score),
    )


def _innermost(statement: Sourced, field: str) -> str | None:
    return getattr(statement.chain[-1], field) or None if statement.chain else None


def mention(name: str, meaning: str, get: Callable[[S], Mention | None]) -> tuple[Column[S], ...]:
    """Three columns for one mention: its words, its start and its end."""

    def part(read: Callable[[Mention], object]) -> Callable[[object, S], object]:
        def value(_: object, statement: S) -> object:
            mention = get(statement)
            return None if mention is None else read(mention)

        return value

    return (
        Column(name, "text", meaning, part(lambda m: m.text)),
        Column(f"{name}_start", "integer", "where its words begin in the report's text", part(lambda m: m.span.start)),
        Column(f"{name}_end", "integer", "where they end", part(lambda m: m.span.end)),
    )


def mentions(name: str, meaning: str, get: Callable[[S], Sequence[Mention]]) -> tuple[Column[S], ...]:
    """Two columns for several mentions: their words, and a list with each one's place and score."""
    return (
        Column(name, "text", f"{meaning}, divided by `; `", lambda _, s: cells.joined(get(s))),
        Column(
            f"{name}_mentions", "mentions", "the same, each with its place", lambda _, s: cells.mention_cells(get(s))
        ),
    )


def likelihood(
    get: Callable[[S], Likelihood | None], meaning: str, hedge: Callable[[S], Mention | None]
) -> tuple[Column[S], ...]:
    """How likely, empty where the report does not say, and the words that hedge."""

    def part(read: Callable[[Likelihood], object]) -> Callable[[object, S], object]:
        def value(_: object, statement: S) -> object:
            likelihood = get(statement)
            return None if likelihood is None else read(likelihood)

        return value

    return (
        Column("likelihood_low", "number", "lowest probability that the hedge stands for", part(lambda x: x.low)),
        Column("likelihood_high", "number", "highest probability that it stands for", part(lambda x: x.high)),
        *mention("hedge", meaning, hedge),
        Column("hedge_negated", "flag", "whether a “not” turns the hedge round", part(lambda x: x.negated)),
        Column("likelihood_term", "text", "the scale's own expression for the hedge", part(lambda x: x.term)),
        Column("likelihood_scale", "text", "the scale that the numbers are from", part(lambda x: x.scale)),
    )


def toll(kind: CountKind) -> tuple[Column[Event], ...]:
    """Two columns with the bounds of how many people were killed, injured, displaced or detained."""
    return (
        Column(
            f"{kind}_low",
            "integer",
            f"people {kind}, at least (sum of the counts)",
            lambda _, e: cells.lowest(e.counts, kind),
        ),
        Column(
            f"{kind}_high",
            "integer",
            f"people {kind}, at most; empty if open",
            lambda _, e: cells.highest(e.counts, kind),
        ),
    )
