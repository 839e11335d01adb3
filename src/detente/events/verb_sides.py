"""A verb in its tree → who does it and to whom."""

from collections.abc import Iterable, Sequence

from detente.events.grammar import SUBJECT, Tree, is_acting, noun_conjuncts, objects, prepositional, subject_or_passive, subjects
from detente.events.lexicon import Lexicon, Sides
from detente.events.links import (
    BY_CLAUSE,
    BY_PREPOSITION,
    DIRECT,
    ITS_OWN,
    NESTED,
    Link,
    allowed_prepositions,
    control_words,
    direct,
    inside,
    phrase,
    phrases,
)
from detente.events.triggers import CLAUSE, Reading
from detente.records import EntityCode, EventType, MentionKind

UNAIMED = frozenset({Sides.ALONE, Sides.MILITARY})
EXPELLED = frozenset({"expel", "deport"})  # "were expelled from" names who did it
INTO_CLAUSE = frozenset({EventType.REJECT, EventType.THREATEN})  # "refused to answer Tehran"
INTO_PREPOSITIONS = frozenset({"to", "with", "from", "against", "by"})


def verb_actor(tree: Tree, reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """Who does what a verb tells."""
    control, blame = control_words(lexicon)
    heads = subjects(tree, reading.at, control, blame)
    if not phrases(tree, heads, lexicon, DIRECT):
        token = tree.tokens[reading.at]
        finite = token.head if token.dep == "xcomp" else reading.at
        heads = _left_of(tree, finite) or heads
    if reading.entry.sides is Sides.MILITARY:
        heads = tuple(i for i in heads if _is_military(tree, i, lexicon))
    own = bool(tree.by_dep(reading.at, SUBJECT)) or tree.is_passive(reading.at)
    found = phrases(tree, heads, lexicon, DIRECT if own else BY_PREPOSITION)
    if not found and not heads and tree.is_passive(reading.at) and reading.entry.mode in EXPELLED:
        return phrases(tree, prepositional(tree, reading.at, frozenset({"from"})), lexicon, NESTED)
    if not found and not tree.by_dep(reading.at, SUBJECT) and not tree.is_passive(reading.at):
        return _governing_subject(tree, reading.at, lexicon)
    return found


def _governing_subject(tree: Tree, verb: int, lexicon: Lexicon) -> tuple[Link, ...]:
    """The first subject above a finite conjunct that is an actor: "said peace would serve all, and thanked Baku"."""
    if tree.tokens[verb].dep != "conj" or tree.tokens[verb].tag not in ("VBD", "VBZ", "VBP"):
        return ()
    control, blame = control_words(lexicon)
    above = (i for i in tree.ancestors(verb) if tree.tokens[i].pos in ("VERB", "AUX"))
    found = (phrases(tree, subjects(tree, i, control, blame), lexicon, NESTED) for i in above)
    return next((links for links in found if links), ())


def _is_military(tree: Tree, head: int, lexicon: Lexicon) -> bool:
    return lexicon.among("military", tree.lemma(head)) or any("MIL" in m.entity.sector for m in tree.mentions[head])


def outer_subject(tree: Tree, reading: Reading, actor: tuple[Link, ...], lexicon: Lexicon) -> tuple[Link, ...]:
    """The actor of a participle that the parser hung on the wrong clause: nobody imposes sanctions on himself.

    Where the actor is inherited and the object names the same code, the subject of the sentence's main clause is taken instead.
    """
    if not actor or tree.by_dep(reading.at, SUBJECT) or tree.is_passive(reading.at):
        return actor
    codes = {link.mention.entity.code for link in actor}
    heads = [*objects(tree, reading.at), *prepositional(tree, reading.at, frozenset({"on", "against"}))]
    heads += [i for h in reading.told for i in prepositional(tree, h, frozenset({"on", "against"}))]
    named = {m.entity.code for i in heads for m in tree.mentions[i]}
    if not named or not named <= codes:
        return actor
    control, blame = control_words(lexicon)
    root = next((i for i in (*tree.ancestors(reading.at),) if tree.tokens[i].head == i), None)
    return phrases(tree, subjects(tree, root, control, blame), lexicon, NESTED) if root is not None else actor


def _left_of(tree: Tree, verb: int) -> tuple[int, ...]:
    """The names straight before a finite verb that a broken parse has hung elsewhere."""
    if tree.tokens[verb].tag not in ("VBD", "VBZ", "VBP") and not tree.by_dep(verb, {"aux"}):
        return ()
    if tree.is_passive(verb):
        return ()
    found: list[int] = []
    for i in range(verb - 1, -1, -1):
        if any(is_acting(m) for m in tree.mentions[i]):
            found.append(i)
        elif found or not (tree.tokens[i].pos in ("AUX", "ADV") or tree.lower(i) == ","):
            break
    before = found[-1] - 1 if found else -1
    return () if before >= 0 and tree.tokens[before].pos in ("ADP", "PART", "VERB") else tuple(found[:1])


def verb_recipient(tree: Tree, reading: Reading, actor: tuple[Link, ...], lexicon: Lexicon) -> tuple[Link, ...]:
    """The recipient, from the place in the grammar that most surely holds it and that names another than the actor."""
    codes = {link.mention.entity.code for link in actor}
    allowed = allowed_prepositions(reading, lexicon)
    done_to = tuple(i for i in objects(tree, reading.at) if i not in reading.told)
    by_particle = tuple(
        i for p in reading.through for o in tree.by_dep(p, {"pobj"}) for i in noun_conjuncts(tree, o) if i not in reading.told
    )
    passive_agent = allowed - {"by"} if tree.is_passive(reading.at) else allowed
    after = prepositional(tree, reading.at, passive_agent - {tree.lower(p) for p in reading.through} | {"against"})
    after = tuple(
        i for i in after if tree.tokens[i].head - 1 in reading.told or not _is_aside(tree, tree.tokens[i].head, lexicon)
    )
    heads = (*by_particle, *done_to)
    tiers: tuple[Sequence[Link], ...] = (
        [link for h in heads for link in direct(tree, h, DIRECT)],
        [link for h in after for link in direct(tree, h, BY_PREPOSITION)],
        [
            link
            for h in reading.told
            for i in prepositional(tree, h, allowed)
            for link in phrase(tree, i, lexicon, BY_PREPOSITION)
        ],
        phrases(tree, (*heads, *reading.told), lexicon, DIRECT),
        phrases(tree, after, lexicon, BY_PREPOSITION),
        inside(tree, (*heads, *after, *reading.told), reading, lexicon),
        _clause(tree, reading, lexicon),
        _beneath(tree, (*heads, *reading.told), reading, lexicon),
        _relative_head(tree, reading.at),
        _anywhere(tree, reading),
        _addressee(tree, reading),
    )
    if CLAUSE in reading.entry.objects and tree.by_dep(reading.at, {"ccomp"}):
        tiers = tiers[6:7]  # who is said to do it, not whom the clause names besides
    elif reading.entry.event in ITS_OWN and done_to:  # "condemned Belmark's launch with Orvania": whose it is, before with whom
        tiers = (tiers[0], phrases(tree, done_to, lexicon, DIRECT), *tiers[1:])
    if not reading.told and _is_domestic(tree, heads, codes):
        return ()
    for tier in tiers:
        kept = tuple(link for link in tier if link.mention.entity.code not in codes)
        if any(link.mention.entity.code for link in kept) or (kept and tier is tiers[0]):
            return kept
    return ()


def _is_domestic(tree: Tree, heads: Iterable[int], codes: set[EntityCode | None]) -> bool:
    """Whether the object itself is an actor of the same code: a quarrel at home, whatever else the sentence names."""
    named = [m for h in heads for m in tree.mentions[h] if is_acting(m) and m.kind is not MentionKind.PRONOUN]
    return bool(named) and all(m.entity.code in codes for m in named)


def _is_aside(tree: Tree, prep: int, lexicon: Lexicon) -> bool:
    """Whether a preposition follows a word like "sympathy": "closed it out of sympathy with Kyiv"."""
    return prep > 0 and lexicon.among("aside", tree.lemma(prep - 1))


def _beneath(tree: Tree, heads: Iterable[int], reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """The same prepositions anywhere under the object: the parser hangs "to Kyiv" on the nearest noun, not on "send"."""
    own = reading.entry.event in ITS_OWN
    allowed = frozenset({"by", "from"}) if own else allowed_prepositions(reading, lexicon) - {"of", "by", "in", "with"}
    under = dict.fromkeys(i for h in heads for i in tree.subtree(h))
    return tuple(
        link
        for i in under
        if tree.tokens[i].pos == "ADP" and tree.lower(i) in allowed and not _in_clause(tree, i)
        for o in tree.by_dep(i, {"pobj"})
        for link in phrase(tree, o, lexicon, BY_CLAUSE)
    )


def _addressee(tree: Tree, reading: Reading) -> tuple[Link, ...]:
    """Who was told so: "told Kyiv that it rejects the plan"."""
    token = tree.tokens[reading.at]
    if token.dep not in ("ccomp", "xcomp") or tree.lemma(token.head) not in (
        "tell",
        "inform",
        "notify",
        "warn",
        "assure",
        "remind",
    ):
        return ()
    return tuple(link for i in objects(tree, token.head) for link in direct(tree, i, BY_PREPOSITION))


def _relative_head(tree: Tree, verb: int) -> tuple[Link, ...]:
    """The noun that a relative clause hangs on, where it is not subject: "Belmark, on whose border it massed troops"."""
    clause = next((i for i in (verb, *tree.ancestors(verb)) if tree.tokens[i].dep != "conj"), verb)
    if tree.tokens[clause].dep != "relcl":
        return ()
    under = (i for i in tree.subtree(clause) if tree.lower(i) in ("which", "whose", "whom"))
    if not any(tree.tokens[i].dep in ("pobj", "poss") for i in under):
        return ()
    return direct(tree, tree.tokens[clause].head, NESTED)


def _anywhere(tree: Tree, reading: Reading) -> tuple[Link, ...]:
    """For a military move alone, any other actor under the verb: "sent troops to fight in what Kyiv calls"."""
    if reading.entry.sides not in UNAIMED:
        return ()
    under = (i for i in tree.subtree(reading.at) if i > reading.at)
    return tuple(Link(mention=m, strength=NESTED) for i in under for m in tree.mentions[i])


def _in_clause(tree: Tree, i: int) -> bool:
    return tree.tokens[tree.tokens[i].head].pos in ("VERB", "AUX")


def _clause(tree: Tree, reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """The subject of the clause that the verb takes: "demanded that Iran stop", "wants Israel to leave"."""
    control, blame = control_words(lexicon)
    found: list[Link] = []
    for clause in tree.by_dep(reading.at, {"ccomp", "xcomp", "oprd"}):
        own = tree.by_dep(clause, {"nsubj", "nsubjpass"})
        heads = subject_or_passive(tree, clause, control, blame) if own else ()
        if not own and reading.entry.event in INTO_CLAUSE:
            heads = (*objects(tree, clause), *prepositional(tree, clause, INTO_PREPOSITIONS))
        found.extend(phrases(tree, heads, lexicon, BY_CLAUSE))
    return tuple(found)
