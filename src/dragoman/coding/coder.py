"""The coding of one report: its sentence graphs in, its record out."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.agreements import agreements
from dragoman.coding.chain import trace
from dragoman.coding.events import events, untyped
from dragoman.coding.forecasts import forecasts
from dragoman.coding.identity import Identities
from dragoman.coding.reasons import reasons
from dragoman.coding.relations import relations
from dragoman.coding.scales import PHIA, Scale
from dragoman.coding.scales import scale as scale_named
from dragoman.coding.tallies import tallies
from dragoman.language.graph import SentenceGraph
from dragoman.record import CodedReport, Name
from dragoman.report import Report


def code_graphs(
    report: Report, graphs: Sequence[SentenceGraph], *, scale: Scale | str = PHIA, model: str = ""
) -> CodedReport:
    """The record of a report.

    Args:
        report: the report that the graphs' offsets point into.
        graphs: its sentences in text order, `index` counting from 0.
        scale: the scale that likelihoods are read through, or its name.
        model: the name and version of the model that made the graphs, for the record.

    Raises:
        OptionError: if there is no scale of that name.
    """
    chosen = scale_named(scale) if isinstance(scale, str) else scale
    ids = Identities(report)
    sources = trace(report, graphs, ids)
    why = reasons(report, graphs, sources, ids)
    told = events(report, graphs, sources, why, chosen, ids)
    happened = tuple(one.event for one in told)
    without_type = untyped(graphs)
    return CodedReport(
        report=report,
        sentences=tuple(graph.span for graph in graphs),
        source=sources.source,
        names=tuple(
            Name(report.quote(name.span), name.span, name.score, name.label) for graph in graphs for name in graph.names
        ),
        attributions=sources.said(),
        events=happened,
        counts=tallies(report, graphs, happened, sources, ids),
        agreements=agreements(report, graphs, happened, sources, ids),
        forecasts=forecasts(report, graphs, told, why, sources, chosen, ids),
        reasons=why,
        relations=relations(report, graphs, sources, ids),
        model=model,
        scale=chosen.name,
        notes=(f"{without_type} events without a PLOVER type left out",) if without_type else (),
    )
