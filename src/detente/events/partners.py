"""An article's mentions → who the other side is where a sentence leaves it out ("Ankara closed the border")."""

from collections import Counter
from dataclasses import dataclass

from detente.records import ActorMention, EntityCode, MentionKind, Sentence

LOOK_BACK = 2  # sentences before the act in which the other side must have been named
PAGE_PAIR, ONLY_OTHER = 0.68, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """The mentions with a code, sentence by sentence, and the codes of the page by how often they are named."""

    by_sentence: tuple[tuple[ActorMention, ...], ...]
    ranked: tuple[EntityCode, ...]

    def partner_of(self, code: EntityCode, sentence: int) -> tuple[ActorMention, float] | None:
        """The other side of `code` in the `sentence`-th sentence, with how sure that is; None where nobody stands out.

        The page's own pair goes first: the other of the two codes that it names most, if it was named just now. Else the only
        other one in the sentence, or in the one before.
        """
        near = self.by_sentence[max(0, sentence - LOOK_BACK) : sentence + 1]
        other = self._pair_of(code)
        for mentions in reversed(near):
            found = next((m for m in mentions if m.entity.code == other), None)
            if other is not None and found is not None:
                return found, PAGE_PAIR
        for mentions in reversed(near):
            others = {m.entity.code: m for m in mentions if m.entity.code != code}
            if len(others) == 1:
                return next(iter(others.values())), ONLY_OTHER
            if others:
                return None
        return None

    def pair_near(self, sentence: int) -> tuple[tuple[ActorMention, float], ...]:
        """The page's own pair, where both were named in this sentence or just before; else nothing."""
        near = [m for mentions in reversed(self.by_sentence[max(0, sentence - 2 * LOOK_BACK) : sentence + 1]) for m in mentions]
        found = [next((m for m in near if m.entity.code == code), None) for code in self.ranked[:2]]
        named = tuple((m, PAGE_PAIR) for m in found if m is not None)
        return named if len(named) == len(self.ranked[:2]) > 1 else ()

    def _pair_of(self, code: EntityCode) -> EntityCode | None:
        pair = self.ranked[:2]
        return next((c for c in pair if c != code), None) if code in pair else None


def find_partners(sentences: tuple[Sentence, ...], actors: tuple[ActorMention, ...]) -> Partners:
    """The mentions of an article by sentence."""
    coded = sorted((a for a in actors if a.entity.code is not None), key=lambda a: a.entity.span)
    by_sentence = tuple(
        tuple(a for a in coded if sentence.span.start <= a.entity.span.start < sentence.span.end) for sentence in sentences
    )
    named = [a for a in coded if a.kind is not MentionKind.PRONOUN]
    lead = by_sentence[0] if by_sentence else ()
    count = Counter(a.entity.code for a in (*named, *lead, *lead) if a.entity.code is not None)  # the lead names the pair
    ranked = tuple(sorted(count, key=lambda code: (-count[code], code)))
    return Partners(by_sentence=by_sentence, ranked=ranked)
