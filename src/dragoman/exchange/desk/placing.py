"""Files that are built beside their place and put there when they are whole: a reader never finds half of one."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import OptionError
from dragoman.exchange.place import building_in, is_device, put, unwritten


@contextmanager
def placing(target: Path, *, folder: bool) -> Generator[Path]:
    """Gives a folder to write into; at the end its files go into the folder `target`, or its only file becomes
    `target`. After an error nothing is put in place, and what was there before stays.

    Raises
    ------
    OptionError
        If the place cannot be written to, or is a file where a folder is wanted, or a folder where a file is.
    DragomanError
        If the disk is full or fails.
    """
    if folder and (target.is_file() or is_device(target)):
        raise OptionError(f"{target}: is a file; this format needs a folder")
    if not folder and target.is_dir():
        raise OptionError(f"{target}: is a folder; this format needs a file")
    try:
        with tempfile.TemporaryDirectory(dir=building_in(target), prefix=".dragoman-") as building:
            yield Path(building)
            if folder:
                target.mkdir(exist_ok=True)
            for file in sorted(Path(building).iterdir()):
                put(file, target / file.name if folder else target)
    except OSError as error:
        raise unwritten(target, error) from error
