"""Quotes of a paragraph → the cues that carry them: `"…," X said`, `X said: "…"`, `"…," X said, "…"`."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.records import Span
from detente.statements.clauses import Site
from detente.statements.contents import following
from detente.statements.cues import CueLexicon, Frame, Sort
from detente.statements.passage import Passage
from detente.statements.phrase import Noun
from detente.statements.preceding import preceding
from detente.statements.quotes import Quote

AFTER_REACH = 40
COMMA_REACH = 16
SEALED_REACH = 9
MIN_FRAGMENT_WORDS = 3
_STOPS = ".?!…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A quote with its cue. `pieces`: more than one where the cue stands in the middle of a sentence."""

    site: Site
    source: Noun | None
    pieces: tuple[Span, ...]
    confidence: float


def attach(passage: Passage, sites: Sequence[Site], lexicon: CueLexicon) -> list[Attached]:
    """The quotes that a cue carries, in order; fragments inside a reported clause are left to the clause."""
    usable = [site for site in sites if site.cue.sort is Sort.SPEECH or Frame.QUOTE in site.cue.frames]
    found: list[Attached] = []
    ends: list[int] = []
    for number, quote in enumerate(passage.quotes):
        if found and ends[-1] == number - 1 and _goes_on(passage, found[-1], quote):
            last = found[-1]
            pieces = (*last.pieces, quote.inner)
            found[-1] = Attached(site=last.site, source=last.source, pieces=pieces, confidence=last.confidence)
            ends[-1] = number
            continue
        each = _after(passage, number, usable, lexicon) or _before(passage, number, usable, lexicon)
        if each is not None:
            found.append(each)
            ends.append(number)
    return found


def _words(passage: Passage, quote: Quote) -> int:
    return len(passage.text[quote.inner.start : quote.inner.end].split())


def _next_quote(passage: Passage, number: int) -> int:
    return passage.quotes[number + 1].span.start if number + 1 < len(passage.quotes) else passage.span.end


def _after(passage: Passage, number: int, sites: Sequence[Site], lexicon: CueLexicon) -> Attached | None:
    """The cue whose clause begins where the quote ends."""
    quote = passage.quotes[number]
    first = passage.at(quote.span.end)
    while (
        first < len(passage.tokens) and passage.is_punct(first) and passage.tokens[first].span.end <= _next_quote(passage, number)
    ):
        if passage.tokens[first].text in {";", ":"}:
            return None
        first += 1
    if first >= len(passage.tokens):
        return None
    inner = passage.text[quote.inner.start : quote.inner.end]
    sealed = inner[-1:] in _STOPS and passage.tokens[first].text[:1].isupper() and passage.tokens[first].pos != "PROPN"
    sealed = sealed or (inner[-1:] == "." and passage.starts[first] == first)
    if not _begins_sentence(passage, quote):
        # `It was "ready," Roe said`: the words before the quote belong to what is said.
        return None
    for site in sites:
        if not first <= site.verb <= first + AFTER_REACH or site.verb >= passage.ends[first]:
            continue
        if passage.tokens[site.verb].span.start >= _next_quote(passage, number) or site.passive:
            continue
        source = _subject_from(passage, site, first)
        if source is None and not _inverted(passage, site, first):
            continue
        if sealed and (passage.ends[first] - site.verb > SEALED_REACH or following(passage, site, lexicon) is not None):
            return None
        if following(passage, site, lexicon) is not None and passage.tokens[site.verb].text.lower() == "called":
            return None
        confidence = 0.97 if quote.opened and quote.closed else 0.85
        return Attached(site=site, source=source or site.source, pieces=(quote.inner,), confidence=confidence)
    return None


def _begins_sentence(passage: Passage, quote: Quote) -> bool:
    lead = passage.text[passage.span.start : quote.span.start].rstrip(" \t\xa0“”\"«»‘’'*•(")
    first = passage.at(quote.span.start)
    opens = first < len(passage.tokens) and first - passage.starts[first] <= 1
    return opens or not lead or lead[-1] in ".?!:;…)—–-" or not quote.opened


def _inverted(passage: Passage, site: Site, first: int) -> bool:
    """Whether the verb itself follows the quote: `"…" said X`."""
    return all(passage.tokens[i].pos in {"ADV", "AUX"} for i in range(first, site.verb))


def _subject_from(passage: Passage, site: Site, first: int) -> Noun | None:
    """The subject of a cue where it is what stands between the quote and the verb."""
    source = site.source
    if source is not None and source.last < site.verb and first - 1 <= source.first <= first + 2:
        return source
    last = site.verb - 1
    while last > first and (passage.is_punct(last) or passage.tokens[last].pos in {"ADV", "AUX"}):
        last -= 1
    if last < first or not _nominal(passage, first, last):
        return None
    if source is not None and source.first > first and _comma_free(passage, first, source.first):
        # "In Moscow the minister said": what comes before the subject is no part of it.
        return source
    head = next((i for i in range(first, last + 1) if passage.heads[i] == site.verb and _is_noun(passage, i)), None)
    if head is None:
        nouns = [i for i in range(first, last + 1) if _is_noun(passage, i)]
        head = next((i for i in nouns if i + 1 > last or not _is_noun(passage, i + 1)), nouns[0] if nouns else None)
    return Noun(first=first, last=last, head=head) if head is not None else None


def _is_noun(passage: Passage, index: int) -> bool:
    return passage.tokens[index].pos in {"NOUN", "PROPN", "PRON"}


def _nominal(passage: Passage, first: int, last: int) -> bool:
    """Whether these tokens may be one noun phrase: finite verbs only in what "who" or a comma sets off."""
    relative = False
    for i in range(first, last + 1):
        token = passage.tokens[i]
        if token.text.lower() in {"who", "which", "whose", "that", "where"} or token.text == ",":
            relative = True
        if token.tag in {"VBD", "VBZ", "VBP", "MD"} and not relative:
            return False
        if token.text in {";", ":"} or passage.quoted[i] >= 0:
            return False
    return passage.tokens[first].pos in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"}


def _comma_free(passage: Passage, first: int, last: int) -> bool:
    return not any(passage.tokens[i].text == "," or passage.tokens[i].pos == "PROPN" for i in range(first, last))


def _before(passage: Passage, number: int, sites: Sequence[Site], lexicon: CueLexicon) -> Attached | None:
    """The cue that leads up to a quote."""
    quote = passage.quotes[number]
    opening = quote.span.start
    lead = passage.text[passage.span.start : opening].rstrip()
    if not lead:
        return None
    previous = passage.at(passage.span.start + len(lead) - 1)
    if previous >= len(passage.tokens) or passage.quoted[previous] >= 0:
        return None
    floor = passage.quotes[number - 1].span.end if number else passage.span.start
    near = [
        site
        for site in sites
        if passage.starts[previous] <= site.verb <= previous and passage.tokens[site.verb].span.start >= floor
    ]
    if not near:
        return None
    mark = lead[-1]
    if mark == ":":
        site = next((s for s in reversed(near) if Frame.QUOTE in s.cue.frames and s.cue.sort is Sort.SPEECH), near[-1])
        return Attached(site=site, source=site.source, pieces=(quote.inner,), confidence=0.95)
    site = near[-1]
    gap = previous - site.last
    if mark in {",", "-", "–", "—"} and gap <= COMMA_REACH and _clear(passage, site.last + 1, previous):
        if _covered(passage, site, quote, lexicon):
            return None
        if _words(passage, quote) >= MIN_FRAGMENT_WORDS or _sentence_like(passage, quote):
            return Attached(site=site, source=site.source, pieces=(quote.inner,), confidence=0.95)
    word = passage.tokens[previous].text.lower()
    direct = previous == site.last or (word == "that" and gap <= 3)
    if not direct or Frame.QUOTE not in site.cue.frames or _words(passage, quote) < MIN_FRAGMENT_WORDS:
        return None
    whole = word == "that" or _sentence_like(passage, quote) or following(passage, site, lexicon) is None
    if _closes_clause(passage, quote) and whole:
        return Attached(site=site, source=site.source, pieces=(quote.inner,), confidence=0.9)
    return None


def _covered(passage: Passage, site: Site, quote: Quote, lexicon: CueLexicon) -> bool:
    """Whether the quote is a part of a clause that the cue governs: `X, he added, "y"`, `blamed Z for having let W "v"`."""
    if passage.text[quote.inner.start : quote.inner.start + 1].isupper():
        return False
    content = following(passage, site, lexicon)
    if content is None:
        return preceding(passage, site, site.source) is not None
    first, last = (passage.tokens[i] for i in content.pieces[0])
    return first.span.end < quote.span.start < last.span.end


def _clear(passage: Passage, first: int, last: int) -> bool:
    """Whether no other finite verb stands between a cue and its quote."""
    return all(passage.tokens[i].tag not in {"VBD", "VBZ", "VBP", "MD"} or passage.quoted[i] >= 0 for i in range(first, last))


def _sentence_like(passage: Passage, quote: Quote) -> bool:
    inner = passage.text[quote.inner.start : quote.inner.end]
    return inner[:1].isupper() and inner[-1:] in {*_STOPS, ","}


def _closes_clause(passage: Passage, quote: Quote) -> bool:
    """Whether a sentence or clause ends with the quote, so that nothing goes on with its words."""
    inner = passage.text[quote.inner.start : quote.inner.end]
    after = passage.text[quote.span.end : passage.span.end].lstrip()
    return not after or after[0] in ".,;?!" or inner[-1:] in {*_STOPS, ","} or after[0].isupper()


def _goes_on(passage: Passage, last: Attached, quote: Quote) -> bool:
    """Whether a quote resumes the sentence that its cue interrupted: `"…," he said, "…"`."""
    if last.pieces[-1].end > passage.tokens[last.site.verb].span.start:
        return False
    first = passage.text[last.pieces[-1].start : last.pieces[-1].end]
    between = passage.text[passage.tokens[last.site.verb].span.end : quote.span.start].rstrip()
    if not between.endswith((",", "—", "–", "-")) or "." in between.rstrip(",")[-1:] or len(between.split()) > COMMA_REACH:
        return False
    start = passage.text[quote.inner.start : quote.inner.start + 1]
    return first[-1:] not in _STOPS and (start.islower() or not start.isalpha() or first[-1:] == ",")
