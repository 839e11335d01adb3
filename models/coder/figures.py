"""A trained network and held-out samples → figures of every head."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

import torch
from network import ANCHORS, GROUPS, PARTS, ROLES, TYPES, Heads
from samples import Batch, Sample, batches
from torch import Tensor, nn

MERGED = (*(t for t in TYPES if t not in ("none", "CONCEDE", "RETREAT")), "YIELD")
QUAD_OF = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("YIELD", "COOPERATE", "AID"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
TOLD = ("cue", "content", "source")
Pairs = list[tuple[object, object]]


def report(encoder: nn.Module, heads: Heads, samples: list[Sample]) -> dict[str, float]:
    """PLV macro F1 (root, quad, binary); own acts' precision and recall; spans, quad, status on held-out rows."""
    encoder.eval()
    heads.eval()
    pairs: dict[str, Pairs] = {"plv": [], "written": [], "aux": [], "quad": [], "status": [], "mode": []}
    counts: Counter[str] = Counter()
    with torch.no_grad():
        for group in batches(samples, 16, random.Random(0)):
            batch = Batch(group)
            out = heads(encoder(batch), batch.mask, batch.places)
            _judge(out, batch, pairs, counts)
            _judge_told(out, batch, counts)
    encoder.train()
    heads.train()
    plv = pairs["plv"]
    quads = [(QUAD_OF[str(a)], QUAD_OF[str(b)]) for a, b in plv]
    ratio = lambda a, b: round(a / b, 3) if b else 0.0  # noqa: E731
    return {
        "plv_root": macro_f1(plv),
        "plv_quad": macro_f1(quads),
        "plv_binary": macro_f1([(a < 3, b < 3) for a, b in quads]),
        "n_plv": len(plv),
        "written_root": macro_f1(pairs["written"]),
        "n_written": len(pairs["written"]),
        "own_precision": ratio(counts["right"], counts["said"]),
        "own_recall": ratio(counts["right"], counts["gold"]),
        "n_own": counts["gold"],
        "aux": macro_f1(pairs["aux"]),
        "mode": ratio(sum(a == b for a, b in pairs["mode"]), len(pairs["mode"])),
        **{f"{role}_f1": ratio(2 * counts[role], counts[f"{role}_gold"] + counts[f"{role}_said"]) for role in ROLES},
        "quad": macro_f1(pairs["quad"]),
        "triple": ratio(2 * counts["triple"], counts["triple_gold"] + counts["triple_said"]),
        "n_cameo": len(pairs["quad"]),
        "status_accuracy": ratio(sum(a == b for a, b in pairs["status"]), len(pairs["status"])),
        "status_f1": macro_f1(pairs["status"]),
        "n_status": len(pairs["status"]),
        **{f"{part}_tokens": ratio(2 * counts[part], counts[f"{part}_gold"] + counts[f"{part}_said"]) for part in TOLD},
    }


def _judge_told(out: dict[str, Tensor], batch: Batch, counts: Counter[str]) -> None:
    """Tokens of cues, and given the cues tokens of content and source: how many are found."""
    told = batch.tokens("told", len(ANCHORS))[:, :, 0]
    found = {"cue": (out["anchor"][:, :, 0].argmax(-1) > 0, told > 0, told >= 0)}
    if "part" in out:
        said, gold = out["part"].argmax(-1), batch.parts
        found |= {name: (said == PARTS.index(name), gold == PARTS.index(name), gold >= 0) for name in TOLD[1:]}
    for name, (said, gold, asked) in found.items():
        counts[name] += int((said & gold & asked).sum())
        counts[f"{name}_said"] += int((said & asked).sum())
        counts[f"{name}_gold"] += int((gold & asked).sum())


def _judge(out: dict[str, Tensor], batch: Batch, pairs: dict[str, Pairs], counts: Counter[str]) -> None:
    n = v = 0
    for b, sample in enumerate(batch.samples):
        source = sample.row["source"]
        for k, label in enumerate(sample.types):
            logits = out["type"][n + k]
            if source == "plv" or (source == "pairs" and label != "none"):
                name = "YIELD" if label in GROUPS["YIELD"] else label
                pairs["plv" if source == "plv" else "written"].append((name, best_merged(logits)))
            elif source == "own" and label != "?":
                said = TYPES[int(logits.argmax())]
                counts["gold"] += label != "none"
                counts["said"] += said != "none"
                counts["right"] += label == said != "none"
            if sample.aux[k] >= 0:
                pairs["aux"].append((sample.aux[k], int(out["aux"][n + k].argmax())))
            if sample.modes[k] >= 0:
                pairs["mode"].append((sample.modes[k], int(out["mode"][n + k].argmax())))
        n += len(sample.types)
        for k, (_, label) in enumerate(sample.verbs):
            pairs["status"].append((label, int(out["status"][v + k].argmax())))
        v += len(sample.verbs)
        if source == "cameo":
            _judge_spans(out["role"][b, : len(sample.ids)], int(out["quad"][b].argmax()), sample, pairs, counts)


def best_merged(logits: Tensor) -> str:
    """The likeliest of PLV's roots: no event is left out, CONCEDE and RETREAT are one."""
    scores = logits.softmax(0)
    merged = {t: float(scores[TYPES.index(t)]) for t in MERGED[:-1]}
    merged["YIELD"] = sum(float(scores[TYPES.index(t)]) for t in GROUPS["YIELD"])
    return max(merged, key=merged.__getitem__)


def _judge_spans(roles: Tensor, quad: int, sample: Sample, pairs: dict[str, Pairs], counts: Counter[str]) -> None:
    pairs["quad"].append((sample.quad, quad))
    scores = roles.softmax(-1)
    found = []
    for k, role in enumerate(ROLES):
        gold = [set(sample._tokens(*span)) for span in sample.row["roles"][role]]
        said = spans_of(scores[:, k].tolist())
        counts[f"{role}_gold"] += len(gold)
        counts[f"{role}_said"] += len(said)
        hits = [any(iou(set(range(*s)), g) >= 0.5 for s in said) for g in gold]
        counts[role] += sum(hits)
        found.append((gold, said, hits))
    (gs, ss, hs), (gt, st, ht) = found
    counts["triple_gold"] += bool(gs) and bool(gt)
    counts["triple_said"] += bool(ss) and bool(st)
    counts["triple"] += bool(hs) and bool(ht) and all(hs) and all(ht) and sample.quad == quad


def spans_of(scores: list[list[float]], least: float = 0.5) -> list[tuple[int, int]]:
    """Runs of tokens inside a role, `[outside, begins, goes on]` probabilities each; a new beginning splits a run."""
    runs: list[tuple[int, int]] = []
    for i, (outside, begins, goes_on) in enumerate(scores):
        if 1 - outside < least:
            continue
        if runs and runs[-1][1] == i and not (begins > goes_on and begins > 0.6):
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def iou(a: set[int], b: set[int]) -> float:
    """Shared tokens over all tokens of two sets."""
    return len(a & b) / len(a | b) if a | b else 0.0


def macro_f1(pairs: Iterable[tuple[object, object]]) -> float:
    """Macro F1 over the classes of the gold."""
    pairs = list(pairs)
    scores = []
    for name in {a for a, _ in pairs}:
        both = sum(a == b == name for a, b in pairs)
        scores.append(2 * both / (sum(a == name for a, _ in pairs) + sum(b == name for _, b in pairs)))
    return round(sum(scores) / len(scores), 3) if scores else 0.0
