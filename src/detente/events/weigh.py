"""A draft and what the learned heads say of its sides → the probability that it is right in type, sides and status.

A logistic model over a dozen figures, fitted on whole articles that people annotated (`models/coder/calibrate.py`); its weights
are `data/confidence.tsv`. Grammar and heads err on different sentences, which is why both are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import resources

from detente.codebook.plover import Plover
from detente.encoder.logistic import Logistic, load_logistic, log_odds
from detente.events.build import Draft
from detente.events.evidence import Acting, Evidence
from detente.records import Aux, Entity, EventType, QuadClass, Span

FIGURES = (
    "bias", "grammar", "grammar_absent", "type", "type_rank", "quad", "any_event", "unseen", "direction", "rival", "mention",
    "role", "aux", "has_aux", "background", "implied", "uncoded", "one_sided", "mutual", "claimed", "spoken", "many_sides",
    "verbal_cooperation", "material", "share", "implied_share", "far",
    "noun", "dated", "undated_noun", "passing", "again", "verbal_conflict",
)  # fmt: skip
MANY = 3
SURE = 0.95
AS_HISTORY = 0.7


def load_confidence() -> Logistic:
    """The weights the package ships with.

    Raises: CodebookError where a figure has no weight.
    """
    return load_logistic(resources.files("detente.events") / "data" / "confidence.tsv", FIGURES)


def figures_of(
    draft: Draft,
    evidence: Evidence,
    sentence: Span,
    plover: Plover,
    *,
    share: float,
    noun: bool = False,
    passing: bool = False,
    again: bool = False,
) -> dict[str, float]:
    """The figures that the model weighs. Log odds where a figure is a probability; 0 or 1 where it is a fact.

    `share`: how much of what the page names is of the draft's sides, 0 to 1; `noun`: whether a noun tells it, `passing`: only
    in passing ("the spirit of the meeting"); `again`: whether
    the page told the same act between the same sides before.
    """
    implied = not all(_inside(e, sentence) for e in (*draft.actor, *draft.recipient))
    best = _best(draft, evidence, sentence)
    quad = plover.quad(draft.event)
    alike = [event for event in EventType if plover.quad(event) is quad]
    acting, acted_on = draft.sides
    return {
        "bias": 1.0,
        "grammar": 0.0 if draft.learned else log_odds(draft.confidence),
        "grammar_absent": float(draft.learned),
        "type": log_odds(best.pair.probability(draft.event)) if best else 0.0,
        "type_rank": float(best is not None and draft.event is best.pair.likeliest),
        "quad": log_odds(sum(best.pair.probability(event) for event in alike)) if best else 0.0,
        "any_event": log_odds(best.pair.any_event) if best else 0.0,
        "unseen": float(best is None),
        "direction": _direction(draft, best, evidence),
        "rival": _rival(draft, best, evidence),
        "mention": log_odds(min(best.confidence, SURE)) if best else 0.0,
        "role": log_odds(evidence.in_role(best)) if best else 0.0,
        "aux": _aux(draft, best),
        "has_aux": float(draft.aux is not None),
        "background": float(draft.aux == "historical"),
        "implied": float(implied),
        "far": float(best is not None and not best.is_near(sentence)),
        "uncoded": float(any(e.code is None for e in (*draft.actor, *draft.recipient))),
        "one_sided": float(not draft.recipient and len(acting) < 2),
        "mutual": float(not draft.recipient and len(acting) >= 2),
        "claimed": float(draft.claimed_by is not None),
        "spoken": float(draft.statement is not None),
        "many_sides": float(len(acting) + len(acted_on) > MANY),
        "noun": float(noun),
        "dated": float(draft.date is not None),
        "undated_noun": float(noun and draft.date is None),
        "passing": float(passing),
        "again": float(again),
        "verbal_conflict": float(quad is QuadClass.VERBAL_CONFLICT),
        "verbal_cooperation": float(quad is QuadClass.VERBAL_COOPERATION),
        "material": float(quad in (QuadClass.MATERIAL_CONFLICT, QuadClass.MATERIAL_COOPERATION)),
        "share": share,
        "implied_share": share * implied,
    }


def with_likelier_aux(draft: Draft, evidence: Evidence, sentence: Span) -> Draft:
    """The draft as background, where the grammar takes it for news and the heads are sure that it is told as history."""
    best = _best(draft, evidence, sentence)
    if draft.aux is not None or draft.learned or best is None or best.pair.aux_probability(Aux.HISTORICAL) < AS_HISTORY:
        return draft
    return replace(draft, aux=Aux.HISTORICAL)


def _best(draft: Draft, evidence: Evidence, sentence: Span) -> Acting | None:
    """The pair of the draft's sides between which the act is likeliest; of sides in the sentence where both have one there."""
    actor = tuple(e for e in draft.actor if _inside(e, sentence))
    recipient = tuple(e for e in draft.recipient if _inside(e, sentence))
    pairs = _pairs(draft, actor, recipient, evidence)
    if len(actor) < len(draft.actor) or len(recipient) < len(draft.recipient):
        pairs = _pairs(draft, draft.actor, draft.recipient, evidence) or pairs
    return max(pairs, key=lambda p: p.pair.probability(draft.event), default=None)


def _pairs(draft: Draft, actor: Sequence[Entity], recipient: Sequence[Entity], evidence: Evidence) -> tuple[Acting, ...]:
    """The pairs that bear on a draft: its sides as they stand in the sentence, both ways where it is mutual."""
    if not draft.recipient and len(actor) > 1:
        return tuple(p for p in evidence.between(actor, actor) if p.recipient is not None)
    if actor and recipient:
        return evidence.between(actor, recipient)
    return evidence.between(actor, ()) if actor else ()


def _direction(draft: Draft, best: Acting | None, evidence: Evidence) -> float:
    """How much likelier the act is this way than the other way round, in log odds; 0 for what both do to each other."""
    if best is None or best.recipient is None or not draft.recipient:
        return 0.0
    back = evidence.between((best.recipient.entity,), (best.actor.entity,))
    other = max((p.pair.probability(draft.event) for p in back), default=0.0)
    return log_odds(best.pair.probability(draft.event)) - log_odds(other)


def _rival(draft: Draft, best: Acting | None, evidence: Evidence) -> float:
    """How much likelier the same act is between one of these sides and a third, in log odds; 0 where it is no likelier."""
    if best is None:
        return 0.0
    sides = {_key(e) for e in (*draft.actor, *draft.recipient)}
    others = (
        p
        for p in evidence.pairs
        if p.recipient is not None and len({_key(p.actor.entity), _key(p.recipient.entity)} - sides) == 1
    )
    most = max((p.pair.probability(draft.event) for p in others), default=0.0)
    return max(0.0, log_odds(most) - log_odds(best.pair.probability(draft.event)))


def _key(entity: Entity) -> str:
    return entity.code or entity.name or entity.text


def _aux(draft: Draft, best: Acting | None) -> float:
    """Log odds of the draft's auxiliary mode, by the heads."""
    if best is None:
        return 0.0
    return log_odds(best.pair.aux_probability(draft.aux))


def _inside(entity: Entity, sentence: Span) -> bool:
    return sentence.start <= entity.span.start < sentence.end
