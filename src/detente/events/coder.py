"""What the events room needs loaded: the codebook, the lexicon of acts and the words of speech acts."""

from collections.abc import Mapping
from dataclasses import dataclass

from detente.codebook.plover import Plover, load_plover
from detente.events.lexicon import Lexicon, load_lexicon
from detente.events.speech import SpeechWords, load_speech_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """Loaded once, given to every page; holds no state of any page. `contexts`: word or words → PLOVER contexts."""

    plover: Plover
    lexicon: Lexicon
    speech: SpeechWords
    contexts: Mapping[str, tuple[str, ...]]


def load_coder() -> Coder:
    """The coder the package ships with."""
    plover = load_plover()
    contexts: dict[str, tuple[str, ...]] = {}
    for row in plover.contexts:
        for word in row.words:
            contexts[word] = (*contexts.get(word, ()), row.context)
    return Coder(plover=plover, lexicon=load_lexicon(), speech=load_speech_words(), contexts=contexts)
