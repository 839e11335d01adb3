"""Rows of `prepare.py` → samples: what each head is to say of which tokens, and batches of them as tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import torch
from network import AUX, ROLES, STATUS, TYPES, Places
from tokenizers import Tokenizer
from torch import Tensor

MAX_TOKENS = 192
UNLABELLED = -100
MOST_NONE = 24  # of the pairs of a passage that do nothing to each other; with twelve actors there are over a hundred


class Sample:
    """A row with its tokens: which tokens each span, trigger and verb covers, and the labels of each head."""

    def __init__(self, row: dict[str, Any], tokenizer: Tokenizer, modes: Sequence[str]) -> None:
        encoded = tokenizer.encode(row["text"])
        self.row, self.ids = row, encoded.ids[:MAX_TOKENS]
        self.offsets = encoded.offsets[:MAX_TOKENS]
        self.spans = [self._tokens(*span) for span in row.get("spans", [])]
        listed = {(i, j): label for i, j, *label in row.get("pairs", [])}
        n = len(self.spans)
        closed = row.get("closed", False)
        unlisted = [(i, j) for i in range(n) for j in [*range(n), -1] if i != j and (i, j) not in listed] if closed else []
        random.Random(row["text"]).shuffle(unlisted)
        every = [*listed, *unlisted[:MOST_NONE]]
        self.pairs = [(i, j) for i, j in every if self.spans[i] and (j < 0 or self.spans[j])]
        labels = [listed.get(pair, ["none", "none", False, None, None]) for pair in self.pairs]
        self.types = [label[0] for label in labels]
        acts = [label[0] not in ("none", "?") for label in labels]
        self.aux = [AUX.index(x[1]) if x[1] in AUX and act else UNLABELLED for x, act in zip(labels, acts, strict=True)]
        self.claimed = [int(x[2]) if x[2] is not None and act else UNLABELLED for x, act in zip(labels, acts, strict=True)]
        self.triggers = [self._tokens(*label[3]) if label[3] else [] for label in labels]
        self.modes = [modes.index(x[4]) if x[4] in modes and act else UNLABELLED for x, act in zip(labels, acts, strict=True)]
        self.plv = row["source"] == "plv" or row.get("convention") == "plv"
        self.soft = {(i, j): scores for i, j, scores in row.get("soft", [])}
        self.roles = self._roles(row["roles"]) if "roles" in row else None
        self.quad = row.get("quad", UNLABELLED)
        verbs = [(self._tokens(s, e), STATUS.index(label)) for s, e, label in row.get("verbs", [])]
        self.verbs = [(places, label) for places, label in verbs if places]

    def _tokens(self, start: int, end: int) -> list[int]:
        return [i for i, (s, e) in enumerate(self.offsets) if s < end and e > start]

    def _roles(self, spans: dict[str, list[list[int]]]) -> list[list[int]]:
        """For each token and role: 0 outside, 1 begins, 2 goes on; tokens that are no text are unlabelled."""
        labels = [[0] * len(ROLES) if e > s else [UNLABELLED] * len(ROLES) for s, e in self.offsets]
        for k, role in enumerate(ROLES):
            for start, end in spans.get(role, []):
                for n, i in enumerate(self._tokens(start, end)):
                    labels[i][k] = 1 if n == 0 else 2
        return labels


class Batch:
    """Samples as tensors, padded to the longest."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = samples
        width = max(len(s.ids) for s in samples)
        self.ids = torch.tensor([s.ids + [0] * (width - len(s.ids)) for s in samples])
        self.mask = torch.tensor([[1.0] * len(s.ids) + [0.0] * (width - len(s.ids)) for s in samples])
        spans, pairs, rows, verbs, verb_rows = [], [], [], [], []
        total = sum(len(s.spans) for s in samples)
        for b, sample in enumerate(samples):
            first = len(spans)
            spans += [[b * width + t for t in places] or [b * width] for places in sample.spans]
            pairs += [[first + i, first + j if j >= 0 else total] for i, j in sample.pairs]
            rows += [b] * len(sample.pairs)
            verbs += [[b * width + t for t in places] for places, _ in sample.verbs]
            verb_rows += [b] * len(sample.verbs)
        size = len(samples) * width
        self.places = Places(
            spans=_averages(spans, size),
            span_of=torch.tensor(pairs, dtype=torch.long).reshape(-1, 2),
            row_of=torch.tensor(rows, dtype=torch.long),
            verbs=_averages(verbs, size),
            verb_row=torch.tensor(verb_rows, dtype=torch.long),
            plv=torch.tensor([float(s.plv) for s in samples for _ in s.pairs]),
            pointing=torch.tensor([n for n, at in enumerate(self.triggers) if at], dtype=torch.long),
        )

    def labels(self, name: str) -> Tensor:
        """The labels of one head of the pairs (`aux`, `claimed`, `modes`), −100 where none is given."""
        return torch.tensor([label for s in self.samples for label in getattr(s, name)], dtype=torch.long)

    @property
    def triggers(self) -> list[list[int]]:
        """The tokens of each pair's trigger, none where it is not labelled."""
        return [places for s in self.samples for places in s.triggers]

    @property
    def types(self) -> list[str]:
        """What each pair is labelled as: a type, a group of types, or `?`."""
        return [t for s in self.samples for t in s.types]

    @property
    def roles(self) -> Tensor:
        """`[batch, tokens, roles]`, −100 where nothing is labelled."""
        out = torch.full((*self.ids.shape, len(ROLES)), UNLABELLED)
        for b, sample in enumerate(self.samples):
            if sample.roles is not None:
                out[b, : len(sample.roles)] = torch.tensor(sample.roles)
        return out


def _averages(places: list[list[int]], size: int) -> Tensor:
    """`[n, size]`: each row averages the given places."""
    out = torch.zeros(len(places), size)
    for n, at in enumerate(places):
        out[n, at] = 1 / len(at)
    return out


def batches(samples: Sequence[Sample], size: int, chance: random.Random) -> list[list[Sample]]:
    """Batches of like length, in random order."""
    ordered = sorted(samples, key=lambda s: len(s.ids) + chance.random() * 8)
    groups = [list(ordered[i : i + size]) for i in range(0, len(ordered), size)]
    chance.shuffle(groups)
    return groups


def is_type(label: str) -> bool:
    """Whether a pair's label is a single type."""
    return label in TYPES
