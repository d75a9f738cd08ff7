"""Sentence graphs against annotated ones, scored by the project's scoring tool.

`python benchmarks/graph.py SENTENCES.jsonl REFERENCE.jsonl [--scorer score_graph.py]`

Sentences whose ids share what stands before the last colon are read as one document, those whose ids begin with
`plv:` alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.outcome import arguments, lines, scorer, tell
from dragoman.coding import settled, to_annotation
from dragoman.language.language import Language

SCORER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score_graph.py"


def documents(sentences: dict[str, str]) -> list[list[str]]:
    """The ids of each document's sentences."""
    found: dict[str, list[str]] = {}
    for name in sentences:
        found.setdefault(name if name.startswith("plv:") else name.rsplit(":", 1)[0], []).append(name)
    return list(found.values())


def predict(language: Language, sentences: dict[str, str]) -> dict[str, dict[str, Any]]:
    """An annotation of each sentence, by id; events have the status that the rules leave them."""
    groups = documents(sentences)
    out: dict[str, dict[str, Any]] = {name: {"i": name} for name in sentences}
    for names, graphs in zip(
        groups, language.analyse_sentences([[sentences[n] for n in g] for g in groups]), strict=True
    ):
        filled = [name for name in names if sentences[name].strip()]
        for name, graph in zip(filled, graphs, strict=True):
            shift = len(sentences[name]) - len(sentences[name].lstrip()) if graph.text != sentences[name] else 0
            assert sentences[name][shift : shift + len(graph.text)] == graph.text
            out[name] = {**to_annotation(settled(graph)), "i": name}
    return out


def main() -> None:
    """The command line."""
    parser = arguments(__doc__ or "", "sentences", "reference")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    given = parser.parse_args()
    language = Language.load(given.model)
    sentences = {row["i"]: row["text"] for row in lines(given.sentences)}
    reference = {row["i"]: row for row in lines(given.reference)}
    figures = scorer(given.scorer).score(sentences, reference, predict(language, sentences))
    rows = [
        (name, v.get("p", "-"), v.get("r", "-"), v["f1"] if "f1" in v else f"{v['accuracy']} %", v["n"])
        for name, v in figures.items()
    ]
    tell(
        f"graph {given.reference.name}",
        ("layer", "P", "R", "F1 or accuracy", "n"),
        rows,
        figures,
        model=language.model,
        record=given.record,
    )


if __name__ == "__main__":
    main()
