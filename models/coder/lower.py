"""A large encoder, cut in two: the lower layers are run once and kept, the upper ones are trained.

Half of a large encoder's layers left as they are costs little accuracy and makes training on a processor twice as fast, since
what the lower half says of a sentence never changes.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from samples import Batch, Sample
from torch import Tensor, nn


def run_layers(encoder: nn.Module, hidden: Tensor, mask: Tensor, first: int, last: int | None) -> Tensor:
    """Hidden states after layers `first` to `last` (not included) of a BERT or an MPNet. `hidden[batch, tokens, width]`."""
    additive = (1.0 - mask[:, None, None, :]) * torch.finfo(hidden.dtype).min
    more = {}
    if hasattr(encoder.encoder, "compute_position_bias"):
        more = {"head_mask": None, "position_bias": encoder.encoder.compute_position_bias(hidden)}
    for layer in encoder.encoder.layer[first:last]:
        out = layer(hidden, additive, **more)
        hidden = out[0] if isinstance(out, tuple) else out
    return hidden


class Halved(nn.Module):
    """An encoder whose lowest `frozen` layers are kept as they are, their output stored by sample (float16)."""

    def __init__(self, encoder: nn.Module, frozen: int | None) -> None:
        super().__init__()
        self.encoder, self.frozen, self.config = encoder, frozen, encoder.config
        for part in () if frozen is None else (encoder.embeddings, *encoder.encoder.layer[:frozen]):
            for parameter in part.parameters():
                parameter.requires_grad = False
        self.kept: dict[int, Tensor] = {}

    def keep(self, samples: Sequence[Sample]) -> None:
        """Run the lower half over these samples once."""
        training = self.encoder.training
        self.encoder.eval()
        ordered = sorted(samples, key=lambda s: len(s.ids))
        with torch.no_grad():
            for i in range(0, len(ordered), 16):
                batch = Batch(ordered[i : i + 16])
                hidden = run_layers(self.encoder, self.encoder.embeddings(input_ids=batch.ids), batch.mask, 0, self.frozen)
                for row, sample in zip(hidden, batch.samples, strict=True):
                    self.kept[id(sample)] = row[: len(sample.ids)].half()
        self.encoder.train(training)

    def forward(self, batch: Batch) -> Tensor:
        """Hidden states of a batch, `[batch, tokens, width]`."""
        if not self.frozen:
            hidden: Tensor = self.encoder(input_ids=batch.ids, attention_mask=batch.mask).last_hidden_state
            return hidden
        if any(id(sample) not in self.kept for sample in batch.samples):
            self.keep(batch.samples)
        width = batch.ids.shape[1]
        rows = [nn.functional.pad(k.float(), (0, 0, 0, width - len(k))) for k in (self.kept[id(s)] for s in batch.samples)]
        return run_layers(self.encoder, torch.stack(rows), batch.mask, self.frozen, None)
