"""One report, given as its text or as the place where it lies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from dragoman.coder.batches import Item
from dragoman.coder.coder import Coder
from dragoman.coder.source import items
from dragoman.errors import InputError, OptionError
from dragoman.intake import Pause, ReadOptions, Skipped
from dragoman.record import CodedReport
from dragoman.report import Report


def code(
    text_or_path: str | Path | Report,
    *,
    published: date | datetime | str | None = None,
    outlet: str | None = None,
    scale: str = "phia",
) -> CodedReport:
    """The record of one report.

    Args:
        text_or_path: the text of a report, the path of a file that holds one, an address, or a report already read.
        published: when it was published, in place of what the source says; text as YYYY-MM-DD.
        outlet: who published it, in place of what the source says.
        scale: the scale that likelihoods are read through: phia, icd203, kent, nato or capphrase.

    Raises:
        InputError: if there is nothing to code; `reason` names why.
        OptionError: if the place holds several reports (`Coder` codes those), or an option has an impossible value.
        ModelError: if the language model is missing or damaged.
    """
    options = ReadOptions(published=published, outlet=outlet)
    report = one_report(items([text_or_path], options), f"{text_or_path!s:.80}")
    coded, _ = Coder(scale=scale, options=options).explain(report)
    return coded


def one_report(found: Iterable[Item | Pause], named: str) -> Report:
    """The only report of what was found under a name.

    Raises:
        InputError: if there is none.
        OptionError: if there are several.
    """
    match list(islice(found, 2)):
        case [Report() as report]:
            return report
        case [Skipped() as skipped, *_]:
            raise InputError(skipped.reason, f"{skipped.location}: {skipped.detail}")
        case []:
            raise InputError("empty", f"{named}: holds no report")
        case _:
            raise OptionError(f"{named}: holds more than one report; `Coder` and `dragoman code` take many")
