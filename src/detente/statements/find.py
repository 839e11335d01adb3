"""A page's sentences, actors and dates → its statements: who said what, in which words, to whom and when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.encoder.logistic import log_odds
from detente.records import (
    ActorMention,
    Article,
    DateSpan,
    Sentence,
    Span,
    Stance,
    Statement,
    StatementKind,
    Words,
    digest,
    overlaps,
)
from detente.statements.attribute import CLAUSES, find_attributions
from detente.statements.attribution import Attribution
from detente.statements.cues import CueLexicon, Frame, Sort
from detente.statements.discourse import subject_before
from detente.statements.heard import Hearing
from detente.statements.passage import Passage, passages
from detente.statements.speakers import PRONOUNS, Cast, Phrase, Speaker, partners_of, speaker_of
from detente.statements.when import aimed_at, said_in, said_on

FLOOR = 0.3
MIN_CONTENT_CHARS = 3
FOLLOWS = 0.9
MOST = 0.97
RUN_PARAGRAPHS = 2
MIN_OBJECT_WORDS = 4
MIN_LABEL_WORDS = 3
SLIGHT = 0.8
STATELESS = 0.45  # a named speaker of no known state: an utterance, but seldom one between states
HELD = 0.5  # "fearing that …", "considering that …": what moves somebody, not what they said
# Thanks and orders are first of all acts; their objects are seldom words that anyone said.
_OF_ACTS = frozenset({Frame.CHARGE, Frame.OBJECT_INFINITIVE, Frame.NOUN})
_FORM_FACTOR = {"thank": 0.5, "congratulate": 0.5, "order": 0.5, "instruct": 0.5}
_FRAME_FACTOR = {Frame.NOUN: 0.75, Frame.LABEL: 0.9, Frame.PREPOSITION: 0.9}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """An attribution with who speaks."""

    attribution: Attribution
    speaker: Speaker
    date: DateSpan | None


def find_statements(
    text: str,
    sentences: tuple[Sentence, ...],
    actors: tuple[ActorMention, ...],
    dates: tuple[DateSpan, ...],
    *,
    article: Article,
    lexicon: CueLexicon,
    heard: Hearing | None = None,
) -> tuple[Statement, ...]:
    """The statements of a page, in the order of their words.

    `dates` are settled days with their spans; a statement's date is one that its reporting clause names, or that of the same
    speaker's words just before, never the publication date unsaid. Speakers whom no actor mention knows are kept only under a
    person's name, without a code and with little confidence. `heard`: what learned heads heard in
    the page; then a confidence is how probably the statement is right, else what is less sure than 0.3 is left out.
    """
    cast = Cast(mentions=actors)
    rows = passages(text, sentences)
    cut = _without(article)
    told = _tell(text, rows, find_attributions(text, sentences, lexicon, heard), cast, dates)
    found = [_statement(text, rows[each.attribution.passage], each, cast, article.id, heard) for each in _dated(told)]
    kept = [
        s for s in found if s.confidence >= (FLOOR if heard is None else 0.0) and not any(overlaps(s.span, span) for span in cut)
    ]
    return tuple(_apart(_once(sorted(kept, key=lambda s: (s.span, s.spans)))))


def _without(article: Article) -> tuple[Span, ...]:
    return (article.title_span,) if article.title_span is not None else ()


def _tell(
    text: str, rows: Sequence[Passage], attributions: Sequence[Attribution], cast: Cast, dates: Sequence[DateSpan]
) -> list[_Told]:
    """The attributions whose speaker is known, each with the day its own clause names; one for each of several speakers."""
    speakers: list[Speaker | None] = []
    told: list[_Told] = []
    last: Speaker | None = None
    for each in attributions:
        phrase = _phrase(rows, each)
        speaker = _speaker(phrase, each, cast, last, speakers)
        speakers.append(speaker)
        if speaker is None and each.source is not None and _bars(text, each):
            last = None
        if speaker is None or not _reports(each, speaker):
            continue
        date = said_on(rows[each.passage], each, dates)
        together = partners_of(phrase, cast, speaker) if phrase is not None and each.frame in CLAUSES else []
        told.extend(_Told(attribution=each, speaker=one, date=date) for one in (*together, speaker))
        last = speaker
    return told


def _phrase(rows: Sequence[Passage], each: Attribution) -> Phrase | None:
    if each.source is None or each.source_head is None:
        return None
    text, before = rows[each.passage].text, subject_before(rows, each)
    return Phrase(text=text, span=each.source, head=each.source_head, passage=each.passage, subject_before=before)


def _speaker(
    phrase: Phrase | None, each: Attribution, cast: Cast, last: Speaker | None, speakers: Sequence[Speaker | None]
) -> Speaker | None:
    if each.follows is not None:
        whom = speakers[each.follows]
        return replace(whom, confidence=whom.confidence * FOLLOWS) if whom is not None else None
    if phrase is None:
        return None
    return speaker_of(phrase, cast, last=last, earlier=[one for one in speakers if one is not None])


def _bars(text: str, each: Attribution) -> bool:
    """Whether someone not known spoke here, so that a pronoun after it is not the one before."""
    spoken = each.entry is None or each.entry.sort is not Sort.THOUGHT
    return spoken and each.source is not None and text[each.source.start : each.source.end].casefold() not in PRONOUNS


def _reports(each: Attribution, speaker: Speaker) -> bool:
    """Whether the cue reports words: thoughts are no statements; a stance counts where a state or body takes it."""
    if each.entry is None or each.entry.sort is Sort.SPEECH:
        return True
    return each.entry.sort is Sort.STANCE and speaker.entity.code is not None


def _dated(told: Sequence[_Told]) -> list[_Told]:
    """Each with its day: its own, that of the same speaker's words in the paragraphs before, or the document's, given later."""
    dated: list[_Told] = []
    for each in told:
        before = dated[-1] if dated else None
        if before is None or not _goes_on(before, each):
            before = next((b for b in reversed(dated) if _goes_on(b, each) and not each.speaker.pronoun), None)
        if before is not None and each.date is None:
            each = replace(each, date=before.date)
        elif before is not None and before.date is None and before.speaker.document:
            dated[dated.index(before)] = replace(before, date=each.date)
        dated.append(each)
    return dated


def _goes_on(before: _Told, each: _Told) -> bool:
    """Whether one speaker goes on from one report to the next."""
    if each.attribution.passage - before.attribution.passage > RUN_PARAGRAPHS:
        return False
    a, b = before.speaker, each.speaker
    if a.entity.code != b.entity.code:
        return False
    return a.entity.name == b.entity.name or None in {a.entity.name, b.entity.name} or b.pronoun or b.document


def _once(found: Sequence[Statement]) -> list[Statement]:
    """The statements without the same words of the same side told again on the page: standfirsts repeat the body."""
    kept: dict[tuple[str, str | None], Statement] = {}
    for each in found:
        key = " ".join(each.content.casefold().split()).strip(" .,"), each.speaker.code
        if key not in kept:
            kept[key] = each
    return list(kept.values())


def _apart(found: Sequence[Statement]) -> list[Statement]:
    """The statements without words in quotation marks that two sides are said to have spoken: the surer keeps them."""
    direct = [s for s in found if s.kind is StatementKind.DIRECT]

    def is_another(one: Statement, other: Statement) -> bool:
        return one.speaker.code != other.speaker.code and any(overlaps(a, b) for a in one.spans for b in other.spans)

    lost = {a.id for a in direct for b in direct if is_another(a, b) and (a.confidence, a.id) < (b.confidence, b.id)}
    return [s for s in found if s.id not in lost]


def _stance(each: Attribution) -> Stance:
    """What the cue says of its words; to "ask" or "tell" somebody to do something is to demand it."""
    stance = each.entry.stance if each.entry is not None else Stance.NEUTRAL
    return Stance.DEMAND if stance is Stance.NEUTRAL and each.frame is Frame.OBJECT_INFINITIVE else stance


def _statement(text: str, passage: Passage, told: _Told, cast: Cast, article_id: str, heard: Hearing | None) -> Statement:
    each = told.attribution
    span = Span(min(p.start for p in each.pieces), max(p.end for p in each.pieces))
    entity = told.speaker.entity
    figures = _figures(text, passage, told)
    confidence = heard.statements.probability(figures) if heard is not None else _by_hand(text, passage, told)
    made = Statement(
        id=digest(article_id, "statement", span.start, span.end, entity.name, entity.code),
        kind=each.kind if each.kind is not StatementKind.DIRECT or len(each.pieces) >= 1 else StatementKind.MIXED,
        content=text[span.start : span.end],
        span=span,
        spans=tuple(sorted(each.pieces)),
        cue=Words(text=text[each.cue.start : each.cue.end], span=each.cue) if each.cue is not None else None,
        speaker=entity,
        via=text[each.via.start : each.via.end] if each.via is not None else None,
        stance=_stance(each),
        recipient=aimed_at(each, passage, cast, entity),
        date=told.date,
        place=said_in(passage, each, cast),
        confidence=round(min(confidence, 0.99), 3),
    )
    if heard is not None and heard.watch_statement is not None:
        heard.watch_statement(made, figures)
    return made


def _figures(text: str, passage: Passage, told: _Told) -> dict[str, float]:
    """The figures by which it is weighed how probably a statement is right in its words and its side."""
    each, speaker = told.attribution, told.speaker
    evidence, entry = each.evidence, each.entry
    known = evidence.probability if evidence is not None else None
    grammar = evidence.grammar if evidence is not None else None
    return {
        "bias": 1.0,
        "attribution": log_odds(known) if known is not None else 0.0,
        "sourceless": float(known is None),
        "grammar": log_odds(grammar) if grammar is not None else 0.0,
        "grammar_absent": float(grammar is None),
        "unheard": float(evidence is None or not evidence.heard),
        "speaker": log_odds(min(speaker.confidence, MOST)),
        "stateless": float(speaker.entity.code is None),
        "pronoun": float(speaker.pronoun),
        "direct": float(each.kind is StatementKind.DIRECT),
        "mixed": float(each.kind is StatementKind.MIXED),
        "goes_on": float(each.follows is not None),
        "position": float(entry is not None and entry.sort is Sort.STANCE),
        "weak_frame": float(each.frame in _FRAME_FACTOR or each.frame in _OF_ACTS),
        "no_entry": float(entry is None and each.cue is not None and each.kind is not StatementKind.DIRECT),
        "of_acts": float(entry is not None and entry.form in _FORM_FACTOR and each.frame in _OF_ACTS),
        "short": float(_n_words(text, each) < MIN_OBJECT_WORDS),
        "participle": float(each.verb is not None and passage.tokens[each.verb].tag == "VBG"),
    }


def _n_words(text: str, each: Attribution) -> int:
    return sum(len(text[p.start : p.end].split()) for p in each.pieces)


def _by_hand(text: str, passage: Passage, told: _Told) -> float:
    """How sure a statement is where nothing was heard: by grammar, speaker, and what its frame is known to be worth."""
    each = told.attribution
    confidence = each.confidence * told.speaker.confidence * _FRAME_FACTOR.get(each.frame, 1.0)
    confidence *= _FORM_FACTOR.get(each.entry.form, 1.0) if each.entry is not None and each.frame in _OF_ACTS else 1.0
    if told.speaker.entity.code is None:
        confidence *= STATELESS
    if each.entry is not None and each.entry.sort is Sort.STANCE and each.verb is not None:
        confidence *= HELD if passage.tokens[each.verb].tag == "VBG" else 1.0
    words = _n_words(text, each)
    if each.frame is Frame.NOUN and words < MIN_OBJECT_WORDS:
        confidence *= SLIGHT
    if each.frame is Frame.LABEL and words < MIN_LABEL_WORDS:
        confidence *= HELD
    return confidence
