"""What the events room needs loaded: the codebook, the lexicon of acts, the words of speech acts, the learned heads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.codebook.plover import Plover, load_plover
from detente.encoder.logistic import Logistic
from detente.events.build import Draft
from detente.events.heads import Heads, load_heads
from detente.events.lexicon import Lexicon, load_lexicon
from detente.events.speech import SpeechWords, load_speech_words
from detente.events.weigh import load_confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """Loaded once, given to every page; holds no state of any page.

    `contexts`: word or words → PLOVER contexts. `watch`: told of each draft and its figures, where the confidence is to be
    fitted.
    """

    plover: Plover
    lexicon: Lexicon
    speech: SpeechWords
    contexts: Mapping[str, tuple[str, ...]]
    heads: Heads
    confidence: Logistic
    watch: Callable[[Draft, Mapping[str, float]], None] | None = None


def load_coder(model: Path) -> Coder:
    """The coder the package ships with, on the heads of a model's folder.

    Raises: CodebookError where a data file does not hold together.
    """
    plover = load_plover()
    contexts: dict[str, tuple[str, ...]] = {}
    for row in plover.contexts:
        for word in row.words:
            contexts[word] = (*contexts.get(word, ()), row.context)
    return Coder(
        plover=plover,
        lexicon=load_lexicon(),
        speech=load_speech_words(),
        contexts=contexts,
        heads=load_heads(model),
        confidence=load_confidence(),
    )
