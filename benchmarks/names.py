"""Names of the ten entity types of re3d: precision, recall and F1 of exact spans with type.

`python benchmarks/names.py DOCS.jsonl [--only ID,ID...]`

Each line of DOCS.jsonl holds `id`, `text` and `entities` [{start, end, type}]. Of overlapping reference entities the
longest counts, as in the flat BIO files that re3d is commonly scored with. Entities of other types are left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.outcome import arguments, lines, tell
from dragoman.language.labels import DOCUMENT_ENTITIES
from dragoman.language.language import Language

Key = tuple[int, int, str]


def reference(row: dict[str, Any]) -> set[Key]:
    """A document's outermost entities of the ten types."""
    kept: list[Key] = []
    found = {(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in DOCUMENT_ENTITIES}
    for entity in sorted(found, key=lambda e: (e[0] - e[1], e[0], e[2])):
        if all(entity[1] <= a or entity[0] >= b for a, b, _ in kept):
            kept.append(entity)
    return set(kept)


def main() -> None:
    """The command line."""
    parser = arguments(__doc__ or "", "docs")
    parser.add_argument("--only", help="ids or their first digits, comma-separated: score these documents alone")
    given = parser.parse_args()
    language = Language.load(given.model)
    only = tuple(given.only.split(",")) if given.only else ("",)
    right, gold, found = Counter[str](), Counter[str](), Counter[str]()
    documents = [row for row in lines(given.docs) if row["id"].startswith(only)]
    for row in documents:
        wanted = reference(row)
        predicted = {(n.span.start, n.span.end, n.label) for n in language.entities(row["text"])}
        gold.update(t for *_, t in wanted)
        found.update(t for *_, t in predicted)
        right.update(t for *_, t in wanted & predicted)
    rows, figures = list[tuple[object, ...]](), dict[str, Any]()
    for name in (*DOCUMENT_ENTITIES, "all"):
        r, g, f = (sum(c.values()) if name == "all" else c[name] for c in (right, gold, found))
        precision, recall = 100 * r / f if f else 0.0, 100 * r / g if g else 0.0
        f1 = 200 * r / (g + f) if g + f else 0.0
        rows.append((name, precision, recall, f1, g))
        figures[name] = {"p": round(precision, 1), "r": round(recall, 1), "f1": round(f1, 1), "n": g}
    tell(
        f"names {given.docs.name}, {len(documents)} documents",
        ("type", "P", "R", "F1", "n"),
        rows,
        figures,
        model=language.model,
        record=given.record,
    )


if __name__ == "__main__":
    main()
