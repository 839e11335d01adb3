"""The network: a small sentence encoder, one pass a sentence, and heads over pairs of actor spans.

    tokens ─ encoder ─> hidden[tokens, width]
    span    = mean of hidden over its tokens
    pair    = (a, b, a·b, |a − b|, mean of the sentence) ─ dense ─> what a does to b, auxiliary mode, claimed, the trigger

`b` is a learned vector where nobody is acted on. No marks go into the text, so all pairs of a sentence come from one pass.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

TYPES = (
    "none", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
AUX = ("none", "historical", "future", "hypothetical", "negation")
GROUPS = {
    "YIELD": ("CONCEDE", "RETREAT"),
    "quad0": ("none", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "quad1": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "quad2": ("COOPERATE", "AID", "RETREAT"),
    "quad3": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "quad4": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
PAIR_WIDTH = 256


class Heads(nn.Module):
    """All heads over one encoder's hidden states."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.nobody = nn.Parameter(torch.zeros(width))
        self.pair = nn.Linear(5 * width, PAIR_WIDTH)
        self.event = nn.Linear(PAIR_WIDTH, len(TYPES))
        self.aux = nn.Linear(PAIR_WIDTH, len(AUX))
        self.claimed = nn.Linear(PAIR_WIDTH, 2)
        self.trigger = nn.Linear(PAIR_WIDTH, width)
        self.dropout = nn.Dropout(0.2)

    def forward(self, hidden: Tensor, spans: list[Tensor], pairs: Tensor) -> dict[str, Tensor]:
        """Logits for the pairs of one sentence. `hidden[tokens, width]`; `pairs[n, 2]` index `spans`, −1 for nobody."""
        means = torch.stack([*(hidden[places].mean(0) for places in spans), self.nobody])
        a, b = means[pairs[:, 0]], means[pairs[:, 1]]
        whole = hidden.mean(0).expand(len(pairs), -1)
        joined = torch.cat([a, b, a * b, (a - b).abs(), whole], dim=1)
        pair = torch.nn.functional.gelu(self.pair(self.dropout(joined)))
        pair = self.dropout(pair)
        return {
            "type": self.event(pair),
            "aux": self.aux(pair),
            "claimed": self.claimed(pair),
            "trigger": self.trigger(pair) @ hidden.T / hidden.shape[1] ** 0.5,
        }
