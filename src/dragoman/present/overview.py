"""What is in many records: the reports, the commonest deeds, the sources, the tolls, the forecasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.present.words import counted, deed, likely, said_by
from dragoman.record import CodedReport, Link
from dragoman.record.visible import visible

T = TypeVar("T")

MOST = 5
"""Lines that each list shows."""


def overview(records: Sequence[CodedReport]) -> RenderableType:
    """The records in about a screen, the reports in the order of their dates."""
    return Group(
        Text("Reports", "bold"),
        _reports(records),
        Text("\nWhat happened", "bold"),
        _types(records),
        Text("\nWho says so", "bold"),
        _sources(records),
        Text("\nWhat is expected, and how likely", "bold"),
        _forecasts(records),
        Text(f"\n{_total(records)}", "bold"),
    )


def _reports(records: Sequence[CodedReport]) -> Table:
    rows = Table.grid(expand=True, padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True, min_width=10)
    rows.add_column(justify="right", no_wrap=True, min_width=6)
    rows.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    rows.add_column(no_wrap=True, overflow="ellipsis", min_width=12, max_width=20, style="dim")
    rows.add_row("date", "events", "headline", "outlet", style="dim")
    for coded in sorted(records, key=_day):
        report = coded.report
        day = report.published.day.isoformat() if report.published else "no date"
        title = visible(report.title or report.id)
        rows.add_row(day, f"{len(coded.events):,}", Text(title), Text(visible(report.outlet or "")))
    return rows


def _day(coded: CodedReport) -> str:
    published = coded.report.published
    return published.day.isoformat() if published else ""


def _types(records: Sequence[CodedReport]) -> Table:
    events = [event for coded in records for event in coded.events]
    rows = Table.grid(expand=True, padding=(0, 2, 0, 0))
    rows.add_column(justify="right", min_width=4)
    rows.add_column(no_wrap=True, min_width=9)
    rows.add_column(ratio=1, no_wrap=True, overflow="ellipsis", style="dim")
    for kind, number in _commonest(event.type for event in events):
        surest = max((e for e in events if e.type == kind), key=lambda e: (bool(e.actors and e.recipients), e.score))
        rows.add_row(str(number), kind, Text(deed(surest)))
    return rows


def _sources(records: Sequence[CodedReport]) -> Table:
    """How many events the outlets tell in their own voice, and the commonest sources behind them."""
    chains = [event.chain for coded in records for event in coded.events]
    rows = Table.grid(expand=True, padding=(0, 2, 0, 0))
    rows.add_column(justify="right", min_width=4)
    rows.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    rows.add_row(str(sum(len(chain) == 1 for chain in chains)), Text("the outlets themselves", "dim"))
    for chain, number in _commonest(_inner(chain) for chain in chains if len(chain) > 1):
        rows.add_row(str(number), Text(said_by(chain)))
    return rows


def _inner(chain: tuple[Link, ...]) -> tuple[Link, ...]:
    """The chain without the outlet and by its names alone, so that the same sources elsewhere count as the same."""
    return tuple(Link(link.kind, link.name, "metadata") for link in chain[1:])


def _forecasts(records: Sequence[CodedReport]) -> Table:
    rows = Table.grid(expand=True, padding=(0, 2, 0, 0))
    rows.add_column(ratio=1)
    hedged = [(forecast, forecast.likelihood) for coded in records for forecast in coded.forecasts]
    for forecast, likelihood in sorted(hedged, key=lambda pair: (-pair[0].score, pair[0].id)):
        if likelihood and rows.row_count < MOST:
            rows.add_row(Text(f"{visible(' '.join(forecast.statement.text.split()))}: {likely(likelihood)}"))
    return rows


def _commonest(things: Iterable[T]) -> list[tuple[T, int]]:
    return Counter(things).most_common(MOST)


def _total(records: Sequence[CodedReport]) -> str:
    totals = [coded.totals for coded in records]
    kinds = ("event", "attribution", "count", "agreement", "forecast", "reason", "relation")
    parts = [counted(sum(getattr(total, f"{kind}s") for total in totals), kind) for kind in kinds]
    return f"{counted(len(records), 'report')}: {', '.join(parts)}"
