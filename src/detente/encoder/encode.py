"""Sentences → hidden states, by ONNX Runtime on the shipped int8 model. The room's door.

The only file that knows onnxruntime and tokenizers; both are loaded in `load_encoder`, not on import.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detente.encoder.pack import pack
from detente.records import Encoded, Sentence, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MAX_TOKENS = 192  # as trained; what lies beyond is not encoded


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded model. Give it to every page; it holds no state of any page. `passage`: how many word pieces it reads at once at
    most; 0 where it was trained on sentences by themselves.
    """

    session: InferenceSession
    tokenizer: Tokenizer
    passage: int = 0

    def encode(self, text: str, spans: Sequence[Span]) -> tuple[Encoded, ...]:
        """What the model makes of each of these stretches of a text.

        One stretch a run: the scales of an int8 model are taken from all that is run at once, so that in a batch a sentence's
        numbers would depend on its neighbours. A run alone also pads nothing.
        """
        encodings = self.tokenizer.encode_batch([text[span.start : span.end] for span in spans])
        out = []
        for span, encoding in zip(spans, encodings, strict=True):
            ids = np.array([encoding.ids[:MAX_TOKENS]], dtype=np.int64)
            (hidden,) = self.session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
            offsets = np.array(encoding.offsets[:MAX_TOKENS], dtype=np.int32) + span.start
            out.append(Encoded(hidden=hidden[0], starts=offsets[:, 0], ends=offsets[:, 1]))
        return tuple(out)

    def read(self, text: str, sentences: Sequence[Sentence]) -> Reading:
        """The sentences of a page in passages of as many as the model reads at once; nothing is encoded until it is asked for."""
        spans = [sentence.span for sentence in sentences]
        encodings = self.tokenizer.encode_batch([text[s.start : s.end] for s in spans], add_special_tokens=False)
        opens = [i == 0 or s.paragraph != sentences[i - 1].paragraph for i, s in enumerate(sentences)]
        cuts = pack([len(e.ids) for e in encodings], opens, self.passage)
        passages = tuple(Span(spans[first].start, spans[last - 1].end) for first, last in cuts)
        return Reading(encoder=self, text=text, passages=passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page as the model reads it: `passages`, in order, each encoded once, when it is first asked for."""

    encoder: Encoder
    text: str
    passages: tuple[Span, ...]
    _encoded: dict[Span, Encoded] = field(default_factory=dict)

    def around(self, sentence: Span) -> Encoded:
        """The passage that a sentence stands in, encoded; the sentence by itself where it stands in none."""
        return self._encode(next((p for p in self.passages if p.start <= sentence.start < p.end), sentence))

    def all(self) -> Iterator[Encoded]:
        """Every passage, encoded."""
        return map(self._encode, self.passages)

    def _encode(self, passage: Span) -> Encoded:
        if passage not in self._encoded:
            (self._encoded[passage],) = self.encoder.encode(self.text, [passage])
        return self._encoded[passage]


def load_encoder(folder: Path) -> Encoder:
    """The encoder of a model's folder (`folder.model_folder`), on one thread."""
    import onnxruntime  # deferred: half a second of import that `--help` must not pay
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.disable_quant_qdq", "1")  # stored int8 weights are made float once, on loading
    session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    labels = json.loads((folder / "labels.json").read_text(encoding="utf8"))
    return Encoder(session=session, tokenizer=tokenizer, passage=labels.get("passage", 0))
