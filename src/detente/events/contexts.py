"""A sentence → the PLOVER contexts that its words show."""

from collections.abc import Mapping

from detente.records import Sentence

LONGEST = 4
MOST = 4  # contexts an event carries: more say nothing


def contexts_of(sentence: Sentence, table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The contexts of a sentence, those with most words first, four at most; by name where they tie."""
    count: dict[str, int] = {}
    lemmas = [token.lemma for token in sentence.tokens]
    lowers = [token.text.lower() for token in sentence.tokens]
    for start in range(len(lemmas)):
        for size in range(1, LONGEST + 1):
            keys = {" ".join(lemmas[start : start + size]), " ".join(lowers[start : start + size])}
            if start + size > len(lemmas):
                break
            for key in sorted(keys & table.keys()):
                for context in table[key]:
                    count[context] = count.get(context, 0) + 1
    return tuple(sorted(count, key=lambda context: (-count[context], context)))[:MOST]
