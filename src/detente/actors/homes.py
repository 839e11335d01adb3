"""People whom no title ties to a state → the state whose they most likely are, by the words around them and by the page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.actors.frame import Draft, Frame
from detente.actors.people import People, Person
from detente.actors.takeup import speaks, subject_of_speech
from detente.actors.terms import ACTOR_KINDS, Lexicon, TermKind
from detente.actors.words import keys_of, word_set
from detente.records import MentionKind, Sentence

# Those who are somebody of their own state when the press names them without one; an economist may be of any.
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "OPP", "PTY", "ELI", "SPY"})
_POSTED = frozenset({"ambassador", "envoy", "un_ambassador"})
# Known the world over by title and name: their being bare says nothing of where the page was written.
_ANYWHERE = frozenset(
    {"head_of_state", "head_of_government", "leader", "body_head", "foreign_minister", "ambassador", "envoy", None}
)
_NATIONAL = frozenset({TermKind.STATE, TermKind.ADJECTIVE, TermKind.CAPITAL, TermKind.SEAT, TermKind.GROUP})
_WORKING = word_set(
    "teach work head lead run live study follow cover advise speak command chair serve represent research lecture base write "
    "edit found direct manage own sit"
)
_BELONGING = word_set("of at in from for with by")
_INCLUDING = word_set("including include like as among")
_HOSTS = frozenset({"BEL", "CHE", "AUT", "NLD"})  # in their capitals bodies meet
_OWN_WORDS, _SAME_PARAGRAPH, _PAGE = 0.75, 0.6, 0.5
_CLEAR = 1.5  # how much oftener the page must name its first state than the second, to be about it
_STEPS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a page says of where it is at home. `base`: its state, None where unclear; `other`: the second it is about.

    `main`: the states it names most. `states`: the codes that are states; `cities`: towns that are no capitals, by name.
    """

    base: str | None
    other: str | None
    main: frozenset[str]
    states: frozenset[str]
    cities: Lexicon


def page_setting(
    frames: Iterable[Frame],
    bare: Mapping[str, int],
    dateline: str | None,
    *,
    states: frozenset[str],
    cities: Lexicon,
) -> Setting:
    """The setting of a page: its dateline's state where the page is about it, else that of most ministers named without
    nationality (`bare`: how many, by state), else the state it names clearly most."""
    counts = Counter(
        piece.term.code
        for frame in frames
        for piece in frame.pieces.values()
        if piece.term.kind in ACTOR_KINDS and piece.term.code in states
    )
    ranked = sorted(counts, key=lambda code: (-counts[code], code or ""))
    base = dateline if dateline in ranked[:3] else None
    own = sorted((code for code in ranked[:2] if code is not None and bare.get(code)), key=lambda code: -bare[code])
    if base is None and own and (len(own) == 1 or bare[own[0]] > 2 * bare[own[1]]):
        base = own[0]
    if base is None and ranked and (len(ranked) == 1 or counts[ranked[0]] >= _CLEAR * counts[ranked[1]]):
        base = ranked[0]
    other = next((code for code in ranked[:2] if code != base), None) if base is not None else None
    main = frozenset(code for at, code in enumerate(ranked[:6]) if code is not None and (at < 3 or code not in _HOSTS))
    return Setting(base=base, other=other, main=main, states=states, cities=cities)


def settle_homes(people: People, drafts: Sequence[tuple[Frame, Draft]], setting: Setting) -> People:
    """The people with a state for those who had none, where their own words, their paragraph or the page tell one."""
    found: dict[str, tuple[str, float]] = {}
    added: dict[tuple[str, ...], Person] = {}
    subject: tuple[int, str] | None = None  # paragraph and state of the last subject that was of a state
    for frame, draft in drafts:
        paragraph = frame.sentence.paragraph
        person = people.find(draft.person) if draft.person is not None else None
        if person is None and draft.person is not None and draft.role is None:
            newcomer = _newcomer(frame, draft, setting)
            if newcomer is not None:
                added[keys_of(draft.person)] = newcomer
                added.setdefault(keys_of(draft.person)[-1:], newcomer)
            continue
        scene = scene_of(frame, setting)
        if scene is not None and (subject is None or subject[0] != paragraph):
            subject = paragraph, scene
        if person is not None and person.code is None and draft.person is not None and person.name not in found:
            same = subject[1] if subject and subject[0] == paragraph else None
            home = _home(frame, draft, person, people, setting=setting, paragraph=same)
            if home is not None:
                found[person.name] = home
        code = draft.code or (person.code if person else None)
        if code is None and person is not None and person.name in found:
            code = found[person.name][0]
        if code is not None and code in setting.states and _governs(draft, person) and _leads(frame.sentence, draft.head):
            subject = paragraph, code
    return People(by_keys={**added, **_at_home(people.by_keys, found)}) if found or added else people


def _newcomer(frame: Frame, draft: Draft, setting: Setting) -> Person | None:
    """A speaker without office whose own words tell where they are at home: "Jane Roe, who teaches law in Bartown, says"."""
    if draft.person is None or len(draft.person.split()) < 2 or not speaks(frame.sentence, draft.head):
        return None
    code = _within(frame, draft, setting)
    if code is None:
        return None
    return Person(name=draft.person, code=code, sector=("CVL",), office=None, role=None, gender=None, confidence=_OWN_WORDS)


def bare_ministers(drafts: Iterable[tuple[Frame, Draft]], people: People) -> Counter[str]:
    """How many ministers of each state a page names by title and name alone, as a paper does with those of its own state."""
    found: dict[str, str] = {}
    for _frame, draft in drafts:
        if draft.person is None or draft.role is None or draft.code is not None or draft.office in _ANYWHERE:
            continue
        person = people.find(draft.person)
        if person is not None and person.code is not None and "GOV" in person.sector:
            found[person.name] = person.code
    return Counter(found.values())


def scene_of(frame: Frame, setting: Setting) -> str | None:
    """The state in whose capital a sentence plays that begins "In Foograd, …", where the page is about it; else None."""
    at = 1 + (frame.lower(0) in ("meanwhile", "and", "but"))
    piece = frame.pieces.get(at)
    if piece is None or piece.term.kind is not TermKind.CAPITAL or frame.lower(at - 1) not in ("in", "from", "at"):
        return None
    return piece.term.code if piece.term.code in setting.main else None


def _governs(draft: Draft, person: Person | None) -> bool:
    """Whether who is named speaks for the state, so that a minister named next is most likely of the same one."""
    if draft.kind in (MentionKind.STATE, MentionKind.SEAT):
        return True
    sector = draft.sector or (person.sector if person is not None else ())
    return draft.kind in (MentionKind.OFFICE, MentionKind.PERSON) and "GOV" in sector


def _leads(sentence: Sentence, token: int) -> bool:
    """Whether a token is subject of the main clause or of a verb of saying."""
    subject, speaker = subject_of_speech(sentence, token)
    return speaker or (subject and sentence.tokens[sentence.tokens[token].head].dep in ("ROOT", "conj"))


def _at_home(by_keys: Mapping[tuple[str, ...], Person], found: Mapping[str, tuple[str, float]]) -> dict[tuple[str, ...], Person]:
    settled = {}
    for keys, person in by_keys.items():
        home = found.get(person.name) if person.code is None else None
        settled[keys] = replace(person, code=home[0], confidence=home[1]) if home is not None else person
    return settled


def _home(
    frame: Frame, draft: Draft, person: Person, people: People, *, setting: Setting, paragraph: str | None
) -> tuple[str, float] | None:
    posted = (draft.office or person.office) in _POSTED and "ELI" not in person.sector
    own = _beside(frame, draft, people, setting) or (None if posted else _within(frame, draft, setting))
    if own is not None:
        return own, _OWN_WORDS
    if not _OFFICIAL & set(draft.sector or person.sector) or (draft.role is None and person.role is None):
        return None
    if posted:  # an ambassador named without a state is rather the foreigner
        return (setting.other, _PAGE) if setting.other is not None else None
    if paragraph is not None:
        return paragraph, _SAME_PARAGRAPH
    return (setting.base, _PAGE) if setting.base is not None else None


def home_by_words(frame: Frame, draft: Draft, setting: Setting) -> str | None:
    """The state that the phrase of an office names by a place: "the police in Bartown", "a judge in Foograd"."""
    return _within(frame, draft, setting)


def _within(frame: Frame, draft: Draft, setting: Setting) -> str | None:
    """The state or town in the noun phrase of a name: "an analyst at a Fooish institute", "who teaches law in Bartown"."""
    inside = _phrase(frame.sentence, draft.head)
    own = range(frame.words[draft.first].token, frame.words[draft.last].token + 1)
    keys = [word.key for word in frame.words]
    for at, word in enumerate(frame.words):
        if word.token not in inside and not (word.token in own and draft.role is not None and word.token < draft.head):
            continue
        piece = frame.pieces.get(at)
        if piece is not None and piece.term.kind in _NATIONAL and piece.term.code in setting.states and word.token not in own:
            return piece.term.code
        town = setting.cities.match(frame.text, frame.words, at, keys)
        if town is not None and at not in frame.covered and frame.capitalised(at):
            return town[0].code
    return None


def _phrase(sentence: Sentence, head: int) -> frozenset[int]:
    """The tokens of a noun phrase: what hangs on its head by apposition and "of", "at", "in", or tells where one works."""
    tokens = sentence.tokens
    inside = {head}
    for _round in range(_STEPS):
        before = len(inside)
        for at, token in enumerate(tokens):
            if at in inside or token.head not in inside or at == token.head:
                continue
            if (
                token.dep in ("appos", "compound", "nmod", "amod", "poss", "pobj", "nummod", "nn")
                or (token.dep == "prep" and token.text.lower() in _BELONGING)
                or (token.dep in ("relcl", "acl") and token.lemma in _WORKING)
                or (token.dep == "dobj" and tokens[token.head].lemma in _WORKING)
            ):
                inside.add(at)
        if len(inside) == before:
            break
    return frozenset(inside)


def _beside(frame: Frame, draft: Draft, people: People, setting: Setting) -> str | None:
    """The state of those whom a name is listed with: "six Fooish diplomats, including Jane Roe", "John Doe and Jane Roe"."""
    tokens = frame.sentence.tokens
    at, listed = draft.head, False
    for _step in range(_STEPS):
        token = tokens[at]
        if token.dep not in ("conj", "pobj", "prep") or token.head == at:
            break
        if token.dep == "pobj" and tokens[token.head].text.lower() not in _INCLUDING:
            break
        listed = listed or token.dep == "conj"
        at = token.head
        if at in {frame.words[draft.first].token, draft.head}:
            break
    if at == draft.head or tokens[at].pos not in ("NOUN", "PROPN"):
        return None
    return _of_head(frame, at, people, setting, listed=listed)


def _of_head(frame: Frame, head: int, people: People, setting: Setting, *, listed: bool) -> str | None:
    """The state of the noun that heads a list: that of the person it names, else of the adjective right on it."""
    for at, word in enumerate(frame.words):
        piece = frame.pieces.get(at)
        if word.token == head and frame.capitalised(at) and listed:
            first = at
            while frame.gap(first - 1) == " " and frame.capitalised(first - 1):
                first -= 1
            person = people.find(frame.name(first, at)) or people.find(frame.words[at].text)
            if person is not None and person.code in setting.states:
                return person.code
        if piece is None or piece.term.code not in setting.states or piece.term.kind not in _NATIONAL:
            continue
        token = frame.sentence.tokens[word.token]
        if not listed and token.head == head and token.dep in ("amod", "compound", "poss", "nmod"):
            return piece.term.code
    return None
