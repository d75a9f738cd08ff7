"""Attributions against PolNeAR's, scored by its tool.

`python benchmarks/polnear.py GOLD.jsonl [--scorer score_polnear.py]`

The quotation frames of the language layer are scored, from the article's raw text on: sentences and words are found
too.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.outcome import arguments, lines, scorer, tell
from dragoman.language.graph import Frame, Node
from dragoman.language.language import Language
from dragoman.report import Report

SCORER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score_polnear.py"
SHOWN = ("link.exact", "link.loose", "link.partial", "link.rel50", "source.exact", "cue.exact", "content.exact")


def predict(language: Language, articles: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The attributions of each article as lists of character offsets."""
    out: list[list[dict[str, Any]]] = []
    for row in articles:
        graphs = language.analyse([Report(row["text"])])[0]
        out.append([offsets(frame) for graph in graphs for frame in graph.quotations])
    return out


def offsets(frame: Frame) -> dict[str, list[list[int]]]:
    """An attribution as PolNeAR writes it: one cue, at most one source (the surest), all of the content."""

    def listed(nodes: tuple[Node, ...]) -> list[list[int]]:
        return [[n.span.start, n.span.end] for n in nodes]

    sources = sorted(frame.fillers("s"), key=lambda n: (-n.score, n.span.start))[:1]
    return {
        "source": listed(tuple(sources)),
        "cue": [[frame.anchor.start, frame.anchor.end]],
        "content": listed(frame.fillers("t")),
    }


def main() -> None:
    """The command line."""
    parser = arguments(__doc__ or "", "gold")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    given = parser.parse_args()
    language = Language.load(given.model)
    articles = lines(given.gold)
    found = predict(language, articles)
    rows = [(row["text"], row["attributions"], f) for row, f in zip(articles, found, strict=True)]
    figures = scorer(given.scorer).score(rows, True)
    table = [(n, figures[n]["P"], figures[n]["R"], figures[n]["F1"], figures[n]["n_gold"]) for n in SHOWN]
    tell(
        f"polnear {given.gold.name}",
        ("measure", "P", "R", "F1", "n"),
        table,
        figures,
        model=language.model,
        record=given.record,
    )


if __name__ == "__main__":
    main()
