"""An article's own adjectives of states, where they stand before nouns that the actors room leaves aside.

"Belmarkan posts", "the Belmarkan frontier" name no actor, but they say whose posts and frontier it is. What an adjective stands
for is learned from the page: "Belmarkan troops" is a mention with a code, so "Belmarkan" stands for that code on this page.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from detente.records import ActorMention, Entity, EntityCode, MentionKind, Sentence, Token

LIKE_AN_ADJECTIVE = re.compile(r"[A-Z][a-zé]+(?:an|ese|ish|i|ch|ek|ss|ot|ino|ine)|Czech|Thai|Lao|U\.S\.|US|UK")
NOT_OF_STATES = frozenset(
    {"Christian", "European", "African", "Asian", "American-led", "Arabian", "Human", "Mediterranean", "Caspian", "Republican"}
    | {
        "Roman",
        "Caucasian",
        "Civilian",
        "Suburban",
        "Urban",
        "Iberian",
        "Balkan",
        "Scandinavian",
        "Marine",
        "Valentine",
        "Maritime",
    }
)
HAS_ADJECTIVES = frozenset({MentionKind.PEOPLE, MentionKind.OFFICE, MentionKind.PERSON, MentionKind.ADJECTIVE})
BEFORE_A_NOUN = frozenset({"amod", "compound", "nmod"})
CONFIDENCE = 0.6
RECEIVER = 0.62
GIVEN = frozenset(
    {
        "billion",
        "million",
        "dollar",
        "euro",
        "weapon",
        "arm",
        "missile",
        "tank",
        "aid",
        "ton",
        "tonne",
        "dose",
        "thousand",
        "hundred",
    }
)


def adjective_mentions(sentences: tuple[Sentence, ...], actors: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """A mention for each adjective of a state that stands before a noun and in no other mention; none where it is not clear."""
    codes = _codes(actors)
    if not codes:
        return ()
    taken = {at for actor in actors for at in range(actor.entity.span.start, actor.entity.span.end)}
    return tuple(
        _mention(token, codes[token.text])
        for sentence in sentences
        for token in sentence.tokens
        if token.text in codes and token.dep in BEFORE_A_NOUN and token.span.start not in taken
    )


def with_receivers(sentences: tuple[Sentence, ...], actors: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """The mentions, with states that the parser takes for adjectives of a gift made its receivers: "sent Belmark billions"."""
    given = frozenset(
        token.span for sentence in sentences for token in sentence.tokens if token.dep == "compound" and _is_gift(sentence, token)
    )
    return tuple(
        replace(actor, kind=MentionKind.STATE, confidence=RECEIVER)
        if actor.kind is MentionKind.ADJECTIVE and actor.confidence < RECEIVER and actor.entity.span in given
        else actor
        for actor in actors
    )


def _is_gift(sentence: Sentence, token: Token) -> bool:
    head = sentence.tokens[token.head]
    return token.tag == "NNP" and head.dep == "dobj" and head.lemma in GIVEN


def _codes(actors: Iterable[ActorMention]) -> Mapping[str, EntityCode]:
    """The adjectives that open the page's mentions, each with the one code it goes with; those with several are left out."""
    found: dict[str, set[EntityCode]] = {}
    for actor in actors:
        words = actor.entity.text.split()
        if actor.kind not in HAS_ADJECTIVES or actor.entity.code is None or not words:
            continue
        alone = len(words) == 1 and actor.kind is not MentionKind.ADJECTIVE
        if not alone and LIKE_AN_ADJECTIVE.fullmatch(words[0]) and words[0] not in NOT_OF_STATES:
            found.setdefault(words[0], set()).add(actor.entity.code)
    return {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1}


def _mention(token: Token, code: EntityCode) -> ActorMention:
    entity = Entity(text=token.text, span=token.span, name=None, code=code)
    return ActorMention(entity=entity, kind=MentionKind.ADJECTIVE, confidence=CONFIDENCE)
