"""Reports in batches, and what becomes of a batch when one of its reports cannot be coded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat

from dragoman.errors import ModelError, OptionError
from dragoman.intake.arriving import Pause
from dragoman.intake.skipped import Skipped
from dragoman.record import CodedReport
from dragoman.report import Report

FAILED = "failed"
"""The `reason` of a `Skipped` that was read well but could not be coded; its `detail` names the error."""

Item = Report | Skipped
Outcome = CodedReport | Skipped
Work = Callable[[Sequence[Report]], Sequence[CodedReport]]
"""Codes a batch: as many records as reports, in their order."""


def batches(items: Iterable[Item | Pause], size: int) -> Iterator[list[Item]]:
    """The items in lists of up to `size`. The first hold 1, 2, 4, ... items, so that the first record comes soon.

    At a pause what is there makes a list, whatever its length, and an empty list stands for the pause itself.
    """
    growing = (2**power for power in range(size.bit_length()) if 2**power < size)
    lengths = chain(growing, repeat(size))
    batch, length = list[Item](), next(lengths)
    for item in items:
        if isinstance(item, Pause):
            if batch:
                yield batch
            yield []
            batch = []
            continue
        batch.append(item)
        if len(batch) == length:
            yield batch
            batch, length = [], next(lengths)
    if batch:
        yield batch


def attempt(work: Work, batch: Sequence[Item]) -> list[Outcome]:
    """The outcomes of a batch, in its order; what intake skipped stays as it is.

    Where the batch as a whole fails, each of its reports is coded alone, so that one that cannot be coded takes no
    other with it. A missing model or an impossible option is no fault of a report and is raised.
    """
    reports = [item for item in batch if isinstance(item, Report)]
    try:
        coded = iter(work(reports) if reports else ())
    except (ModelError, OptionError):
        raise
    except Exception as error:
        if len(reports) == 1:
            return [failed(item, error) if isinstance(item, Report) else item for item in batch]
        return [outcome for item in batch for outcome in attempt(work, [item])]
    return [next(coded) if isinstance(item, Report) else item for item in batch]


def failed(report: Report, error: BaseException | str) -> Skipped:
    """The report as one that could not be coded."""
    detail = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    return Skipped(report.location or f"report {report.id}", FAILED, f"{detail}; please report this as a fault")
