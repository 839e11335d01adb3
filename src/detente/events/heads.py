"""What the encoder made of a sentence → who does what to whom in it, by the heads of the shipped model.

The heads are small dense layers over means of hidden states, so all pairs of a sentence come from one pass of the encoder; numpy
is all they need. How they are trained, on what, and how well they do is in `models/coder/`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.encoder.dense import Floats, Layers, gelu, load_layers, softmax
from detente.records import Aux, Encoded, EventType, Span

Ints = NDArray[np.intp]
ROLES = ("source", "target")
TYPES, AUX = tuple(EventType), tuple(Aux)
TYPE_AT = {event: i for i, event in enumerate(TYPES)}
AUX_AT = {aux: i for i, aux in enumerate(AUX)}
INSIDE, GAP = 0.4, 0.14


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pair:
    """What the first of two actors does to the second (None: to nobody), as probabilities.

    `types`: float32[16], of each type in the order of `EventType`; what is left over is `none`. `aux`: float32[4], of each
    auxiliary mode in the order of `Aux`; what is left over is a plain act. `claimed`: that only a speaker says so. `modes`:
    float32[modes], log odds up to a constant. `trigger`: float32[tokens], where the act is told.
    """

    actor: int
    recipient: int | None
    types: Floats
    aux: Floats
    claimed: float
    modes: Floats
    trigger: Floats

    def probability(self, event: EventType) -> float:
        """How likely the first does this to the second, 0 to 1."""
        return float(self.types[TYPE_AT[event]])

    @property
    def any_event(self) -> float:
        """How likely the first does anything to the second, 0 to 1."""
        return float(self.types.sum())

    @property
    def likeliest(self) -> EventType:
        """The likeliest type."""
        return TYPES[int(self.types.argmax())]

    def aux_probability(self, aux: Aux | None) -> float:
        """How likely an act between the two has this auxiliary mode; None: that it is a plain act."""
        return float(1 - self.aux.sum()) if aux is None else float(self.aux[AUX_AT[aux]])

    @property
    def likeliest_aux(self) -> Aux | None:
        """The likeliest auxiliary mode, None where a plain act is likelier."""
        best = int(self.aux.argmax())
        return AUX[best] if self.aux[best] > 1 - self.aux.sum() else None


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """The layers that read acts, with the names of their classes."""

    layers: Layers
    types: tuple[str, ...]
    aux: tuple[str, ...]
    status: tuple[str, ...]
    modes: tuple[str, ...]

    def pairs(
        self,
        encoded: Encoded,
        actors: Sequence[Span],
        pairs: Sequence[tuple[int, int | None]],
        *,
        sentence: Span | None = None,
        plv: bool = False,
    ) -> tuple[Pair, ...]:
        """What these pairs of places in `actors` do to each other in a sentence of the passage, None: in all of it.

        A side may stand in another sentence; a pair of which a side was not encoded is left out.
        `plv`: by the conventions of the PLV benchmark's annotators where they depart from the codebook (a promised release is
        CONCEDE in the codebook, AGREE in PLV).
        """
        places = [encoded.tokens(span) for span in actors]
        here = encoded.tokens(sentence) if sentence is not None else np.flatnonzero(encoded.ends > encoded.starts)
        kept = [(a, b) for a, b in pairs if len(places[a]) and (b is None or len(places[b]))]
        nobody = self.layers["nobody"]
        if not kept or not len(here):
            return ()
        means = np.stack([*(encoded.hidden[at].mean(axis=0) if len(at) else nobody for at in places), nobody])
        inside = np.array([sentence is None or sentence.start <= s.start < sentence.end for s in actors] + [True])
        first, second = (np.array([len(actors) if n is None else n for n in side]) for side in zip(*kept, strict=True))
        pair = gelu(self._pair(means, encoded.hidden[here].mean(axis=0), first, second, inside.astype(np.float32)))
        event = self.layers.dense("event", pair) + (self.layers.dense("plv", pair) if plv else 0)
        types, aux = softmax(event), softmax(self.layers.dense("aux", pair))
        claimed, modes = softmax(self.layers.dense("claimed", pair))[:, 1], self.layers.dense("mode", pair)
        pointed = self.layers.dense("trigger", pair) @ encoded.hidden[here].T / np.sqrt(encoded.hidden.shape[1], dtype=np.float32)
        trigger = np.zeros((len(kept), len(encoded.hidden)), dtype=np.float32)
        trigger[:, here] = softmax(pointed)
        type_at, aux_at = [self.types.index(t) for t in TYPES], [self.aux.index(a) for a in AUX]
        return tuple(
            Pair(
                actor=i,
                recipient=j,
                types=types[k, type_at],
                aux=aux[k, aux_at],
                claimed=float(claimed[k]),
                modes=modes[k],
                trigger=trigger[k],
            )
            for k, (i, j) in enumerate(kept)
        )

    def _pair(self, means: Floats, whole: Floats, first: Ints, second: Ints, inside: Floats) -> Floats:
        """The pair layer over `(a, b, a·b, |a − b|, whole, both inside)`, float32[pairs, out].

        What depends on one side is worked out once a side, what is the same both ways once for both; only sums are left a pair.
        """
        width = means.shape[1]
        weights = np.split(self.layers["pair.weight"].T, [width, 2 * width, 3 * width, 4 * width, 5 * width])
        ends = np.sort(np.stack([first, second]), axis=0)
        both, which = np.unique(ends[0] * len(means) + ends[1], return_inverse=True)
        a, b = means[both // len(means)], means[both % len(means)]
        shared = (a * b) @ weights[2] + np.abs(a - b) @ weights[3]
        near = np.stack([inside[first], inside[second]], axis=1)
        alone = whole @ weights[4] + self.layers["pair.bias"]
        out: Floats = (means @ weights[0])[first] + (means @ weights[1])[second] + shared[which] + near @ weights[5] + alone
        return out

    def roles(self, encoded: Encoded) -> Floats:
        """float32[tokens, 2, 3]: for source and target, how likely a token is outside, begins a span, goes on in one."""
        logits = self.layers.dense("role", encoded.hidden)
        return softmax(logits.reshape(len(logits), len(ROLES), 3))

    def quad(self, encoded: Encoded) -> Floats:
        """float32[5]: the probability of each quad class of the sentence's main act, 0 for a mere statement."""
        inside = 1 - self.roles(encoded)[:, :, 0]
        weighted = (inside / (inside.sum(axis=0) + 0.5)).T @ encoded.hidden
        joined = np.concatenate([encoded.hidden.mean(axis=0), weighted[0], weighted[1]])[None]
        classes: Floats = softmax(self.layers.dense("quad_out", gelu(self.layers.dense("quad", joined))))[0]
        return classes

    def verb_status(self, encoded: Encoded, verbs: Sequence[Span]) -> Floats:
        """float32[verbs, 4]: of verbs of an encoded sentence, whether each event stands on the time line, is wished, negated,
        hypothetical.
        """
        whole = encoded.hidden[encoded.ends > encoded.starts].mean(axis=0)
        means = [encoded.hidden[at].mean(axis=0) if len(at) else whole for at in map(encoded.tokens, verbs)]
        rows = [np.concatenate([mean, whole]) for mean in means]
        return softmax(self.layers.dense("status", gelu(self.layers.dense("verb", np.stack(rows)))))

    def mode_of(self, pair: Pair, event: EventType) -> str | None:
        """The likeliest mode of a type between the two, None where the type has none."""
        places = [i for i, name in enumerate(self.modes) if name.startswith(f"{event}:")]
        return self.modes[max(places, key=lambda i: pair.modes[i])].partition(":")[2] if places else None


def role_spans(encoded: Encoded, heads: Heads) -> dict[str, Span | None]:
    """The stretches that name who acts (`source`) and who is acted on (`target`) in a sentence's main act, None where nobody.

    They need no gazetteer. A stretch is a run of word pieces likelier than `INSIDE` in the role, over a gap of one; of several
    runs the one with the most likelihood in it counts, since a sentence has one main act.
    """
    inside = 1 - heads.roles(encoded)[:, :, 0]
    found: dict[str, Span | None] = {}
    for k, role in enumerate(ROLES):
        runs: list[tuple[int, int]] = []
        for i in np.flatnonzero((inside[:, k] >= INSIDE) & (encoded.ends > encoded.starts)):
            first, last = runs[-1] if runs else (int(i), int(i))
            if runs and (i - last == 1 or (i - last == 2 and inside[last + 1, k] >= GAP)):
                runs[-1] = first, int(i)
            else:
                runs.append((int(i), int(i)))
        best = max(runs, key=lambda run: float(inside[run[0] : run[1] + 1, k].sum()), default=None)
        found[role] = Span(int(encoded.starts[best[0]]), int(encoded.ends[best[1]])) if best else None
    return found


def load_heads(folder: Path) -> Heads:
    """The heads of a model's folder."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf8"))
    layers = load_layers(folder)
    return Heads(layers, tuple(labels["types"]), tuple(labels["aux"]), tuple(labels["status"]), tuple(labels["modes"]))
