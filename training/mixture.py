"""Which data the network sees, how often, and when."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from dragoman.language.pieces import WordPieces
from training import sources
from training.batches import Cut, cut
from training.samples import Sample

CROSSNER = (
    "politician",
    "location",
    "politicalparty",
    "organisation",
    "election",
    "misc",
    "country",
    "event",
    "person",
)
LIMITS = (48, 96, 160)
"""Window sizes in pieces that documents are cut to; one is drawn for each batch."""
BATCH = 560
"""Pieces in a batch."""
BASE = 0.4
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


RARE = {sources.EVENT[name] for name in ("COOPERATE", "MOBILIZE", "CONCEDE", "PROTEST", "THREATEN", "SANCTION")}


def load(data: Path) -> list[Task]:
    """All tasks over the data folder."""
    graph = sources.graphs(data / "graph/train.sents.jsonl", data / "graph/train.ann.jsonl")
    held = {key.rsplit(":", 1)[0] for key in _ids(data / "graph/dev.sents.jsonl")}
    leave_entities = {name.removeprefix("re3d-") for name in held if name.startswith("re3d-")}
    leave_articles = {name.removeprefix("pn-") for name in held}
    pairs = sources.graph_pairs(data / "graph/train.sents.jsonl", data / "graph/train.ann.jsonl")
    rows = [sources.plv_sample(row) for row in sources.plv_rows(data / "plv/PLV_train.tsv")]
    trees = [s for name in ("ewt", "gum") for s in sources.treebank(data / f"treebank/{name}.train.conllu")]
    facts = [
        s
        for name in ("uds_ih2", "meantime", "commitmentbank", "rosspavlick", "megaveridicality2")
        for s in sources.factuality(data / f"factuality/{name}.train.jsonl")
    ]
    ner = data / "ner"
    uner = list(sources.entity_sentences(ner / "uner_ewt_train.jsonl", "uner", ("PER", "LOC", "ORG")))
    wiki = list(
        sources.entity_sentences(ner / "wikigold_wikigold_conll_txt.jsonl", "wikigold", ("PER", "LOC", "ORG", "MISC"))
    )
    cross = [
        s
        for part in ("train", "dev")
        for s in sources.entity_sentences(ner / f"crossner_politics_{part}.jsonl", "crossner", CROSSNER)
    ]
    entities = list(sources.defence_entities(ner / "re3d_docs.jsonl", set(), leave_entities))
    articles = [s for s in sources.polnear(data / "polnear/train.jsonl", leave_articles) if s.bounds]
    early = [s for name, s in graph.items() if not name.startswith("plv:")]
    late = [s for name, s in graph.items() if name.startswith("plv:")]
    early_pairs = [s for name, found in pairs.items() if not name.startswith("plv:") for s in found]
    late_pairs = [s for name, found in pairs.items() if name.startswith("plv:") for s in found]
    share = sum(map(size, late)) / sum(map(size, early + late))
    return [
        Task("treebank", trees, [size(s) for s in trees], 0.42, 0.20),
        Task("graph", early, [rare_first(s) for s in early], 0.22, 0.50 * (1 - share)),
        Task("graph plv", late, [rare_first(s) for s in late], 0.0, 0.55 * share, late=True),
        Task("polnear", articles, [size(s) for s in articles], 0.20, 0.18),
        Task("pairs", early_pairs, [1.0] * len(early_pairs), 0.03, 0.03),
        Task("pairs plv", late_pairs + rows, [1.0] * len(late_pairs + rows), 0.08, 0.10, late=True),
        Task("uner", uner, [1.0] * len(uner), 0.04, 0.01),
        Task("wikigold", wiki, [1.0] * len(wiki), 0.01, 0.005),
        Task("crossner", cross, [1.0] * len(cross), 0.02, 0.01),
        Task("entities", entities, [size(s) for s in entities], 0.04, 0.11),
        Task("factuality", facts, [1.0] * len(facts), 0.04, 0.02),
    ]


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
    total = 0
    while total < BATCH and len(cuts) < 24:
        part = cut(rng.choices(task.samples, task.weights)[0], limit, pieces, rng)
        total += int(1.35 * (part.high - part.low)) + 4
        cuts.append(part)
    return task.name, cuts
