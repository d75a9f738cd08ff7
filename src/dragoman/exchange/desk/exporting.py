"""`export`: a desk, or the part of it that a filter leaves, written in one of the forms that others read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman.desk import Desk
from dragoman.desk.questions.filters import Filter
from dragoman.errors import OptionError
from dragoman.exchange.desk import cameo, csv, ftm, geojson, parquet, plover, polecat, training
from dragoman.exchange.desk.chosen import Chosen, chosen
from dragoman.exchange.desk.placing import placing

Counts = dict[str, int]
"""What was written and how often, by a plural noun."""


@dataclass(frozen=True, slots=True)
class Format:
    """One of the forms: what it is in words, whether it is a folder of files, and what writes it into a folder."""

    meaning: str
    folder: bool
    write: Callable[[Chosen, Path], Counts]


FORMATS: dict[str, Format] = {
    "parquet": Format("a folder with every table of the desk as Parquet", True, parquet.write),
    "csv": Format("a folder with every table of the desk as CSV, and a codebook", True, csv.write),
    "geojson": Format("incidents as features on a map", False, geojson.write),
    "plover": Format("events as JSON lines with the field names of the PLOVER manual", False, plover.write),
    "polecat": Format("events as one flat CSV file with the columns of POLECAT", False, polecat.write),
    "cameo": Format("days, dyads and CAMEO codes with counts, parted by tabs", False, cameo.write),
    "ftm": Format("actors, incidents, relations and reports as FollowTheMoney entities", False, ftm.write),
    "training": Format("a folder with what people checked, as annotated sentences", True, training.write),
}
"""All forms by their names."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: where, and how much of what."""

    target: Path
    counts: Counts


def export(desk: Desk, format: str, target: str | Path, given: Filter | None = None) -> Exported:
    """Writes a desk, or what a filter leaves of it, to a file or folder, of one moment of the desk and whole: a target
    that is there already is replaced at the end.

    Raises
    ------
    OptionError
        If there is no such format, the filter names what the desk does not know, or the target cannot be written to.
    DeskError
        If the desk cannot be read.
    """
    if format not in FORMATS:
        raise OptionError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
    form, place = FORMATS[format], Path(target)
    with desk.reading() as connection:
        part = chosen(connection, given or Filter())
        with placing(place, folder=form.folder) as building:
            counts = form.write(part, building)
    return Exported(place, counts)
