"""Cross-validation of the pair head on PLV, from a checkpoint that has seen nothing of PLV.

A fold's network is the mean of `SEEDS` networks that were trained from the one checkpoint on the other folds' rows, in
unlike orders. Of our own pairs only those of types that the rows hardly have are added, in the first half; the others,
and the graph data's, are left out: their readers drew some lines between types elsewhere than PLV's coders did
(`docs/model_card.md`).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.multiprocessing as multiprocessing
from torch import nn

from dragoman.language import labels
from dragoman.language.pieces import WordPieces
from training import corpus, marked_pairs
from training.batches import Cut, collate, cut
from training.network import Linear, Network
from training.objective import pair_loss
from training.pretrained import pretrained_weights, start, vocabulary
from training.samples import Sample
from training.train import optimizer_of, rate_at, restore, trainable

EPOCHS, BATCH, SEEDS = 10, 16, 3
SCARCE, SCARCE_EPOCHS = 30, 2
"""A type of which a fold's training has fewer rows is learnt from our own pairs, too, each seen so often."""
SMOOTHING = 0.05
Shares = dict[str, float]


def fold_of(rows: list[dict[str, str]], folds: int) -> list[int]:
    """A fold for each row; rows of one sentence share theirs. The shuffle is fixed."""
    texts = list(dict.fromkeys(row["sentence"] for row in rows))
    random.Random(0).shuffle(texts)
    place = {text: i % folds for i, text in enumerate(texts)}
    return [place[row["sentence"]] for row in rows]


def cross_validate(rows: list[dict[str, str]], folds: int, checkpoint: Path, workers: int) -> list[Shares]:
    """Each row's type probabilities from the network that was trained without its fold."""
    places = fold_of(rows, folds)
    asked = [(rows, places, fold, checkpoint) for fold in range(folds)]
    with multiprocessing.get_context("spawn").Pool(min(workers, folds)) as pool:
        found = pool.starmap(_fold, asked)
    out: list[Shares] = [{} for _ in rows]
    for part in found:
        for i, shares in part.items():
            out[i] = shares
    return out


def _fold(rows: list[dict[str, str]], places: list[int], fold: int, checkpoint: Path) -> dict[int, Shares]:
    torch.set_num_threads(1)
    held = [i for i, place in enumerate(places) if place == fold]
    own = [marked_pairs.plv_sample(row) for row, place in zip(rows, places, strict=True) if place != fold]
    rows_of = Counter(_types_of(sample) for sample in own)
    scarce = [sample for sample in corpus.pairs() if 0 < rows_of[_types_of(sample)] < SCARCE]
    weights = pretrained_weights()
    trained = list[Network]()
    for seed in range(SEEDS):
        torch.manual_seed(100 * seed + fold)
        rng = random.Random(100 * seed + fold)
        network = Network()
        start(network, weights)
        restore(network, checkpoint)
        _train(network, _course(own, scarce, rng), rng)
        trained.append(network)
    mean = _mean(trained)
    return dict(zip(held, _predict(mean, [marked_pairs.plv_sample(rows[i]) for i in held]), strict=True))


def _mean(networks: Sequence[Network]) -> Network:
    """The first of some networks, with the mean of all their parameters."""
    found = [trainable(network) for network in networks]
    with torch.no_grad():
        for name, parameter in found[0].items():
            parameter.copy_(torch.stack([of[name] for of in found]).mean(0))
    return networks[0]


def _types_of(sample: Sample) -> tuple[int, ...]:
    """The ids of the types that a pair's label stands for."""
    assert sample.pair is not None
    return tuple(sample.pair[2])


def _course(own: list[Sample], scarce: list[Sample], rng: random.Random) -> list[list[Sample]]:
    """The batches of a fold's training in order: texts of like length together."""
    half = EPOCHS // 2
    out = list[list[Sample]]()
    for stage in (own * half + scarce * SCARCE_EPOCHS, own * (EPOCHS - half)):
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
