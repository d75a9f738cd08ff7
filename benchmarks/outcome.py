"""How a benchmark tells its result: a table, the JSON line, and on request an entry in RESULTS.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

RESULTS = Path(__file__).with_name("RESULTS.md")


def arguments(description: str, *files: str) -> argparse.ArgumentParser:
    """A parser with the given file arguments and the options that every benchmark has."""
    parser = argparse.ArgumentParser(description=description)
    for name in files:
        parser.add_argument(name, type=Path)
    parser.add_argument("--model", type=Path, help="a model folder (default: the one shipped)")
    parser.add_argument("--record", action="store_true", help="add the table to RESULTS.md")
    return parser


def scorer(path: Path) -> ModuleType:
    """A scoring tool loaded from its file, so that figures are the tool's own."""
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file: give the scoring tool with --scorer")
    module = module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def machine() -> str:
    """The processor and how many cores the process may use."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        found = [row.split(":", 1)[1].strip() for row in info.read_text().splitlines() if row.startswith("model name")]
        name = found[0] if found else name
    return f"{name}, {len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}"


def command(argv: Sequence[str]) -> str:
    """The command line as RESULTS.md shows it: files relative to the working directory, and without `--record`."""
    # Unlike `Path.exists`, `os.access` says no to arguments too long to be a file's name, such as lists of ids.
    shown = [os.path.relpath(a) if os.access(a, os.F_OK) else a for a in argv if a != "--record"]
    return " ".join(["python", *shown])


def tell(
    name: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    figures: Mapping[str, Any],
    *,
    model: str,
    record: bool,
) -> None:
    """Prints the table and, last, the figures as one JSON object; with `record` adds both to RESULTS.md."""
    cells = [[_cell(value) for value in row] for row in rows]
    wide = [max(len(str(c)), *(len(row[i]) for row in cells)) for i, c in enumerate(columns)]
    head = "| " + " | ".join(str(c).ljust(w) for c, w in zip(columns, wide, strict=True)) + " |"
    rule = "|" + "|".join("-" * (w + 2) for w in wide) + "|"
    body = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, wide, strict=True)) + " |" for row in cells]
    table = "\n".join([head, rule, *body])
    print(table)
    if record:
        stamp = datetime.now(UTC).date().isoformat()
        entry = f"\n## {name}, {stamp}\n\n{machine()}; model {model}\n\n`{command(sys.argv)}`\n\n{table}\n"
        before = RESULTS.read_text("utf-8") if RESULTS.exists() else "# Results\n\nAs measured, newest last.\n"
        RESULTS.write_text(before + entry, encoding="utf-8")
    print(json.dumps({"benchmark": name, "model": model, **figures}))


def _cell(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
