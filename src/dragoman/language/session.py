"""The shipped networks, run by onnxruntime."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from dragoman.errors import ModelError
from dragoman.language import labels
from dragoman.language.pieces import WordPieces
from dragoman.language.windows import Batch

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
NETWORKS = ("encoder", "frames", "relations", "pairs")
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of a batch: word heads [B, W, tags], frame states [B, W, 256], arc probabilities
    [B, W, 1 + W], relation labels [B, W]."""

    tags: Floats
    frames: Floats
    arcs: Floats
    rels: Ints


class Networks:
    """The four networks of a model folder with its vocabulary and configuration.

    Raises:
        ModelError: if a file is missing or damaged, or the model's labels are not this version's.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        self.folder = folder
        self.config = _config(folder)
        self.pieces = WordPieces(folder / "vocab.txt")
        self._options = _options(threads)
        self._sessions: dict[str, Any] = {}
        at = 0
        self.columns: dict[str, slice] = {}
        for name, width in self.config["taggers"].items():
            self.columns[name] = slice(at, at + width)
            at += width

    def _run(self, name: str, outputs: list[str], inputs: dict[str, Any]) -> list[Any]:
        if name not in self._sessions:
            try:
                self._sessions[name] = ort.InferenceSession(
                    str(self.folder / f"{name}.onnx"), self._options, providers=["CPUExecutionProvider"]
                )
            except Exception as error:  # onnxruntime raises its own, unrelated exception classes
                raise ModelError(
                    f"{self.folder / name}.onnx cannot be loaded ({error}): install Dragoman again"
                ) from error
        session: Any = self._sessions[name]
        return session.run(outputs, inputs)

    def read(self, batch: Batch) -> Reading:
        """The encoder over a batch of windows."""
        tags, frames, arcs, rels = self._run("encoder", ["tags", "frames", "arcs", "rels"], _inputs(batch))
        return Reading(tags, frames, arcs, rels)

    def frames(self, inputs: dict[str, Any]) -> list[Floats]:
        """The frame module: roles [F, T, roles, 3], validity [F], type, mode and status scores [F, labels]."""
        return self._run("frames", ["roles", "valid", "type", "mode", "status"], inputs)

    def relations(self, inputs: dict[str, Any]) -> Floats:
        """Scores [P, 1 + relations] of ordered pairs of mentions."""
        return self._run("relations", ["scores"], inputs)[0]

    def pairs(self, batch: Batch, source: Ints, target: Ints) -> Floats:
        """Event type scores [B, types] of windows with marked pairs."""
        states = self._run("encoder", ["states"], _inputs(batch))[0]
        return self._run("pairs", ["scores"], {"states": states, "source": source, "target": target})[0]


def _inputs(batch: Batch) -> dict[str, Ints]:
    names = ("ids", "shapes", "mask", "first", "root", "sentence")
    return {name: getattr(batch, name) for name in names}


def _options(threads: int) -> Any:
    # The package's own types leave its classes undescribed.
    options: Any = vars(ort)["SessionOptions"]()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Without VNNI, a processor's 8-bit products overflow and are cut off; unsigned weights keep them whole.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return options


def _config(folder: Path) -> dict[str, Any]:
    try:
        config: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"no model in {folder} ({error}): install Dragoman again") from error
    missing = [name for name in NETWORKS if not (folder / f"{name}.onnx").exists()]
    if missing:
        raise ModelError(f"the model in {folder} lacks {', '.join(missing)}: install Dragoman again")
    roles = {kind: list(names) for kind, names in labels.ROLES.items()}
    if config.get("roles") != roles:
        raise ModelError(f"the model in {folder} is of another version than this program: install Dragoman again")
    return config
