"""PLOVER root codes for sentences with a given source and target (PLV): macro-F1 of root, quad and binary class.

`python benchmarks/plv.py ROWS.tsv` scores the shipped model;
`python benchmarks/plv.py ROWS.tsv --folds 5 --start BASE.pt` cross-validates instead: for each fold networks are
trained from the checkpoint BASE.pt, which has seen nothing of PLV, on the other folds' rows, and averaged
(`training/crossvalidate.py`). Needs the extra `train`.

Metric as in Hu et al. 2024 (ZSP): scikit-learn's macro average over 15 root classes (YIELD is PLOVER's CONCEDE and
RETREAT), over the four quad classes of `gold_penta`, and over conflict (3, 4) against cooperation.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.outcome import arguments, tell
from dragoman.language.language import Language
from dragoman.ontology import event_types
from training.marked_pairs import marked_spans

Shares = dict[str, float]


def root_of(shares: Shares) -> str:
    """The likeliest PLV class."""
    merged: Shares = {}
    for name, share in shares.items():
        key = "YIELD" if name in ("CONCEDE", "RETREAT") else name
        merged[key] = merged.get(key, 0.0) + share
    return max(merged, key=lambda name: merged[name])


def penta_of(shares: Shares) -> int:
    """The likeliest quad class; PLV counts CONCEDE, as part of YIELD, as class 2."""
    merged: dict[int, float] = {}
    for name, share in shares.items():
        quad = 2 if name == "CONCEDE" else event_types()[name].quad
        merged[quad] = merged.get(quad, 0.0) + share
    return max(merged, key=lambda quad: merged[quad])


def macro_f1(gold: Sequence[object], found: Sequence[object]) -> float:
    """The mean of the classes' F1, over every class that occurs on either side, in percent."""
    scores = list[float]()
    for name in {*gold, *found}:
        right = sum(g == f == name for g, f in zip(gold, found, strict=True))
        total = gold.count(name) + found.count(name)
        scores.append(200 * right / total)
    return sum(scores) / len(scores)


def shipped(language: Language, rows: list[dict[str, str]]) -> list[Shares]:
    """The shipped model's type probabilities for each row."""
    return language.pair_types([marked_spans(row["marked_sentence"]) for row in rows])


def main() -> None:
    """The command line."""
    parser = arguments(__doc__ or "", "rows")
    parser.add_argument("--folds", type=int, help="cross-validate in this many parts")
    parser.add_argument("--start", type=Path, help="with --folds: the checkpoint to start from")
    parser.add_argument("--workers", type=int, default=4)
    given = parser.parse_args()
    with given.rows.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    language = Language.load(given.model)
    if given.folds:
        from training.crossvalidate import cross_validate

        if not given.start:
            parser.error("--folds needs --start")
        shares = cross_validate(rows, given.folds, given.start, given.workers)
    else:
        shares = shipped(language, rows)
    roots, pentas = [row["gold_root"] for row in rows], [int(row["gold_penta"]) for row in rows]
    found, quads = [root_of(s) for s in shares], [penta_of(s) for s in shares]
    figures = {
        "root": round(macro_f1(roots, found), 1),
        "quad": round(macro_f1(pentas, quads), 1),
        "binary": round(macro_f1([p > 2 for p in pentas], [q > 2 for q in quads]), 1),
        "root accuracy": round(100 * sum(map(str.__eq__, roots, found)) / len(rows), 1),
    }
    how = f"{given.folds}-fold cross-validation" if given.folds else "shipped model"
    tell(
        f"plv {given.rows.name}, {how}",
        ("rows", *figures),
        [(len(rows), *figures.values())],
        {"file": given.rows.name, "folds": given.folds or 0, "rows": len(rows), **figures},
        model=language.model,
        record=given.record,
    )


if __name__ == "__main__":
    main()
