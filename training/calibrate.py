"""Sets a model's thresholds on development data: `python -m training.calibrate --model MODEL --data DATA`.

One threshold at a time is moved over a coarse grid and kept where it makes the score better by `MARGIN`. Graph
thresholds are set by a weighted sum of the layers' F1 on the graph data's development part, quotation thresholds by
PolNeAR's link measures on its development part.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.graph import documents
from benchmarks.names import reference
from benchmarks.outcome import lines, scorer
from benchmarks.polnear import offsets
from dragoman.coding.annotation import to_annotation
from dragoman.language import labels
from dragoman.language.encoding import encode
from dragoman.language.language import Language
from dragoman.language.prepared import Prepared
from dragoman.language.session import Networks
from dragoman.language.thresholds import Thresholds, thresholds_of
from dragoman.report import Report
from training.mixture import held_entities
from training.transitions import tables

ANCHOR_GRID = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65)
BEGIN_GRID = (0.0, 0.7, 1.5, 2.5)
ROLE_GRID = (0.25, 0.35, 0.42, 0.5, 0.58, 0.65)
RELATION_GRID = (0.3, 0.4, 0.5, 0.6, 0.7)
TRANSITION_GRID = (0.0, 0.1, 0.2, 0.3)
LEANING_GRID = (-1.6, -0.8, -0.4, -0.2, 0.0, 0.2, 0.4, 0.8)
ENTITY_GRID = tuple(round(step / 5, 1) for step in range(-12, 6))
"""Finer than `LEANING_GRID` and further down: scarce types are found too often or not at all."""
SHARE_GRID = (0.0, 0.15, 0.3, 0.45, 0.6)
MARGIN = 0.15
"""The gain, in points of the summed score, that a threshold must bring to be moved."""

Options = Callable[[Thresholds], list[Thresholds]]
"""The settings that one move tries, made from the thresholds as they stand."""
Move = tuple[str, Options]
"""A threshold's name and what is tried for it."""


class Remembering(Networks):
    """Networks that run each frame batch once: thresholds change what is made of the scores, not the scores."""

    def __init__(self, folder: Path, threads: int) -> None:
        super().__init__(folder, threads)
        self._seen: dict[int, list[NDArray[np.float32]]] = {}

    def frames(self, inputs: dict[str, Any]) -> list[NDArray[np.float32]]:
        key = hash(b"".join(inputs[name].tobytes() for name in ("words", "anchor", "kind")))
        if key not in self._seen:
            self._seen[key] = super().frames(inputs)
        return self._seen[key]


def graph_score(figures: dict[str, Any]) -> float:
    """What the graph thresholds are set by."""
    names = ("names", "attribution", "event", "argument", "actor_pair", "fact", "relation", "agreement", "reason")
    weights = (1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 1.0, 0.25, 0.5)
    return sum(w * figures[n]["f1"] for n, w in zip(names, weights, strict=True) if n in figures)


Score = Callable[[Thresholds], float]
_score: list[Score] = []


def _scored(thresholds: Thresholds) -> float:
    """The score that the forked workers were started for: the last one pushed."""
    return _score[-1](thresholds)


def climb(thresholds: Thresholds, moves: list[Move], score: Score, workers: int, rounds: int = 2) -> Thresholds:
    """Coordinate ascent: in each round every threshold once, its options scored by forked workers side by side."""
    best = score(thresholds)
    _score.append(score)
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        for _ in range(rounds):
            for name, options in moves:
                trials = options(thresholds)
                scores = pool.map(_scored, trials, chunksize=1)
                top = max(range(len(trials)), key=lambda i, row=scores: row[i])
                if scores[top] > best + MARGIN:
                    print(f"{name}: {best:.1f} -> {scores[top]:.1f}", flush=True)
                    best, thresholds = scores[top], trials[top]
    return thresholds


def _anchor(kind: str) -> Options:
    return lambda t: [replace(t, anchors={**t.anchors, kind: v}) for v in ANCHOR_GRID]


def _role(kind: str, place: int) -> Options:
    def options(t: Thresholds) -> list[Thresholds]:
        out = list[Thresholds]()
        for value in ROLE_GRID:
            row = t.roles[kind].copy()
            row[place] = value
            out.append(replace(t, roles={**t.roles, kind: row}))
        return out

    return options


def _begin(kind: str, place: int) -> Options:
    def options(t: Thresholds) -> list[Thresholds]:
        out = list[Thresholds]()
        for value in BEGIN_GRID:
            row = t.begin[kind].copy()
            row[place] = value
            out.append(replace(t, begin={**t.begin, kind: row}))
        return out

    return options


def _leaning(head: str, name: str, grid: Sequence[float] = LEANING_GRID) -> Options:
    def options(t: Thresholds) -> list[Thresholds]:
        given = t.leanings.get(head, {})
        return [replace(t, leanings={**t.leanings, head: {**given, name: v}}) for v in grid]

    return options


def _relation(label: str) -> Options:
    return lambda t: [replace(t, relations={**t.relations, label: v}) for v in RELATION_GRID]


def _moves(kinds: tuple[str, ...]) -> list[Move]:
    moves = [(f"anchor {kind}", _anchor(kind)) for kind in kinds]
    for kind in kinds:
        moves += [(f"begin {kind} {role}", _begin(kind, i)) for i, role in enumerate(labels.ROLES[kind])]
        moves += [(f"role {kind} {role}", _role(kind, i)) for i, role in enumerate(labels.ROLES[kind])]
    return moves


def as_config(thresholds: Thresholds) -> dict[str, Any]:
    """The thresholds as `config.json` keeps them."""
    return {
        "candidates": thresholds.candidates,
        "anchors": thresholds.anchors,
        "roles": _by_role(thresholds.roles),
        "begin": _by_role(thresholds.begin),
        "relations": thresholds.relations,
        "tagger_share": thresholds.tagger_share,
        "quotation_share": thresholds.quotation_share,
        "transition": thresholds.transition,
        "leanings": thresholds.leanings,
    }


def _by_role(table: dict[str, NDArray[np.float32]]) -> dict[str, dict[str, float]]:
    return {
        kind: {role: round(float(v), 3) for role, v in zip(labels.ROLES[kind], row, strict=True)}
        for kind, row in table.items()
    }


def _frozen(language: Language, texts: list[Prepared]) -> Callable[[Thresholds], Any]:
    encoded = [encode(text, language.networks) for text in texts]

    def graphs(thresholds: Thresholds) -> Any:
        reader = Language(language.networks, thresholds)
        return [reader.assembled(text, read) for text, read in zip(texts, encoded, strict=True)]

    return graphs


def calibrate(model: Path, data: Path, tools: Path, workers: int) -> Thresholds:
    """The thresholds for a model folder; prints every step that helped."""
    networks = Remembering(model, 1)
    language = Language(networks, thresholds_of(networks.config))
    thresholds = language.thresholds
    sentences = {row["i"]: row["text"] for row in lines(data / "graph/dev.sents.jsonl")}
    reference = {row["i"]: row for row in lines(data / "graph/dev.ann.jsonl")}
    groups = documents(sentences)
    graphs = _frozen(language, language.prepared_sentences([[sentences[n] for n in g] for g in groups]))
    graph_tool = scorer(tools / "score_graph.py")

    def on_graphs(t: Thresholds) -> float:
        found = {
            name: {**to_annotation(graph), "i": name}
            for names, row in zip(groups, graphs(t), strict=True)
            for name, graph in zip([n for n in names if sentences[n].strip()], row, strict=True)
        }
        return graph_score(graph_tool.score(sentences, reference, found))

    moves: list[Move] = [
        ("transition", lambda t: [replace(t, transition=v) for v in TRANSITION_GRID]),
        ("type share", lambda t: [replace(t, tagger_share=v) for v in SHARE_GRID]),
        ("quotation share", lambda t: [replace(t, quotation_share=v) for v in SHARE_GRID]),
    ]
    moves += _moves(("event", "attribution", "reason", "agreement"))
    moves += [(f"relation {label}", _relation(label)) for label in labels.RELATIONS]
    moves += [(f"leaning {name}", _leaning("names", name)) for name in labels.NAMES]
    moves.append(("leaning ROLE", _leaning("roles", "ROLE")))
    thresholds = climb(thresholds, moves, on_graphs, workers)

    articles = lines(data / "polnear/dev.jsonl")
    quoted = _frozen(language, [language.prepared(Report(row["text"])) for row in articles])
    polnear_tool = scorer(tools / "score_polnear.py")

    def on_polnear(t: Thresholds) -> float:
        found = [[offsets(f) for graph in row for f in graph.quotations] for row in quoted(t)]
        rows = [(row["text"], row["attributions"], f) for row, f in zip(articles, found, strict=True)]
        figures = polnear_tool.score(rows)
        return sum(figures[n]["F1"] for n in ("link.exact", "link.partial", "link.rel50"))

    thresholds = climb(thresholds, _moves(("quotation",)), on_polnear, workers, rounds=1)
    return with_entities(language, thresholds, data, workers)


def with_entities(language: Language, thresholds: Thresholds, data: Path, workers: int) -> Thresholds:
    """The thresholds with the leanings of the entity head, set on the re3d documents kept for development."""
    held = tuple(held_entities(data))
    rows = [row for row in lines(data / "ner/re3d_docs.jsonl") if row["id"].startswith(held)]
    texts = [language.prepared_text(row["text"]) for row in rows]
    read = [(text, encode(text, language.networks), reference(row)) for text, row in zip(texts, rows, strict=True)]

    def on_entities(t: Thresholds) -> float:
        reader = Language(language.networks, t)
        right = found = gold = 0
        for text, encoded, wanted in read:
            made = {(n.span.start, n.span.end, n.label) for n in reader.entities_read(text, encoded)}
            right, found, gold = right + len(made & wanted), found + len(made), gold + len(wanted)
        return 200 * right / (found + gold)

    moves = [(f"leaning {name}", _leaning("entities", name, ENTITY_GRID)) for name in labels.DOCUMENT_ENTITIES]
    return climb(thresholds, moves, on_entities, workers)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tools", type=Path, help="the folder of scoring tools (default: tools beside the data)")
    parser.add_argument("--workers", type=int, default=4)
    given = parser.parse_args()
    path = given.model / "config.json"
    config = json.loads(path.read_text("utf-8"))
    config["transitions"] = tables(given.data, held_entities(given.data))
    path.write_text(json.dumps(config) + "\n", encoding="utf-8")
    found = calibrate(given.model, given.data, given.tools or given.data.parent / "tools", given.workers)
    config["thresholds"] = as_config(found)
    path.write_text(json.dumps(config) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
