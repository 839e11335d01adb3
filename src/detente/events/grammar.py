"""A parsed sentence → its tree with the actor mentions hung on their words, and who is subject, object and modifier in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.records import ActorMention, MentionKind, Sentence, Token

SUBJECT = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
MODIFIER = frozenset({"poss", "amod", "compound", "nmod", "npadvmod", "nummod", "quantmod", "det"})
RELATIVE = frozenset({"who", "which", "that", "whom", "what"})
MAX_STEPS = 60  # of a climb in a tree: longer ones are broken parses


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A sentence with its children by token and the mentions that cover each token."""

    sentence: Sentence
    children: tuple[tuple[int, ...], ...]
    mentions: tuple[tuple[ActorMention, ...], ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.sentence.tokens

    def by_dep(self, head: int, deps: Iterable[str]) -> tuple[int, ...]:
        """The children of a token that hang on it by one of these labels."""
        wanted = frozenset(deps)
        return tuple(child for child in self.children[head] if self.tokens[child].dep in wanted)

    def lower(self, i: int) -> str:
        """A token's words in lower case."""
        return self.tokens[i].text.lower()

    def lemma(self, i: int) -> str:
        """A token's base form; a hyphenated one keeps its hyphen."""
        return self.tokens[i].lemma.lower()

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        for _ in range(MAX_STEPS):
            head = self.tokens[i].head
            if head == i:
                return
            yield head
            i = head

    def subtree(self, i: int) -> tuple[int, ...]:
        """A token and all that hangs on it, in the order of the sentence."""
        seen = {i}
        stack = [i]
        while stack:
            for child in self.children[stack.pop()]:
                if child not in seen:
                    seen.add(child)
                    stack.append(child)
        return tuple(sorted(seen))

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is passive: it says so, or it is a bare past participle after its noun."""
        if self.by_dep(verb, PASSIVE_SUBJECT | {"auxpass"}):
            return True
        token = self.tokens[verb]
        if (
            token.tag == "VBN" and token.dep == "conj" and not self.by_dep(verb, SUBJECT | {"aux"})
        ):  # "was called in and handed a note"
            return token.head < verb and bool(self.by_dep(token.head, {"auxpass"}))
        return token.tag == "VBN" and token.dep == "acl"


def make_tree(sentence: Sentence, actors: Iterable[ActorMention]) -> Tree:
    """The tree of a sentence. Mentions outside the sentence are left aside."""
    tokens = sentence.tokens
    children: list[list[int]] = [[] for _ in tokens]
    for i, token in enumerate(tokens):
        if token.head != i and 0 <= token.head < len(tokens):
            children[token.head].append(i)
    mentions: list[list[ActorMention]] = [[] for _ in tokens]
    for actor in actors:
        span = actor.entity.span
        if span.end <= sentence.span.start or span.start >= sentence.span.end:
            continue
        for i, token in enumerate(tokens):
            if token.span.start < span.end and span.start < token.span.end:
                mentions[i].append(actor)
    return Tree(sentence=sentence, children=tuple(map(tuple, children)), mentions=tuple(map(tuple, mentions)))


def conjuncts(tree: Tree, head: int) -> tuple[int, ...]:
    """A token and those joined to it by and, or, commas."""
    found = [head]
    for i in found:
        if len(found) > MAX_STEPS:
            break
        found.extend(child for child in tree.children[i] if tree.tokens[child].dep == "conj" and child not in found)
    return tuple(found)


def noun_conjuncts(tree: Tree, head: int) -> tuple[int, ...]:
    """As `conjuncts`, without verbs: a broken parse joins a noun to the next clause."""
    return tuple(i for i in conjuncts(tree, head) if i == head or tree.tokens[i].pos not in ("VERB", "AUX"))


def subjects(tree: Tree, verb: int, control: frozenset[str], blame: frozenset[str], steps: int = 0) -> tuple[int, ...]:
    """The heads of the noun phrases that do what a verb says, inherited through conjuncts, control verbs and participles.

    `control`: verbs whose object does the infinitive ("urged Iran to stop"); `blame`: verbs whose object did what follows
    "of" or "for" ("accused Iran of helping").
    """
    if steps > 6:
        return ()
    if tree.is_passive(verb):
        agents = tree.by_dep(verb, {"agent"}) or tuple(p for p in tree.by_dep(verb, {"prep"}) if tree.lower(p) == "by")
        return _objects_of(tree, agents)
    own = tree.by_dep(verb, SUBJECT)
    if own:
        return tuple(head for each in own for head in _resolve(tree, each, verb))
    return _inherited(tree, verb, control, blame, steps)


def _resolve(tree: Tree, subject: int, verb: int) -> tuple[int, ...]:
    if tree.lower(subject) in RELATIVE and not tree.mentions[subject]:
        token = tree.tokens[verb]
        chain = (verb, *tree.ancestors(verb))
        for i in chain:
            if tree.tokens[i].dep == "relcl":
                return (tree.tokens[i].head,)
        return () if token.dep != "relcl" else (token.head,)
    return noun_conjuncts(tree, subject)


def _inherited(tree: Tree, verb: int, control: frozenset[str], blame: frozenset[str], steps: int) -> tuple[int, ...]:
    token = tree.tokens[verb]
    head = token.head
    if head == verb:
        return ()
    governor = tree.tokens[head]
    up = steps + 1
    if token.dep == "conj":
        if governor.pos in ("VERB", "AUX") and tree.is_passive(head) and not tree.is_passive(verb):
            return tuple(i for each in tree.by_dep(head, PASSIVE_SUBJECT) for i in noun_conjuncts(tree, each))
        return subjects(tree, head, control, blame, up)
    if token.dep == "acl" and governor.pos in ("NOUN", "PROPN", "PRON"):
        if token.tag == "VBG" and tree.mentions[head]:
            return noun_conjuncts(tree, head)
        return _owner(tree, head, control, blame, up)
    if token.dep == "acomp" and governor.pos in ("VERB", "AUX"):  # "was prepared to"
        return subject_or_passive(tree, head, control, blame, up)
    if token.dep == "amod":  # a verb taken for an adjective: "annexed the coast and lately massed troops"
        above = next((i for i in tree.ancestors(head) if tree.tokens[i].pos == "VERB"), None)
        return subjects(tree, above, control, blame, up) if above is not None else ()
    if token.dep in ("xcomp", "ccomp", "advcl", "oprd", "acl", "dep", "pcomp"):
        if governor.pos == "ADP":
            return _through_preposition(tree, head, control, blame, up)
        if token.dep == "xcomp" and tree.lemma(head) in control:
            done_to = (*tree.by_dep(head, {"dobj", "dative"}), *tree.by_dep(head, PASSIVE_SUBJECT))
            if done_to:
                return tuple(i for each in done_to for i in noun_conjuncts(tree, each))
        if governor.pos in ("VERB", "AUX", "ADJ"):
            return subject_or_passive(tree, head, control, blame, up)
    return ()


def subject_or_passive(tree: Tree, verb: int, control: frozenset[str], blame: frozenset[str], steps: int = 0) -> tuple[int, ...]:
    """The grammatical subject of a verb, active or passive."""
    passive = tree.by_dep(verb, PASSIVE_SUBJECT)
    if passive:
        return tuple(i for each in passive for i in _resolve(tree, each, verb))
    return subjects(tree, verb, control, blame, steps)


def _through_preposition(tree: Tree, prep: int, control: frozenset[str], blame: frozenset[str], steps: int) -> tuple[int, ...]:
    governor = tree.tokens[prep].head
    if governor == prep:
        return ()
    if tree.tokens[governor].pos in ("VERB", "AUX", "ADJ"):
        if tree.lemma(governor) in blame and tree.lower(prep) in ("of", "for", "over"):
            done_to = tree.by_dep(governor, {"dobj"}) or tree.by_dep(governor, PASSIVE_SUBJECT)
            return tuple(i for each in done_to for i in noun_conjuncts(tree, each))
        return subject_or_passive(tree, governor, control, blame, steps)
    return _owner(tree, governor, control, blame, steps)  # "has no intention of meeting"


def _owner(tree: Tree, noun: int, control: frozenset[str], blame: frozenset[str], steps: int) -> tuple[int, ...]:
    owners = tree.by_dep(noun, {"poss"})
    if owners:
        return owners
    above = tree.tokens[noun].head
    if above != noun and tree.tokens[noun].dep == "dobj" and tree.tokens[above].pos == "VERB":
        return subjects(tree, above, control, blame, steps)
    return ()


def objects(tree: Tree, verb: int) -> tuple[int, ...]:
    """The heads of the noun phrases that a verb is done to."""
    found = [i for each in tree.by_dep(verb, {"dobj", "dative", "oprd"}) for i in noun_conjuncts(tree, each)]
    found.extend(i for each in tree.by_dep(verb, PASSIVE_SUBJECT) for i in _resolve(tree, each, verb))
    token = tree.tokens[verb]
    if token.dep == "amod" or (token.dep == "acl" and token.tag == "VBN"):
        found.append(token.head)
    own = [i for i in found if tree.lower(i) not in RELATIVE]
    whereabouts = any(tree.lower(i) in ("where", "when", "why") for i in tree.by_dep(verb, {"advmod"}))
    pronoun_subject = any(tree.lower(i) in RELATIVE for i in tree.by_dep(verb, SUBJECT | PASSIVE_SUBJECT))
    if token.dep == "relcl" and not own and not whereabouts and not pronoun_subject:
        found.append(token.head)
    if token.dep in ("conj", "xcomp") and not found and tree.is_passive(verb):
        above = tree.by_dep(token.head, PASSIVE_SUBJECT | SUBJECT)
        found.extend(i for each in above for i in _resolve(tree, each, token.head))
    return tuple(dict.fromkeys(i for i in found if i != verb and tree.lower(i) not in RELATIVE))


def prepositional(tree: Tree, head: int, allowed: frozenset[str]) -> tuple[int, ...]:
    """The heads of the noun phrases after these prepositions of a token."""
    preps = tuple(p for p in tree.by_dep(head, {"prep", "dative", "agent", "prt"}) if tree.lower(p) in allowed)
    return _objects_of(tree, preps)


def _objects_of(tree: Tree, preps: Iterable[int]) -> tuple[int, ...]:
    return tuple(
        i
        for prep in preps
        for each in (*tree.by_dep(prep, {"pobj"}), *(o for p in tree.by_dep(prep, {"prep"}) for o in tree.by_dep(p, {"pobj"})))
        for i in noun_conjuncts(tree, each)
    )


def is_acting(mention: ActorMention) -> bool:
    """Whether a mention can stand for an actor by itself; a bare adjective cannot."""
    return mention.kind is not MentionKind.ADJECTIVE
