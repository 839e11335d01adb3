"""Sentences → hidden states, by ONNX Runtime on the shipped int8 model. The room's door.

The only file that knows onnxruntime and tokenizers; both are loaded in `load_encoder`, not on import.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detente.records import Encoded, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MAX_TOKENS = 192  # as trained; what lies beyond is not encoded


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded model. Give it to every page; it holds no state of any page."""

    session: InferenceSession
    tokenizer: Tokenizer

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
    return Encoder(session=session, tokenizer=tokenizer)
