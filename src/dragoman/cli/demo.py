"""`dragoman demo`: the bundled reports coded, and what is in them."""

from __future__ import annotations

from pathlib import Path

from dragoman.cli.options import ScaleOption
from dragoman.errors import InputError

EXAMPLES = Path("examples") / "idlib"
"""Reports on the war in Idlib from 2018 to 2020, written for this project after what many outlets reported."""


def demo(scale: ScaleOption = "phia") -> None:
    """Code the bundled example reports and print what is in them."""
    from rich.console import Console

    from dragoman.cli.progress import Display
    from dragoman.cli.tally import Tally
    from dragoman.coder import Coder
    from dragoman.intake import Skipped, read
    from dragoman.present import overview
    from dragoman.record import CodedReport

    folder = examples()
    tally, display = Tally(), Display(moving=True)
    records: list[CodedReport] = []
    with display.shown():
        for outcome in Coder(scale=scale).outcomes(read(folder)):
            tally.add(outcome)
            display.update(tally)
            if isinstance(outcome, Skipped):
                display.skipped(outcome)
            else:
                records.append(outcome)
    console = Console(highlight=False)
    console.print(overview(records))
    # Beside the working folder a short path reads better, and can be typed.
    near = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    console.print(f"\nThe reports lie in {near}. Look at one with its evidence:", style="dim", soft_wrap=True)
    console.print(f"  dragoman code {next(iter(sorted(near.glob('*.md'))))}", soft_wrap=True)


def examples() -> Path:
    """The folder of the example reports: in the package or, where that runs from a checkout, beside its sources.

    Raises:
        InputError: if there is none.
    """
    package = Path(__file__).parents[1]
    for root in (package, package.parents[1]):
        if (root / EXAMPLES).is_dir():
            return root / EXAMPLES
    raise InputError("not-found", f"no example reports in {package / EXAMPLES}: install Dragoman again")
