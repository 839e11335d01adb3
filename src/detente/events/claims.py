"""An act's place among the statements → whether it is one, or is told in one, and by whom it is claimed."""

from dataclasses import dataclass

from detente.records import ActorMention, Entity, EntityCode, MentionKind, Sentence, Span, Statement, overlaps

FIRST_PERSON = frozenset({"we", "us", "our", "ours", "ourselves", "i", "my", "me"})
FIRST_PERSON_CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How an act is told. `statement`: the one that it is or that tells it; `inside`: it stands in its words."""

    statement: Statement | None
    inside: bool

    def claimed_by(self, sides: frozenset[EntityCode | None]) -> Entity | None:
        """The speaker, where only a speaker says that others did it; None for what a side says of its own deed."""
        if self.statement is None or not self.inside or self.statement.speaker.code is None:
            return None
        return None if self.statement.speaker.code in sides else self.statement.speaker


def telling(trigger: Span, statements: tuple[Statement, ...]) -> Telling:
    """How the act at this trigger is told: in the innermost statement around it, else as the saying itself."""
    around = [s for s in statements if any(overlaps(trigger, piece) for piece in (s.spans or (s.span,)))]
    if around:
        return Telling(statement=min(around, key=lambda s: s.span.end - s.span.start), inside=True)
    cued = next((s for s in statements if s.cue is not None and overlaps(trigger, s.cue.span)), None)
    return Telling(statement=cued, inside=False)


def speakers(sentence: Sentence, statements: tuple[Statement, ...]) -> tuple[ActorMention, ...]:
    """The first person in a sentence's statements as mentions of who speaks: "our troops" are the speaker's side's."""
    found = []
    for token in sentence.tokens:
        if token.text.lower() not in FIRST_PERSON:
            continue
        statement = telling(token.span, statements)
        if statement.statement is None or not statement.inside or statement.statement.speaker.code is None:
            continue
        speaker = statement.statement.speaker
        entity = Entity(
            text=token.text, span=token.span, name=speaker.name, code=speaker.code, sector=speaker.sector, role=speaker.role
        )
        found.append(ActorMention(entity=entity, kind=MentionKind.PRONOUN, confidence=FIRST_PERSON_CONFIDENCE))
    return tuple(found)
