"""What the grammar found in a sentence, and what the learned heads propose beside it → drafts with their probabilities."""

from collections.abc import Callable
from dataclasses import replace

from detente.events.build import Draft
from detente.events.claims import telling
from detente.events.contexts import contexts_of
from detente.events.evidence import NOTHING, Evidence, recent, weigh_pairs, weighable
from detente.events.propose import propose, surest, with_status
from detente.events.scene import Scene
from detente.events.status import is_background, is_in_passing
from detente.events.weigh import figures_of, with_likelier_aux
from detente.events.when import date_of
from detente.records import Encoded, Span


def weighed(scene: Scene, told: tuple[Draft, ...], encode: Callable[[Span], Encoded] | None) -> tuple[Draft, ...]:
    """What the grammar found and the learned heads propose, each with how probably it is right."""
    mentions = weighable(scene.tree)
    evidence = NOTHING
    before = recent(scene.before, mentions)
    if encode is not None and mentions and len({m.entity.code for m in (*mentions, *before)}) > 1:  # one side makes no pair
        sentence = scene.tree.sentence.span
        evidence = weigh_pairs(mentions, before, encode(sentence), scene.coder.heads, sentence)
    told = tuple(with_likelier_aux(draft, evidence, scene.tree.sentence.span) for draft in told)
    proposed = (draft for draft in propose(scene.tree, evidence, told) if not _goes_on(scene, draft))
    drafts = (*told, *(_proposed(scene, draft) for draft in proposed))
    weighed_drafts = (replace(draft, confidence=_probability(scene, draft, evidence)) for draft in drafts)
    return surest(weighed_drafts, scene.tree.sentence.span)


def _probability(scene: Scene, draft: Draft, evidence: Evidence) -> float:
    share = scene.partners.share(frozenset(e.code for e in (*draft.actor, *draft.recipient)))
    at = next((i for i, token in enumerate(scene.tree.tokens) if token.span == draft.trigger), None)
    figures = figures_of(
        draft,
        evidence,
        scene.tree.sentence.span,
        scene.coder.plover,
        share=share,
        noun=at is not None and scene.tree.tokens[at].pos in ("NOUN", "PROPN"),
        passing=at is not None and is_in_passing(scene.tree, at, draft.date, scene.coder.lexicon),
        again=(draft.event, *draft.sides) in scene.told,
    )
    if scene.coder.watch is not None:
        scene.coder.watch(draft, figures)
    probability = scene.coder.confidence.probability(figures)
    # what grammar takes for a mere mention of an act told elsewhere is not made an act by its likeness to one
    return probability if draft.learned or not figures["passing"] else min(probability, draft.confidence)


def _goes_on(scene: Scene, draft: Draft) -> bool:
    """Whether a sentence that names only one side goes on with an act that the page has told: it is the same act, not another."""
    here = scene.tree.sentence.span
    near = all(here.start <= e.span.start < here.end for e in (*draft.actor, *draft.recipient))
    return not near and (draft.event, *draft.sides) in scene.told


def _proposed(scene: Scene, draft: Draft) -> Draft:
    """A proposed act with its day, its statement and whether it is background."""
    at = next(i for i, token in enumerate(scene.tree.tokens) if token.span == draft.trigger)
    told = telling(draft.trigger, scene.statements)
    when = date_of(scene.tree, at, scene.dates, scene.coder.lexicon)
    if when is None and told.statement is not None and not told.inside:
        when = told.statement.date
    draft = replace(draft, date=when, statement=told.statement, context=contexts_of(scene.tree.sentence, scene.coder.contexts))
    background = is_background(scene.tree, at, when, scene.published, scene.coder.lexicon)
    return with_status(
        draft, background=background, claimed_by=told.claimed_by(frozenset(e.code for e in (*draft.actor, *draft.recipient)))
    )
