"""On which side of the day of writing an incomplete expression lies, by the words around it.

    the clause before it ──a word that rules it ("since", "by", "said on")──> settled
                         ──else the verb nearest to it that looks back or ahead──> weak

What stands between the expression and the start of its clause decides; a full stop of "Mr." or "p.m." ends no clause.
"""

import re

from detente.records import Toward

CONTEXT_CHARS = 160  # how far before an expression its verb is looked for
NEAR_CHARS = 60  # how far before it a word that rules it can begin
AFTER_CHARS = 80
OPENS_WORDS = 3  # an expression that opens its clause ("On Tuesday, …") has its verb after it

_NO_STOP = re.compile(
    r"(?<=\d)[.,](?=\d)|\b(?P<short>[A-Z]|[ap]\.m|Mr|Mrs|Ms|Dr|Lt|Co|St|Gen|Sen|Rep|Gov|Col|Maj|Inc|Ltd|Corp|Messrs)\."
)
_LINE_END = re.compile(r"\n\s*\n|(?<=[.!?:”\"’'`)])\s*\n|\n(?=\s*[-–—•*])")
_CLAUSE_END = re.compile(r"(?:[.;!?”\"]|'')\s|, (?:and|but|while|which|who|where|when)\b|\b(?:where|while|whom)\b")
_CLOCK = re.compile(
    r"(?:\b(?:\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\b\.?|hours)?|noon|midnight|midday)\s*(?:\(?[A-Z]{2,4}\)?)?,?\s*(?:on\s+)?)$"
)
_LEAD = r"(?:late |early |again |back |here |there |up |out |down |off |over |also )?"

# A verb that looks ahead, anywhere before the date in its clause …
_AHEAD = re.compile(
    r"\b(?:(?<!the )(?<!of )will(?! of)|shall|would|won't|won’t|is to|are to|plans? to|planned for|planning (?:to|an?|for)|"
    r"scheduled|set (?:to|for)|due|expected|expects? to|slated|to be held|to take place|to meet|to hold|to visit|to host|"
    r"to arrive|to attend|intends? to|hopes? to|aims? to|agrees? to|on the eve of|announced plans)\b|(?<=\w)['’]ll\b",
    re.IGNORECASE,
)
# … or one that then looked ahead, which is news only of a date that is near: "were to stand trial over the killings of 2003" …
_AHEAD_THEN = re.compile(
    r"\b(?:was to|were to|were planning|(?:planned|intended|hoped|aimed|agreed) to|planned an?)\b", re.IGNORECASE
)
# … or a word right before it: "by Friday", "until the end of May", "the upcoming June summit".
_AHEAD_AT = re.compile(
    r"\b(?:by|until|till|before|ahead of|no later than|as (?:soon|early|late) as|starting|beginning|upcoming|coming|forthcoming|"
    r"next|effective|payable|due|redeemable|(?:take|takes|taking) effect|expires?|begins?|opens?|starts?|leaves?|arrives?|"
    r"meets?(?: [a-z]+ly)?|departs?|returns?|resumes?|convenes?|scheduled (?:for|to \w+)|the eve of)\s+(?:on\s+)?(?:the\s+)?"
    r"(?:(?:end|start|close) of\s+)?$",
    re.IGNORECASE,
)
_BACK_AT = re.compile(r"\b(?:since|after|following)\s+(?:the\s+)?$", re.IGNORECASE)
_AFTER_WILL = re.compile(r"^[^.;,]{0,12}\b(?:will|shall|is to|are to)\b", re.IGNORECASE)
_THEN_HAD = re.compile(r"^(?: \w+)?, [^.;,]{1,40}\bhad\b")
_ED = r"(?!succeed|proceed|exceed|indeed|hundred)[a-z]{3,}ed"
_BACK_WORD = (
    r"(?:said|told|was|were|had|did|met|held|signed|took|made|came|went|began|left|won|lost|fell|rose|struck|hit|sent|led|gave|got|"
    r"spoke|wrote|flew|broke|saw|kept|put|shot|paid|sold|bought|ran|read|brought|fought|threw|grew|drew|forbade|forbad|drove|chose|lay|stood|"
    r"(?!scheduled|planned|expected|slated|needed|supposed)" + _ED + ")"
)
_BACK_VERB_AT = re.compile(
    rf"(?<!\bbe )(?<!\bto )\b{_BACK_WORD}\s+{_LEAD}(?:on\s+)?(?:the\s+(?:night|morning|evening)\s+of\s+)?$"
)
_BACK = re.compile(
    r"(?<!\bbe )\b(?:said|told|last|since|was|were|had|did|after|following|met|held|announced|signed|took|made|came|went|"
    + _ED
    + r")\b"
)
_FIRST_VERB = re.compile(
    rf"\b(?:(?P<will>(?<!the )(?<!of )will(?! of)|shall|(?:is|are) (?:to|due|set)|plans? to)|{_BACK_WORD})\b"
)
_NO_LONGER = re.compile(r"\b(?:had|has) (?:\w+ )?been (?:due|scheduled|set|expected|slated|planned)\b")


def toward(text: str, start: int, end: int, *, stated: bool = False) -> tuple[Toward, bool]:
    """The side that an expression at `start` to `end` lies on, and whether a word rules it (True) or a verb of its clause hints.

    `stated`: the expression bears its year, so that a plan of the past says nothing of the side.

    >>> said = "They met on Friday and will meet again on Monday."
    >>> [str(toward(said, said.index(day), said.index(day) + 6)[0]) for day in ("Friday", "Monday")]
    ['past', 'future']
    """
    before, after = _around(text, start, end)
    near = before[-NEAR_CHARS:]
    if _BACK_AT.search(near) or _BACK_VERB_AT.search(near):
        return Toward.PAST, True
    clause = _CLAUSE_END.split(before)[-1]
    if _NO_LONGER.search(clause):
        return Toward.PAST, True
    if _AHEAD_AT.search(near):
        return (Toward.PAST, False) if _THEN_HAD.search(after) else (Toward.FUTURE, True)
    ahead, back = max(_last(_AHEAD, clause), -1 if stated else _last(_AHEAD_THEN, clause)), _first(_BACK, clause)
    if ahead >= 0 and not back > ahead:
        return Toward.FUTURE, False
    if _AFTER_WILL.search(after):
        return Toward.FUTURE, False
    if len(clause.split()) < OPENS_WORDS and (verb := _FIRST_VERB.search(re.split(r"[.;!?”\"]", after)[0])):
        return (Toward.FUTURE if verb["will"] else Toward.PAST), False
    return (Toward.PAST, False) if back >= 0 else (Toward.NEAR, False)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after an expression, without line ends, clocks and full stops that end nothing."""
    before = _LINE_END.split(text[max(0, start - CONTEXT_CHARS) : start])[-1].replace("\n", " ")
    before = _CLOCK.sub("", _NO_STOP.sub(r"\g<short>", before))
    after = _LINE_END.split(text[end : end + AFTER_CHARS])[0].replace("\n", " ")
    return before, _NO_STOP.sub(r"\g<short>", after)


def _first(pattern: re.Pattern[str], clause: str) -> int:
    found = pattern.search(clause)
    return found.start() if found else -1


def _last(pattern: re.Pattern[str], clause: str) -> int:
    return max((found.start() for found in pattern.finditer(clause)), default=-1)
