"""The network: a small sentence encoder, one pass a passage, and every head over its hidden states.

    tokens ─ encoder ─> hidden[tokens, width]
    span       = mean of hidden over its tokens
    pair       = (a, b, a·b, |a − b|, mean of the sentence, which of the two stands in it) ─ dense ─> what a does to b in that
                 sentence, its mode, auxiliary mode, whether it is only claimed, its trigger
    token      ─ dense ─> part of a source or target span of the main act (outside, begins, goes on, for each role)
    token      ─ dense ─> part of a cue; opening of words that have no cue
    cue, token ─ dense ─> outside, content, source: what this cue reports, and whose words they are
    verb       = (mean over its tokens, mean of the sentence) ─ dense ─> happened | wished | negated | hypothetical
    sentence   = (mean, mean of likely source, of likely target) ─ dense ─> quad class of its main act, 0 where it is a statement

`b` is a learned vector where nobody is acted on. No marks go into the text, so everything that is asked of a passage of several
sentences comes from one pass: a side that stands in the sentence before is a span like any other.
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
PARTS = ("outside", "content", "source")  # of what a cue reports
ANCHORS = ("cue", "opening")  # what a reported utterance hangs on: its cue, or where it has none its first word
FAR = 7  # buckets of the distance from a cue, by powers of two, each way


def bucket(distance: Tensor) -> Tensor:
    """0 to 2 · FAR: the signed distance from a cue, in tokens, by powers of two."""
    far = torch.log2(distance.abs().clamp(min=1).float()).floor().long() + 1
    return FAR + distance.sign().long() * far.clamp(max=FAR) * (distance != 0)


def gelu(x: Tensor) -> Tensor:
    """GELU by its tanh form, which the package computes without a library of special functions."""
    return nn.functional.gelu(x, approximate="tanh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the heads look in a batch. Rows are positions in the flattened `hidden[batch · tokens, width]`.

    `spans[n_spans, batch · tokens]` averages; `span_of[n_pairs, 2]` index spans (`n_spans`: nobody); `near[n_pairs, 2]` is 1
    where that side stands in the sentence asked about; `sentences[n_sentences, batch · tokens]` averages; `sentence_of[n_pairs]`,
    `row_of[n_pairs]` its sentence and row; `verbs[n_verbs, batch · tokens]` averages, `verb_sentence[n_verbs]`; `pointing` lists
    the pairs whose trigger is asked for; `plv[n_pairs]` is 1 where a pair is coded by PLV's conventions, else 0;
    `anchors[n_anchors, batch · tokens]` averages over cues or opening words, `anchor_row[n_anchors]`, `anchor_at[n_anchors]` the
    first token of each in its row.
    """

    spans: Tensor
    span_of: Tensor
    near: Tensor
    sentences: Tensor
    sentence_of: Tensor
    row_of: Tensor
    verbs: Tensor
    verb_sentence: Tensor
    pointing: Tensor
    plv: Tensor
    anchors: Tensor
    anchor_row: Tensor
    anchor_at: Tensor


class Heads(nn.Module):
    """All heads over one encoder's hidden states."""

    def __init__(self, width: int, modes: int) -> None:
        super().__init__()
        self.nobody = nn.Parameter(torch.zeros(width))
        self.pair = nn.Linear(5 * width + 2, PAIR_WIDTH)
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
        self.anchor = nn.Linear(width, 3 * len(ANCHORS))
        self.told = nn.Linear(width, HIDDEN_WIDTH)
        self.told_gate = nn.Linear(width, HIDDEN_WIDTH)
        self.teller = nn.Linear(width, HIDDEN_WIDTH)
        self.teller_gate = nn.Linear(width, HIDDEN_WIDTH)
        self.distance = nn.Embedding(2 * FAR + 1, HIDDEN_WIDTH)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.part = nn.Linear(HIDDEN_WIDTH, len(PARTS))
        self.dropout = nn.Dropout(0.2)

    def forward(self, hidden: Tensor, mask: Tensor, at: Places) -> dict[str, Tensor]:
        """Logits of every head for a batch. `hidden[batch, tokens, width]`, `mask[batch, tokens]` 1 where a token stands."""
        batch, tokens, width = hidden.shape
        flat = hidden.reshape(batch * tokens, width)
        whole = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        roles = self.role(self.dropout(hidden)).reshape(batch, tokens, len(ROLES), 3)
        out = {"role": roles, "quad": self._quad(hidden, mask, roles, whole)}
        out["anchor"] = self.anchor(self.dropout(hidden)).reshape(batch, tokens, len(ANCHORS), 3)
        sentences = at.sentences @ flat
        if len(at.span_of):
            means = torch.cat([at.spans @ flat, self.nobody[None]])
            a, b = means[at.span_of[:, 0]], means[at.span_of[:, 1]]
            joined = torch.cat([a, b, a * b, (a - b).abs(), sentences[at.sentence_of]], dim=1)
            pair = self.dropout(gelu(self.pair(torch.cat([self.dropout(joined), at.near], dim=1))))
            out["type"] = self.event(pair) + at.plv[:, None] * self.plv(pair)
            out["mode"] = self.mode(pair)
            out["aux"], out["claimed"] = self.aux(pair), self.claimed(pair)
            row, sentence = at.row_of[at.pointing], at.sentence_of[at.pointing]
            pointed = torch.einsum("pw,ptw->pt", self.trigger(pair[at.pointing]), hidden[row]) / width**0.5
            inside = at.sentences[sentence].reshape(-1, batch, tokens)[torch.arange(len(row)), row] > 0
            out["trigger"] = pointed.masked_fill(~inside, -1e4)
        if len(at.verb_sentence):
            verb = torch.cat([at.verbs @ flat, sentences[at.verb_sentence]], dim=1)
            out["status"] = self.status(self.dropout(gelu(self.verb(self.dropout(verb)))))
        if len(at.anchor_row):
            out["part"] = self._parts(hidden, at.anchors @ flat, at.anchor_row, at.anchor_at)
        return out

    def _parts(self, hidden: Tensor, anchors: Tensor, row: Tensor, first: Tensor) -> Tensor:
        """`[n_anchors, tokens, 3]`: of each token, whether it is what a cue reports, who says it, or neither."""
        tokens = self.dropout(hidden)
        told, gate = self.told(tokens)[row], self.told_gate(tokens)[row]
        teller, teller_gate = self.teller(anchors), self.teller_gate(anchors)
        away = self.distance(bucket(torch.arange(hidden.shape[1])[None, :] - first[:, None]))
        return self.part(self.dropout(gelu(told + teller[:, None] + gate * teller_gate[:, None] + away)))

    def _quad(self, hidden: Tensor, mask: Tensor, roles: Tensor, whole: Tensor) -> Tensor:
        """The quad class of each sentence, from the sentence and the tokens that likely belong to its source and target."""
        inside = (1 - roles.softmax(-1)[..., 0]) * mask[:, :, None]
        weights = inside / (inside.sum(1, keepdim=True) + 0.5)
        source, target = (torch.einsum("bt,btw->bw", weights[:, :, k], hidden) for k in range(len(ROLES)))
        joined = torch.cat([whole, source, target], dim=1)
        return self.quad_out(self.dropout(gelu(self.quad(self.dropout(joined)))))
