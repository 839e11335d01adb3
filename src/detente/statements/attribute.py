"""Paragraphs → attributions: which words are reported, by which cue, from which noun phrase. Knows no states and no politics."""

from collections.abc import Sequence
from dataclasses import replace

from detente.records import Sentence, Span, StatementKind, overlaps
from detente.statements.attribution import Attribution, kind_of
from detente.statements.clauses import Site, find_sites, noun_phrase
from detente.statements.contents import Content, following
from detente.statements.cues import CueLexicon, Frame, Part, Sort
from detente.statements.heard import Hearing, with_heard
from detente.statements.nouns import colon_speaker, find_nominal, find_phrases
from detente.statements.passage import Passage, passages
from detente.statements.phrase import Noun
from detente.statements.preceding import preceding
from detente.statements.quoted import Attached, attach
from detente.statements.quotes import Quote

SAME_PARAGRAPH = 0.8
NEXT_PARAGRAPH = 0.65
NEW_ACTOR = 0.6
UNKNOWN_VERB = 0.75
UNKNOWN_REACH = 12
MIN_LOOSE_WORDS = 4
OPENING_CHARS = 25
NESTED = 0.6
NESTED_OBJECT = 0.45
SURE = 0.5
NEGATED = 0.35
MODAL = 0.55
CLAUSES = frozenset({Frame.THAT, Frame.BARE, Frame.WH, Frame.QUOTE})
_WEAK = frozenset({Frame.NOUN, Frame.LABEL, Frame.PREPOSITION, Frame.CHARGE, Frame.GERUND})


def find_attributions(
    text: str, sentences: Sequence[Sentence], lexicon: CueLexicon, heard: Hearing | None = None
) -> tuple[Attribution, ...]:
    """The attributions of a text, in order of their content. `heard`: what learned heads heard in it, with how to weigh that."""
    found: list[Attribution] = []
    rows = passages(text, sentences)
    for number, passage in enumerate(rows):
        here = [*_of_verbs(passage, number, lexicon), *_of_nouns(passage, number, lexicon)]
        here = _settle([each for each in map(_worded, here) if each.pieces])
        here = [_nested(each, here) for each in here]
        here.extend(_loose(passage, number, here, found))
        found.extend(sorted(here, key=_place))
    linked = tuple(_linked(found))
    return linked if heard is None else with_heard(rows, linked, heard, lexicon)


def _worded(each: Attribution) -> Attribution:
    """The attribution without pieces in which no word is left, as between two marks that stand side by side."""
    return replace(each, pieces=tuple(p for p in each.pieces if p.end > p.start))


def _place(attribution: Attribution) -> tuple[Span, ...]:
    return attribution.pieces


def _of_verbs(passage: Passage, number: int, lexicon: CueLexicon) -> list[Attribution]:
    sites = find_sites(passage, lexicon)
    attached = attach(passage, sites, lexicon)
    found = [_from_quote(passage, number, each) for each in attached]
    with_quote = {each.site.verb: each for each in attached}
    for site in sites:
        content = following(passage, site, lexicon)
        if content is not None and site.source is not None and content.pieces[0][0] == site.source.first:
            content = None  # "…, stressed Roe": what follows is who speaks
        if content is not None and site.verb in with_quote and content.frame in _WEAK:
            continue
        if content is None and site.verb not in with_quote:
            content = preceding(passage, site, site.source)
        if content is not None:
            found.append(_from_content(passage, number, site, content))
            if content.apart is not None:
                more = Content(pieces=(content.apart,), frame=content.frame, confidence=0.75)
                found.append(_from_content(passage, number, site, more))
    return found


def _from_quote(passage: Passage, number: int, each: Attached) -> Attribution:
    return _attribution(passage, number, each.site, each.source, each.pieces, frame=Frame.QUOTE, confidence=each.confidence)


def _from_content(passage: Passage, number: int, site: Site, content: Content) -> Attribution:
    pieces = [trimmed(passage, first, last) for first, last in content.pieces]
    made = _attribution(passage, number, site, site.source, tuple(pieces), frame=content.frame, confidence=content.confidence)
    target = passage.stretch(*content.target) if content.target is not None else None
    return replace(made, target=target)


def _attribution(
    passage: Passage,
    number: int,
    site: Site,
    source: Noun | None,
    pieces: tuple[Span, ...],
    *,
    frame: Frame,
    confidence: float,
) -> Attribution:
    confidence *= NEGATED if site.negated else MODAL if site.modal else 1.0
    return Attribution(
        kind=kind_of(passage, pieces),
        pieces=pieces,
        cue=passage.stretch(
            site.verb, site.last if site.last - site.verb <= 1 or site.cue.form.startswith("make") else site.verb
        ),
        entry=site.cue,
        source=passage.stretch(source.first, source.last) if source else None,
        source_head=passage.tokens[source.head].span if source else None,
        frame=frame,
        confidence=confidence,
        passage=number,
        verb=site.verb,
    )


def trimmed(passage: Passage, first: int, last: int) -> Span:
    """The span of a content without outer marks; it runs on to the end of a quote that its first sentence opens."""
    start, end = passage.stretch(first, last)
    text = passage.text
    for quote in passage.quotes:
        if start <= quote.span.start < end < quote.span.end and end >= quote.inner.start:
            end = max(end, quote.inner.end)
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—-"):
        end -= 1
    for quote in passage.quotes:
        if quote.span.start == start and quote.inner.start < end <= quote.span.end:
            start, end = quote.inner.start, min(end, quote.inner.end)
        elif quote.span.end == end and quote.inner.end > start > quote.span.start:
            end = quote.inner.end
    return Span(start, max(end, start))


def _of_nouns(passage: Passage, number: int, lexicon: CueLexicon) -> list[Attribution]:
    found = []
    for each in (*find_phrases(passage, lexicon), *find_nominal(passage, lexicon), *colon_speaker(passage, lexicon)):
        pieces = tuple(trimmed(passage, first, last) for first, last in each.pieces)
        found.append(
            Attribution(
                kind=kind_of(passage, pieces),
                pieces=pieces,
                cue=passage.stretch(*each.cue_tokens) if each.cue_tokens else None,
                entry=each.cue,
                source=passage.stretch(each.source.first, each.source.last) if each.source else None,
                source_head=passage.tokens[each.source.head].span if each.source else None,
                frame=each.frame,
                confidence=each.confidence,
                passage=number,
                verb=each.cue_tokens[0] if each.cue_tokens else None,
            )
        )
    return found


def _size(attribution: Attribution) -> int:
    return sum(piece.end - piece.start for piece in attribution.pieces)


def _settle(found: list[Attribution]) -> list[Attribution]:
    """One attribution for the same words: the surer one; "according to X, Y said …" is Y's, carried by X."""
    kept: list[Attribution] = []
    phrases = [each for each in found if each.entry is not None and Frame.SOURCE in each.entry.frames]
    for each in sorted(found, key=lambda a: (a in phrases, -a.confidence, a.pieces)):
        if _size(each) == 0:
            continue
        if each in phrases:
            inner = next((i for i, k in enumerate(kept) if _carries(each, k)), None)
            if inner is not None:
                kept[inner] = replace(kept[inner], via=each.source)
                continue
        if any((_same_words(each, other) and not _outweighs(each, other)) or _named_in(each, other) for other in kept):
            continue
        kept = [other for other in kept if not (_outweighs(each, other) and _same_words(each, other))]
        kept.append(each)
    return kept


def _nested(each: Attribution, others: Sequence[Attribution]) -> Attribution:
    """The attribution, less sure where its cue stands in what another reports without quoting ("X said that Y had warned …")."""
    if each.cue is None:
        return each
    if not any(
        other is not each and other.confidence >= SURE and p.start <= each.cue.start < p.end
        for other in others
        for p in other.pieces
    ):
        return each
    return replace(each, confidence=each.confidence * (NESTED if each.frame in CLAUSES else NESTED_OBJECT))


def _outweighs(each: Attribution, other: Attribution) -> bool:
    """Whether "according to X" carries words in which another only thinks or wants: "According to X, Y does not want to …"."""
    phrase = each.entry is not None and Frame.SOURCE in each.entry.frames
    return phrase and other.entry is not None and other.entry.sort is Sort.THOUGHT


def _carries(phrase: Attribution, other: Attribution) -> bool:
    """Whether the words of "according to X" are only another's report: they begin with who gives it, or it speaks around them."""
    if other.cue is None or other.source is None or other.entry is None or other.frame is Frame.SOURCE:
        return False
    if other.entry.sort is not Sort.SPEECH or other.frame not in CLAUSES:
        return False
    opens = any(p.start <= other.cue.start < p.end and other.source.start - p.start < OPENING_CHARS for p in phrase.pieces)
    return opens and _size(other) >= 0.3 * _size(phrase)


def _named_in(each: Attribution, other: Attribution) -> bool:
    """Whether an object holds the noun that carries another report: "voiced the hope that …" is told once, by its noun."""
    noun = other.entry is not None and other.entry.part is Part.NOUN and other.cue is not None
    inside = other.cue is not None and any(p.start <= other.cue.start < p.end for p in each.pieces)
    return noun and inside and each.frame is Frame.NOUN


def _same_words(a: Attribution, b: Attribution) -> bool:
    shared = sum(max(0, min(p.end, q.end) - max(p.start, q.start)) for p in a.pieces for q in b.pieces)
    if a.cue == b.cue:
        return shared > 0
    return shared >= 0.8 * max(_size(a), _size(b))


def _loose(passage: Passage, number: int, here: Sequence[Attribution], before: Sequence[Attribution]) -> list[Attribution]:
    """Quotes of whole sentences that no cue claims: the last speaker goes on, or whoever acts in the sentence before."""
    found: list[Attribution] = []
    for quote in passage.quotes:
        if quote.inner.end <= quote.inner.start or any(overlaps(quote.inner, p) for each in here for p in each.pieces):
            continue
        unknown = _unknown_verb(passage, quote) if _opens_sentence(passage, quote) else None
        if unknown is not None:
            found.append(_by_unknown_verb(passage, number, quote, unknown))
            continue
        if not _whole(passage, quote) or len(passage.text[quote.inner.start : quote.inner.end].split()) < MIN_LOOSE_WORDS:
            continue
        near = [each for each in here if each.cue is not None and each.cue.start < quote.span.start and _spoke(each)]
        far = [each for each in before if each.passage >= number - 1 and _spoke(each)]
        actor = _actor_before(passage, quote, near)
        if not near and not far and actor is None:
            continue
        found.append(
            Attribution(
                kind=StatementKind.DIRECT,
                pieces=(quote.inner,),
                cue=None,
                entry=None,
                source=passage.stretch(actor.first, actor.last) if actor else None,
                source_head=passage.tokens[actor.head].span if actor else None,
                frame=Frame.QUOTE,
                confidence=NEW_ACTOR if actor else SAME_PARAGRAPH if near else NEXT_PARAGRAPH,
                passage=number,
            )
        )
    return found


def _unknown_verb(passage: Passage, quote: Quote) -> tuple[int, Noun] | None:
    """A verb that no table has, with its subject, where it closes the sentence of a quote: `"…," the minister thundered.`"""
    if (
        passage.text[quote.inner.end - 1 : quote.inner.end] not in {",", "!", "?"}
        and passage.text[quote.span.end : quote.span.end + 1] != ","
    ):
        return None
    first = passage.at(quote.span.end)
    while first < len(passage.tokens) and passage.is_punct(first):
        first += 1
    for at in range(first, min(first + UNKNOWN_REACH, len(passage.tokens))):
        token = passage.tokens[at]
        if passage.starts[at] != passage.starts[first] or passage.quoted[at] >= 0:
            return None
        if token.pos == "VERB" and token.tag in {"VBD", "VBZ"}:
            subject = passage.child(at, "nsubj", "dobj")
            if subject is None or subject < first or passage.quoted[subject] >= 0:
                return None
            noun = noun_phrase(passage, subject, before=at if subject < at else None, after=at if subject > at else None)
            return (at, noun) if noun.first <= first + 1 or at == first else None
    return None


def _opens_sentence(passage: Passage, quote: Quote) -> bool:
    lead = passage.text[passage.span.start : quote.span.start].rstrip(" \t\xa0")
    words = passage.text[quote.inner.start : quote.inner.end].split()
    return (not lead or lead[-1] in '.?!”"') and len(words) >= MIN_LOOSE_WORDS and words[0][:1].isupper()


def _by_unknown_verb(passage: Passage, number: int, quote: Quote, said: tuple[int, Noun]) -> Attribution:
    verb, noun = said
    return Attribution(
        kind=StatementKind.DIRECT,
        pieces=(quote.inner,),
        cue=passage.tokens[verb].span,
        entry=None,
        source=passage.stretch(noun.first, noun.last),
        source_head=passage.tokens[noun.head].span,
        frame=Frame.QUOTE,
        confidence=UNKNOWN_VERB,
        passage=number,
        verb=verb,
    )


def _actor_before(passage: Passage, quote: Quote, near: Sequence[Attribution]) -> Noun | None:
    """The subject of the sentence before a quote, where that sentence reports nothing itself."""
    lead = passage.text[passage.span.start : quote.span.start].rstrip()
    at = passage.at(passage.span.start + len(lead) - 1)
    if not lead or at >= len(passage.tokens) or passage.quoted[at] >= 0:
        return None
    first, last = passage.tokens[passage.starts[at]].span.start, passage.tokens[at].span.end
    if any(each.cue is not None and first <= each.cue.start < last for each in near):
        return None
    root = next((i for i in range(passage.starts[at], at + 1) if passage.tokens[i].dep == "ROOT"), None)
    subject = passage.child(root, "nsubj") if root is not None and passage.quoted[root] < 0 else None
    return noun_phrase(passage, subject, before=root) if subject is not None and root is not None and subject < root else None


def _spoke(each: Attribution) -> bool:
    return each.entry is None or each.entry.sort is Sort.SPEECH


def _whole(passage: Passage, quote: Quote) -> bool:
    """Whether a quote stands as sentences of its own: after a stop, and ending with one."""
    text = passage.text
    lead = text[passage.span.start : quote.span.start].rstrip(" \t\xa0“”\"«»‘’'*•–—-")
    tail = text[quote.span.end : passage.span.end].lstrip(" \t\xa0“”\"«»‘’'.)")
    inner = text[quote.inner.start : quote.inner.end].rstrip(" '’")
    ended = not quote.closed or inner[-1:] in ".?!…" or text[quote.span.end : quote.span.end + 1] == "."
    return (not lead or lead[-1] in ".?!:…)") and ended and (not tail or tail[0].isupper() or not tail[0].isalpha())


def _linked(found: Sequence[Attribution]) -> list[Attribution]:
    """Each attribution without a cue of its own tied to the one it goes on from."""
    linked: list[Attribution] = []
    for index, each in enumerate(found):
        if each.cue is None and each.source is None:
            last = next((i for i in range(index - 1, -1, -1) if _spoke(found[i])), None)
            each = replace(each, follows=last) if last is not None else each
        linked.append(each)
    return linked
