"""Which data the network sees, how often, and when."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.language import labels
from dragoman.language.pieces import WordPieces
from training import corpus, marked_pairs, sources
from training.batches import Cut, cut
from training.samples import Sample
from training.schemes import POLITICS, TAGS
from training.swaps import Swaps

LIMITS = (48, 96, 160)
"""Window sizes in pieces that documents are cut to; one is drawn for each batch."""
BATCH = 560
"""Pieces in a batch."""
PASSES = 40
"""How many cuts of unlike length may be passed over while a batch is filled, so that little of it is padding."""
BASE = 0.35
"""Up to this share of the training nothing derived from PLV is seen, so that the checkpoint written then can serve
an honest cross-validation on PLV."""


@dataclass
class Task:
    """Samples of one kind with the weights they are drawn by at the start and at the end of the training."""

    name: str
    samples: list[Sample]
    weights: list[float]
    start: float
    end: float
    late: bool = False
    swaps: Swaps | None = None


def size(sample: Sample) -> float:
    """How often a document is drawn: by its number of words."""
    return float(len(sample.words))


def rare_first(sample: Sample) -> float:
    """As `size`, more for documents whose frames have rare types or statuses."""
    bonus = 0.0
    for frame in sample.frames:
        if frame.status > 0:
            bonus += 4.0
        if frame.type in RARE:
            bonus += 6.0
        if frame.roles.get("lk"):
            bonus += 4.0
    return len(sample.words) + bonus


FREE_NAMES = frozenset({"PER", "GPE", "LOC", "FAC", "ORG", "MIL", "WPN"})
FREE_ENTITIES = frozenset({"Person", "Location", "Organisation", "MilitaryPlatform", "Weapon"})
"""Types whose mentions can stand for one another in a sentence."""
RARE = {sources.EVENT[name] for name in ("COOPERATE", "MOBILIZE", "CONCEDE", "PROTEST", "THREATEN", "SANCTION")}


def load(data: Path) -> list[Task]:
    """All tasks over the data folder."""
    graph = sources.graphs(data / "graph/train.sents.jsonl", data / "graph/train.ann.jsonl")
    for own in corpus.files():
        graph |= sources.graphs(*own)
    held = _held(data)
    leave_entities = held_entities(data)
    leave_articles = {name.removeprefix("pn-") for name in held}
    pairs = marked_pairs.graph_pairs(data / "graph/train.sents.jsonl", data / "graph/train.ann.jsonl")
    rows = [marked_pairs.plv_sample(row) for row in marked_pairs.plv_rows(data / "plv/PLV_train.tsv")]
    trees = [s for name in ("ewt", "gum") for s in sources.treebank(data / f"treebank/{name}.train.conllu")]
    facts = [
        s
        for name in ("uds_ih2", "meantime", "commitmentbank", "rosspavlick", "megaveridicality2")
        for s in sources.factuality(data / f"factuality/{name}.train.jsonl")
    ]
    ner = data / "ner"
    uner = list(sources.entity_sentences(ner / "uner_ewt_train.jsonl", "uner", TAGS["uner"]))
    wiki = list(sources.entity_sentences(ner / "wikigold_wikigold_conll_txt.jsonl", "wikigold", TAGS["wikigold"]))
    cross = [
        s
        for part in ("train", "dev")
        for s in sources.entity_sentences(ner / f"crossner_politics_{part}.jsonl", "crossner", POLITICS)
    ]
    entities = list(sources.defence_entities(ner / "re3d_docs.jsonl", leave_entities))
    entities += sources.defence_entities(corpus.FOLDER / "defence.entities.jsonl", set())
    articles = [s for s in sources.polnear(data / "polnear/train.jsonl", leave_articles) if s.bounds]
    early = [s for name, s in graph.items() if not name.startswith("plv:")]
    late = [s for name, s in graph.items() if name.startswith("plv:")]
    early_pairs = [s for name, found in pairs.items() if not name.startswith("plv:") for s in found] + corpus.pairs()
    late_pairs = [s for name, found in pairs.items() if name.startswith("plv:") for s in found]
    share = sum(map(size, late)) / sum(map(size, early + late))
    other_names = _swaps("names", early, labels.NAMES, FREE_NAMES)
    late_names = _swaps("names", early + late, labels.NAMES, FREE_NAMES)
    other_entities = _swaps("entities", entities, labels.DOCUMENT_ENTITIES, FREE_ENTITIES)
    return [
        Task("treebank", trees, [size(s) for s in trees], 0.30, 0.22),
        Task("graph", early, [rare_first(s) for s in early], 0.30, 0.44 * (1 - share), swaps=other_names),
        Task("graph plv", late, [rare_first(s) for s in late], 0.44 * share, 0.44 * share, late=True, swaps=late_names),
        Task("polnear", articles, [size(s) for s in articles], 0.15, 0.14),
        Task("pairs", early_pairs, [1.0] * len(early_pairs), 0.04, 0.01),
        Task("pairs plv", late_pairs, [1.0] * len(late_pairs), 0.03, 0.01, late=True),
        Task("plv", rows, [1.0] * len(rows), 0.03, 0.06, late=True),
        Task("uner", uner, [1.0] * len(uner), 0.05, 0.03),
        Task("wikigold", wiki, [1.0] * len(wiki), 0.02, 0.015),
        Task("crossner", cross, [1.0] * len(cross), 0.025, 0.02),
        Task("entities", entities, [size(s) for s in entities], 0.08, 0.12, swaps=other_entities),
        Task("factuality", facts, [1.0] * len(facts), 0.03, 0.02),
    ]


def _swaps(head: str, samples: list[Sample], types: Sequence[str], free: frozenset[str]) -> Swaps:
    return Swaps(head, samples, frozenset(1 + 2 * i for i, name in enumerate(types) if name in free))


def held_entities(data: Path) -> set[str]:
    """Ids of the re3d documents that the graph data keeps for development."""
    return {name.removeprefix("re3d-") for name in _held(data) if name.startswith("re3d-")}


def _held(data: Path) -> set[str]:
    return {key.rsplit(":", 1)[0] for key in _ids(data / "graph/dev.sents.jsonl")}


def _ids(path: Path) -> list[str]:
    return [row["i"] for row in sources.lines(path)]


def draw(tasks: list[Task], progress: float, pieces: WordPieces, rng: random.Random) -> tuple[str, list[Cut]]:
    """A batch's cuts, of one task, at a point of the training between 0 and 1."""
    weights = [
        0.0 if task.late and progress < BASE else task.start + (task.end - task.start) * progress for task in tasks
    ]
    task = rng.choices(tasks, weights)[0]
    limit = rng.choice(LIMITS)
    cuts: list[Cut] = []
    total = width = passed = 0
    while total < BATCH and len(cuts) < 24:
        part = cut(rng.choices(task.samples, task.weights)[0], limit, pieces, rng, task.swaps)
        size = sum(len(pieces(word)) + 1 for words in part.sentences for word in words)
        if cuts and not 0.75 * width < size < 1.1 * width and passed < PASSES:
            passed += 1
            continue
        width = max(width, size)
        total += int(1.35 * (part.high - part.low)) + 4
        cuts.append(part)
    return task.name, cuts
