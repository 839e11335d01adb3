"""What a cue governs before it: "X would stay, Y said", with what goes on after: "X, Y said, would stay"."""

from detente.statements.clauses import Site
from detente.statements.contents import TAIL_OPENERS, Content
from detente.statements.cues import Frame
from detente.statements.passage import Passage
from detente.statements.phrase import Noun
from detente.statements.tails import finite

_TELLING = frozenset({"tell", "inform", "assure", "remind", "warn", "advise", "reassure", "brief", "notify", "caution"})


def preceding(passage: Passage, site: Site, source: Noun | None) -> Content | None:
    """The content before a cue ("X would stay, Y said"), with what goes on after it ("X, Y said, would stay")."""
    if Frame.BARE not in site.cue.frames and Frame.QUOTE not in site.cue.frames:
        return None
    if site.modal or _has_object(passage, site, source):
        return None
    opener = _clause_opener(passage, site, source)
    start = passage.starts[site.verb]
    if opener is None or opener <= start or not _comma_before(passage, opener):
        return None
    first = start
    while first < opener - 1 and passage.tokens[first].text.lower() in {"but", "and", "yet", "or", "so"}:
        first += 1
    last = opener - 1
    while last > first and passage.is_punct(last) and not passage.is_mark(last):
        last -= 1
    if passage.tokens[first].text.lower() == "according":  # "According to X, the sides agreed …": X's words, not the sides'
        return None
    pieces = [(first, last)]
    rest = _resumption(passage, site, source)
    apart = (
        rest is not None and passage.tokens[rest[0]].pos == "CCONJ" and any(finite(passage, at) for at in range(first, last + 1))
    )
    if rest is not None and (not apart or passage.tokens[rest[0] + 1].tag == "MD"):
        pieces.append(rest)
    if not any(finite(passage, at) for a, b in pieces for at in range(a, b + 1)):
        return None
    sure = 0.9 if rest is None else 0.8
    if rest is None or not apart:
        return Content(pieces=tuple(pieces), frame=Frame.BARE, confidence=sure)
    subject = any(passage.tokens[at].dep in {"nsubj", "nsubjpass", "expl"} for at in range(rest[0], min(rest[0] + 8, rest[1])))
    return Content(pieces=tuple(pieces), frame=Frame.BARE, confidence=0.9, apart=(rest[0] + 1, rest[1]) if subject else None)


def _has_object(passage: Passage, site: Site, source: Noun | None) -> bool:
    """Whether the verb acts on something of its own ("Foo was recalling its envoy"), not on a hearer ("told the press")."""
    if site.cue.form in _TELLING:
        return False
    kid = next((kid for kid in passage.kids[site.verb] if kid > site.last and passage.tokens[kid].dep == "dobj"), None)
    return kid is not None and not (source is not None and source.first <= kid <= source.last)


def _clause_opener(passage: Passage, site: Site, source: Noun | None) -> int | None:
    """The first token of the reporting clause: its subject's, or the verb's own where the subject comes after."""
    at = site.verb
    if source is not None and source.first < site.verb:
        between = [passage.tokens[i] for i in range(source.last + 1, site.verb)]
        if any(token.pos not in {"ADV", "AUX", "PART", "PUNCT", "SCONJ"} for token in between):
            return None
        at = source.first
    while at - 1 >= passage.starts[site.verb] and passage.tokens[at - 1].pos in {"ADV", "AUX"}:
        at -= 1
    if at - 1 >= passage.starts[site.verb] and passage.tokens[at - 1].text.lower() in {"as"}:
        at -= 1
    return at


def _comma_before(passage: Passage, opener: int) -> bool:
    at = opener - 1
    while at > passage.starts[opener] and passage.is_mark(at):
        at -= 1
    closed = passage.is_mark(opener - 1) and passage.tokens[at].text in {"?", "!"}
    return closed or passage.tokens[at].text in {",", "-", "–", "—"}


def _resumption(passage: Passage, site: Site, source: Noun | None) -> tuple[int, int] | None:
    """What goes on after "…, he said, …" where the first part had not ended; None where the report ends there."""
    end = passage.ends[site.verb]
    at = max(site.last, source.last if source is not None else 0) + 1
    while at < end and passage.tokens[at].text != ",":
        if passage.tokens[at].pos in {"VERB"} or passage.is_mark(at):
            return None
        at += 1
    if at + 2 >= end:
        return None
    first = at + 1
    token = passage.tokens[first]
    if passage.is_mark(first):
        last = _strip_end(passage, first, end - 1)
        return (first, last) if passage.tokens[first + 1].text[:1].islower() else None
    if _lapse(passage, first, end):
        return None
    if token.tag == "VBG" or token.text.lower() in TAIL_OPENERS | {"according", "who", "which", "citing"}:
        return None
    if passage.tokens[site.verb].dep == "ROOT" and token.pos not in {"AUX", "VERB", "SCONJ", "CCONJ"}:
        return None
    return first, _strip_end(passage, first, end - 1)


def _lapse(passage: Passage, first: int, end: int) -> bool:
    """Whether the words tell how long after something else it was said: "…, X confirmed, two days after …"."""
    words = [passage.tokens[at].text.lower() for at in range(first, min(first + 5, end))]
    timed = any(word.rstrip("s") in {"minute", "hour", "day", "week", "month", "year"} for word in words[:4])
    return timed and any(word in {"after", "before", "later", "ahead", "earlier", "following"} for word in words)


def _strip_end(passage: Passage, first: int, last: int) -> int:
    while last > first and passage.is_punct(last) and not passage.is_mark(last):
        last -= 1
    return last
