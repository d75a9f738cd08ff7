"""UPOS, UAS and LAS on a CoNLL-U file, with its sentences and words given.

`python benchmarks/treebank.py FILE.conllu`

UAS and LAS count every word, marks too, as the CoNLL 2018 scorer does; LAS compares the universal relation (before the
colon), `LAS subtypes` the whole.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.outcome import arguments, tell
from dragoman.language.language import Language

Row = tuple[str, str, int, str]


def documents(path: Path) -> list[list[list[Row]]]:
    """Documents of sentences of (word, UPOS, head, relation)."""
    out: list[list[list[Row]]] = []
    for block in path.read_text("utf-8").split("\n\n"):
        if "# newdoc" in block or not out:
            out.append([])
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        sentence = [(r[1], r[3], int(r[6]), r[7]) for r in rows if r[0].isdigit()]
        if sentence:
            out[-1].append(sentence)
    return [document for document in out if document]


def main() -> None:
    """The command line."""
    given = arguments(__doc__ or "", "file").parse_args()
    language = Language.load(given.model)
    hits = dict.fromkeys(("upos", "uas", "las", "subtypes"), 0)
    words = sentences = 0
    for document in documents(given.file):
        for gold, found in zip(document, language.parse([[r[0] for r in s] for s in document]), strict=True):
            sentences += 1
            for (_, upos, head, rel), (upos_found, head_found, rel_found) in zip(gold, found, strict=True):
                words += 1
                right = head == head_found
                hits["upos"] += upos == upos_found
                hits["uas"] += right
                hits["las"] += right and rel.split(":")[0] == rel_found.split(":")[0]
                hits["subtypes"] += right and rel == rel_found
    figures = {name: round(100 * n / words, 2) for name, n in hits.items()}
    tell(
        f"treebank {given.file.name}",
        ("sentences", "words", "UPOS", "UAS", "LAS", "LAS subtypes"),
        [(sentences, words, *figures.values())],
        {"file": given.file.name, "words": words, **figures},
        model=language.model,
        record=given.record,
    )


if __name__ == "__main__":
    main()
