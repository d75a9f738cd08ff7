"""What codes a batch of reports: the language model and the coding rules, loaded once a process."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.coding import code_graphs
from dragoman.language import Language
from dragoman.language.graph import SentenceGraph
from dragoman.record import CodedReport
from dragoman.report import Report
from dragoman.resolve.actors import own
from dragoman.resolve.resolver import Resolver


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process must know to code: the scale of likelihood, where the model lies (None: in the package), how many
    threads it may use, and a user's own file of actors."""

    scale: str
    model: Path | None
    threads: int
    actors: Path | None = None


@functools.cache
def language(model: Path | None, threads: int) -> Language:
    """The language model, loaded on first use and kept.

    Raises:
        ModelError: if it is missing, damaged or of another version.
    """
    return Language.load(model, threads)


@functools.cache
def resolver(actors: Path | None) -> Resolver:
    """What ties records to the world, its tables read on first use and kept.

    Raises:
        InputError: if the user's own file of actors has a mistake.
    """
    return Resolver(own.load(actors) if actors else None)


def analyse(settings: Settings, reports: Sequence[Report]) -> list[tuple[CodedReport, tuple[SentenceGraph, ...]]]:
    """Each report's record with the sentence graphs that it was read off."""
    world = resolver(settings.actors)
    reader = language(settings.model, settings.threads)
    return [
        (world.resolve(code_graphs(report, graphs, scale=settings.scale, model=reader.model), graphs), tuple(graphs))
        for report, graphs in zip(reports, reader.analyse(reports), strict=True)
    ]


def code_batch(settings: Settings, reports: Sequence[Report]) -> list[CodedReport]:
    """Each report's record."""
    return [coded for coded, _ in analyse(settings, reports)]


def cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
