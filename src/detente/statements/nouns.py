"""Reports without a verb of saying: "according to X", "X's claim that …", `X: "…"`."""

from dataclasses import dataclass

from detente.statements.clauses import noun_phrase, source_of
from detente.statements.cues import Cue, CueLexicon, Frame
from detente.statements.passage import Passage
from detente.statements.phrase import Noun

SUPPORT = frozenset(
    {
        "express",
        "make",
        "issue",
        "voice",
        "repeat",
        "reiterate",
        "give",
        "deliver",
        "raise",
        "renew",
        "send",
        "add",
        "offer",
        "air",
    }
)
OPENERS = frozenset({"but", "and", "however", "still", "yet", "meanwhile", "also"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A report by a noun or phrase: token ranges of its pieces and of its cue."""

    cue: Cue
    cue_tokens: tuple[int, int] | None
    source: Noun | None
    pieces: tuple[tuple[int, int], ...]
    frame: Frame
    confidence: float


def find_phrases(passage: Passage, lexicon: CueLexicon) -> list[Reported]:
    """The reports that a phrase carries: "according to X, …", "…, in the words of X"."""
    found = []
    lowered = [token.text.lower() for token in passage.tokens]
    for cue in lexicon.phrases:
        words = cue.form.split()
        for at, word in enumerate(lowered):
            if word != words[0] or lowered[at : at + len(words)] != words or passage.quoted[at] >= 0:
                continue
            reported = _phrase(passage, cue, at, at + len(words) - 1)
            if reported is not None:
                found.append(reported)
    return found


def _phrase(passage: Passage, cue: Cue, first: int, last: int) -> Reported | None:
    start, end = passage.starts[first], passage.ends[first]
    noun = passage.child(last, "pobj") if passage.child(last, "pobj", "pcomp") is not None else None
    if noun is None:
        noun = next((i for i in range(last + 1, min(last + 8, end)) if passage.tokens[i].pos in {"NOUN", "PROPN", "PRON"}), None)
        while noun is not None and noun + 1 < end and passage.tokens[noun].dep == "compound":
            noun += 1
    if noun is None or noun <= last:
        return None
    source = noun_phrase(passage, noun, after=last)
    stop = source.last
    while stop + 1 < end and passage.tokens[stop + 1].text not in {",", ".", ";"} and not passage.is_mark(stop + 1):
        stop += 1
    before = first - 1
    while before > start and passage.tokens[before].pos == "ADV" and passage.tokens[before].dep == "advmod":
        before -= 1
    head = _strip(passage, start, before if passage.is_punct(before) else first - 1)
    tail = _strip(passage, stop + 1, end - 1)
    if first > start and passage.tokens[first - 1].dep == "cc" and head is not None:
        head = None  # "A happened, and according to X B": only B is told by X
    opens = head is None or all(passage.tokens[i].text.lower() in OPENERS for i in range(head[0], head[1] + 1))
    if opens:
        if tail is None and source.last + 2 < stop:
            # No comma after the source: it ends where its own phrase does.
            tail = _strip(passage, source.last + 1, end - 1)
        pieces: tuple[tuple[int, int], ...] = (tail,) if tail else ()
    elif tail and _resumes(passage, head, tail[0]):
        pieces = (head, tail) if head else (tail,)
    else:
        pieces = (head,) if head else ()
    if not pieces:
        return None
    source = Noun(first=source.first, last=min(source.last, stop), head=noun)
    return Reported(cue=cue, cue_tokens=(first, last), source=source, pieces=pieces, frame=Frame.SOURCE, confidence=0.9)


def _resumes(passage: Passage, head: tuple[int, int] | None, first: int) -> bool:
    """Whether the words after the phrase go on with the sentence before it: a verb, or what hangs on that sentence's verb."""
    token = passage.tokens[first]
    if token.pos in {"AUX", "VERB"} and token.tag in {"VBD", "VBZ", "VBP", "MD"}:
        return True
    whose = passage.heads[first]
    return head is not None and token.pos == "ADP" and token.dep in {"prep", "dative"} and head[0] <= whose <= head[1]


def _strip(passage: Passage, first: int, last: int) -> tuple[int, int] | None:
    while first <= last and passage.is_punct(first) and not passage.is_mark(first):
        first += 1
    while last >= first and passage.is_punct(last) and not passage.is_mark(last):
        last -= 1
    return (first, last) if first < last else None


def find_nominal(passage: Passage, lexicon: CueLexicon) -> list[Reported]:
    """The reports that a noun carries: "X's claim that …", "the warning by X that …", "expressed the hope that …"."""
    found = []
    for at, token in enumerate(passage.tokens):
        cue = lexicon.nouns.get(token.lemma)
        if cue is None or token.pos != "NOUN" or passage.quoted[at] >= 0:
            continue
        clause = _that_clause(passage, at)
        if clause is None:
            continue
        source = _owner(passage, at)
        if source is not None:
            found.append(
                Reported(cue=cue, cue_tokens=(at, at), source=source, pieces=(clause,), frame=Frame.THAT, confidence=0.75)
            )
    return found


def _that_clause(passage: Passage, noun: int) -> tuple[int, int] | None:
    end = passage.ends[noun]
    for at in range(noun + 1, min(noun + 6, end - 1)):
        token = passage.tokens[at]
        if token.text.lower() == "that" and token.dep == "mark":
            verb = passage.heads[at]
            if verb < at:
                return None
            last = max(node for node in passage.subtree(verb) if node < end)
            return _strip(passage, at + 1, last)
        if token.pos == "VERB" or passage.quoted[at] >= 0:
            return None
    return None


def _owner(passage: Passage, noun: int) -> Noun | None:
    """Whose claim it is: the possessor, the "by" or "from" phrase, or the subject of "express", "issue"."""
    owner = passage.child(noun, "poss")
    if owner is not None and passage.tokens[owner].tag != "PRP$":
        return noun_phrase(passage, owner, before=noun)
    if owner is not None:
        return Noun(first=owner, last=owner, head=owner)
    for kid in passage.kids[noun]:
        if passage.tokens[kid].text.lower() in {"by", "from", "of"}:
            whom = passage.child(kid, "pobj")
            if whom is not None:
                return noun_phrase(passage, whom)
    head = passage.heads[noun]
    if passage.tokens[head].lemma in SUPPORT and passage.tokens[noun].dep in {"dobj", "obj"}:
        return source_of(passage, head)
    return None


def colon_speaker(passage: Passage, lexicon: CueLexicon) -> list[Reported]:
    """A name, a colon, a quote: `Lavrov: "…"`."""
    found = []
    for quote in passage.quotes:
        first = passage.at(quote.span.start)
        if first >= len(passage.tokens):
            continue
        colon = first - 1
        if colon < 1 or passage.tokens[colon].text != ":":
            continue
        start = passage.starts[colon]
        names = range(start, colon)
        if not names or len(names) > 8 or any(passage.tokens[i].pos in {"VERB", "AUX"} for i in names):
            continue
        heads = [i for i in names if passage.tokens[i].pos in {"PROPN", "NOUN"}]
        last = passage.at(quote.inner.end - 1)
        if heads and "say" in lexicon.verbs and last < len(passage.tokens):
            cue = next(entry for entry in lexicon.verbs["say"] if entry.particle is None)
            source = Noun(first=start, last=colon - 1, head=heads[-1])
            found.append(
                Reported(
                    cue=cue,
                    cue_tokens=(colon, colon),
                    source=source,
                    pieces=((passage.at(quote.inner.start), last),),
                    frame=Frame.QUOTE,
                    confidence=0.85,
                )
            )
    return found
