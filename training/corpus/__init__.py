"""Reports that the project wrote and annotated for training, and sentences with a marked source and target."""

from __future__ import annotations

import csv
from pathlib import Path

from training import marked_pairs
from training.samples import Sample

FOLDER = Path(__file__).parent


def files() -> list[tuple[Path, Path]]:
    """The files of sentences, each with that of their annotations."""
    return [
        (path, path.with_name(path.name.replace(".sents.", ".ann."))) for path in sorted(FOLDER.glob("*.sents.jsonl"))
    ]


def pairs() -> list[Sample]:
    """Every marked pair: the events of the annotated reports, and the sentences of the tables."""
    found = [s for each in files() for samples in marked_pairs.graph_pairs(*each).values() for s in samples]
    for table in sorted(FOLDER.glob("*.tsv")):
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                spans = marked_pairs.marked_spans(row["marked_sentence"])
                found.append(marked_pairs.marked(*spans, marked_pairs.plv_types(row["type"])))
    return found
