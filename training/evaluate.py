"""Measures a model on all development data: `python -m training.evaluate --data DATA [--model MODEL] [--record]`.

Runs the accuracy benchmarks one after another. The entity benchmark is run on the re3d documents that the graph data
keeps for development, which no training has seen.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from training import sources

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


def held_entities(data: Path) -> str:
    """The ids of the re3d documents in the graph data's development part, comma-separated."""
    names = {row["i"].rsplit(":", 1)[0] for row in sources.lines(data / "graph/dev.sents.jsonl")}
    return ",".join(sorted(name.removeprefix("re3d-") for name in names if name.startswith("re3d-")))


def commands(data: Path) -> list[list[str]]:
    """The benchmark commands over a data folder."""
    return [
        ["graph.py", str(data / "graph/dev.sents.jsonl"), str(data / "graph/dev.ann.jsonl")],
        ["polnear.py", str(data / "polnear/dev.jsonl")],
        ["treebank.py", str(data / "treebank/ewt.dev.conllu")],
        ["treebank.py", str(data / "treebank/gum.dev.conllu")],
        ["names.py", str(data / "ner/re3d_docs.jsonl"), "--only", held_entities(data)],
    ]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--record", action="store_true", help="add the tables to benchmarks/RESULTS.md")
    given = parser.parse_args()
    extra = (["--model", str(given.model)] if given.model else []) + (["--record"] if given.record else [])
    for name, *rest in commands(given.data):
        print(f"== {name} {' '.join(rest)}", flush=True)
        subprocess.run([sys.executable, str(BENCHMARKS / name), *rest, *extra], check=True)


if __name__ == "__main__":
    main()
