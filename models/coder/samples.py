"""Rows of `prepare.py` → samples: what each head is to say of which tokens, and batches of them as tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import torch
from network import ANCHORS, AUX, ROLES, STATUS, TYPES, Places
from tokenizers import Tokenizer
from torch import Tensor

MAX_TOKENS = 192
UNLABELLED = -100
MOST_NONE = 24  # of the pairs of a sentence that do nothing to each other; with twelve actors there are over a hundred
CONTENT, SOURCE = 1, 2


class Sample:
    """A row with its tokens: which tokens each sentence, span, trigger, cue and verb covers, and the labels of each head."""

    def __init__(self, row: dict[str, Any], tokenizer: Tokenizer, modes: Sequence[str]) -> None:
        encoded = tokenizer.encode(row["text"])
        self.row, self.ids = row, encoded.ids[:MAX_TOKENS]
        self.offsets = encoded.offsets[:MAX_TOKENS]
        self.sentences = [self._tokens(*span) or [0] for span in row.get("sentences", [[0, len(row["text"])]])]
        self.spans = [self._tokens(*span) for span in row.get("spans", [])]
        self._set_pairs(row, modes)
        self.plv = row["source"] == "plv" or row.get("convention") == "plv"
        self.roles = self._roles(row["roles"], ROLES) if "roles" in row else None
        self.quad = row.get("quad", UNLABELLED)
        verbs = [(self._tokens(s, e), STATUS.index(label)) for s, e, label in row.get("verbs", [])]
        self.verbs = [(places, label) for places, label in verbs if places]
        self._set_told(row)

    def _set_pairs(self, row: dict[str, Any], modes: Sequence[str]) -> None:
        """`pairs`: `(i, j, k)`, spans and the sentence asked about, with the labels of each in lists of the same length."""
        listed = {(i, j, rest[0] if rest else 0): [*label] for i, j, *label, rest in _with_rest(row)}
        every = [*listed]
        for k, mentions in enumerate(row.get("mentions", [list(range(len(self.spans)))])) if row.get("closed") else ():
            here = [i for i in mentions if self._inside(i, k)]
            asked = [(i, j, k) for i in mentions for j in [*mentions, -1] if i != j and (i in here or j in here)]
            asked = [pair for pair in asked if pair not in listed and (pair[1] >= 0 or pair[0] in here)]
            random.Random(row["text"]).shuffle(asked)
            every += asked[:MOST_NONE]
        self.pairs = [(i, j, k) for i, j, k in every if self.spans[i] and (j < 0 or self.spans[j])]
        self.near = [[float(self._inside(i, k)), float(j < 0 or self._inside(j, k))] for i, j, k in self.pairs]
        labels = [listed.get(pair, ["none", "none", False, None, None]) for pair in self.pairs]
        self.types = [label[0] for label in labels]
        acts = [label[0] not in ("none", "?") for label in labels]
        self.aux = [AUX.index(x[1]) if x[1] in AUX and act else UNLABELLED for x, act in zip(labels, acts, strict=True)]
        self.claimed = [int(x[2]) if x[2] is not None and act else UNLABELLED for x, act in zip(labels, acts, strict=True)]
        inside = [set(self.sentences[k]) for _, _, k in self.pairs]
        self.triggers = [
            [t for t in self._tokens(*x[3]) if t in here] if x[3] else [] for x, here in zip(labels, inside, strict=True)
        ]
        self.modes = [modes.index(x[4]) if x[4] in modes and act else UNLABELLED for x, act in zip(labels, acts, strict=True)]
        self.soft = {(i, j, 0): scores for i, j, scores in row.get("soft", [])}

    def _set_told(self, row: dict[str, Any]) -> None:
        """`anchors`: tokens of the cues, or opening words, of the utterances; `parts`: for each, a label a token."""
        self.told = self.parts = None
        self.anchors: list[list[int]] = []
        if "statements" not in row:
            return
        cues: dict[str, list[list[int]]] = {name: [] for name in ANCHORS}
        self.parts = []
        for each in row["statements"]:
            content = sorted({t for span in each["content"] for t in self._tokens(*span)})
            source = sorted({t for span in each["source"] for t in self._tokens(*span)})
            cue = sorted({t for span in each["cue"] for t in self._tokens(*span)})
            if not content:
                continue
            cues["cue" if cue else "opening"] += each["cue"] if cue else [[each["content"][0][0], each["content"][0][0] + 1]]
            self.anchors.append(cue or content[:1])
            labels = [0 if e > s else UNLABELLED for s, e in self.offsets]
            for places, label in ((content, CONTENT), (source, SOURCE)):
                for t in places:
                    labels[t] = label
            self.parts.append(labels)
        self.told = self._roles(cues, ANCHORS)

    def _inside(self, span: int, sentence: int) -> bool:
        return bool(self.spans[span]) and self.spans[span][0] in self.sentences[sentence]

    def _tokens(self, start: int, end: int) -> list[int]:
        return [i for i, (s, e) in enumerate(self.offsets) if s < end and e > start]

    def _roles(self, spans: dict[str, list[list[int]]], names: Sequence[str]) -> list[list[int]]:
        """For each token and role: 0 outside, 1 begins, 2 goes on; tokens that are no text are unlabelled."""
        labels = [[0] * len(names) if e > s else [UNLABELLED] * len(names) for s, e in self.offsets]
        for k, role in enumerate(names):
            for start, end in spans.get(role, []):
                for n, i in enumerate(self._tokens(start, end)):
                    labels[i][k] = 1 if n == 0 else 2
        return labels


def _with_rest(row: dict[str, Any]) -> list[list[Any]]:
    """The pairs of a row, each with the list of what follows its five labels: the number of its sentence, or nothing."""
    return [[*pair[:7], pair[7:]] for pair in row.get("pairs", [])]


class Batch:
    """Samples as tensors, padded to the longest."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = samples
        width = max(len(s.ids) for s in samples)
        self.ids = torch.tensor([s.ids + [0] * (width - len(s.ids)) for s in samples])
        self.mask = torch.tensor([[1.0] * len(s.ids) + [0.0] * (width - len(s.ids)) for s in samples])
        spans, pairs, sentence_of, rows, verbs, verb_sentences, sentences = [], [], [], [], [], [], []
        anchors, anchor_rows = [], []
        total = sum(len(s.spans) for s in samples)
        for b, sample in enumerate(samples):
            first, opening = len(spans), len(sentences)
            sentences += [[b * width + t for t in places] for places in sample.sentences]
            spans += [[b * width + t for t in places] or [b * width] for places in sample.spans]
            pairs += [[first + i, first + j if j >= 0 else total] for i, j, _ in sample.pairs]
            sentence_of += [opening + k for _, _, k in sample.pairs]
            rows += [b] * len(sample.pairs)
            verbs += [[b * width + t for t in places] for places, _ in sample.verbs]
            verb_sentences += [opening] * len(sample.verbs)
            anchors += [[b * width + t for t in places] for places in sample.anchors]
            anchor_rows += [b] * len(sample.anchors)
        size = len(samples) * width
        self.places = Places(
            spans=_averages(spans, size),
            span_of=torch.tensor(pairs, dtype=torch.long).reshape(-1, 2),
            near=torch.tensor([near for s in samples for near in s.near]).reshape(-1, 2),
            sentences=_averages(sentences, size),
            sentence_of=torch.tensor(sentence_of, dtype=torch.long),
            row_of=torch.tensor(rows, dtype=torch.long),
            verbs=_averages(verbs, size),
            verb_sentence=torch.tensor(verb_sentences, dtype=torch.long),
            plv=torch.tensor([float(s.plv) for s in samples for _ in s.pairs]),
            pointing=torch.tensor([n for n, at in enumerate(self.triggers) if at], dtype=torch.long),
            anchors=_averages(anchors, size),
            anchor_row=torch.tensor(anchor_rows, dtype=torch.long),
            anchor_at=torch.tensor([places[0] for s in samples for places in s.anchors], dtype=torch.long),
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

    def tokens(self, name: str, classes: int) -> Tensor:
        """`[batch, tokens, classes]` of `roles` or `told`, −100 where nothing is labelled."""
        out = torch.full((*self.ids.shape, classes), UNLABELLED)
        for b, sample in enumerate(self.samples):
            labels = getattr(sample, name)
            if labels is not None:
                out[b, : len(labels)] = torch.tensor(labels)
        return out

    @property
    def parts(self) -> Tensor:
        """`[anchors, tokens]`, −100 where nothing is labelled."""
        rows = [labels for s in self.samples for labels in s.parts or ()]
        out = torch.full((len(rows), self.ids.shape[1]), UNLABELLED)
        for n, labels in enumerate(rows):
            out[n, : len(labels)] = torch.tensor(labels)
        return out


def _averages(places: list[list[int]], size: int) -> Tensor:
    """`[n, size]`: each row averages the given places."""
    out = torch.zeros(len(places), size)
    for n, at in enumerate(places):
        out[n, at] = 1 / len(at)
    return out


def batches(samples: Sequence[Sample], size: int, chance: random.Random) -> list[list[Sample]]:
    """Batches of like length, in random order, of `size` sentences of forty tokens or as many tokens in longer passages."""
    ordered = sorted(samples, key=lambda s: len(s.ids) + chance.random() * 8)
    groups: list[list[Sample]] = []
    for sample in ordered:
        if not groups or len(groups[-1]) == size or len(groups[-1]) * len(sample.ids) > size * 40:
            groups.append([])
        groups[-1].append(sample)
    chance.shuffle(groups)
    return groups


def is_type(label: str) -> bool:
    """Whether a pair's label is a single type."""
    return label in TYPES
