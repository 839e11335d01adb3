"""Grammar of reporting clauses: which tokens are cues, who is their subject, how far a noun phrase reaches."""

from dataclasses import dataclass

from detente.records import Span
from detente.statements.closing import closing_source
from detente.statements.cues import Cue, CueLexicon, Frame, Sort
from detente.statements.passage import Passage
from detente.statements.phrase import Noun

MODALS = frozenset({"will", "would", "could", "can", "may", "might", "should", "must", "shall", "'ll", "'d", "’ll", "’d"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
_TAKES_OVER = frozenset({"xcomp", "advcl", "pcomp", "prep", "acl", "conj", "ccomp", "dep"})
_REPORTED_PASSIVES = frozenset({"quote", "cite", "hear", "report"})
_HARMLESS_HEADS = frozenset({"go", "continue", "come", "hasten", "move", "seek", "proceed", "rush", "quick"})
_STEPS_UP = 4
# fmt: off
_OPENING_ADVERBS = frozenset(
    {
        "then", "also", "still", "later", "earlier", "meanwhile", "however", "yet", "once", "often", "now", "never", "so",
        "here", "there", "thus", "again", "already", "always", "even", "first", "further", "instead", "just", "moreover",
        "nevertheless", "nonetheless", "not", "only", "otherwise", "rather", "second", "soon", "too", "though",
    }
)
# fmt: on
_BARE_PARTICIPLES = frozenset({"acl", "advcl", "prep", "pobj"})
PARTICLE_REACH = 4
INVERSION_REACH = 8
PHRASE_REACH = 12
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "NUM"})
_HEARERS = frozenset({"tell", "inform", "assure", "remind", "warn", "advise", "brief", "notify", "ask", "quote", "cite"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A cue where it stands. `last`: its last token (the particle's, where it has one); `source`: who speaks, by grammar.

    `passive`: the grammatical subject is not the speaker. `negated`, `modal`: "did not say", "would say".
    """

    verb: int
    last: int
    cue: Cue
    source: Noun | None
    passive: bool
    negated: bool
    modal: bool

    @property
    def spoken(self) -> bool:
        """Whether the cue reports words rather than thoughts."""
        return self.cue.sort is not Sort.THOUGHT


def find_sites(passage: Passage, lexicon: CueLexicon) -> tuple[Site, ...]:
    """The verbs of a paragraph that report words or thoughts, outside the quoted ones."""
    sites = []
    for index, token in enumerate(passage.tokens):
        if token.lemma not in lexicon.verbs or token.pos not in {"VERB", "AUX"} or passage.quoted[index] >= 0:
            continue
        if token.dep in {"amod", "compound"} or (
            token.tag == "VBN" and token.dep in _BARE_PARTICIPLES and not _perfect(passage, index) and not _closes(passage, index)
        ):
            continue
        entry = _entry(passage, index, lexicon.verbs[token.lemma])
        if entry is not None:
            sites.append(_site(passage, index, *entry))
    return tuple(sites)


def _closes(passage: Passage, index: int) -> bool:
    return closing_source(passage, index) is not None


def _perfect(passage: Passage, index: int) -> bool:
    """Whether a participle is a finite verb's part ("has said") or has its agent ("issued by X")."""
    return any(passage.tokens[kid].dep in {"aux", "auxpass", "agent", "nsubj"} for kid in passage.kids[index])


def _entry(passage: Passage, index: int, entries: tuple[Cue, ...]) -> tuple[Cue, int] | None:
    for cue in entries:
        if cue.particle is None:
            return cue, index
        for at in range(index + 1, min(index + 1 + PARTICLE_REACH, passage.ends[index])):
            token = passage.tokens[at]
            near = at == index + 1 or passage.heads[at] == index
            if token.text.lower() == cue.particle and near and not passage.is_punct(at - 1):
                return cue, at
    return None


def _site(passage: Passage, index: int, cue: Cue, last: int) -> Site:
    kids = [passage.tokens[kid] for kid in passage.kids[index]]
    closing = closing_source(passage, index) if cue.sort is Sort.SPEECH and Frame.BARE in cue.frames and last == index else None
    if closing is not None and not any(kid.dep in {"auxpass", "agent"} for kid in kids):
        return Site(verb=index, last=last, cue=cue, source=closing, passive=False, negated=False, modal=_modal(passage, index))
    passive = any(kid.dep in {"auxpass", "nsubjpass"} for kid in kids)
    if not passive and passage.tokens[index].tag == "VBN" and passage.tokens[index].dep in {"acl", "relcl", "advcl"}:
        passive = not any(kid.dep in {"aux", "nsubj"} for kid in kids)
    return Site(
        verb=index,
        last=last,
        cue=cue,
        source=source_of(passage, index, passive=passive, objects=Frame.NOUN in cue.frames),
        passive=passive,
        negated=any(kid.dep == "neg" for kid in kids),
        modal=_modal(passage, index),
    )


def _modal(passage: Passage, index: int) -> bool:
    """Whether the saying is not told as done: "will say", "is expected to say"; "went on to say" is done."""
    aux = [passage.tokens[kid] for kid in passage.kids[index] if passage.tokens[kid].dep == "aux"]
    if any(token.lemma in MODALS or token.text.lower() in MODALS for token in aux):
        return True
    if any(token.tag == "TO" for token in aux):
        return passage.tokens[passage.heads[index]].lemma not in _HARMLESS_HEADS
    return False


def source_of(passage: Passage, verb: int, *, passive: bool = False, objects: bool = False) -> Noun | None:
    """The noun phrase that does the saying: the subject, the one taken over from the clause above, or the agent.

    `objects`: the verb may as well have a noun as its object ("denied any part"), which is then no subject.
    """
    if passive:
        return _agent(passage, verb)
    inverted = _inverted(passage, verb, objects=objects)
    if inverted is not None:
        return inverted
    beside = _unseen_subject(passage, verb) or _after_comma(passage, verb, objects=objects)
    if beside is not None:
        return beside
    at, seen = _above(passage, verb), 0
    while seen <= _STEPS_UP:
        subject = passage.child(at, "nsubj", "nsubjpass")
        if subject is not None and passage.quoted[subject] < 0:
            return _subject(passage, at, subject, verb)
        token, head = passage.tokens[at], passage.heads[at]
        if head == at:
            break
        if token.dep in {"relcl", "acl"} and passage.tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
            return noun_phrase(passage, head, before=at) if passage.quoted[head] < 0 else None
        if token.dep not in _TAKES_OVER:
            break
        at, seen = head, seen + 1
    return _aside_subject(passage, verb) or _nearest(passage, at) or _nearest(passage, verb)


def _aside_subject(passage: Passage, verb: int) -> Noun | None:
    """The subject that the parser gave to an aside: in "The minister, reading from a note, said …" the minister speaks."""
    for kid in passage.kids[verb]:
        token = passage.tokens[kid]
        if kid >= verb or token.dep not in {"advcl", "acl"} or token.tag != "VBG":
            continue
        subject = passage.child(kid, "nsubj")
        if subject is not None and subject < kid and passage.tokens[kid - 1].text == "," and passage.tokens[verb - 1].text == ",":
            return noun_phrase(passage, subject, before=kid - 1)
    return None


def _inverted(passage: Passage, verb: int, *, objects: bool) -> Noun | None:
    """The subject that the parser took for an object: "…, informed the ministry", `"…," stated, in turn, X`."""
    token = passage.tokens[verb]
    before = verb - 1
    while before > 0 and passage.tokens[before].pos == "ADV":
        before -= 1
    if token.tag not in {"VBD", "VBZ"} or before < 0 or not (passage.is_punct(before) or passage.quoted[before] >= 0):
        return None
    late = next((kid for kid in passage.kids[verb] if kid > verb and passage.tokens[kid].dep == "nsubj"), None)
    if late is not None and late <= verb + INVERSION_REACH and passage.quoted[late] < 0:
        return noun_phrase(passage, late, after=verb)  # "Foo, said the minister, has …": the first noun is no subject of "said"
    if passage.child(verb, "nsubj", "nsubjpass", "auxpass", "ccomp") is not None and not _object_follows(passage, verb):
        return None
    if any(passage.tokens[kid].dep in {"nsubj", "nsubjpass"} and passage.quoted[kid] < 0 for kid in passage.kids[verb]):
        return None
    if objects and passage.quoted[max(before - 1, 0)] < 0 and passage.tokens[before].text == ",":
        return None  # "Roe, late in the day, denied any part in it"
    noun = passage.child(verb, "dobj", "npadvmod", "oprd")
    if noun is not None and passage.tokens[noun].dep == "npadvmod" and passage.tokens[noun].pos != "PROPN":
        return None
    if (
        noun is None
        or passage.tokens[noun].text.endswith("day")
        or not verb < noun <= verb + INVERSION_REACH
        or passage.quoted[noun] >= 0
    ):
        return None
    return noun_phrase(passage, noun, after=verb) if _ends_with(passage, verb, noun) else None


def _unseen_subject(passage: Passage, verb: int) -> Noun | None:
    """The subject right before a finite verb that the parser gave to a place: "at talks in Foograd Bar leaders warned …"."""
    token, at = passage.tokens[verb], verb - 1
    if token.dep != "conj" or token.tag not in {"VBD", "VBZ"} or passage.child(verb, "nsubj", "nsubjpass", "aux") is not None:
        return None
    if at < passage.starts[verb] or passage.tokens[at].pos not in {"NOUN", "PROPN"} or passage.quoted[at] >= 0:
        return None
    if passage.tokens[at].dep not in {"pobj", "dobj", "compound"} or passage.tokens[at].tag not in {"NNS", "NNP"}:
        return None
    first = at
    while first - 1 >= passage.starts[verb] and passage.tokens[first - 1].pos in {"PROPN", "ADJ"} and at - first < 1:
        first -= 1
    return Noun(first=first, last=at, head=at) if first < at else None


def _after_comma(passage: Passage, verb: int, *, objects: bool) -> Noun | None:
    """The noun phrase between a verb of saying set off by a comma and the next mark: "…, said the Blue House, since …"."""
    token = passage.tokens[verb]
    if objects or token.tag not in {"VBD", "VBZ"} or token.lemma in _HEARERS or verb == 0 or passage.tokens[verb - 1].text != ",":
        return None
    if passage.child(verb, "nsubj", "nsubjpass", "auxpass", "aux") is not None:
        return None
    head, at = None, verb + 1
    while at < passage.ends[verb] and at <= verb + PHRASE_REACH and passage.tokens[at].pos in _NOMINAL:
        if passage.tokens[at].pos in {"NOUN", "PROPN"} and (head is None or head == at - 1):
            head = at
        at += 1
    closed = at >= passage.ends[verb] or (passage.is_punct(at) and passage.quoted[at] < 0)
    opens = verb + 1 < len(passage.tokens) and passage.tokens[verb + 1].pos in {"DET", "PROPN", "ADJ", "NOUN"}
    return Noun(first=verb + 1, last=at - 1, head=head) if head is not None and closed and opens else None


def _object_follows(passage: Passage, verb: int) -> bool:
    return passage.child(verb, "dobj", "npadvmod") is not None and passage.child(verb, "auxpass") is None


def _ends_with(passage: Passage, verb: int, noun: int) -> bool:
    """Whether a sentence or clause ends with the phrase of this noun, and nothing reported stands after it."""
    phrase = noun_phrase(passage, noun, after=verb)
    after = phrase.last + 1
    opens = passage.starts[verb] == verb or verb - 1 == passage.starts[verb]
    ended = (
        after >= passage.ends[verb] or passage.is_punct(after) or passage.tokens[after].pos in {"ADP", "NOUN", "PROPN", "SCONJ"}
    )
    return ended and not opens


def _above(passage: Passage, verb: int) -> int:
    """The verb whose subject speaks: in "said that X would come, and thanked Y" thanking goes with saying."""
    tokens, heads = passage.tokens, passage.heads
    before = verb - 1
    while before > 0 and tokens[before].pos == "ADV":
        before -= 1
    if tokens[verb].dep != "conj" or tokens[before].dep != "cc" or tokens[verb].tag != "VBD":
        return verb
    inner = heads[verb]
    while tokens[inner].dep == "conj" and heads[inner] != inner:
        inner = heads[inner]
    outer = heads[inner]
    joined = tokens[inner].dep == "ccomp" and tokens[outer].tag in {"VBD", "VBN"}
    return outer if joined and goes_beyond(passage, verb) else verb


def goes_beyond(passage: Passage, verb: int) -> bool:
    """Whether a verb of saying joined to the words reported belongs to who reports them.

    It does where it differs in tense from the verb it hangs on, where that is a form of "be", or where that one's subject is
    a pronoun, which most often is the speaker again.
    """
    inner = passage.heads[verb]
    if passage.tokens[verb].dep != "conj" or passage.child(verb, "nsubj", "nsubjpass", "aux", "mark") is not None:
        return False
    if passage.tokens[inner].tag != "VBD" or passage.child(inner, "aux", "auxpass") is not None:
        return True
    subject = passage.child(inner, "nsubj", "nsubjpass")
    return passage.tokens[inner].lemma == "be" or (subject is not None and passage.tokens[subject].pos == "PRON")


def _subject(passage: Passage, clause: int, subject: int, verb: int) -> Noun | None:
    token = passage.tokens[subject]
    if token.text.lower() in RELATIVES and token.tag in {"WP", "WDT"}:
        head = passage.heads[clause]
        if passage.tokens[clause].dep == "relcl" and head != clause:
            return noun_phrase(passage, head, before=subject)
        return _noun_before(passage, subject)
    passive = passage.child(clause, "nsubjpass") == subject
    if clause != verb and passive and passage.tokens[clause].lemma not in _REPORTED_PASSIVES:
        agent = _agent(passage, clause)
        return agent or noun_phrase(passage, subject, before=clause)
    return noun_phrase(passage, subject, before=verb if subject < verb else None, after=verb if subject > verb else None)


def _agent(passage: Passage, verb: int) -> Noun | None:
    by = passage.child(verb, "agent")
    noun = passage.child(by, "pobj") if by is not None else None
    return noun_phrase(passage, noun) if noun is not None else None


def _noun_before(passage: Passage, index: int) -> Noun | None:
    at = index - 1
    while at >= passage.starts[index] and passage.is_punct(at):
        at -= 1
    if at >= passage.starts[index] and passage.tokens[at].pos in {"NOUN", "PROPN"}:
        return noun_phrase(passage, at, before=index)
    return None


def _nearest(passage: Passage, verb: int) -> Noun | None:
    """The nearest noun phrase where the parse gives no subject: right before the verb, else right after it ("said X")."""
    at = verb - 1
    while at >= passage.starts[verb] and (passage.tokens[at].pos in {"ADV", "AUX", "PART"} or passage.tokens[at].text == ","):
        if _odd_name(passage, at):
            return Noun(first=at, last=at, head=at)
        at -= 1
    if at >= passage.starts[verb] and passage.quoted[at] < 0 and passage.tokens[at].pos in {"NOUN", "PROPN", "PRON"}:
        while passage.tokens[at].dep in {"appos", "compound"} and passage.tokens[passage.heads[at]].pos in {"NOUN", "PROPN"}:
            at = passage.heads[at]
        return noun_phrase(passage, at, before=verb)
    at = verb + 1
    end = passage.ends[verb]
    while at < end and passage.tokens[at].pos in {"DET", "ADJ", "NUM"}:
        at += 1
    while at + 1 < end and passage.tokens[at].pos in {"NOUN", "PROPN"} and passage.tokens[at + 1].pos in {"NOUN", "PROPN"}:
        at += 1
    starts_after_quote = verb > 0 and (passage.is_punct(verb - 1) or passage.quoted[verb - 1] >= 0)
    if starts_after_quote and at < end and passage.tokens[at].pos in {"NOUN", "PROPN", "PRON"} and passage.quoted[at] < 0:
        return Noun(first=verb + 1, last=at, head=at)
    return None


def _odd_name(passage: Passage, index: int) -> bool:
    """Whether a capital "adverb" that opens a sentence is a name that the tagger did not know ("Long urged …")."""
    token = passage.tokens[index]
    opens = index == passage.starts[index] and token.text[:1].isupper() and token.tag == "RB"
    return opens and token.lemma not in _OPENING_ADVERBS and not token.lemma.endswith("ly")


def noun_phrase(passage: Passage, head: int, *, before: int | None = None, after: int | None = None) -> Noun:
    """The phrase that hangs on a noun: contiguous, in its sentence, on its side of the verb, outside quotes."""
    tree = set(passage.subtree(head))
    low = max(passage.starts[head], 0 if after is None else after + 1)
    high = min(passage.ends[head], len(passage.tokens) if before is None else before) - 1
    first = last = head
    while first - 1 >= low and first - 1 in tree and passage.quoted[first - 1] == passage.quoted[head]:
        first -= 1
    while last + 1 <= high and last + 1 in tree and passage.quoted[last + 1] == passage.quoted[head]:
        last += 1
    for i in range(head - 1, first, -1):
        # "…, presided over by X, the minister Y said": what stands before the comma is not Y's.
        if passage.tokens[i].text == "," and passage.tokens[i - 1].pos in {"NOUN", "PROPN"}:
            first = i + 1
            break
    while first < head and (passage.is_punct(first) or passage.tokens[first].dep in {"cc", "mark", "advmod"}):
        first += 1
    while last > head and passage.is_punct(last):
        last -= 1
    return Noun(first=first, last=last, head=head)


def noun_span(passage: Passage, noun: Noun | None) -> Span | None:
    """Where a noun phrase stands, None for none."""
    return None if noun is None else passage.stretch(noun.first, noun.last)
