"""Writes a checkpoint as the three ONNX networks that the package ships, in int8.

`python -m training.export --checkpoint RUN/final.pt --out src/dragoman/language/model`
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import cast

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.language import labels
from dragoman.language.frames import FRAME_WIDTH
from training.network import PATHS, TAGGERS, WIDTH, Network
from training.pretrained import pretrained_weights, start, vocabulary
from training.train import restore


class Encoder(nn.Module):
    """Pieces to word heads `tags`, frame states, arc probabilities, relation labels of the best heads, word states."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, root: Tensor, sentence: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        words = self.network.words(ids, shapes, mask, first, root, sentence)
        taggers = [cast(nn.Linear, self.network.taggers[name]) for name in TAGGERS]
        weight = torch.cat([tagger.weight for tagger in taggers])
        bias = torch.cat([tagger.bias for tagger in taggers])
        tags = nn.functional.linear(words.tags, weight, bias)
        rels = self.network.deprels(words.syntax, words.arcs.argmax(-1)).argmax(-1)
        return tags, words.frames, torch.softmax(words.arcs, -1), rels, words.tags


class Pairs(nn.Module):
    """Word states [N, W, d] and marker positions to event type scores."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, source: Tensor, target: Tensor) -> Tensor:
        return self.network.pairs(states, source, target)


def _write(
    module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], axes: dict[str, dict[int, str]], to: Path
) -> None:
    torch.onnx.export(
        module,
        tuple(inputs.values()),
        str(to),
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _quantized(source: Path, to: Path) -> None:
    """Dynamic int8, per channel, of every MatMul with a constant matrix and of the embeddings."""
    model = onnx.load(str(source))
    constants = {i.name: len(i.dims) for i in model.graph.initializer}
    skip = [node.name for node in model.graph.node if node.op_type == "MatMul" and constants.get(node.input[1], 0) != 2]
    quantize_dynamic(str(source), str(to), weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=skip)


def export(network: Network, out: Path, version: str, *, int8: bool = True) -> None:
    """Writes encoder, frames, relations and pairs networks, the vocabulary and `config.json` (no thresholds yet)."""
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    n, w, p, f, t = 2, 5, 9, 3, 6
    ints = torch.zeros(n, w, dtype=torch.long)
    pieces = torch.zeros(n, p, dtype=torch.long)
    encoder = {
        "ids": pieces + 5, "shapes": pieces, "mask": pieces + 1, "first": ints + 1, "root": ints, "sentence": ints,
    }  # fmt: skip
    by_piece, by_word = {0: "windows", 1: "pieces"}, {0: "windows", 1: "words"}
    axes = {name: (by_piece if name in ("ids", "shapes", "mask") else by_word) for name in encoder}
    axes |= dict.fromkeys(("tags", "frames", "rels", "states"), by_word) | {"arcs": {**by_word, 2: "heads"}}
    by_frame = {0: "frames", 1: "words"}
    frames = {
        "words": torch.randn(f, t, FRAME_WIDTH), "mask": torch.ones(f, t), "anchor": torch.ones(f, t),
        "distance": torch.zeros(f, t, dtype=torch.long), "kind": torch.zeros(f, dtype=torch.long),
        "paths": torch.zeros(f, t, PATHS),
    }  # fmt: skip
    frame_out = ["roles", "valid", "type", "mode", "status"]
    frame_axes = {name: by_frame for name in frames if name != "kind"} | {"kind": {0: "frames"}}
    frame_axes |= {"roles": by_frame} | {name: {0: "frames"} for name in frame_out[1:]}
    vectors, numbers = torch.randn(4, FRAME_WIDTH), torch.zeros(4, dtype=torch.long)
    relations = {"head": vectors, "tail": vectors, "head_type": numbers, "tail_type": numbers, "distance": numbers}
    pairs = {"states": torch.randn(2, w, WIDTH), "source": numbers[:2], "target": numbers[:2]}
    pair_axes = {"states": {0: "pairs", 1: "words"}, "source": {0: "pairs"}, "target": {0: "pairs"}}
    with tempfile.TemporaryDirectory() as folder:
        for name, module, inputs, outputs, axis in (
            ("encoder", Encoder(network), encoder, ["tags", "frames", "arcs", "rels", "states"], axes),
            ("frames", network.frames, frames, frame_out, frame_axes),
            (
                "relations",
                network.relations,
                relations,
                ["scores"],
                {name: {0: "pairs"} for name in [*relations, "scores"]},
            ),
            ("pairs", Pairs(network), pairs, ["scores"], pair_axes),
        ):
            full = Path(folder) / f"{name}.onnx"
            _write(module.eval(), inputs, outputs, axis, full)
            if int8:
                _quantized(full, out / f"{name}.onnx")
            else:
                shutil.copy(full, out / f"{name}.onnx")
    shutil.copy(vocabulary(), out / "vocab.txt")
    config = {"version": version, "taggers": TAGGERS, "roles": labels.ROLES, "thresholds": {}}
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def network_of(checkpoint: Path) -> Network:
    """The network with a checkpoint's parameters."""
    network = Network()
    start(network, pretrained_weights())
    restore(network, checkpoint)
    return network


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--fp32", action="store_true", help="leave the weights as they are")
    given = parser.parse_args()
    export(network_of(given.checkpoint), given.out, given.version, int8=not given.fp32)


if __name__ == "__main__":
    main()
