"""What governs a trigger: promise, threat, refusal, doubt, negation. A trigger's own type → the type and status of the act."""

from dataclasses import dataclass

from detente.events.grammar import Tree
from detente.events.lexicon import Lexicon, Operator
from detente.records import Aux, EventType

COOPERATIVE = frozenset({EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID})
YIELDING = frozenset({EventType.CONCEDE, EventType.RETREAT})
FORCEFUL = frozenset({EventType.SANCTION, EventType.COERCE, EventType.ASSAULT})
MAYBE_AUX = frozenset({"may", "might", "could", "can"})
WISH_AUX = frozenset({"should", "must", "ought", "need"})
PLAN_AUX = frozenset({"will", "'ll", "shall", "wo"})
ON_OBJECTS = frozenset({Operator.STOP, Operator.REFUSE, Operator.FAIL, Operator.THREAT, Operator.DENY})  # say nothing of subjects
NEGATION = frozenset({"not", "n't", "never", "no", "neither", "nor", "without", "hardly"})
THREATENED = {
    EventType.SANCTION: "restrict",
    EventType.ASSAULT: "violence",
    EventType.COERCE: "restrict",
    EventType.MOBILIZE: "violence",
}
THREATENED_BY_MODE = {
    "expel": "expel",
    "withdraw": "relations",
    "discontinue": "relations",
    "arrest": "arrest",
    "seize": "territory",
    "deport": "expel",
}
REJECTED = {
    EventType.CONSULT: "meet",
    EventType.AID: "assist",
    EventType.COOPERATE: "assist",
    EventType.RETREAT: "yield",
    EventType.CONCEDE: "yield",
}
SEEN_TO = frozenset({"see", "let", "make", "have", "watch"})  # "would like to see Belmark talk to Orvania"
MAX_CLIMB = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """What stands over a trigger: the operators from the nearest out, and whether it is negated."""

    operators: tuple[Operator, ...]
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a trigger comes to under its operators. `sure`: a factor on the confidence, 0 where it is no event at all."""

    event: EventType
    mode: str | None
    aux: Aux | None
    sure: float


def governed(tree: Tree, at: int, lexicon: Lexicon) -> Governed:
    """The operators and negation over a trigger."""
    found: list[Operator] = []
    negated = _negated(tree, at)
    found.extend(_own(tree, at, lexicon))
    child = at
    for _, head in zip(range(MAX_CLIMB), tree.ancestors(at), strict=False):
        token, above = tree.tokens[child], tree.tokens[head]
        if not _passes(tree, child, head):
            break
        negated = negated or (token.pos == "ADP" and above.pos in ("VERB", "NOUN") and _negated(tree, head))
        if above.pos == "ADP" or token.dep in ("conj", "compound", "poss"):
            if above.pos == "ADP" and (tree.lower(head) == "before" or tree.lower(above.head) == "ahead"):
                found.append(Operator.PLAN)
            child = head
            continue
        if token.pos in ("ADP", "NOUN", "PROPN") and not _lets_through(tree, child, head, lexicon):
            break
        if token.dep == "xcomp" and tree.lemma(head) == "have":
            found.append(Operator.WISH)  # "have to talk"
        if tree.lemma(head) == "tell" and token.dep in ("xcomp", "ccomp") and _is_infinitive(tree, child):
            found.append(Operator.WISH)  # "told Belmark to withdraw"
        governing = _operator(tree, head, lexicon)
        if not (token.dep == "nsubj" and set(governing) & ON_OBJECTS):
            found.extend(governing)
        if not lexicon.among("speaking", tree.lemma(head)):  # "it may be recalled that"
            found.extend(_auxiliary(tree, head, lexicon))
        negated = negated or (
            token.dep in ("xcomp", "dobj", "nsubjpass", "attr", "pobj", "nsubj", "acl", "pcomp", "acomp") and _negated(tree, head)
        )
        seen = token.tag == "VB" and tree.lemma(head) in SEEN_TO
        if (token.dep in ("ccomp", "advcl") and not seen) or lexicon.among("speaking", tree.lemma(head)):
            break
        child = head
    return Governed(operators=tuple(found), negated=negated)


def _is_infinitive(tree: Tree, i: int) -> bool:
    return any(tree.lower(c) == "to" for c in tree.by_dep(i, {"aux"}))


def _lets_through(tree: Tree, child: int, head: int, lexicon: Lexicon) -> bool:
    """Whether what stands over a noun bears on its act: "results of the summit should not be exaggerated" does not."""
    above = tree.tokens[head]
    if above.pos in ("NOUN", "PROPN", "ADJ"):
        return bool(_operator(tree, head, lexicon))
    if tree.tokens[child].dep in ("nsubj", "nsubjpass"):
        return bool(_operator(tree, head, lexicon)) or lexicon.among("occur", tree.lemma(head))
    return True


def _passes(tree: Tree, child: int, head: int) -> bool:
    token, above = tree.tokens[child], tree.tokens[head]
    if token.dep in ("relcl", "parataxis", "ROOT", "advcl", "appos", "npadvmod"):
        return False
    if token.dep == "conj":
        return not tree.by_dep(child, {"nsubj", "nsubjpass"})
    if token.dep == "ccomp" and child < head:  # "…, he said", or two sentences joined by a semicolon
        return False
    if token.pos in ("NOUN", "PROPN") and above.pos in ("VERB", "AUX"):
        return token.dep in ("dobj", "pobj", "nsubjpass", "attr", "nsubj", "dative", "conj", "ccomp", "xcomp")
    return token.dep in (
        "xcomp",
        "ccomp",
        "acl",
        "pcomp",
        "pobj",
        "prep",
        "dobj",
        "conj",
        "attr",
        "nsubj",
        "nsubjpass",
        "csubj",
        "oprd",
    )


def _operator(tree: Tree, head: int, lexicon: Lexicon) -> tuple[Operator, ...]:
    lemma = tree.lemma(head)
    particle = next((f"{lemma}_{tree.lower(p)}" for p in tree.by_dep(head, {"prt"})), lemma)
    known = lexicon.operators.get(particle) or lexicon.operators.get(lemma) or frozenset()
    return tuple(sorted(known, key=list(Operator).index))[:1]


def _own(tree: Tree, at: int, lexicon: Lexicon) -> tuple[Operator, ...]:
    token = tree.tokens[at]
    if token.pos in ("VERB", "AUX"):
        return _auxiliary(tree, at, lexicon)
    found: list[Operator] = []
    for child in tree.by_dep(at, {"amod", "compound"}):
        if lexicon.among("planned_modifier", tree.lemma(child)) or lexicon.among("planned_modifier", tree.lower(child)):
            found.append(Operator.PLAN)
        elif lexicon.among("doubtful_modifier", tree.lower(child)):
            found.append(Operator.MAYBE)
    return tuple(found)


def _auxiliary(tree: Tree, at: int, lexicon: Lexicon) -> tuple[Operator, ...]:
    """What modal verbs and conjunctions say of a verb."""
    helpers = {tree.lower(i) for i in tree.by_dep(at, {"aux", "auxpass"})}
    markers = {tree.lower(i) for i in tree.by_dep(at, {"mark", "advmod"})}
    if markers & lexicon.words["conditional"] or helpers & MAYBE_AUX or {"perhaps", "possibly"} & markers:
        return (Operator.MAYBE,)
    if _is_one_of_two(tree, at):
        return (Operator.MAYBE,)
    if helpers & WISH_AUX:
        return (Operator.WISH,)
    if helpers & PLAN_AUX:
        return (Operator.PLAN,)
    token = tree.tokens[at]
    if token.dep == "advcl" and "when" in markers and tree.lemma(token.head) in ("anticipate", "expect", "await"):
        return (Operator.PLAN,)
    if "would" in helpers:
        first = next((i for i in (at, *tree.ancestors(at)) if tree.tokens[i].dep != "conj"), at)  # "that … and would engage"
        reported = tree.tokens[first].dep == "ccomp" and lexicon.among("speaking", tree.lemma(tree.tokens[first].head))
        return (Operator.PLAN if reported else Operator.MAYBE,)
    if "to" in helpers and tree.tokens[at].dep in ("xcomp", "ccomp") and tree.lemma(tree.tokens[at].head) == "be":
        judged = tree.by_dep(tree.tokens[at].head, {"acomp", "attr"})  # "it is important to talk"
        return (Operator.WISH if judged else Operator.PLAN,)  # "is to visit"
    if "to" in helpers and tree.tokens[at].dep in ("advcl", "relcl"):
        head = tree.tokens[token.head]
        if lexicon.among("motion", head.lemma) or _is_journey(tree, at, lexicon):  # "flew to Ankara to meet"
            return () if head.tag in ("VBD", "VBN") and head.lemma != "be" else (Operator.PLAN,)
        return (Operator.WISH,)  # a purpose: "to prevent", "in order to lift"
    return ()


def _is_journey(tree: Tree, at: int, lexicon: Lexicon) -> bool:
    """Whether an infinitive is what a journey is for: "on his arrival in Ankara to meet", with nothing that calls it off."""
    above = tree.tokens[at].head
    between = (i for i in tree.subtree(above) if above < i < at and tree.tokens[i].pos == "NOUN")
    verb = tree.lemma(above)
    plain = lexicon.among("light", verb) or (verb not in lexicon.verbs and not _operator(tree, above, lexicon))
    return above < at and plain and any(lexicon.among("journey", tree.lemma(i)) for i in between)


def _is_one_of_two(tree: Tree, at: int) -> bool:
    """Whether a verb is one branch of "either … or": neither is told as done."""
    heads = (at, *tree.by_dep(at, {"nsubj", "nsubjpass"}))  # the parser hangs "Either" on the verb or on its subject
    before = (i for h in heads for i in tree.by_dep(h, {"preconj", "cc", "advmod", "det"}))
    return any(tree.lower(i) == "either" and tree.tokens[i].tag in ("CC", "RB") for i in before)


def _negated(tree: Tree, at: int) -> bool:
    if any(tree.lower(i) == "longer" and tree.lower(i - 1) == "no" for i in tree.by_dep(at, {"advmod"}) if i):
        return True
    return any(tree.lower(i) in NEGATION for i in tree.by_dep(at, {"neg", "det", "preconj", "cc"})) or any(
        tree.lower(i) in ("no", "neither")
        for s in tree.by_dep(at, {"nsubj", "nsubjpass"})
        for i in tree.by_dep(s, {"det", "neg"})
    )


def meaning(event: EventType, mode: str | None, over: Governed) -> Meaning:
    """What an act of this type and mode comes to under what governs it, the nearest operator first."""
    found = Meaning(event=event, mode=mode, aux=None, sure=1.0)
    doubted = Operator.MAYBE in over.operators and event in FORCEFUL
    for operator in over.operators:
        if doubted and operator in (Operator.PLAN, Operator.BEGIN):
            continue  # "fear of an upcoming attack" is no threat
        found = _under(found, operator)
        if found.sure == 0:
            return found
    if over.negated:
        found = _negation(found, over)
    return found


def _negation(found: Meaning, over: Governed) -> Meaning:
    if found.aux is Aux.NEGATION:  # "did not deny", "never failed to": no plain act either
        return Meaning(event=found.event, mode=found.mode, aux=None, sure=0.3)
    planned = Operator.PLAN in over.operators or Operator.PROMISE in over.operators
    if planned and found.event in (EventType.AGREE, EventType.CONCEDE):  # "will not meet", "does not plan to withdraw"
        return Meaning(event=EventType.REJECT, mode="change", aux=None, sure=found.sure * 0.85)
    return Meaning(event=found.event, mode=found.mode, aux=Aux.NEGATION, sure=found.sure * 0.75)


def _under(found: Meaning, operator: Operator) -> Meaning:
    event = found.event
    if operator is Operator.BEGIN:
        return found
    if operator in (Operator.PROMISE, Operator.PLAN):
        return _promised(found, operator)
    if operator is Operator.THREAT:
        return _threatened(found) if event not in (EventType.ACCUSE, EventType.REQUEST) else _aux(found, Aux.FUTURE, 0.6)
    if operator is Operator.REFUSE:
        if event in COOPERATIVE | YIELDING:
            return Meaning(event=EventType.REJECT, mode=REJECTED.get(event, "change"), aux=None, sure=found.sure * 0.9)
        return _aux(found, Aux.NEGATION, 0.7)
    if operator is Operator.STOP:
        return _stopped(found)
    if operator in (Operator.FAIL, Operator.DENY):
        return _aux(found, Aux.NEGATION, 0.85)
    if operator is Operator.WISH:
        return _aux(found, Aux.HYPOTHETICAL, 0.3 if event in FORCEFUL else 0)
    return _aux(found, Aux.HYPOTHETICAL, 0.75 if event in FORCEFUL | {EventType.MOBILIZE} else 0.45)


def _aux(found: Meaning, aux: Aux, factor: float) -> Meaning:
    return Meaning(event=found.event, mode=found.mode, aux=aux, sure=found.sure * factor)


def _promised(found: Meaning, operator: Operator) -> Meaning:
    if found.event in COOPERATIVE:
        return Meaning(event=EventType.AGREE, mode=None, aux=found.aux, sure=found.sure * 0.95)
    if found.event in YIELDING:
        return Meaning(event=EventType.CONCEDE, mode=None, aux=found.aux, sure=found.sure * 0.9)
    if found.event in FORCEFUL:
        return _threatened(found)
    return _aux(found, Aux.FUTURE, 0.65 if operator is Operator.PLAN else 0.7)


def _threatened(found: Meaning) -> Meaning:
    if found.event in COOPERATIVE | YIELDING:
        return _aux(found, Aux.FUTURE, 0.4)
    mode = THREATENED_BY_MODE.get(found.mode or "") or THREATENED.get(found.event)
    return Meaning(event=EventType.THREATEN, mode=mode, aux=found.aux, sure=found.sure * 0.85)


def _stopped(found: Meaning) -> Meaning:
    if found.event in COOPERATIVE:
        return Meaning(event=EventType.SANCTION, mode="discontinue", aux=found.aux, sure=found.sure * 0.75)
    if found.event is EventType.SANCTION:
        return Meaning(event=EventType.CONCEDE, mode=None, aux=found.aux, sure=found.sure * 0.75)
    if found.event in (EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE):
        return Meaning(event=EventType.RETREAT, mode=None, aux=found.aux, sure=found.sure * 0.75)
    return _aux(found, Aux.NEGATION, 0.6)
