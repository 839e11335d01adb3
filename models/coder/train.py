"""Train the coder: rows of `prepare.py` in, encoder and heads out.

    python models/coder/train.py ROWS.jsonl OUT_DIR --weights FOLDER [--epochs 5] [--seed 1] [--fold K] [--soft ROWS.jsonl]

`--weights`: a folder with `model.safetensors`, `config.json`, `tokenizer.json`. `--fold K` holds out the themes (and public rows)
whose digest is K modulo 10 beside the tenth that is never trained on, and reports on both. `--soft`: rows that carry a larger
model's scores, to learn from by KL at temperature 2. `--frozen N` leaves the embeddings and the lowest N layers as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
from figures import report
from lower import Halved
from network import ANCHORS, AUX, GROUPS, ROLES, STATUS, TYPES, Heads
from samples import Batch, Sample, batches
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

NONE_WEIGHT = 0.5
SMOOTHING = 0.1
TEMPERATURE = 2.0
PASSAGE = 160  # word pieces that are encoded together at most, as `prepare.py` cuts articles
ANCHOR_SHARE, PART_SHARE = 16.0, 1.0  # cues are few tokens of many
OWN_ROLES = 0.3  # pairs that are marked in a sentence are not always its main act
STATUS_WEIGHTS = torch.tensor([1.0, 1.0, 1.5, 2.0])


def type_loss(logits: Tensor, types: list[str]) -> Tensor:
    """Cross-entropy with label smoothing; a group's label asks for any of its types; `?` asks nothing."""
    logs = logits.log_softmax(1)
    losses = []
    for row, label in zip(logs, types, strict=True):
        if label == "?":
            continue
        if label in GROUPS:
            whole = torch.logsumexp(row[[TYPES.index(t) for t in GROUPS[label]]], 0)
            losses.append(-(1 - SMOOTHING) * whole - SMOOTHING * row.mean())
        else:
            weight = NONE_WEIGHT if label == "none" else 1.0
            losses.append(-weight * ((1 - SMOOTHING) * row[TYPES.index(label)] + SMOOTHING * row.mean()))
    return torch.stack(losses).sum() if losses else logits.sum() * 0


def soft_loss(logits: Tensor, batch: Batch) -> Tensor:
    """KL to a larger model's scores of the same pairs, both at temperature 2."""
    wanted, places, n = [], [], 0
    for sample in batch.samples:
        for k, pair in enumerate(sample.pairs):
            if pair in sample.soft:
                places.append(n + k)
                wanted.append(sample.soft[pair])
        n += len(sample.pairs)
    if not places:
        return logits.sum() * 0
    target = (torch.tensor(wanted) / TEMPERATURE).softmax(1)
    given = (logits[places] / TEMPERATURE).log_softmax(1)
    return nn.functional.kl_div(given, target, reduction="sum") * TEMPERATURE**2


def batch_loss(out: dict[str, Tensor], batch: Batch) -> Tensor:
    """The loss of a batch over all heads, per sentence."""
    size = len(batch.samples)
    loss = out["quad"].sum() * 0
    if "type" in out:
        loss = loss + (type_loss(out["type"], batch.types) + soft_loss(out["type"], batch)) / size
        for head, name in (("aux", "aux"), ("claimed", "claimed"), ("mode", "modes")):
            wanted = batch.labels(name)
            if (wanted >= 0).any():
                loss = loss + 0.4 * nn.functional.cross_entropy(out[head], wanted, reduction="sum") / size
        logs = out["trigger"].log_softmax(1)
        pointed = [-torch.logsumexp(logs[k, places], 0) for k, places in enumerate(filter(None, batch.triggers))]
        loss = loss + 0.2 * torch.stack(pointed).sum() / size if pointed else loss
    loss = loss + told_loss(out, batch) / size
    roles = batch.tokens("roles", len(ROLES))
    weight = torch.tensor([1.0 if s.row["source"] == "cameo" else OWN_ROLES for s in batch.samples])
    per = nn.functional.cross_entropy(out["role"].flatten(0, 2), roles.flatten(), reduction="none").reshape(roles.shape)
    loss = loss + (per.sum((1, 2)) / (roles >= 0).sum((1, 2)).clamp(min=1) * weight).sum() * 4 / size
    quads = torch.tensor([s.quad for s in batch.samples])
    if (quads >= 0).any():
        loss = loss + nn.functional.cross_entropy(out["quad"], quads, reduction="sum", label_smoothing=SMOOTHING) / size
    verbs = torch.tensor([label for s in batch.samples for _, label in s.verbs], dtype=torch.long)
    if len(verbs):
        loss = (
            loss + nn.functional.cross_entropy(out["status"], verbs, STATUS_WEIGHTS, reduction="sum", label_smoothing=0.05) / size
        )
    return loss


def told_loss(out: dict[str, Tensor], batch: Batch) -> Tensor:
    """The loss of finding cues, and of what each reports and who says it, summed over passages."""
    told = batch.tokens("told", len(ANCHORS))
    per = nn.functional.cross_entropy(out["anchor"].flatten(0, 2), told.flatten(), reduction="none").reshape(told.shape)
    loss: Tensor = ANCHOR_SHARE * (per.sum((1, 2)) / (told >= 0).sum((1, 2)).clamp(min=1)).sum()
    if "part" in out:
        parts = batch.parts
        per = nn.functional.cross_entropy(out["part"].flatten(0, 1), parts.flatten(), reduction="none").reshape(parts.shape)
        loss = loss + PART_SHARE * (per.sum(1) / (parts >= 0).sum(1).clamp(min=1)).sum()
    return loss


def fold_of(row: dict[str, Any]) -> int:
    """The fold of a row: a theme or a document goes whole."""
    return int(hashlib.sha256(row["theme"].encode()).hexdigest(), 16) // 10 % 10


def load_rows(paths: list[Path]) -> list[dict[str, Any]]:
    """All rows of these files."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf8").splitlines()]


def times(share: float, chance: random.Random) -> int:
    """How often a sample is taken in an epoch: a share of 1.5 is once or twice."""
    return int(share) + (chance.random() < share % 1)


def _epoch(used: list[Sample], shares: dict[str, float], size: int, chance: random.Random) -> list[list[Sample]]:
    """The batches of one epoch."""
    return batches([s for s in used for _ in range(times(shares.get(s.row["source"], 1.0), chance))], size, chance)


def train(encoder: Halved, heads: Heads, used: list[Sample], asked: argparse.Namespace) -> None:
    """Fit both to the samples, in place; prints the loss of each epoch."""
    chance = random.Random(asked.seed)
    shares = {name: float(share) for name, _, share in (part.partition("=") for part in asked.part)}
    groups = [
        {"params": [p for p in encoder.parameters() if p.requires_grad], "lr": asked.rate},
        {"params": heads.parameters(), "lr": 5 * asked.rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    plan = [_epoch(used, shares, asked.batch, chance) for _ in range(asked.epochs)]
    steps = sum(map(len, plan))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [asked.rate, 5 * asked.rate], total_steps=steps, pct_start=0.1)
    for epoch, taken in enumerate(plan):
        total, n, start = 0.0, 0, time.time()
        for k, group in enumerate(taken):
            batch = Batch(group)
            loss = batch_loss(heads(encoder(batch), batch.mask, batch.places), batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*encoder.parameters(), *heads.parameters()], 1.0)
            optimizer.step()
            schedule.step()
            total, n = total + float(loss.detach()) * len(group), n + len(group)
            if k % 100 == 99:
                told = {"epoch": epoch, "step": k + 1, "of": len(taken), "loss": round(total / n, 3)}
                told["wall_s"] = round(time.time() - start)
                print(json.dumps(told), flush=True)


def main() -> None:
    """Train, report, save."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("rows", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--weights", type=Path, required=True)
    ask.add_argument("--soft", type=Path, nargs="*", default=[])
    ask.add_argument("--without", nargs="*", default=[], help="sources not trained on (plv, cameo, status, own, pairs)")
    ask.add_argument(
        "--part",
        nargs="*",
        default=[],
        metavar="SOURCE=SHARE",
        help="how often each sample of a source is taken in an epoch, 1 by default",
    )
    ask.add_argument("--epochs", type=int, default=5)
    ask.add_argument("--batch", type=int, default=24)
    ask.add_argument("--rate", type=float, default=1e-4)
    ask.add_argument("--frozen", type=int, default=None, help="layers left as they are; 0: only the embeddings")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--folds", type=int, nargs="*", default=[])
    ask.add_argument("--threads", type=int, default=1)
    asked = ask.parse_args()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    tokenizer = Tokenizer.from_file(str(asked.weights / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rows = load_rows([asked.rows, *asked.soft])
    known = asked.weights / "labels.json"
    modes = sorted({pair[6] for row in rows for pair in row.get("pairs", []) if pair[6]})
    modes = json.loads(known.read_text(encoding="utf8"))["modes"] if known.is_file() else modes
    samples = [Sample(row, tokenizer, modes) for row in rows]
    held = [s for s in samples if s.row.get("held") or fold_of(s.row) in asked.folds]
    used = [
        s for s in samples if not s.row.get("held") and fold_of(s.row) not in asked.folds and s.row["source"] not in asked.without
    ]
    encoder = Halved(AutoModel.from_pretrained(str(asked.weights), add_pooling_layer=False), asked.frozen)
    heads = Heads(encoder.config.hidden_size, len(modes))
    if (asked.weights / "heads.pt").is_file():  # a folder that was trained before is trained on
        heads.load_state_dict(torch.load(asked.weights / "heads.pt", weights_only=True))
    print(json.dumps({"trained_on": len(used), "held_out": len(held)}), flush=True)
    train(encoder, heads, used, asked)
    asked.out.mkdir(parents=True, exist_ok=True)
    encoder.encoder.save_pretrained(asked.out)
    tokenizer.save(str(asked.out / "tokenizer.json"))
    torch.save(heads.state_dict(), asked.out / "heads.pt")
    labels = {"types": TYPES, "aux": AUX, "status": STATUS, "modes": modes, "passage": PASSAGE}
    (asked.out / "labels.json").write_text(json.dumps(labels, indent=1), encoding="utf8")
    print(json.dumps(report(encoder, heads, held)), flush=True)


if __name__ == "__main__":
    main()
