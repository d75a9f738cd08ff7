"""Trains the network: `python -m training.train --data DATA --out RUN --minutes 90 --workers 4`.

Each worker is a process of one thread that takes its own steps; every few seconds all average their parameters. The
learning rate falls with the time that has passed, so a run always ends in its time, on a busy machine too. A run that
was stopped goes on from its last checkpoint when started again with the same `--out`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as distributed
from torch import Tensor, nn
from torch.multiprocessing.spawn import spawn

from dragoman.language.pieces import WordPieces
from training.batches import collate
from training.mixture import BASE, draw, load
from training.network import Linear, Network
from training.objective import loss
from training.pretrained import pretrained_weights, start, vocabulary

ENCODER_RATE, HEAD_RATE, WARMUP = 1.8e-4, 1.8e-3, 0.02


@dataclass(frozen=True)
class Settings:
    """A run's settings; times in seconds."""

    data: Path
    out: Path
    seconds: float
    workers: int
    sync: float
    save: float
    seed: int
    initial: Path | None


def trainable(network: Network) -> dict[str, nn.Parameter]:
    """The parameters that change: all but the word embeddings."""
    return {name: p for name, p in network.named_parameters() if p.requires_grad}


def optimizer_of(network: Network) -> torch.optim.AdamW:
    """AdamW with a lower rate for the encoder than for the heads and no decay on vectors."""
    encoder = ("position", "kind", "shape", "norm", "layers")
    groups: dict[tuple[float, float], list[nn.Parameter]] = defaultdict(list)
    for name, parameter in trainable(network).items():
        rate = ENCODER_RATE if name.split(".")[0] in encoder else HEAD_RATE
        groups[rate, 0.01 if parameter.dim() > 1 else 0.0].append(parameter)
    return torch.optim.AdamW(
        [{"params": ps, "lr": rate, "initial": rate, "weight_decay": decay} for (rate, decay), ps in groups.items()],
        betas=(0.9, 0.98),
        fused=True,
    )


def rate_at(progress: float) -> float:
    """The learning rate's factor: a short warm-up, then a linear fall to nothing."""
    return min(1.0, progress / WARMUP) * max(0.0, 1.0 - progress)


def average(parameters: list[nn.Parameter], workers: int) -> None:
    """Every worker's parameters become the mean over all workers."""
    if workers == 1:
        return
    with torch.no_grad():
        flat = torch.cat([p.data.flatten() for p in parameters])
        distributed.all_reduce(flat)
        flat /= workers
        at = 0
        for p in parameters:
            p.data.copy_(flat[at : at + p.numel()].view_as(p))
            at += p.numel()


def save(network: Network, path: Path, elapsed: float) -> None:
    """The trained parameters (not the frozen word embeddings) and the time spent, written whole or not at all."""
    state: dict[str, Tensor] = {k: v for k, v in network.state_dict().items() if k != "word.weight"}
    temporary = path.with_suffix(".part")
    torch.save({"state": state, "elapsed": elapsed}, temporary)
    temporary.replace(path)


def restore(network: Network, path: Path) -> float:
    """Loads a checkpoint into the network; the seconds of training behind it.

    Word shapes that the checkpoint is too old to know keep their fresh vectors.
    """
    kept = torch.load(path, map_location="cpu", weights_only=True)
    state: dict[str, Tensor] = kept["state"]
    shapes = network.shape.weight.detach()
    state["shape.weight"] = torch.cat([state["shape.weight"], shapes[len(state["shape.weight"]) :]])
    network.load_state_dict(state, strict=False)
    return float(kept["elapsed"])


def work(rank: int, settings: Settings) -> None:
    """One worker's training loop."""
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed * 1000 + rank)
    if settings.workers > 1:
        os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=os.environ.get("MASTER_PORT", "29511"))
        distributed.init_process_group("gloo", rank=rank, world_size=settings.workers)
    tasks = load(settings.data)
    pieces = WordPieces(vocabulary())
    network = Network()
    start(network, pretrained_weights())
    elapsed = 0.0
    latest = settings.out / "latest.pt"
    if latest.exists():
        elapsed = restore(network, latest)
    elif settings.initial:
        restore(network, settings.initial)
    torch.manual_seed(settings.seed * 1000 + rank)
    Linear.reduced = torch.backends.mkldnn.is_available()
    network.train()
    optimizer = optimizer_of(network)
    parameters = list(trainable(network).values())
    begun = time.monotonic() - elapsed
    synced = saved = time.monotonic()
    base_done = elapsed / settings.seconds >= BASE
    sums: dict[str, list[float]] = defaultdict(list)
    steps = seen = 0
    while True:
        now = time.monotonic()
        progress = (now - begun) / settings.seconds
        flag = torch.tensor([progress >= 1.0 or now - synced >= settings.sync], dtype=torch.float32)
        if flag.item():
            average(parameters, settings.workers)
            synced = time.monotonic()
            over = torch.tensor([float(progress >= 1.0)])
            if settings.workers > 1:
                distributed.all_reduce(over, distributed.ReduceOp.MAX)
            if rank == 0:
                if not base_done and progress >= BASE:
                    save(network, settings.out / "base.pt", now - begun)
                    base_done = True
                if now - saved >= settings.save or over.item():
                    save(network, latest, now - begun)
                    saved = now
            if over.item():
                break
        for group in optimizer.param_groups:
            group["lr"] = group["initial"] * rate_at(min(progress, 0.999))
        name, cuts = draw(tasks, min(progress, 1.0), pieces, rng)
        part = collate(cuts, pieces, rng)
        total, parts = loss(network, part, rng)
        if not torch.isfinite(total):
            optimizer.zero_grad()
            continue
        total.backward()
        nn.utils.clip_grad_norm_(parameters, 5.0)
        optimizer.step()
        optimizer.zero_grad()
        steps += 1
        seen += int(part.mask.sum())
        for key, value in parts.items():
            sums[f"{name}/{key}"].append(value)
        if rank == 0 and steps % 200 == 0:
            means = {key: round(sum(v) / len(v), 3) for key, v in sorted(sums.items())}
            print(
                json.dumps({"minutes": round((now - begun) / 60, 1), "steps": steps, "pieces": seen, **means}),
                flush=True,
            )
            sums.clear()
    if rank == 0:
        save(network, settings.out / "final.pt", settings.seconds)
    if settings.workers > 1:
        distributed.destroy_process_group()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of training data")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints and the log go")
    parser.add_argument("--minutes", type=float, default=90.0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--sync", type=float, default=8.0, help="seconds between averagings")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="a checkpoint to start from")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    settings = Settings(
        given.data, given.out, given.minutes * 60, given.workers, given.sync, 240.0, given.seed, given.start
    )
    if settings.workers == 1:
        work(0, settings)
    else:
        spawn(work, (settings,), nprocs=settings.workers)


if __name__ == "__main__":
    main()
