"""An article's mentions → who the other side is where a sentence leaves it out ("Ankara closed the border")."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from detente.events.anaphora import PastAct
from detente.records import ActorMention, EntityCode, MentionKind, Sentence

LOOK_BACK = 2  # sentences before the act in which the other side must have been named
SURE_MENTION = 0.7  # a state named as a place is less
PAGE_PAIR, ONLY_OTHER = 0.68, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """The mentions with a code by sentence, the codes of the page by how often they are named, and the acts told before."""

    by_sentence: tuple[tuple[ActorMention, ...], ...]
    ranked: tuple[EntityCode, ...]
    past: tuple[PastAct, ...] = ()

    def partner_of(self, code: EntityCode, sentence: int) -> tuple[ActorMention, float] | None:
        """The other side of `code` in the `sentence`-th sentence, with how sure that is; None where nobody stands out.

        In the sentence itself the page's own pair goes first (the two codes that it names most), then the only other one there.
        Where the sentence names nobody else, the page's pair, then the only other one of the sentences just before.
        """
        here = self.by_sentence[sentence]
        other = self._pair_of(code)
        paired = next((m for m in here if m.entity.code == other), None) if other is not None else None
        if paired is not None:
            return paired, PAGE_PAIR
        alone = _only_other(here, code)
        if alone is not None:
            return alone, ONLY_OTHER
        if any(m.entity.code != code for m in here):
            return None
        before = [m for mentions in reversed(self.by_sentence[:sentence]) for m in mentions]
        earlier = next((m for m in before if m.entity.code == other), None) if other is not None else None
        if earlier is not None:
            return earlier, PAGE_PAIR
        near = [m for mentions in self.by_sentence[max(0, sentence - LOOK_BACK) : sentence] for m in mentions]
        alone = _only_other(near, code)
        return (alone, ONLY_OTHER) if alone is not None else None

    def share(self, codes: frozenset[EntityCode | None]) -> float:
        """How much of what the page names is of these codes, 0 to 1: near 1 on a page about one relationship."""
        named = [m.entity.code for mentions in self.by_sentence for m in mentions]
        return sum(code in codes for code in named) / len(named) if named else 0.0

    def is_pair(self, codes: frozenset[EntityCode | None]) -> bool:
        """Whether these codes are the page's own pair."""
        return len(codes) == 2 and codes == frozenset(self.ranked[:2])

    def only(self, codes: frozenset[EntityCode | None], sentence: int) -> bool:
        """Whether two codes are all that a sentence names."""
        return len(codes) == 2 and all(m.entity.code in codes for m in self.by_sentence[sentence])

    def other_here(self, codes: frozenset[EntityCode | None], sentence: int) -> tuple[ActorMention, float] | None:
        """The other side among the sure mentions of the sentence itself: the page's pair first, else the only other one."""
        here = [m for m in self.by_sentence[sentence] if m.entity.code not in codes and m.confidence >= SURE_MENTION]
        code = next(iter(codes)) if len(codes) == 1 else None
        other = self._pair_of(code) if code is not None else None
        paired = next((m for m in here if m.entity.code == other), None)
        if paired is not None:
            return paired, PAGE_PAIR
        return (here[0], ONLY_OTHER) if len({m.entity.code for m in here}) == 1 else None

    def pair_near(self, sentence: int) -> tuple[tuple[ActorMention, float], ...]:
        """The page's own pair, where both were named in this sentence or just before; else nothing."""
        near = [m for mentions in reversed(self.by_sentence[max(0, sentence - 2 * LOOK_BACK) : sentence + 1]) for m in mentions]
        found = [next((m for m in near if m.entity.code == code), None) for code in self.ranked[:2]]
        named = tuple((m, PAGE_PAIR) for m in found if m is not None)
        return named if len(named) == len(self.ranked[:2]) > 1 else ()

    def _pair_of(self, code: EntityCode) -> EntityCode | None:
        pair = self.ranked[:2]
        return next((c for c in pair if c != code), None) if code in pair else None


def _only_other(mentions: Iterable[ActorMention], code: EntityCode) -> ActorMention | None:
    others = {m.entity.code: m for m in mentions if m.entity.code != code}
    return next(iter(others.values())) if len(others) == 1 else None


def find_partners(sentences: tuple[Sentence, ...], actors: tuple[ActorMention, ...]) -> Partners:
    """The mentions of an article by sentence."""
    coded = sorted((a for a in actors if a.entity.code is not None), key=lambda a: a.entity.span)
    spans = {sentence.index: sentence.span for sentence in sentences}
    by_sentence = tuple(
        tuple(a for a in coded if i in spans and spans[i].start <= a.entity.span.start < spans[i].end)
        for i in range(max(spans, default=-1) + 1)
    )
    named = [a for a in coded if a.kind is not MentionKind.PRONOUN]
    lead = by_sentence[0] if by_sentence else ()
    count = Counter(a.entity.code for a in (*named, *lead, *lead) if a.entity.code is not None)  # the lead names the pair
    ranked = tuple(sorted(count, key=lambda code: (-count[code], code)))
    return Partners(by_sentence=by_sentence, ranked=ranked)
