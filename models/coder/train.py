"""Train the coder: rows of `prepare.py` in, encoder and heads out.

    python models/coder/train.py ROWS.jsonl OUT_DIR --weights FOLDER [--epochs 6] [--seed 1] [--fold K]

`--weights`: a folder with `model.safetensors`, `config.json`, `tokenizer.json` of a BERT-like encoder. `--fold K` holds out the
themes (and public rows) whose digest is K modulo 10 and reports on them; without it all rows train.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from network import AUX, GROUPS, TYPES, Heads
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

MAX_TOKENS = 192
NONE_WEIGHT = 0.5
SMOOTHING = 0.1


class Sample:
    """A row with its tokens: which tokens each span and each trigger covers."""

    def __init__(self, row: dict[str, Any], tokenizer: Tokenizer) -> None:
        encoded = tokenizer.encode(row["text"])
        self.row, self.ids = row, encoded.ids[:MAX_TOKENS]
        offsets = encoded.offsets[:MAX_TOKENS]
        self.spans = [self._tokens(offsets, *span) for span in row["spans"]]
        listed = {(i, j): label for i, j, *label in row["pairs"]}
        n = len(self.spans)
        every = [(i, j) for i in range(n) for j in [*range(n), -1] if i != j] if row["closed"] else list(listed)
        self.pairs = [(i, j) for i, j in every if self.spans[i] and (j < 0 or self.spans[j])]
        labels = [listed.get(pair, ["none", "none", False, None]) for pair in self.pairs]
        self.types = [label[0] for label in labels]
        self.aux = [AUX.index(label[1]) if label[1] in AUX and label[0] not in ("none", "?") else -100 for label in labels]
        known = row["closed"]
        self.claimed = [int(label[2]) if known and label[0] not in ("none", "?") else -100 for label in labels]
        self.triggers = [self._tokens(offsets, *label[3]) if label[3] else [] for label in labels]

    @staticmethod
    def _tokens(offsets: list[tuple[int, int]], start: int, end: int) -> list[int]:
        return [i for i, (s, e) in enumerate(offsets) if s < end and e > start]


def type_loss(logits: Tensor, types: list[str]) -> Tensor:
    """Cross-entropy with label smoothing; a group's label asks for any of its types; `?` asks nothing."""
    logs = logits.log_softmax(1)
    losses = []
    for row, label in zip(logs, types, strict=True):
        if label == "?":
            continue
        if label in GROUPS:
            losses.append(-torch.logsumexp(row[[TYPES.index(t) for t in GROUPS[label]]], 0))
        else:
            weight = NONE_WEIGHT if label == "none" else 1.0
            losses.append(-weight * ((1 - SMOOTHING) * row[TYPES.index(label)] + SMOOTHING * row.mean()))
    return torch.stack(losses).sum() / max(len(losses), 1) if losses else logits.sum() * 0


def sample_loss(hidden: Tensor, heads: Heads, sample: Sample) -> Tensor:
    """The loss of one sentence, over all its labelled pairs and heads."""
    if not sample.pairs:
        return hidden.sum() * 0
    out = heads(hidden, [torch.tensor(s) for s in sample.spans if True], torch.tensor(sample.pairs))
    loss = type_loss(out["type"], sample.types)
    for head, labels in (("aux", sample.aux), ("claimed", sample.claimed)):
        wanted = torch.tensor(labels)
        if (wanted >= 0).any():
            loss = loss + 0.5 * nn.functional.cross_entropy(out[head], wanted)
    logs = out["trigger"].log_softmax(1)
    pointed = [-torch.logsumexp(logs[k, places], 0) for k, places in enumerate(sample.triggers) if places]
    return loss + 0.3 * torch.stack(pointed).mean() if pointed else loss


def batches(samples: list[Sample], size: int, chance: random.Random) -> list[list[Sample]]:
    """Batches of like length, in random order."""
    ordered = sorted(samples, key=lambda s: (len(s.ids), chance.random()))
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    chance.shuffle(groups)
    return groups


def hidden_of(encoder: nn.Module, batch: list[Sample]) -> list[Tensor]:
    """Hidden states of each sentence, without padding."""
    width = max(len(s.ids) for s in batch)
    ids = torch.tensor([s.ids + [0] * (width - len(s.ids)) for s in batch])
    mask = torch.tensor([[1] * len(s.ids) + [0] * (width - len(s.ids)) for s in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
    return [h[: len(s.ids)].float() for h, s in zip(hidden, batch, strict=True)]


def report(encoder: nn.Module, heads: Heads, samples: list[Sample]) -> dict[str, float]:
    """Figures on held-out rows: PLV root accuracy and macro F1; own pairs' precision, recall, type accuracy, aux accuracy."""
    encoder.eval(), heads.eval()
    plv: list[tuple[str, str]] = []
    counts: Counter[str] = Counter()
    with torch.no_grad():
        for batch in batches(samples, 16, random.Random(0)):
            for hidden, sample in zip(hidden_of(encoder, batch), batch, strict=True):
                if not sample.pairs:
                    continue
                out = heads(hidden, [torch.tensor(s) for s in sample.spans], torch.tensor(sample.pairs))
                for k, label in enumerate(sample.types):
                    if sample.row["source"] == "plv":
                        scores = out["type"][k].softmax(0)
                        merged = {t: scores[TYPES.index(t)].item() for t in TYPES if t not in ("none", "CONCEDE", "RETREAT")}
                        merged["YIELD"] = sum(scores[TYPES.index(t)].item() for t in GROUPS["YIELD"])
                        plv.append((label, max(merged, key=merged.__getitem__)))
                    elif sample.row["source"] == "own" and label != "?":
                        said = TYPES[int(out["type"][k].argmax())]
                        counts["gold"] += label != "none"
                        counts["said"] += said != "none"
                        counts["found"] += label != "none" and said != "none"
                        counts["right"] += label == said != "none"
                        if label != "none":
                            counts["aux"] += int(out["aux"][k].argmax()) == sample.aux[k]
                            places = sample.triggers[k]
                            counts["trigger"] += int(out["trigger"][k].argmax()) in places
    encoder.train(), heads.train()
    ratio = lambda a, b: round(a / b, 3) if b else 0.0  # noqa: E731
    return {
        "plv_acc": ratio(sum(a == b for a, b in plv), len(plv)),
        "plv_f1": macro_f1(plv),
        "own_precision": ratio(counts["right"], counts["said"]),
        "own_recall": ratio(counts["right"], counts["gold"]),
        "own_type": ratio(counts["right"], counts["found"]),
        "own_aux": ratio(counts["aux"], counts["gold"]),
        "own_trigger": ratio(counts["trigger"], counts["gold"]),
        "n_own": counts["gold"],
        "n_plv": len(plv),
    }


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Macro F1 over the classes of the gold."""
    scores = []
    for name in {a for a, _ in pairs}:
        both = sum(a == b == name for a, b in pairs)
        scores.append(2 * both / (sum(a == name for a, _ in pairs) + sum(b == name for _, b in pairs)))
    return round(sum(scores) / len(scores), 3) if scores else 0.0


def fold_of(row: dict[str, Any]) -> int:
    """The fold of a row: a theme goes whole."""
    key = row["theme"] if row["source"] == "own" else row["text"]
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) // 10 % 10


def main() -> None:
    """Train."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("rows", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--weights", type=Path, required=True)
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--batch", type=int, default=16)
    ask.add_argument("--rate", type=float, default=1e-4)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--fold", type=int, default=None)
    ask.add_argument("--threads", type=int, default=1)
    asked = ask.parse_args()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    chance = random.Random(asked.seed)
    tokenizer = Tokenizer.from_file(str(asked.weights / "tokenizer.json"))
    tokenizer.no_padding(), tokenizer.no_truncation()
    rows = [json.loads(line) for line in asked.rows.read_text(encoding="utf8").splitlines()]
    samples = [Sample(row, tokenizer) for row in rows]
    held = [s for s in samples if asked.fold is not None and fold_of(s.row) == asked.fold]
    used = [s for s in samples if asked.fold is None or fold_of(s.row) != asked.fold]
    encoder = AutoModel.from_pretrained(str(asked.weights))
    heads = Heads(encoder.config.hidden_size)
    groups = [{"params": encoder.parameters(), "lr": asked.rate}, {"params": heads.parameters(), "lr": 5 * asked.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = asked.epochs * (len(used) // asked.batch + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [asked.rate, 5 * asked.rate], total_steps=steps + 1, pct_start=0.1)
    for epoch in range(asked.epochs):
        total = 0.0
        for batch in batches(used, asked.batch, chance):
            losses = [sample_loss(h, heads, s) for h, s in zip(hidden_of(encoder, batch), batch, strict=True)]
            loss = torch.stack(losses).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*encoder.parameters(), *heads.parameters()], 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss)
        figures = report(encoder, heads, held) if held else {}
        print(json.dumps({"epoch": epoch, "loss": round(total / (len(used) / asked.batch), 3), **figures}), flush=True)
    asked.out.mkdir(parents=True, exist_ok=True)
    encoder.save_pretrained(asked.out)
    tokenizer.save(str(asked.out / "tokenizer.json"))
    torch.save(heads.state_dict(), asked.out / "heads.pt")


if __name__ == "__main__":
    main()
