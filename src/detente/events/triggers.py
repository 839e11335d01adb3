"""Tree and lexicon → the words that tell an act, each with its lexicon entry. The learned coder takes this file's place."""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.events.grammar import Tree, objects
from detente.events.lexicon import Entry, Lexicon
from detente.records import EventType, MentionKind

PARTICLE = frozenset({"prt", "prep", "advmod", "dative", "agent"})
QUANTITY = frozenset(
    {"round", "series", "number", "lot", "batch", "set", "wave", "raft", "package", "kind", "dozen", "hundred", "thousand"}
    | {"some", "most", "all", "part", "half", "many", "several", "rest", "pair", "couple", "group", "handful", "ton", "amount"}
)
MONEY = frozenset({"million", "billion", "dollar", "euro", "$", "pound", "worth"})
PERSON = "<person>"  # one that asks for somebody who acts for a state: "welcomed the minister"
CLAUSE = "<clause>"  # an object cell that asks for a clause: "regretted that …"
INFINITIVE = "<infinitive>"  # one that asks for what somebody is to do: "told Belmark to leave"
KINDS = {
    PERSON: frozenset({MentionKind.PERSON, MentionKind.OFFICE}),
    "<body>": frozenset({MentionKind.BODY}),
    "<people>": frozenset({MentionKind.PEOPLE}),
}  # cells that ask for a mention of some kind
TOGETHER_ENTRY = "<together>"  # the verb of a row for any act that several do "together"
TOGETHER = frozenset({"together", "jointly"})
OF_WHOM = frozenset({"withdrawal", "recall", "expulsion", "departure"})  # what they are of tells what they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A trigger at token `at` read by `entry`; `told`: the objects that the entry asked for, if any."""

    at: int
    entry: Entry
    told: tuple[int, ...]
    through: tuple[int, ...]  # the prepositions or particles that belong to the trigger


def find_readings(tree: Tree, lexicon: Lexicon) -> tuple[Reading, ...]:
    """The readings of a sentence, one per trigger at most, verbs before the nouns that are not already part of one."""
    verbs = tuple(reading for i in range(len(tree.tokens)) for reading in _verb(tree, i, lexicon))
    taken = {i for reading in verbs for i in reading.told}
    nouns = tuple(reading for i in range(len(tree.tokens)) if i not in taken for reading in _noun(tree, i, lexicon))
    return tuple(sorted((*verbs, *nouns), key=lambda reading: reading.at))


def _verb(tree: Tree, i: int, lexicon: Lexicon) -> Iterator[Reading]:
    token = tree.tokens[i]
    if token.pos not in ("VERB", "AUX") or token.dep in ("compound", "aux", "auxpass") or tree.mentions[i]:
        return
    if token.dep == "amod" and not _is_hidden_verb(tree, i):
        return
    fitting = (reading for entry in lexicon.verbs.get(tree.lemma(i), ()) if (reading := _fits(tree, i, entry)))
    first = next(fitting, None)
    if first is not None:
        yield first
    elif any(tree.lower(c) in TOGETHER for c in tree.by_dep(i, {"advmod"})):
        yield from (Reading(at=i, entry=entry, told=(), through=()) for entry in lexicon.verbs.get(TOGETHER_ENTRY, ())[:1])


def otherwise(tree: Tree, reading: Reading, lexicon: Lexicon) -> Reading | None:
    """The same verb and object read by the next entry that asks for an object, for where the first finds nobody."""
    if not reading.told:
        return None
    entries = lexicon.verbs.get(tree.lemma(reading.at), ())
    later = entries[entries.index(reading.entry) + 1 :] if reading.entry in entries else ()
    found = (_fits(tree, reading.at, entry) for entry in later if entry.objects)
    return next((each for each in found if each is not None and each.told), None)


def _is_hidden_verb(tree: Tree, i: int) -> bool:
    """Whether a participle before a noun is a verb with its object: it follows "and" or an adverb, not an article."""
    token = tree.tokens[i]
    return (
        token.tag in ("VBN", "VBD")
        and tree.tokens[token.head].dep in ("conj", "dobj", "dep")
        and i > 0
        and tree.tokens[i - 1].pos in ("CCONJ", "ADV")
        and not tree.by_dep(token.head, {"det", "poss"})
    )


def _fits(tree: Tree, i: int, entry: Entry) -> Reading | None:
    through = _particles(tree, i, entry.particle) if entry.particle else ()
    if entry.particle and not through:
        return None
    done_to = _done_to(tree, i, through)
    if entry.event is EventType.SUPPORT and not entry.particle and not done_to:
        return None  # "back" and the like are seldom verbs without an object
    if entry.unless and any(_is_one_of(tree, each, entry.unless) for each in (*done_to, *_against(tree, i))):
        return None
    told = tuple(each for each in done_to if _is_one_of(tree, each, entry.objects)) if entry.objects else ()
    if entry.objects and not told and not _is_special(tree, i, done_to, entry.objects):
        return None
    if set(told) & set(_complements(tree, i)) and _is_about_nothing(tree, i, told):
        return None
    return Reading(at=i, entry=entry, told=told, through=through)


def _against(tree: Tree, i: int) -> tuple[int, ...]:
    """What a verb is aimed at by "against": "fights against smugglers" is at no state."""
    return tuple(
        each
        for p in tree.by_dep(i, {"prep"})
        if tree.lower(p) == "against"
        for o in tree.by_dep(p, {"pobj"})
        for each in (o, *tree.by_dep(o, {"conj"}))
    )


def _is_about_nothing(tree: Tree, i: int, told: tuple[int, ...]) -> bool:
    """Whether what is judged is the empty "it" of "finds it important to"."""
    judged = (*tree.by_dep(i, {"dobj"}), *(s for c in told for s in tree.by_dep(c, {"nsubj"})))
    return any(tree.lower(s) == "it" and not tree.mentions[s] for s in judged)


def _is_special(tree: Tree, i: int, done_to: tuple[int, ...], objects_wanted: frozenset[str]) -> bool:
    """Whether a clause or a person is what the entry asks for, and is there."""
    if CLAUSE in objects_wanted and tree.by_dep(i, {"ccomp"}):
        return True
    if INFINITIVE in objects_wanted and any(_is_infinitive(tree, c) for c in tree.by_dep(i, {"ccomp", "xcomp"})):
        return True
    kinds = frozenset(kind for cell in objects_wanted & KINDS.keys() for kind in KINDS[cell])
    if not kinds or (PERSON in objects_wanted and tree.by_dep(i, {"oprd", "ccomp", "xcomp", "prt"})):
        return False
    if len(tree.by_dep(i, {"dobj", "dative"})) > 1:
        return False
    return any(m.kind in kinds for each in done_to for m in tree.mentions[each])


def _is_infinitive(tree: Tree, i: int) -> bool:
    return any(tree.lower(c) == "to" for c in tree.by_dep(i, {"aux"}))


def _particles(tree: Tree, i: int, particle: str) -> tuple[int, ...]:
    words = particle.split(" ")
    if words[0] == "to" and len(words) == 2:
        infinitive = _to_do(tree, i, words[1])
        if infinitive:
            return infinitive
    at = i
    found = []
    for word in words:
        following = tree.by_dep(at, PARTICLE) if at == i else (*tree.by_dep(at, PARTICLE | {"pobj"}), *tree.by_dep(i, PARTICLE))
        step = next((c for c in following if tree.lower(c) == word and c > i), None)
        if step is None and at + 1 < len(tree.tokens) and tree.lower(at + 1) == word and at == i:
            step = at + 1 if tree.tokens[at + 1].pos in ("ADP", "ADV", "VERB") else None
        if step is None:
            return ()
        found.append(step)
        at = step
    return tuple(found)


def _to_do(tree: Tree, i: int, lemma: str) -> tuple[int, ...]:
    """The infinitive of this base form under a verb or its object: "asked the envoy to leave", "gave him a day to leave"."""
    under = (i, *tree.by_dep(i, {"dobj", "dative", "npadvmod"}), *tree.by_dep(i, {"nsubjpass"}))
    clauses = (c for h in under for c in tree.by_dep(h, {"ccomp", "xcomp", "advcl", "relcl", "acl"}))
    return next(((c,) for c in clauses if tree.lemma(c) == lemma and _is_infinitive(tree, c)), ())


def _done_to(tree: Tree, i: int, through: tuple[int, ...]) -> tuple[int, ...]:
    after = tuple(
        each
        for p in through
        for o in tree.by_dep(p, {"pobj"})
        for each in (o, *(c for c in tree.children[o] if tree.tokens[c].dep == "conj"))
    )
    return tuple(dict.fromkeys((*after, *objects(tree, i), *_complements(tree, i))))


def _complements(tree: Tree, i: int) -> tuple[int, ...]:
    """What somebody is called: "a provocation", "as illegal", "persona non grata"."""
    named = [c for c in tree.by_dep(i, {"ccomp", "acomp", "oprd"}) if tree.tokens[c].pos in ("NOUN", "PROPN", "ADJ")]
    called = [c for p in tree.by_dep(i, {"prep"}) if tree.lower(p) == "as" for c in tree.by_dep(p, {"pobj", "amod", "acomp"})]
    return tuple(c for each in (*named, *called) for c in (each, *tree.by_dep(each, {"conj"})))


def _is_one_of(tree: Tree, i: int, words: frozenset[str]) -> bool:
    return bool(_names(tree, i) & words)


def _names(tree: Tree, i: int) -> frozenset[str]:
    """What a noun phrase goes by: its head, and each modifier with it."""
    head = tree.lemma(i)
    names = {head, tree.lower(i)}
    for child in tree.by_dep(i, {"compound", "amod"}):
        names.add(f"{tree.lemma(child)} {head}")
    for child in tree.by_dep(i, {"compound", "amod"}):
        names.update(
            f"{tree.lemma(child)} {tree.lemma(other)} {head}" for other in tree.by_dep(i, {"compound", "amod"}) if other > child
        )
    if tree.tokens[i].pos == "PROPN":  # "Ambassador Jan Novak" is an ambassador
        names.update(tree.lemma(child) for child in tree.by_dep(i, {"compound"}))
    if head in QUANTITY or tree.tokens[i].pos == "NUM":
        names.update(_after(tree, i, "of"))
    if head in MONEY:
        names.update(_after(tree, i, "in"), _after(tree, i, "of"))
    if head in OF_WHOM:
        whom = (o for p in tree.by_dep(i, {"prep"}) if tree.lower(p) == "of" for o in tree.by_dep(p, {"pobj"}))
        names.update(f"{head} of {tree.lemma(k)}" for o in whom for k in (o, *tree.by_dep(o, {"compound"})))
    return frozenset(names)


def _after(tree: Tree, i: int, prep: str) -> tuple[str, ...]:
    return tuple(tree.lemma(o) for p in tree.by_dep(i, {"prep"}) if tree.lower(p) == prep for o in tree.by_dep(p, {"pobj"}))


def _noun(tree: Tree, i: int, lexicon: Lexicon) -> Iterator[Reading]:
    token = tree.tokens[i]
    if token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "amod", "nmod") or tree.mentions[i]:
        return
    names = _names(tree, i)
    for entry in lexicon.nouns.get(tree.lemma(i), ()):
        if entry.particle and not any(tree.lower(p) == entry.particle for p in tree.by_dep(i, {"prep"})):
            continue
        if entry.lemma in names:
            yield Reading(at=i, entry=entry, told=(), through=())
            return
