"""Sentences → hidden states, by ONNX Runtime on the shipped int8 model. The room's door.

The only file that knows onnxruntime and tokenizers; both are loaded in `load_encoder`, not on import.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detente.encoder.pack import pack
from detente.records import Encoded, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"(?<=[a-z\d)%][.?!])[”\"’')]*\s+(?=[“\"‘'(]*[A-Z])")
MAX_TOKENS = 192  # as trained; what lies beyond is not encoded


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded model. Give it to every page; it holds no state of any page. `passage`: how many word pieces it reads at once at
    most; 0 where it was trained on sentences by themselves. `beside`: one thread, in which it works while Python goes on.
    """

    session: InferenceSession
    tokenizer: Tokenizer
    passage: int = 0
    beside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="encoder"))

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

    def read(self, text: str, parts: Sequence[Span]) -> Reading:
        """These parts of a text in passages of as much as the model reads at once, none where it was trained on sentences.

        Nothing is encoded until it is asked for. Passages end where lines do; a line too long for one is cut between sentences.
        """
        if not self.passage:
            return Reading(encoder=self, text=text, passages=())
        units, opens = _units(text, parts)
        lengths = [
            len(e.ids) for e in self.tokenizer.encode_batch([text[u.start : u.end] for u in units], add_special_tokens=False)
        ]
        cuts = pack(lengths, opens, self.passage)
        passages = tuple(Span(units[first].start, units[last - 1].end) for first, last in cuts)
        return Reading(encoder=self, text=text, passages=passages)


def _units(text: str, parts: Sequence[Span]) -> tuple[list[Span], list[bool]]:
    """The sentences of these parts, roughly: what ends with a stop before a capital; and whether each opens a line."""
    units: list[Span] = []
    opens: list[bool] = []
    for part in parts:
        for line in _LINE.finditer(text, part.start, part.end):
            start = line.start()
            cuts = [*(m.end() for m in _STOP.finditer(text, line.start(), line.end())), line.end()]
            for end in cuts:
                if end > start:
                    units.append(Span(start, end))
                    opens.append(start == line.start())
                start = end
    return units, opens


class Reading:
    """A page as the model reads it: `passages`, in order, each encoded once, when it is first asked for or `ahead` of that."""

    def __init__(self, *, encoder: Encoder, text: str, passages: tuple[Span, ...]) -> None:
        self.passages = passages
        self._encoder, self._text = encoder, text
        self._encoded: dict[Span, Future[Encoded]] = {}

    def ahead(self) -> None:
        """Begin to encode every passage, beside whatever else is done with the page."""
        for passage in self.passages:
            self._begin(passage)

    def around(self, sentence: Span) -> Encoded:
        """The passage that a sentence stands in, encoded; the sentence by itself where it stands in none."""
        return self._begin(next((p for p in self.passages if p.start <= sentence.start < p.end), sentence)).result()

    def all(self) -> Iterator[Encoded]:
        """Every passage, encoded."""
        return (self._begin(passage).result() for passage in self.passages)

    def _begin(self, passage: Span) -> Future[Encoded]:
        if passage not in self._encoded:
            self._encoded[passage] = self._encoder.beside.submit(self._encode, passage)
        return self._encoded[passage]

    def _encode(self, passage: Span) -> Encoded:
        return self._encoder.encode(self._text, [passage])[0]


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
