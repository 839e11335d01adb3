"""The dense layers of a model's heads, over what the encoder makes of a text; numpy is all they need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """Weights by name: of a dense layer `name.weight` float32[out, in] and `name.bias` float32[out]."""

    weights: Mapping[str, Floats]

    def __contains__(self, name: str) -> bool:
        return f"{name}.weight" in self.weights

    def __getitem__(self, name: str) -> Floats:
        return self.weights[name]

    def dense(self, name: str, rows: Floats) -> Floats:
        """`float32[n, out]` of `float32[n, in]`."""
        out: Floats = rows @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return out


def load_layers(folder: Path) -> Layers:
    """The layers of a model's folder."""
    with np.load(folder / "heads.npz") as stored:
        return Layers({name: stored[name].astype(np.float32) for name in stored.files})


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    out: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return out


def gelu(x: Floats) -> Floats:
    """GELU by its tanh form, as in training."""
    out: Floats = 0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)))
    return out
