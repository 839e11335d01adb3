"""What the encoder made of a passage → the utterances in it: which cue reports which words, and whose they are, by learned heads.

Cues are found first, then for each cue the tokens of its content and its source; so one pass serves utterances inside others.
How the heads are trained, on what, and how well they do is in `models/coder/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.encoder.dense import Floats, Layers, gelu, load_layers, softmax
from detente.records import Encoded, Span

CUE, OPENING = 0, 1
LEAST_CUE, LEAST_OPENING = 0.3, 0.5
INSIDE = 0.5
BRIDGE = 3  # pieces between two runs of one content that are taken in
LEAST_RUN = 2
FAR = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Words with the cue that reports them and whose they are, as the heads see it.

    `cue`: None where the words stand without one. `source`: None where nobody is named. `cue_probability`: that the cue is one;
    `content_probability`, `source_probability`: of the tokens taken, the mean.
    """

    cue: Span | None
    content: tuple[Span, ...]
    source: Span | None
    cue_probability: float
    content_probability: float
    source_probability: float


@dataclass(frozen=True, slots=True, eq=False)
class Tagger:
    """The layers that find utterances."""

    layers: Layers

    def find(self, encoded: Encoded) -> tuple[Utterance, ...]:
        """The utterances of a passage, in the order of their cues."""
        logits = self.layers.dense("anchor", encoded.hidden)
        anchors = softmax(logits.reshape(len(logits), 2, 3))
        found = [*_cues(encoded, anchors[:, CUE]), *_openings(encoded, anchors[:, OPENING])]
        if not found:
            return ()
        parts = self._parts(encoded, [(first, last) for first, last, _, _ in found])
        made = (_utterance(encoded, part, *each) for part, each in zip(parts, found, strict=True))
        return tuple(u for u in made if u is not None)

    def _parts(self, encoded: Encoded, anchors: Sequence[tuple[int, int]]) -> Floats:
        """float32[anchors, tokens, 3]: of each token, that it is outside, content or source of what an anchor reports."""
        hidden, layers = encoded.hidden, self.layers
        means = np.stack([hidden[first : last + 1].mean(axis=0) for first, last in anchors])
        told, gate = layers.dense("told", hidden), layers.dense("told_gate", hidden)
        teller, teller_gate = layers.dense("teller", means), layers.dense("teller_gate", means)
        away = np.arange(len(hidden))[None, :] - np.array([first for first, _ in anchors])[:, None]
        far = np.minimum(np.floor(np.log2(np.maximum(np.abs(away), 1))).astype(int) + 1, FAR)
        near = layers["distance.weight"][FAR + np.sign(away) * far]
        mixed = told[None] + teller[:, None] + gate[None] * teller_gate[:, None] + near
        flat = layers.dense("part", gelu(mixed.reshape(-1, mixed.shape[-1])))
        return softmax(flat.reshape(*mixed.shape[:2], -1))


def load_tagger(folder: Path) -> Tagger | None:
    """The tagger of a model's folder, None where the model was not trained to find utterances."""
    layers = load_layers(folder)
    return Tagger(layers) if "anchor" in layers else None


Found = tuple[int, int, float, bool]  # first and last token, probability, whether it is a cue


def _cues(encoded: Encoded, scores: Floats) -> Iterator[Found]:
    """Runs of tokens that are likely part of a cue; a new beginning splits a run."""
    runs: list[tuple[int, int]] = []
    inside = 1 - scores[:, 0]
    for i in np.flatnonzero((inside >= LEAST_CUE) & (encoded.ends > encoded.starts)):
        at = int(i)
        goes_on = runs and runs[-1][1] == at - 1 and not (scores[at, 1] > scores[at, 2] and not _same_word(encoded, at))
        if goes_on:
            runs[-1] = runs[-1][0], at
        else:
            runs.append((at, at))
    for first, last in runs:
        yield first, last, float(inside[first : last + 1].max()), True


def _same_word(encoded: Encoded, at: int) -> bool:
    return bool(encoded.ends[at - 1] == encoded.starts[at])


def _openings(encoded: Encoded, scores: Floats) -> Iterator[Found]:
    for i in np.flatnonzero((scores[:, 1] >= LEAST_OPENING) & (encoded.ends > encoded.starts)):
        yield int(i), int(i), float(scores[i, 1]), False


def _utterance(encoded: Encoded, part: Floats, first: int, last: int, probability: float, is_cue: bool) -> Utterance | None:
    real = encoded.ends > encoded.starts
    content = _runs(part[:, 1], real, first)
    if not content:
        return None
    tokens = [t for a, b in content for t in range(a, b + 1)]
    source = _source(part[:, 2], real, first)
    return Utterance(
        cue=_span(encoded, first, last) if is_cue else None,
        content=tuple(_span(encoded, a, b) for a, b in content),
        source=_span(encoded, *source) if source else None,
        cue_probability=probability,
        content_probability=float(part[tokens, 1].mean()),
        source_probability=float(part[source[0] : source[1] + 1, 2].mean()) if source else 0.0,
    )


def _runs(scores: Floats, real: NDArray[np.bool_], cue: int) -> list[tuple[int, int]]:
    """Stretches of content; short gaps are taken in unless the cue stands in them, and specks are left out."""
    runs: list[tuple[int, int]] = []
    for i in np.flatnonzero((scores >= INSIDE) & real):
        at = int(i)
        if runs and at - runs[-1][1] <= BRIDGE and not (runs[-1][1] < cue <= at):
            runs[-1] = runs[-1][0], at
        else:
            runs.append((at, at))
    most = max((float(scores[a : b + 1].sum()) for a, b in runs), default=0.0)
    return [(a, b) for a, b in runs if scores[a : b + 1].sum() >= min(LEAST_RUN, most)]


def _source(scores: Floats, real: NDArray[np.bool_], cue: int) -> tuple[int, int] | None:
    """The stretch that most likely names who speaks."""
    runs: list[tuple[int, int]] = []
    for i in np.flatnonzero((scores >= INSIDE) & real):
        at = int(i)
        if runs and at - runs[-1][1] <= 2 and not (runs[-1][1] < cue <= at):
            runs[-1] = runs[-1][0], at
        else:
            runs.append((at, at))
    if not runs:
        best = int(np.where(real, scores, 0).argmax())
        return (best, best) if scores[best] > 0.25 else None
    return max(runs, key=lambda run: float(scores[run[0] : run[1] + 1].sum()) / (1 + 0.02 * abs(run[0] - cue)))


def _span(encoded: Encoded, first: int, last: int) -> Span:
    return Span(int(encoded.starts[first]), int(encoded.ends[last]))
