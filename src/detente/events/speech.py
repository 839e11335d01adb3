"""A statement's words → the act that saying them is: disapproval, demand, threat, refusal, offer, praise, regret.

The words are in `data/speech.tsv`. Whom they are aimed at is read from the grammar of the sentence they stand in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from detente.events.candidates import trust
from detente.events.grammar import Tree, objects, prepositional, subject_or_passive
from detente.events.lexicon import Lexicon
from detente.events.links import BY_CLAUSE, DIRECT, NESTED, Link, phrase
from detente.events.operators import NEGATION
from detente.events.partners import SURE_MENTION, Partners
from detente.records import ActorMention, EntityCode, EventType, Span, Stance, Statement, overlaps

SURE, SURE_OF_OTHERS = 0.72, 0.74
UNDERSTOOD = frozenset({EventType.THREATEN, EventType.REJECT, EventType.ACCUSE})
STANCE_ACTS = {
    Stance.DEMAND: (EventType.REQUEST, 0.62),
    Stance.ACCUSE: (EventType.ACCUSE, 0.68),
    Stance.DENY: (EventType.REJECT, 0.62),
    Stance.WARN: (EventType.THREATEN, 0.66),
}
FORCEFUL_WORDS = frozenset(
    {"if", "unless", "consequence", "respond", "response", "retaliate", "price", "punishment", "countermeasure"}
)
CONDITION = 0.62
FRIENDLY = frozenset(
    {"welcome", "help", "support", "lift", "ease", "return", "meet", "talk", "cooperate", "resume", "agree", "join"}
)
FRIENDLY_ACTS = frozenset({EventType.SUPPORT, EventType.AGREE, EventType.CONCEDE})
CONTENT_WORDS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "DET", "PART", "SCONJ", "PRON"})
SELF = frozenset({"we", "i", "us", "our", "my", "ours"})
ABOUT = frozenset({"of", "by", "from", "against", "with", "to", "for", "over", "at", "about", "on", "towards", "toward"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechWord:
    """Words in a row (base forms) that make an utterance an act; `holder` as the table's head explains."""

    words: tuple[str, ...]
    holder: str
    event: EventType
    mode: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechWords:
    """The table by first word, the longest row first."""

    by_first: Mapping[str, tuple[SpeechWord, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechAct:
    """What a statement does: `event` towards `recipient`, shown by the words at `trigger`. `confidence` 0 to 1."""

    statement: Statement
    tree: Tree
    event: EventType
    mode: str | None
    recipient: tuple[ActorMention, ...]
    trigger: Span
    confidence: float


def load_speech_words() -> SpeechWords:
    """The table the package ships with."""
    lines = files("detente.events").joinpath("data", "speech.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[SpeechWord]] = {}
    for line in [line for line in lines if line and not line.startswith("#")][1:]:
        words, holder, event, mode, confidence = line.split("\t")
        row = SpeechWord(
            words=tuple(words.split(" ")), holder=holder, event=EventType(event), mode=mode or None, confidence=float(confidence)
        )
        found.setdefault(row.words[0], []).append(row)
    return SpeechWords(
        by_first=MappingProxyType({first: tuple(sorted(rows, key=lambda r: -len(r.words))) for first, rows in found.items()})
    )


def find_speech_acts(
    tree: Tree, statements: tuple[Statement, ...], words: SpeechWords, lexicon: Lexicon, partners: Partners
) -> tuple[SpeechAct, ...]:
    """The acts that the statements of a sentence are, the surest of each type for each statement."""
    best: dict[tuple[str, EventType, frozenset[EntityCode | None]], SpeechAct] = {}
    for statement in statements:
        if statement.speaker.code is None:
            continue
        found = (
            *_acts(tree, statement, words, lexicon, partners),
            *_by_stance(tree, statement, partners),
            *_by_condition(tree, statement, lexicon),
        )
        for act in found:
            key = (statement.id, act.event, frozenset(m.entity.code for m in act.recipient))
            if key not in best or act.confidence > best[key].confidence:
                best[key] = act
    return tuple(best.values())


def _acts(tree: Tree, statement: Statement, words: SpeechWords, lexicon: Lexicon, partners: Partners) -> Iterator[SpeechAct]:
    pieces = statement.spans or (statement.span,)
    for at, token in enumerate(tree.tokens):
        if not any(overlaps(token.span, piece) for piece in pieces):
            continue
        row = _row(tree, at, words)
        if row is None or ((row.holder != "we" or row.event in FRIENDLY_ACTS) and _is_negated(tree, at)):
            continue
        last = at + len(row.words) - 1
        aim = _aim(tree, at, last, row, statement, lexicon) or _understood(tree, row, statement, partners)
        if aim:
            yield SpeechAct(
                statement=statement,
                tree=tree,
                event=row.event,
                mode=row.mode,
                recipient=tuple(link.mention for link in aim),
                trigger=Span(token.span.start, tree.tokens[last].span.end),
                confidence=row.confidence * _weakest(aim) * min(1.0, 0.1 + statement.confidence),
            )


def _by_stance(tree: Tree, statement: Statement, partners: Partners) -> Iterator[SpeechAct]:
    """The act that the cue's own stance makes of a statement: to demand, accuse, deny or warn of what one will do."""
    cue = statement.cue
    code = statement.speaker.code
    if cue is None or code is None or statement.stance not in STANCE_ACTS or not overlaps(cue.span, tree.sentence.span):
        return
    if statement.stance is Stance.WARN and not _is_forceful(tree, statement):
        return
    event, confidence = STANCE_ACTS[statement.stance]
    aim = [m for m in _mentions_in(tree, statement) if m.entity.code not in (None, code)]
    if len({m.entity.code for m in aim}) != 1:
        found = None if aim else partners.partner_of(code, tree.sentence.index)
        aim = [found[0]] if found else []
        confidence *= found[1] if found else 1
    if aim:
        yield SpeechAct(
            statement=statement,
            tree=tree,
            event=event,
            mode=None,
            recipient=(aim[0],),
            trigger=cue.span,
            confidence=confidence * trust(aim[0]) * min(1.0, 0.1 + statement.confidence),
        )


def _mentions_in(tree: Tree, statement: Statement) -> tuple[ActorMention, ...]:
    return tuple(
        dict.fromkeys(
            m
            for mentions in tree.mentions
            for m in mentions
            if any(overlaps(m.entity.span, piece) for piece in (statement.spans or (statement.span,)))
        )
    )


def _is_forceful(tree: Tree, statement: Statement) -> bool:
    """Whether a warning is of what will be done: it has "will", "would", "if", "unless" or speaks of consequences."""
    inside = (
        tree.lemma(i)
        for i, token in enumerate(tree.tokens)
        if any(overlaps(token.span, piece) for piece in (statement.spans or (statement.span,)))
    )
    return any(
        lemma in ("if", "unless", "consequence", "respond", "response", "retaliate", "price", "punishment") for lemma in inside
    )


def _row(tree: Tree, at: int, words: SpeechWords) -> SpeechWord | None:
    if tree.tokens[at].pos not in CONTENT_WORDS:
        return None
    for form in dict.fromkeys((tree.lemma(at), tree.lower(at))):
        for row in words.by_first.get(form, ()):
            here = range(at, min(at + len(row.words), len(tree.tokens)))
            if len(here) == len(row.words) and all(
                w in (tree.lemma(i), tree.lower(i)) for w, i in zip(row.words, here, strict=True)
            ):
                return row
    return None


def _aim(tree: Tree, at: int, last: int, row: SpeechWord, statement: Statement, lexicon: Lexicon) -> tuple[Link, ...]:
    """Whom the words are aimed at: others than the speaker, where the grammar puts them for this kind of words."""
    holder = _subject(tree, at, lexicon)
    own = any(link.mention.entity.code == statement.speaker.code for link in holder) or _says_we(tree, at)
    others = _others(holder, statement)
    if row.holder == "do":
        return others if tree.tokens[at].pos in ("AUX", "VERB") else ()
    if row.holder == "it":
        near = _others(_around(tree, at, lexicon), statement)
        return near or (() if own else others)
    if holder and not own:  # somebody else's attitude
        return ()
    return _others(_about(tree, last, at, lexicon), statement)


def _understood(tree: Tree, row: SpeechWord, statement: Statement, partners: Partners) -> tuple[Link, ...]:
    """The other side as the article has it, for plain threats, refusals and judgements whose sentence names nobody else."""
    code = statement.speaker.code
    here = {m.entity.code: m for mentions in tree.mentions for m in mentions if m.entity.code not in (code, None)}
    if len(here) == 1 and row.confidence >= SURE and row.holder != "do":
        only = next(iter(here.values()))
        spoken_of = any(overlaps(only.entity.span, piece) for piece in (statement.spans or (statement.span,)))
        sure = only.confidence >= SURE_MENTION or partners.is_pair(frozenset({code, only.entity.code}))
        if row.holder == "we" or (spoken_of and sure and row.event is EventType.ACCUSE):
            return (Link(mention=only, strength=NESTED if row.holder == "we" else BY_CLAUSE),)
    if row.confidence < (SURE if row.holder == "we" else SURE_OF_OTHERS) or code is None or here or row.event not in UNDERSTOOD:
        return ()
    found = partners.partner_of(code, tree.sentence.index)
    return (Link(mention=found[0], strength=found[1]),) if found else ()


def _others(links: tuple[Link, ...], statement: Statement) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for link in links:
        code = link.mention.entity.code
        if code is not None and code != statement.speaker.code:
            found.setdefault(code, link)
    return tuple(found.values())


def _is_negated(tree: Tree, at: int) -> bool:
    """Whether the words are denied, or are only what should be."""
    here = (at, *(i for i in tree.ancestors(at) if tree.tokens[i].pos in ("VERB", "AUX", "NOUN", "ADJ")))[:2]
    return any(tree.lower(c) in NEGATION | {"should", "would", "could"} for i in here for c in tree.children[i])


def _clause_verb(tree: Tree, at: int) -> int | None:
    return next(
        (
            i
            for i in (at, *tree.ancestors(at))
            if tree.tokens[i].pos in ("VERB", "AUX") and tree.tokens[i].dep not in ("aux", "auxpass")
        ),
        None,
    )


def _subject(tree: Tree, at: int, lexicon: Lexicon) -> tuple[Link, ...]:
    verb = _clause_verb(tree, at)
    if verb is None:
        return ()
    heads = subject_or_passive(tree, verb, lexicon.words["object_control"], lexicon.words["blame"])
    return tuple(link for head in heads if head != at for link in phrase(tree, head, lexicon, DIRECT))


def _says_we(tree: Tree, at: int) -> bool:
    verb = _clause_verb(tree, at)
    return verb is not None and any(tree.lower(i) in SELF for i in tree.by_dep(verb, {"nsubj", "nsubjpass"}))


def _around(tree: Tree, at: int, lexicon: Lexicon) -> tuple[Link, ...]:
    """Who owns the thing that the words judge: the noun they are or qualify, by owner, adjective, "of", "by", "from"."""
    token = tree.tokens[at]
    heads = [at] if token.pos in ("NOUN", "PROPN") else []
    if token.dep in ("amod", "compound", "nmod", "acomp", "attr", "conj"):
        heads.append(token.head)
    found: list[Link] = []
    for head in heads:
        if tree.tokens[head].pos in ("NOUN", "PROPN"):
            found.extend(phrase(tree, head, lexicon, DIRECT))
            found.extend(
                link
                for i in prepositional(tree, head, frozenset({"of", "by", "from"}))
                for link in phrase(tree, i, lexicon, NESTED)
            )
    return tuple(found)


def _about(tree: Tree, last: int, first: int, lexicon: Lexicon) -> tuple[Link, ...]:
    """Whom the speaker's own attitude is about: object and prepositions of the words and of their verb."""
    found: list[Link] = []
    for at in dict.fromkeys((first, last, _clause_verb(tree, first))):
        if at is None:
            continue
        heads = (*objects(tree, at), *prepositional(tree, at, ABOUT))
        found.extend(link for head in heads for link in phrase(tree, head, lexicon, DIRECT))
        for clause in tree.by_dep(at, {"ccomp", "xcomp", "advcl"}):
            parts = (*tree.by_dep(clause, {"nsubj", "nsubjpass"}), *objects(tree, clause), *prepositional(tree, clause, ABOUT))
            found.extend(link for i in parts for link in phrase(tree, i, lexicon, BY_CLAUSE))
    return tuple(found)


def _by_condition(tree: Tree, statement: Statement, lexicon: Lexicon) -> Iterator[SpeechAct]:
    """The threat of a condition: "if Belmark breaks the treaty, we will answer", unless what follows is friendly."""
    for mark, token in enumerate(tree.tokens):
        if not _opens_condition(tree, mark) or not any(overlaps(token.span, p) for p in statement.spans or (statement.span,)):
            continue
        clause = token.head
        main = tree.tokens[clause].head
        if tree.tokens[clause].dep != "advcl" or main == clause or tree.lemma(main) in FRIENDLY:
            continue
        if not {tree.lower(i) for i in tree.by_dep(main, {"aux"})} & {"will", "would", "'ll", "shall"}:
            continue
        heads = tree.by_dep(clause, {"nsubj", "nsubjpass"})
        aim = _others(tuple(link for i in heads for link in phrase(tree, i, lexicon, DIRECT)), statement)
        mine = [link.mention.entity.code for i in tree.by_dep(main, {"nsubj"}) for link in phrase(tree, i, lexicon, DIRECT)]
        if not aim or any(code != statement.speaker.code for code in mine):
            continue
        yield SpeechAct(
            statement=statement,
            tree=tree,
            event=EventType.THREATEN,
            mode=None,
            recipient=tuple(link.mention for link in aim),
            trigger=tree.tokens[main].span if mark != main else token.span,
            confidence=CONDITION * _weakest(aim) * min(1.0, 0.1 + statement.confidence),
        )


def _opens_condition(tree: Tree, at: int) -> bool:
    """Whether a word opens a condition: "if", "unless", or "should", "were" before their subject."""
    word = tree.lower(at)
    if word in ("if", "unless"):
        return True
    token = tree.tokens[at]
    subject = min(tree.by_dep(token.head, {"nsubj", "nsubjpass"}), default=-1)
    return word in ("should", "were") and token.dep == "aux" and subject > at and tree.tokens[token.head].dep == "advcl"


def _weakest(aim: tuple[Link, ...]) -> float:
    return min(link.strength * trust(link.mention) for link in aim)
