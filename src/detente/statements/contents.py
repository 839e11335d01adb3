"""What a cue governs after it: the stretch of tokens that are the words reported."""

from dataclasses import dataclass

from detente.statements.clauses import Site, goes_beyond
from detente.statements.cues import CueLexicon, Frame, Part, Sort
from detente.statements.passage import Passage
from detente.statements.tails import before_next_act, finite
from detente.statements.words import DOCUMENTS

WH = frozenset({"whether", "why", "how", "what", "who", "where", "when", "which", "if"})
THAT_REACH = 24
LONGEST_TOKENS = 250
TO_REACH = 25
CHARGE_PREPOSITIONS = frozenset({"of", "for", "over", "with", "about", "on", "against", "after"})
_NEED_HEARER = frozenset({"beg", "tell", "order", "ask", "instruct"})
_PARTICLES = frozenset({"home", "in", "off", "up", "back", "out", "together", "forth"})
TAIL_OPENERS = frozenset({"when", "while", "after", "before", "as", "following", "during", "amid", "ahead"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Token ranges (first, last) of the content, how it hangs on its cue, whom the act is aimed at, and how sure this is.

    `apart`: a clause of its own after the cue ("X came, he said, and Y would follow"): another report of the same cue.
    """

    pieces: tuple[tuple[int, int], ...]
    frame: Frame
    confidence: float
    target: tuple[int, int] | None = None
    apart: tuple[int, int] | None = None


def following(passage: Passage, site: Site, lexicon: CueLexicon) -> Content | None:
    """The content after a cue, by the first of its frames that fits the grammar there."""
    frames = site.cue.frames
    if frames & {Frame.THAT, Frame.BARE, Frame.WH, Frame.QUOTE}:
        clauses = [c for c in (_that_clause(passage, site, lexicon), _clause(passage, site, lexicon)) if c is not None]
        if clauses:
            return min(clauses, key=lambda c: c.pieces)
    for frame, find in _FINDERS:
        if frame in frames:
            found = find(passage, site, lexicon)
            if found is not None:
                return found
    return None


def _end(passage: Passage, site: Site, first: int, lexicon: CueLexicon, *, scan: int | None = None) -> int:
    """The last token of a content that starts at `first`: to the end of what hangs on the cue, less what is the cue's own.

    `scan`: from where on the cue's own adjuncts are looked for, `first` where it is None.
    """
    scan = first if scan is None else scan
    limit = max(min(passage.right[site.verb] + 1, passage.ends[first]), first + 1)
    if _whole_sentence(passage, site, lexicon):
        limit = max(limit, passage.ends[first])
    cut = limit
    for kid in passage.kids[site.verb]:
        left = passage.left[kid]
        if kid > scan and left > scan and _own_adjunct(passage, kid, left, lexicon):
            cut = min(cut, left)
    cut = next(
        (
            at
            for at in range(scan + 1, min(cut, scan + LONGEST_TOKENS))
            if _new_report(passage, at, site, lexicon) or _aside(passage, at)
        ),
        cut,
    )
    last = cut - 1
    while last > first and ((passage.is_punct(last) and not passage.is_mark(last)) or passage.tokens[last].dep == "cc"):
        last -= 1
    return last


def _whole_sentence(passage: Passage, site: Site, lexicon: CueLexicon) -> bool:
    """Whether the report may run to the sentence's end: its cue is the main verb, or the parse hung it on its own content.

    "He added that A, B, so C": the parser takes C for the main clause and the report for its complement.
    """
    token = passage.tokens[site.verb]
    if token.dep == "ROOT":
        return True
    head = passage.heads[site.verb]
    marked = passage.child(site.verb, "mark", "advmod") is not None and site.verb > passage.starts[site.verb] + 1
    reports = any(cue.particle is None for cue in lexicon.verbs.get(passage.tokens[head].lemma, ()))
    return token.dep in {"ccomp", "parataxis"} and head > site.verb and not marked and not reports


def _own_adjunct(passage: Passage, kid: int, left: int, lexicon: CueLexicon) -> bool:
    """Whether what hangs on the cue after its clause is the cue's and not the clause's: set off by a comma, or another verb."""
    token = passage.tokens[kid]
    if token.dep in {"advcl", "prep", "npadvmod"}:
        return passage.tokens[left - 1].text in {",", "-", "–", "—"}
    if (
        passage.quoted[kid] >= 0
        or token.dep != "conj"
        or token.pos not in {"VERB", "AUX"}
        or token.tag not in {"VBD", "VBZ", "VBP", "VBG"}
    ):
        return False
    if token.lemma in lexicon.verbs:
        return True
    before = [passage.tokens[i].text.lower() for i in range(max(left - 2, 0), min(left + 2, len(passage.tokens)))]
    return "that" not in before and "," in before


def _aside(passage: Passage, at: int) -> bool:
    """Whether a clause of its own starts here: ", for which …"."""
    token, end = passage.tokens[at], passage.ends[at]
    which = at + 1 < end and passage.tokens[at + 1].text.lower() in {"which", "whom"}
    return token.pos in {"ADP", "SCONJ"} and which and passage.tokens[at - 1].text == ","


def _new_report(passage: Passage, at: int, site: Site, lexicon: CueLexicon) -> bool:
    """Whether another report starts here: ", adding that …", ", according to …"."""
    token = passage.tokens[at]
    word = token.text.lower()
    if passage.quoted[at] >= 0:
        return False
    if word in {"and", "but"} and resumes_saying(passage, site.verb, at + 1, lexicon):
        return True
    if passage.tokens[at - 1].text != ",":
        return False
    if word == "according":
        return True
    if word in {"while", "whereas"} and token.dep == "mark":
        head = passage.heads[at]
        plain = any(cue.particle is None and cue.sort is Sort.SPEECH for cue in lexicon.verbs.get(passage.tokens[head].lemma, ()))
        return plain and passage.child(head, "nsubj") is not None
    index = at + 1 if token.text.lower() in {"and", "while", "but", "also"} and at + 1 < len(passage.tokens) else at
    verb = passage.tokens[index]
    return verb.tag == "VBG" and verb.lemma in lexicon.verbs and any(c.part is Part.VERB for c in lexicon.verbs[verb.lemma])


def resumes_saying(passage: Passage, outer: int, verb: int, lexicon: CueLexicon) -> bool:
    """Whether after "and" the speaker acts on and not someone in the words reported: "said that X would come, and thanked Y"."""
    while verb < passage.ends[outer] and passage.tokens[verb].pos == "ADV":
        verb += 1
    if verb >= passage.ends[outer] or passage.tokens[verb].tag != "VBD":
        return False
    after = passage.tokens[verb + 1].text.lower() if verb + 1 < passage.ends[outer] else ""
    cues = lexicon.verbs.get(passage.tokens[verb].lemma, ())
    plain = any(cue.sort is Sort.SPEECH and cue.particle in {None, after} for cue in cues)
    return plain and passage.tokens[outer].tag in {"VBD", "VBN"} and goes_beyond(passage, verb)


def _that_clause(passage: Passage, site: Site, lexicon: CueLexicon) -> Content | None:
    if not site.cue.frames & {Frame.THAT, Frame.WH}:
        return None
    for at in range(site.last + 1, min(site.last + THAT_REACH, passage.ends[site.verb] - 1)):
        token = passage.tokens[at]
        word = token.text.lower()
        if passage.quoted[at] >= 0:
            return None
        if word == "that" and (token.dep in {"mark", "dep"} or (at == site.last + 1 and token.tag == "IN")):
            if _blocked(passage, site, at, lexicon):
                return None
            return _made(passage, site, at + 1, lexicon, (Frame.THAT, 0.95))
        wh = Frame.WH in site.cue.frames and word in WH and at == site.last + 1
        if wh and token.dep in {"mark", "advmod", "dobj", "nsubj", "det", "attr"} and token.head is not None:
            return _made(passage, site, at, lexicon, (Frame.WH, 0.85))
        acts = (
            token.pos == "VERB" and token.tag in {"VBD", "VBZ", "VBP"} and token.dep not in {"relcl", "pobj", "dobj", "compound"}
        )
        if acts and passage.heads[at] != site.verb:
            return None
    return None


def _blocked(passage: Passage, site: Site, that: int, lexicon: CueLexicon) -> bool:
    """Whether the "that" belongs to a noun or verb in between and not to the cue."""
    clause = passage.heads[that]
    head = passage.heads[clause]
    if head == site.verb or not site.verb < head < that:
        return False
    if head == site.last or (passage.tokens[head].dep == "pobj" and passage.tokens[head].lemma in DOCUMENTS):
        return False  # "let it be known that", "said in a statement that"
    reports = passage.tokens[head].pos == "NOUN" and passage.tokens[head].lemma in lexicon.nouns
    return reports or passage.tokens[head].pos in {"VERB", "AUX"}


def _made(passage: Passage, site: Site, first: int, lexicon: CueLexicon, kind: tuple[Frame, float]) -> Content | None:
    first = _skip(passage, first, passage.ends[site.verb])
    if first + 1 < passage.ends[site.verb] and passage.tokens[first].text.lower() == "that" and passage.tokens[first].tag == "IN":
        first = _skip(passage, first + 1, passage.ends[site.verb])
    if first >= passage.ends[site.verb]:
        return None
    last = _end(passage, site, first, lexicon)
    return Content(pieces=((first, last),), frame=kind[0], confidence=kind[1]) if last - first >= 1 else None


def _skip(passage: Passage, first: int, end: int) -> int:
    while first < end and passage.is_punct(first) and not passage.is_mark(first):
        first += 1
    return first


def _clause(passage: Passage, site: Site, lexicon: CueLexicon) -> Content | None:
    """A clause without "that", as the parse has it: it needs its own subject."""
    for kid in passage.kids[site.verb]:
        if kid < site.last or Frame.BARE not in site.cue.frames or not _may_be_reported(passage, site, kid):
            continue
        tree = [node for node in passage.subtree(kid) if node > site.last]
        subject = passage.child(kid, "nsubj", "nsubjpass", "expl", "csubj")
        if subject is None and any(finite(passage, node) for node in (kid, *passage.kids[kid])):
            # "He said calm would help": the tagger took the subject for an object of the cue.
            subject = passage.child(site.verb, "dobj")
            tree = passage.subtree(subject) if subject is not None and site.last < subject < kid else tree
        if subject is None or subject < site.last or passage.quoted[tree[0]] >= 0:
            continue
        first = tree[0]
        if passage.tokens[first].text.lower() in {"according", "as"}:
            continue
        if passage.tokens[first].text.lower() == "that" and passage.tokens[first].dep == "mark":
            first += 1
        return _made(passage, site, first, lexicon, (Frame.BARE, 0.9))
    return None


def _may_be_reported(passage: Passage, site: Site, kid: int) -> bool:
    """Whether a clause hangs on its cue as the words reported; "explained calm would help" is parsed as two verbs in a row."""
    token = passage.tokens[kid]
    if token.dep in {"ccomp", "parataxis"}:
        return True
    object_ = passage.child(site.verb, "dobj")
    if token.dep != "conj" or object_ is None or not site.last < object_ < kid or object_ != site.last + 1:
        return False
    joined = any(passage.tokens[at].dep == "cc" or passage.tokens[at].text in {",", ";"} for at in range(site.last + 1, kid))
    return not joined and passage.child(kid, "aux") is not None


def _infinitive(passage: Passage, site: Site, lexicon: CueLexicon) -> Content | None:
    kid = next((k for k in passage.kids[site.verb] if k > site.last and _has_to(passage, k)), None)
    if kid is None:
        return None
    tree = [node for node in passage.subtree(kid) if node > site.last]
    first = _skip(passage, tree[0], passage.ends[site.verb])
    if first - site.last > 3:
        return None
    return _tailed(passage, site, first, lexicon, (Frame.INFINITIVE, 0.8))


def _has_to(passage: Passage, verb: int) -> bool:
    return passage.tokens[verb].dep in {"xcomp", "ccomp", "advcl"} and any(
        passage.tokens[kid].tag == "TO" for kid in passage.kids[verb]
    )


def _object_infinitive(passage: Passage, site: Site, lexicon: CueLexicon) -> Content | None:
    end = min(site.last + TO_REACH, passage.ends[site.verb] - 1)
    for at in range(site.last + 1, end):
        token = passage.tokens[at]
        if passage.quoted[at] >= 0 or token.text in {";", ":"}:
            return None
        if token.tag == "TO" and passage.heads[at] != at:
            first = _skip(passage, site.last + 1, end)
            verb = passage.heads[at]
            if not _hangs_on(passage, verb, site.verb):
                continue
            target = (first, at - 1) if at > first else None
            if target is None and site.cue.form in _NEED_HEARER:
                return None  # "begged to differ", "asked to leave"
            content = _tailed(passage, site, first, lexicon, (Frame.OBJECT_INFINITIVE, 0.8))
            return content and Content(pieces=content.pieces, frame=content.frame, confidence=0.8, target=target)
        if token.tag in {"VBD", "VBZ", "VBP"}:
            return None
    return None


def _hangs_on(passage: Passage, node: int, root: int) -> bool:
    for _ in range(8):
        if node == root:
            return True
        if passage.heads[node] == node:
            return False
        node = passage.heads[node]
    return False


def _charge(passage: Passage, site: Site, lexicon: CueLexicon) -> Content | None:
    noun = next(
        (k for k in passage.kids[site.verb] if k > site.last and passage.tokens[k].dep in {"dobj", "nsubj", "dative"}), None
    )
    end = min(site.last + TO_REACH, passage.ends[site.verb] - 1)
    for at in range(site.last + 1, end):
        if passage.tokens[at].tag in {"VBD", "VBZ", "VBP"} and passage.heads[at] == site.verb:
            return None
        if passage.tokens[at].text.lower() in CHARGE_PREPOSITIONS and _hangs_on(passage, at, site.verb):
            first = _skip(passage, site.last + 1, end)
            target = (first, at - 1) if at > first else None
            if noun is None and not site.passive:
                return None
            if passage.tokens[at + 1].pos == "PRON" and at + 2 < len(passage.tokens) and passage.tokens[at + 2].pos == "PUNCT":
                return None
            if site.passive:
                first = at + 1
            content = _tailed(passage, site, first, lexicon, (Frame.CHARGE, 0.8), scan=at + 1)
            return content and Content(pieces=content.pieces, frame=content.frame, confidence=0.8, target=target)
    return None


def _gerund(passage: Passage, site: Site, lexicon: CueLexicon) -> Content | None:
    kid = next(
        (
            k
            for k in passage.kids[site.verb]
            if k > site.last and passage.tokens[k].tag == "VBG" and passage.tokens[k].dep in {"xcomp", "ccomp", "pcomp", "dobj"}
        ),
        None,
    )
    if kid is None:
        return None
    first = next(node for node in passage.subtree(kid) if node > site.last)
    return _tailed(passage, site, first, lexicon, (Frame.GERUND, 0.8)) if first - site.last <= 2 else None


def _label(passage: Passage, site: Site, lexicon: CueLexicon) -> Content | None:
    """An object with what it is called: "described X as Y", "called X a Y"."""
    if site.verb + 1 < passage.ends[site.verb] and passage.tokens[site.verb + 1].text.lower() in _PARTICLES:
        return None  # "called home its envoy"
    for kid in passage.kids[site.verb]:
        token = passage.tokens[kid]
        if kid <= site.last or (token.text.lower() == "to" and site.cue.form == "call" and kid > site.verb + 1):
            continue
        small = token.dep in {"oprd", "ccomp", "xcomp"} or (token.dep == "prep" and token.text.lower() in {"as", "to"})
        if small and kid > site.last:
            first = _skip(passage, site.last + 1, passage.ends[site.verb])
            return _tailed(passage, site, first, lexicon, (Frame.LABEL, 0.75))
    return None


def _object(passage: Passage, site: Site, lexicon: CueLexicon) -> Content | None:
    kid = next((k for k in passage.kids[site.verb] if k > site.last and passage.tokens[k].dep in {"dobj", "attr"}), None)
    if kid is None or passage.tokens[kid].pos == "PRON":
        return None
    tree = [node for node in passage.subtree(kid) if node > site.last]
    first = _skip(passage, tree[0], passage.ends[site.verb])
    content = _tailed(passage, site, first, lexicon, (Frame.NOUN, 0.6))
    if content is None:
        return None
    start, last = content.pieces[0]
    to = tree[-1] + 1
    if to < last and passage.tokens[to].tag == "TO":
        return content
    return Content(pieces=((start, min(last, max(tree[-1], start))),), frame=Frame.NOUN, confidence=0.6)


def _prepositional(passage: Passage, site: Site, lexicon: CueLexicon) -> Content | None:
    if site.last == site.verb or site.last + 1 >= passage.ends[site.verb]:
        return None
    # "Asked both sides for restraint": the words between verb and preposition belong to what is asked.
    apart = site.last - site.verb > 1 and not passage.is_punct(site.verb + 1)
    away = passage.tokens[site.verb + 1].text.lower() in _PARTICLES or passage.child(site.verb, "dobj") is not None
    if apart and away and site.cue.form.startswith("call"):
        return None  # "called home its envoy for talks"
    first = _skip(passage, (site.verb if apart else site.last) + 1, passage.ends[site.verb])
    return _tailed(passage, site, first, lexicon, (Frame.PREPOSITION, 0.75)) if first < passage.ends[site.verb] else None


def _tailed(
    passage: Passage, site: Site, first: int, lexicon: CueLexicon, kind: tuple[Frame, float], *, scan: int | None = None
) -> Content | None:
    """A phrase as content, without the circumstances that trail after a comma."""
    if first >= passage.ends[site.verb]:
        return None
    last = before_next_act(passage, site, first, _end(passage, site, first, lexicon, scan=scan))
    for at in range(first + 1 if scan is None else scan, last):
        if passage.quoted[at] < 0 and passage.tokens[at].text == "," and passage.tokens[at + 1].text.lower() in TAIL_OPENERS:
            last = at - 1
            break
    if last < first:
        return None
    return Content(pieces=((first, last),), frame=kind[0], confidence=kind[1])


_FINDERS = (
    (Frame.OBJECT_INFINITIVE, _object_infinitive),
    (Frame.INFINITIVE, _infinitive),
    (Frame.CHARGE, _charge),
    (Frame.GERUND, _gerund),
    (Frame.LABEL, _label),
    (Frame.PREPOSITION, _prepositional),
    (Frame.NOUN, _object),
)
