"""A stretch of text as numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Encoded:
    """What the encoder makes of a sentence.

    `hidden`: float32[tokens, width], a row for each piece of a word; `starts`, `ends`: int32[tokens], where each piece stands, in
    characters of the page. The two marks around the sentence are rows with nothing between start and end.
    """

    hidden: NDArray[np.float32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    def tokens(self, span: Span) -> NDArray[np.intp]:
        """The rows that overlap a span, in order; none where it lies outside or beyond what was encoded."""
        return np.flatnonzero((self.starts < span.end) & (self.ends > span.start) & (self.ends > self.starts))
