"""Cross-validation of the pair head on PLV, from a checkpoint that has seen nothing of PLV."""

from __future__ import annotations

import random
from pathlib import Path

import torch
import torch.multiprocessing as multiprocessing
from torch import nn

from dragoman.language import labels
from dragoman.language.pieces import WordPieces
from training import corpus, marked_pairs, sources
from training.batches import Cut, collate, cut
from training.network import Linear, Network
from training.objective import pair_loss
from training.pretrained import pretrained_weights, start, vocabulary
from training.samples import Sample
from training.train import optimizer_of, rate_at, restore, trainable

EPOCHS, GRAPH_EPOCHS, BATCH = 10, 2, 16
GRAPH_UNTIL = 0.5
"""The graph data's pairs, which other readers chose, are seen in the first part of a fold's training alone."""
SMOOTHING = 0.05
Shares = dict[str, float]


def fold_of(rows: list[dict[str, str]], folds: int) -> list[int]:
    """A fold for each row; rows of one sentence share theirs. The shuffle is fixed."""
    texts = list(dict.fromkeys(row["sentence"] for row in rows))
    random.Random(0).shuffle(texts)
    place = {text: i % folds for i, text in enumerate(texts)}
    return [place[row["sentence"]] for row in rows]


def cross_validate(rows: list[dict[str, str]], folds: int, checkpoint: Path, data: Path, workers: int) -> list[Shares]:
    """Each row's type probabilities from the network that was trained without its fold."""
    places = fold_of(rows, folds)
    asked = [(rows, places, fold, checkpoint, data) for fold in range(folds)]
    with multiprocessing.get_context("spawn").Pool(min(workers, folds)) as pool:
        found = pool.starmap(_fold, asked)
    out: list[Shares] = [{} for _ in rows]
    for part in found:
        for i, shares in part.items():
            out[i] = shares
    return out


def _fold(rows: list[dict[str, str]], places: list[int], fold: int, checkpoint: Path, data: Path) -> dict[int, Shares]:
    torch.set_num_threads(1)
    torch.manual_seed(fold)
    rng = random.Random(fold)
    held = [i for i, place in enumerate(places) if place == fold]
    hidden = {rows[i]["sentence"].strip() for i in held}
    texts = {row["i"]: row["text"].strip() for row in sources.lines(data / "graph/train.sents.jsonl")}
    pairs = marked_pairs.graph_pairs(data / "graph/train.sents.jsonl", data / "graph/train.ann.jsonl")
    graph = [s for name, found in pairs.items() if texts[name] not in hidden for s in found] + corpus.pairs()
    own = [marked_pairs.plv_sample(row) for row, place in zip(rows, places, strict=True) if place != fold]
    network = Network()
    start(network, pretrained_weights())
    restore(network, checkpoint)
    _train(network, _course(own, graph, rng), rng)
    return dict(zip(held, _predict(network, [marked_pairs.plv_sample(rows[i]) for i in held]), strict=True))


def _course(own: list[Sample], graph: list[Sample], rng: random.Random) -> list[list[Sample]]:
    """The batches of a fold's training in order."""
    first = int(EPOCHS * GRAPH_UNTIL)
    stages = [own * first + graph * GRAPH_EPOCHS, own * (EPOCHS - first)]
    out = list[list[Sample]]()
    for stage in stages:
        rng.shuffle(stage)
        batches = list[list[Sample]]()
        for i in range(0, len(stage), 16 * BATCH):
            alike = sorted(stage[i : i + 16 * BATCH], key=lambda s: len(s.words))
            batches += [alike[j : j + BATCH] for j in range(0, len(alike), BATCH)]
        rng.shuffle(batches)
        out += batches
    return out


def _cuts(samples: list[Sample], pieces: WordPieces) -> list[Cut]:
    return [cut(sample, 480, pieces, random.Random(0)) for sample in samples]


def _train(network: Network, batches: list[list[Sample]], rng: random.Random) -> None:
    pieces = WordPieces(vocabulary())
    Linear.reduced = torch.backends.mkldnn.is_available()
    network.train()
    optimizer = optimizer_of(network)
    parameters = list(trainable(network).values())
    for step, samples in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = group["initial"] * rate_at(step / len(batches))
        part = collate(_cuts(samples, pieces), pieces, rng)
        words = network.words(part.ids, part.shapes, part.mask, part.first, part.root, part.sentence)
        pair_loss(network, words, part, SMOOTHING).backward()
        nn.utils.clip_grad_norm_(parameters, 5.0)
        optimizer.step()
        optimizer.zero_grad()


def _predict(network: Network, samples: list[Sample]) -> list[Shares]:
    pieces = WordPieces(vocabulary())
    network.eval()
    out: list[Shares] = []
    for sample in samples:
        part = collate(_cuts([sample], pieces), pieces, random.Random(0), mask=0.0)
        with torch.no_grad():
            words = network.words(part.ids, part.shapes, part.mask, part.first, part.root, part.sentence)
            _, source, target, _ = part.pairs[0]
            scores = network.pairs(words.tags, torch.tensor([source]), torch.tensor([target]))
        out.append(dict(zip(labels.EVENTS, torch.softmax(scores[0], -1).tolist(), strict=True)))
    return out
