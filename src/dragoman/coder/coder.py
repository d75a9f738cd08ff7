"""The coder: an iterator of reports in, an iterator of records out, memory that does not grow with the corpus."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from dragoman.coder.batches import Item, Outcome, attempt, batches
from dragoman.coder.pool import pooled
from dragoman.coder.source import items
from dragoman.coder.work import Settings, analyse, code_batch, cores, language
from dragoman.errors import OptionError
from dragoman.intake import PAUSE, Pause, ReadOptions, Skipped
from dragoman.language.graph import SentenceGraph
from dragoman.record import CodedReport
from dragoman.report import Report
from dragoman.resolve.actors import own

FEW = 32
"""Up to so many reports one process with all cores is done sooner than several that must load the model first."""


def warn(skipped: Skipped) -> None:
    """Says by a Python warning what was skipped."""
    warnings.warn(f"skipped {skipped.location}: {skipped.reason}: {skipped.detail}", stacklevel=2)


@dataclass(frozen=True, slots=True)
class Coder:
    """Codes many reports.

    Args:
        scale: the scale that likelihoods are read through: phia, icd203, kent, nato or capphrase.
        jobs: processes. 1 stays in this one; None takes one a core once more than `FEW` reports have come. Where it is
            not 1, a script must begin its work under `if __name__ == "__main__":`.
        batch: reports that go through the encoder together; the first batches are smaller.
        threads: threads of the encoder in this process, None for one a core. Other processes have one each.
        options: how files, addresses and tables are read.
        model: the folder of another language model than the package's own.
        actors: a file of the user's own actors (TOML or CSV), which win over the package's.

    Raises:
        OptionError: if a number is below 1.
        InputError: if the file of actors has a mistake; the message names file, line and field.
    """

    scale: str = "phia"
    jobs: int | None = 1
    batch: int = 16
    threads: int | None = None
    options: ReadOptions = field(default_factory=ReadOptions)
    model: Path | None = None
    actors: Path | None = None

    def __post_init__(self) -> None:
        for name in ("jobs", "batch", "threads"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise OptionError(f"{name} must be 1 or more, not {value}")
        if self.actors is not None:
            own.load(self.actors)  # a mistake in it is told before anything is read

    def code(
        self, inputs: Iterable[Report | str | Path | Pause], skip: Callable[[Skipped], None] = warn
    ) -> Iterator[CodedReport]:
        """A record for each report, in the order of the inputs.

        An input is a report, a path (which may hold many reports), an address, or the text of a report. What cannot be
        read or coded is handed to `skip` and the iteration goes on; by default that is a Python warning.

        Raises:
            ModelError: if the language model is missing or damaged.
        """
        for outcome in self.outcomes(items(inputs, self.options)):
            if isinstance(outcome, Skipped):
                skip(outcome)
            else:
                yield outcome

    def outcomes(self, reports: Iterable[Item | Pause]) -> Iterator[Outcome]:
        """A record or the reason why there is none for each item, in order; what was skipped before stays skipped. At
        a pause (`dragoman.intake.arriving`) what came before it is coded without waiting for more."""
        return (outcome for outcome in self.as_they_come(reports) if not isinstance(outcome, Pause))

    def as_they_come(self, reports: Iterable[Item | Pause]) -> Iterator[Outcome | Pause]:
        """As `outcomes`, with each pause in its place."""
        stream = iter(reports)
        here = functools.partial(code_batch, self._settings)
        jobs = cores() if self.jobs is None else self.jobs
        few = FEW if self.jobs is None and jobs > 1 else None if jobs == 1 else 0
        for batch in batches(_first(stream, few), self.batch):
            yield from attempt(here, batch) if batch else (PAUSE,)
        for item in stream:
            if isinstance(item, Pause):
                yield item
                continue
            each = functools.partial(code_batch, replace(self._settings, threads=1))
            yield from pooled(each, batches(chain([item], stream), self.batch), jobs)

    def explain(self, report: Report) -> tuple[CodedReport, tuple[SentenceGraph, ...]]:
        """The report's record with the sentence graphs that it was read off."""
        return analyse(self._settings, [report])[0]

    @property
    def model_name(self) -> str:
        """Name and version of the language model, as every record names it."""
        return language(self.model, self.threads or cores()).model

    @property
    def _settings(self) -> Settings:
        return Settings(self.scale, self.model, self.threads or cores(), self.actors)


def _first(stream: Iterator[Item | Pause], number: int | None) -> Iterator[Item | Pause]:
    """The stream up to and with its item of a number, pauses not counted; without a number all of it."""
    items = 0
    if number == 0:
        return
    for item in stream:
        yield item
        items += not isinstance(item, Pause)
        if items == number:
            return
