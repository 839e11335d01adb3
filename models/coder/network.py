"""The network: a small sentence encoder, one pass a sentence, and every head over its hidden states.

    tokens ─ encoder ─> hidden[tokens, width]
    span     = mean of hidden over its tokens
    pair     = (a, b, a·b, |a − b|, mean of the sentence) ─ dense ─> what a does to b, its mode, auxiliary mode, claimed, the
    trigger token    ─ dense ─> part of a source or target span (outside, begins, goes on, for each role) verb     = (mean
    over its tokens, mean of the sentence) ─ dense ─> happened | wished | negated | hypothetical sentence = (mean, mean of
    likely source, of likely target) ─ dense ─> quad class of its main act, 0 where it is a statement

`b` is a learned vector where nobody is acted on. No marks go into the text, so all pairs of a sentence come from one pass.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

TYPES = (
    "none", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
AUX = ("none", "historical", "future", "hypothetical", "negation")
STATUS = ("stands", "wish", "negation", "hypothetical")
ROLES = ("source", "target")
GROUPS = {
    "YIELD": ("CONCEDE", "RETREAT"),
    "quad1": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "quad2": ("COOPERATE", "AID", "RETREAT"),
    "quad3": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "quad4": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
PAIR_WIDTH = 256
HIDDEN_WIDTH = 128


def gelu(x: Tensor) -> Tensor:
    """GELU by its tanh form, which the package computes without a library of special functions."""
    return nn.functional.gelu(x, approximate="tanh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the heads look in a batch. Rows are positions in the flattened `hidden[batch · tokens, width]`.

    `spans[n_spans, batch · tokens]` averages; `span_of[n_pairs, 2]` index spans (`n_spans` itself means nobody);
    `row_of[n_pairs]` the sentence of each pair; `verbs[n_verbs, batch · tokens]` averages; `verb_row[n_verbs]`; `pointing` lists
    the pairs whose trigger is asked for; `plv[n_pairs]` is 1 where a pair is coded by PLV's conventions, else 0.
    """

    spans: Tensor
    span_of: Tensor
    row_of: Tensor
    verbs: Tensor
    verb_row: Tensor
    pointing: Tensor
    plv: Tensor


class Heads(nn.Module):
    """All heads over one encoder's hidden states."""

    def __init__(self, width: int, modes: int) -> None:
        super().__init__()
        self.nobody = nn.Parameter(torch.zeros(width))
        self.pair = nn.Linear(5 * width, PAIR_WIDTH)
        self.event = nn.Linear(PAIR_WIDTH, len(TYPES))
        self.plv = nn.Linear(PAIR_WIDTH, len(TYPES))  # what PLV's annotators code otherwise than the codebook
        nn.init.zeros_(self.plv.weight)
        nn.init.zeros_(self.plv.bias)
        self.mode = nn.Linear(PAIR_WIDTH, modes)
        self.aux = nn.Linear(PAIR_WIDTH, len(AUX))
        self.claimed = nn.Linear(PAIR_WIDTH, 2)
        self.trigger = nn.Linear(PAIR_WIDTH, width)
        self.role = nn.Linear(width, 3 * len(ROLES))
        self.quad = nn.Linear(3 * width, HIDDEN_WIDTH)
        self.quad_out = nn.Linear(HIDDEN_WIDTH, 5)
        self.verb = nn.Linear(2 * width, HIDDEN_WIDTH)
        self.status = nn.Linear(HIDDEN_WIDTH, len(STATUS))
        self.dropout = nn.Dropout(0.2)

    def forward(self, hidden: Tensor, mask: Tensor, at: Places) -> dict[str, Tensor]:
        """Logits of every head for a batch. `hidden[batch, tokens, width]`, `mask[batch, tokens]` 1 where a token stands."""
        batch, tokens, width = hidden.shape
        flat = hidden.reshape(batch * tokens, width)
        whole = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        roles = self.role(self.dropout(hidden)).reshape(batch, tokens, len(ROLES), 3)
        out = {"role": roles, "quad": self._quad(hidden, mask, roles, whole)}
        if len(at.span_of):
            means = torch.cat([at.spans @ flat, self.nobody[None]])
            a, b = means[at.span_of[:, 0]], means[at.span_of[:, 1]]
            joined = torch.cat([a, b, a * b, (a - b).abs(), whole[at.row_of]], dim=1)
            pair = self.dropout(gelu(self.pair(self.dropout(joined))))
            out["type"] = self.event(pair) + at.plv[:, None] * self.plv(pair)
            out["mode"] = self.mode(pair)
            out["aux"], out["claimed"] = self.aux(pair), self.claimed(pair)
            row = at.row_of[at.pointing]
            pointed = torch.einsum("pw,ptw->pt", self.trigger(pair[at.pointing]), hidden[row]) / width**0.5
            out["trigger"] = pointed.masked_fill(mask[row] == 0, -1e4)
        if len(at.verb_row):
            verb = torch.cat([at.verbs @ flat, whole[at.verb_row]], dim=1)
            out["status"] = self.status(self.dropout(gelu(self.verb(self.dropout(verb)))))
        return out

    def _quad(self, hidden: Tensor, mask: Tensor, roles: Tensor, whole: Tensor) -> Tensor:
        """The quad class of each sentence, from the sentence and the tokens that likely belong to its source and target."""
        inside = (1 - roles.softmax(-1)[..., 0]) * mask[:, :, None]
        weights = inside / (inside.sum(1, keepdim=True) + 0.5)
        source, target = (torch.einsum("bt,btw->bw", weights[:, :, k], hidden) for k in range(len(ROLES)))
        joined = torch.cat([whole, source, target], dim=1)
        return self.quad_out(self.dropout(gelu(self.quad(self.dropout(joined)))))
