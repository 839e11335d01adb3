"""Words that take up somebody named before: pronouns, `the spokesman`, `the alliance`, `the two sides`."""

from dataclasses import dataclass

from detente.actors.gazetteer import Gazetteer
from detente.actors.memory import Memory, Seen
from detente.actors.words import word_set
from detente.records import MentionKind, Sentence, Token

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "themselves"})
PRONOUNS = HE | SHE | IT | THEY
_SPEECH = word_set(
    "say tell add state note stress declare announce claim warn explain comment reply respond insist argue "
    "emphasize emphasise reiterate accuse deny confirm remark observe recall underline describe mention quote "
    "continue vow pledge urge call"
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_MINISTERS = frozenset(
    {
        "foreign_minister",
        "defence_minister",
        "interior_minister",
        "finance_minister",
        "trade_minister",
        "minister",
        "deputy_foreign_minister",
    }
)
_SPOKESMEN = frozenset({"spokesman", "spokesman_mfa", "spokesman_leader", "spokesman_defence", "body_spokesman"})
_LIKE: dict[str, frozenset[str]] = {
    "minister": _MINISTERS,
    "spokesman": _SPOKESMEN,
    "spokesman_mfa": frozenset({"spokesman_mfa", "spokesman"}),
    "spokesman_defence": frozenset({"spokesman_defence", "spokesman"}),
    "leader": frozenset({"leader", "head_of_state", "head_of_government"}),
    "envoy": frozenset({"envoy", "ambassador", "un_ambassador"}),
    "ambassador": frozenset({"ambassador", "un_ambassador", "envoy"}),
    "officer": frozenset({"officer", "military_chief"}),
    "body_head": frozenset({"body_head"}),
    "deputy_foreign_minister": frozenset({"deputy_foreign_minister"}),
}
_TAKEN_UP = frozenset(
    {
        "foreign_minister",
        "defence_minister",
        "head_of_state",
        "head_of_government",
        "leader",
        "minister",
        "spokesman",
        "spokesman_mfa",
        "spokesman_defence",
        "spokesman_leader",
        "interior_minister",
        "finance_minister",
        "trade_minister",
        "ambassador",
        "un_ambassador",
        "envoy",
        "deputy_foreign_minister",
        "deputy_leader",
        "security_adviser",
        "military_chief",
        "body_head",
        "counterpart",
        "officer",
        "opposition",
        "legislator",
        "civilian",
        "academic",
        "official",
        "source",
    }
)
_INSTITUTIONS = frozenset(
    {"ministry", "embassy", "parliament", "consulate", "department", "commission", "court", "senate", "agency"}
)
_BLAMING = word_set(
    "accuse blame criticise criticize condemn praise thank punish sanction urge press pressure ask call tell warn slam denounce "
    "commend congratulate rebuke chide reprimand charge encourage push force order advise persuade invite allow help"
)
_GOVERNING = word_set("government administration regime ministry presidency cabinet embassy parliament")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Whom words take up, and how sure that is."""

    seen: Seen
    confidence: float


def subject_of_speech(sentence: Sentence, token: int) -> tuple[bool, bool]:
    """Whether a token is a subject, and whether of a verb of saying."""
    found = sentence.tokens[token]
    for _step in range(3):  # "the Security Council of Algeria decided": Algeria is as good as subject
        if found.dep in _SUBJECTS:
            break
        above = sentence.tokens[found.head]
        if found.dep == "pobj" and above.lemma == "of":
            above = sentence.tokens[above.head]
        elif found.dep not in ("compound", "nmod"):
            return False, False
        found = above
    if found.dep not in _SUBJECTS:
        return False, False
    return True, sentence.tokens[found.head].lemma in _SPEECH


def speaks(sentence: Sentence, token: int) -> bool:
    """Whether a token is subject of a verb of saying, or the source that "according to" names."""
    found = sentence.tokens[token]
    above = sentence.tokens[found.head]
    source = found.dep == "pobj" and above.text.lower() == "to" and sentence.tokens[above.head].text.lower() == "according"
    return source or subject_of_speech(sentence, token)[1]


def pronoun(memory: Memory, sentence: Sentence, at: int, *, quoted: bool) -> Found | None:
    """Whom a pronoun means; None where nobody fits. Inside a quotation it never means the one who is speaking."""
    token = sentence.tokens[at]
    word = token.text.lower()
    speaking = _current_speaker(memory, sentence.index) if quoted else None
    if word in HE or word in SHE:
        fitting = memory.persons(sentence.index, "m" if word in HE else "f")
        base = 0.8
    elif word in IT:
        if _empty_it(sentence, at):
            return None
        fitting, base = memory.things(sentence.index), 0.6
    else:
        fitting, base = memory.groups(sentence.index), 0.55
    fitting = _not_within_own_words(sentence, at, fitting)
    fitting = [s for s in fitting if not _same_clause_object(sentence, at, s) and not (speaking and _same(s, speaking))]
    if quoted:
        base -= 0.15
    if not fitting:
        return None
    near = _by_clause(sentence, at, fitting)
    if near is not None:
        return Found(seen=near, confidence=max(0.2, min(base + 0.02, near.confidence)))
    best = fitting[0]
    rivals = {(s.code, s.name) for s in fitting if s.sentence == best.sentence and s.subject == best.subject}
    gap = sentence.index - best.sentence
    confidence = base - 0.1 * (len(rivals) - 1 > 0) - 0.06 * gap
    return Found(seen=best, confidence=max(0.2, confidence * min(1.0, best.confidence + 0.1)))


def _not_within_own_words(sentence: Sentence, at: int, fitting: list[Seen]) -> list[Seen]:
    """For `…, it said`: whoever spoke before, rather than one named in the words that are being reported."""
    token = sentence.tokens[at]
    if token.dep not in _SUBJECTS or sentence.tokens[token.head].lemma not in _SPEECH:
        return fitting
    outside = [s for s in fitting if s.sentence != sentence.index or not _under(sentence, s.token, token.head)]
    if token.text.lower() not in IT:
        return outside or fitting
    voiced = [s for s in outside if s.speaker or s.kind in (MentionKind.OFFICE, MentionKind.SEAT, MentionKind.BODY)]
    return voiced or outside or fitting


def _under(sentence: Sentence, token: int, verb: int) -> bool:
    """True where a token stands in a clause that is the verb's object."""
    for _step in range(len(sentence.tokens)):
        above = sentence.tokens[token].head
        if above == verb:
            return sentence.tokens[token].dep in ("ccomp", "parataxis")
        if above == token:
            return False
        token = above
    return False


def _by_clause(sentence: Sentence, at: int, fitting: list[Seen]) -> Seen | None:
    """The fitting one that is subject of the pronoun's own clause or of one it hangs in; for `blame X for its`, the object."""
    here = {s.token: s for s in fitting if s.sentence == sentence.index}
    own = sentence.tokens[at]
    verb = at
    for _step in range(len(sentence.tokens)):
        if sentence.tokens[verb].head == verb:
            return None
        verb = sentence.tokens[verb].head
        if sentence.tokens[verb].pos not in ("VERB", "AUX"):
            continue
        if own.head == verb and own.dep in _SUBJECTS:
            continue
        sides = [(i, t) for i, t in enumerate(sentence.tokens) if t.head == verb and i in here]
        objects = [here[i] for i, t in sides if t.dep in ("dobj", "dative") and i < at]
        if objects and sentence.tokens[verb].lemma in _BLAMING and own.head != verb and own.dep not in _SUBJECTS:
            return objects[-1]
        subjects = [here[i] for i, t in sides if t.dep in _SUBJECTS]
        if subjects and not (own.head == verb and own.tag == "PRP"):
            return subjects[0]
    return None


def _current_speaker(memory: Memory, sentence: int) -> Seen | None:
    return next((s for s in memory.recent(sentence, 2) if s.speaker), None)


def _same(a: Seen, b: Seen) -> bool:
    return a.code == b.code and a.person and b.person and (a.name or "").split()[-1:] == (b.name or "").split()[-1:]


def _same_clause_object(sentence: Sentence, at: int, seen: Seen) -> bool:
    """True where the pronoun is subject or object of the very verb that `seen` is the other side of: "He told Putin"."""
    if seen.sentence != sentence.index:
        return False
    token, other = sentence.tokens[at], sentence.tokens[seen.token]
    if token.tag == "PRP$":
        return token.head == seen.token
    sides = (*_SUBJECTS, "dobj", "dative", "pobj")
    return token.dep in sides and other.dep in sides and token.head == other.head


def _empty_it(sentence: Sentence, at: int) -> bool:
    """True for the "it" of "it is important to": a placeholder."""
    token = sentence.tokens[at]
    if token.tag == "PRP$":
        return False
    verb = sentence.tokens[token.head]
    if token.dep == "expl":
        return True
    if token.dep not in _SUBJECTS:
        return token.dep not in ("dobj", "pobj")
    after = [t for t in sentence.tokens if t.head == token.head]
    clausal = any(t.dep in ("ccomp", "xcomp", "csubj", "advcl") for t in after)
    if token.dep == "nsubjpass" and clausal:
        return True  # "it may be recalled that"
    if verb.lemma == "be":
        return clausal or any(t.dep in ("acomp", "attr") for t in after)
    return verb.lemma in ("seem", "appear", "remain", "take", "rain", "happen", "become", "emerge", "turn") and clausal


def office(memory: Memory, named: dict[str, set[str]], sentence: int, *, kind: str, noun: str) -> Found | None:
    """Who a bare office is: the latest in that office, else the only one of the page, else its ministry's state.

    `kind`: the office; `noun`: its words in lower case. `named`: codes of the page's people by office.
    """
    ministry = next((word for word in noun.split() if word in _INSTITUTIONS), None)
    if ministry is not None:
        same = memory.institution(ministry, sentence)
        if same is not None:
            return Found(seen=same, confidence=0.7)
        if ministry in ("embassy", "consulate"):
            return None  # whose embassy stands in this capital the words do not say
        if kind == "foreign_minister":
            return _foreign_ministry(memory, named, sentence)
    elif kind == "military":
        same = memory.institution(noun.split()[-1], sentence)
        return Found(seen=same, confidence=0.65) if same else None
    elif noun == "foreign affairs":
        return _foreign_ministry(memory, named, sentence)
    if kind in _TAKEN_UP:
        offices = _LIKE.get(kind, frozenset({kind}))
        found = memory.holding(offices, sentence)
        if found is not None:
            return Found(seen=found, confidence=0.75 - 0.02 * min(10, sentence - found.sentence))
        only = {code for name in offices for code in named.get(name, ())}
        if len(only) == 1:
            return Found(seen=_state(only.pop(), sentence), confidence=0.6)
    if kind in ("foreign_minister", "defence_minister", "spokesman_mfa", "spokesman_defence", "spokesman", "head_of_state"):
        spoken = memory.holding(frozenset({"spokesman_mfa", "foreign_minister"}), sentence)
        if spoken is not None and kind in ("foreign_minister", "spokesman_mfa"):
            return Found(seen=_state(spoken.code, sentence), confidence=0.6)
        if memory.home is not None:
            return Found(seen=_state(memory.home, sentence), confidence=0.6)
        latest = latest_state(memory, sentence)
        return Found(seen=latest, confidence=0.45) if latest else None
    if any(word in _GOVERNING for word in noun.split()):
        latest = latest_state(memory, sentence)
        return Found(seen=latest, confidence=0.45) if latest else None
    return None


def _foreign_ministry(memory: Memory, named: dict[str, set[str]], sentence: int) -> Found | None:
    """Whose foreign ministry a bare "Foreign Ministry" is: of those the page has, never the American State Department."""
    for seen in memory.recent(sentence, 40):
        if seen.office in ("foreign_minister", "spokesman_mfa") and seen.code not in (None, "USA") and not seen.plural:
            return Found(seen=_state(seen.code, sentence), confidence=0.65)
    if memory.home is not None:
        return Found(seen=_state(memory.home, sentence), confidence=0.6)
    only = (named.get("foreign_minister", set()) | named.get("spokesman_mfa", set())) - {"USA"}
    if len(only) == 1:
        return Found(seen=_state(next(iter(only)), sentence), confidence=0.55)
    latest = latest_state(memory, sentence)
    return Found(seen=latest, confidence=0.4) if latest else None


def body(memory: Memory, gazetteer: Gazetteer, sentence: Sentence, at: int) -> Found | None:
    """The body that "the alliance" or "the bloc" means: the latest that is one; None where none was named."""
    codes = gazetteer.nouns.get(sentence.tokens[at].text.lower())
    if codes is None or at == 0 or sentence.tokens[at - 1].text.lower() not in ("the", "this"):
        return None
    if any(
        t.head == at and t.dep in ("prep", "amod", "compound", "relcl") and t.text.lower() not in ("military", "western")
        for t in sentence.tokens
    ):
        return None
    if sentence.tokens[at].dep == "compound":
        return None
    found = memory.body_among(codes)
    return Found(seen=found, confidence=0.7) if found else None


def latest_state(memory: Memory, sentence: int) -> Seen | None:
    """The state spoken of last, a subject before others; None where none was named in the last sentences."""
    recent = [
        s for s in memory.recent(sentence, 2) if s.code is not None and s.kind not in (MentionKind.ADJECTIVE, MentionKind.BODY)
    ]
    subjects = [s for s in recent if s.subject]
    found = next(iter(subjects or recent), None)
    return _state(found.code, sentence) if found else None


def speaking_state(memory: Memory, sentence: int, paragraph: int, states: frozenset[str]) -> Found | None:
    """Whose an official is who speaks without a state: of the paragraph's last subject, else of where the page is at home."""
    here = [
        seen
        for seen in memory.recent(sentence, 6)
        if seen.paragraph == paragraph and seen.subject and not seen.quoted and seen.code in states
    ]
    governing = [s for s in here if s.speaker or s.kind in (MentionKind.STATE, MentionKind.SEAT) or "GOV" in s.sector]
    scene = memory.scenes.get(paragraph)
    for seen in [s for s in governing if s.kind not in (MentionKind.ADJECTIVE, MentionKind.PRONOUN)]:
        if scene is None or seen.sentence > scene[0]:
            return Found(seen=_state(seen.code, sentence), confidence=0.5)
    if scene is not None:
        return Found(seen=_state(scene[1], sentence), confidence=0.55)
    return Found(seen=_state(memory.home, sentence), confidence=0.5) if memory.home is not None else None


def _state(code: str | None, sentence: int) -> Seen:
    return Seen(
        kind=MentionKind.STATE,
        code=code,
        sector=(),
        name=None,
        office=None,
        role=None,
        gender=None,
        person=False,
        plural=False,
        sentence=sentence,
        paragraph=0,
        token=0,
        subject=False,
        speaker=False,
        quoted=False,
        confidence=0.8,
    )


def is_pronoun(token: Token) -> bool:
    """True for the pronouns of the third person."""
    return token.text.lower() in PRONOUNS and token.tag in ("PRP", "PRP$")
