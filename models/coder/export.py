"""A trained folder → what the package ships: `encoder.onnx` (int8), `tokenizer.json`, `heads.npz` (float16), `labels.json`.

python models/coder/export.py TRAINED_DIR OUT_DIR
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import AutoModel


class Hidden(nn.Module):
    """The encoder with its hidden states as the only output."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """`float32[batch, tokens, width]` of `int64[batch, tokens]`."""
        hidden: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden


def main() -> None:
    """Export."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("trained", type=Path)
    ask.add_argument("out", type=Path)
    asked = ask.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    encoder = AutoModel.from_pretrained(str(asked.trained), add_pooling_layer=False, attn_implementation="eager").eval()
    example = (torch.ones(1, 9, dtype=torch.long), torch.ones(1, 9, dtype=torch.long))
    axes = {"ids": {0: "batch", 1: "tokens"}, "mask": {0: "batch", 1: "tokens"}, "hidden": {0: "batch", 1: "tokens"}}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        names = ["ids", "mask"]
        torch.onnx.export(
            Hidden(encoder), example, str(whole), input_names=names, output_names=["hidden"], dynamic_axes=axes, dynamo=False
        )
        quantize_dynamic(str(whole), str(asked.out / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    heads = torch.load(asked.trained / "heads.pt", weights_only=True)
    np.savez_compressed(asked.out / "heads.npz", **{name: value.numpy().astype(np.float16) for name, value in heads.items()})
    for name in ("tokenizer.json", "labels.json"):
        shutil.copyfile(asked.trained / name, asked.out / name)


if __name__ == "__main__":
    main()
