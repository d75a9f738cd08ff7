"""What stands in the cells of a table: statements' parts as texts, numbers and lists of plain values."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.record.mention import Count, CountKind, Mention
from dragoman.record.statement import Link, Term
from dragoman.report import Report, Span

Cell = dict[str, str | int | float | None]


def joined(mentions: Iterable[Mention]) -> str:
    """The mentions' words, divided by "; "; empty where there are none."""
    return "; ".join(mention.text for mention in mentions)


def readable(chain: Iterable[Link]) -> str:
    """A chain of sources from the outermost to the innermost: `The Example Post > Reuters > Ana Novak`.

    A link without a name stands as its kind in brackets: `The Example Post > [unnamed]`.
    """
    return " > ".join(link.name or f"[{link.kind}]" for link in chain)


def quoted(report: Report, spans: Iterable[Span]) -> str:
    """The words that the spans cover, divided by " … " where they are several."""
    return " … ".join(report.quote(span) for span in spans)


def mention_cells(mentions: Iterable[Mention]) -> list[Cell]:
    """Each mention with its offsets and score."""
    return [{"text": m.text, "start": m.span.start, "end": m.span.end, "score": m.score} for m in mentions]


def span_cells(report: Report, spans: Iterable[Span]) -> list[Cell]:
    """Each span with its words; scores are those of the whole statement, so none is given."""
    return [{"text": report.quote(s), "start": s.start, "end": s.end, "score": None} for s in spans]


def link_cells(chain: Iterable[Link]) -> list[Cell]:
    """Each source of a chain, outermost first."""
    return [
        {
            "kind": link.kind,
            "name": link.name,
            "origin": link.origin,
            "start": link.span.start if link.span else None,
            "end": link.span.end if link.span else None,
        }
        for link in chain
    ]


def count_cells(counts: Iterable[Count]) -> list[Cell]:
    """Each count with its bounds."""
    return [
        {
            "kind": c.kind,
            "text": c.text,
            "start": c.span.start,
            "end": c.span.end,
            "low": c.low,
            "high": c.high,
            "value": c.value,
            "score": c.score,
        }
        for c in counts
    ]


def term_cells(terms: Iterable[Term]) -> list[Cell]:
    """Each obligation with the party it obliges."""
    return [
        {
            "text": term.mention.text,
            "start": term.mention.span.start,
            "end": term.mention.span.end,
            "obliged": term.obliged.text if term.obliged else None,
        }
        for term in terms
    ]


def lowest(counts: Iterable[Count], kind: CountKind) -> int | None:
    """The sum of the lower bounds of all counts of a kind; None where there is none."""
    found = [count.low for count in counts if count.kind == kind]
    return sum(found) if found else None


def highest(counts: Iterable[Count], kind: CountKind) -> int | None:
    """The sum of the upper bounds of all counts of a kind; None where there is none or one is open upwards."""
    found = [count.high for count in counts if count.kind == kind]
    bounded = [high for high in found if high is not None]
    return sum(bounded) if found and len(bounded) == len(found) else None
