"""`the two leaders`, `both sides`: words that mean the two states a page is about."""

from detente.actors.frame import Draft, Frame
from detente.actors.words import word_set
from detente.records import MentionKind

_SIDES = word_set(
    "sides countries nations neighbours neighbors states parties governments capitals powers militaries armies "
    "rivals allies delegations superpowers koreas peoples foes adversaries economies countries' forces giants kingdoms"
)
_PERSONS = word_set(
    "leaders presidents ministers premiers diplomats counterparts negotiators chiefs envoys representatives ambassadors"
)
_LINKS = word_set(
    "nuclear neighbouring neighboring asian european arab foreign defence defense prime warring rival armed western "
    "big great major largest world east african gulf south old former top conflicting communist"
)
_MAX_LINKS = 3


def read_pair(frame: Frame, at: int) -> Draft | None:
    """The draft of "the two sides" where it begins at a word; its states are settled by the page."""
    word = frame.lower(at)
    two = at
    if (word in ("the", "these", "those", "its", "their") and frame.lower(at + 1) in ("two", "2")) or (
        word == "both" and frame.lower(at + 1) == "the"
    ):
        two = at + 1
    elif word not in ("both", "two"):
        return None
    noun = two + 1
    while noun - two <= _MAX_LINKS and frame.lower(noun) in _LINKS and frame.lower(noun) not in _SIDES | _PERSONS:
        noun += 1
    lower = frame.lower(noun)
    if lower not in _SIDES | _PERSONS or (word == "two" and lower not in ("sides", "countries", "leaders")):
        return None
    office = None
    if lower == "ministers":
        before = frame.lower(noun - 1)
        office = {"foreign": "foreign_minister", "prime": "head_of_government"}.get(before, "minister")
        office = "defence_minister" if before in ("defence", "defense") else office
    persons = lower in _PERSONS
    return Draft(
        first=at,
        last=noun,
        head=frame.words[noun].token,
        kind=MentionKind.OFFICE if persons else MentionKind.STATE,
        confidence=0.6,
        office=office,
        role=lower if persons else None,
        sector=("GOV",) if persons else (),
        plural=True,
        pair=True,
        codes=("PRK", "KOR") if lower == "koreas" else (),
    )
