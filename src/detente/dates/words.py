"""The words that name days: months, weekdays, numbers, and the words around them that say past or future."""

import re

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTH_OF = {name: i + 1 for i, name in enumerate(MONTHS)} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAY_OF = {name: i for i, name in enumerate(WEEKDAYS)} | {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
NUMBER_OF = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "a couple of": 2, "several": 3, "a few": 3,
}  # fmt: skip
PART_OF = {"early": 0, "the start of": 0, "the beginning of": 0, "mid": 1, "the middle of": 1, "late": 2, "the end of": 2}
SEASON_OF = {"winter": 1, "spring": 4, "summer": 7, "autumn": 10, "fall": 10}
QUARTER_OF = {"first": 1, "second": 4, "third": 7, "fourth": 10}

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
MONTH_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
ANY_MONTH = rf"(?P<month>{MONTH}|{MONTH.upper()}|{MONTH_SHORT}|{MONTH_SHORT.upper()})"
ANY_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
NUMBER = "(?P<number>" + "|".join(sorted(NUMBER_OF, key=len, reverse=True)) + r"|\d{1,3})"

# A verb that looks ahead, anywhere before the date in its clause …
FUTURE_BEFORE = re.compile(
    r"\b(?:will|shall|would|won't|won’t|'ll|’ll|is to|are to|plans? to|planned for|planning to|scheduled|set to|set for|due|"
    r"expected|expects? to|slated|to be held|to take place|to meet|to hold|to visit|to host|to arrive|to attend|intends? to|"
    r"hopes? to|aims? to|on the eve of|announced plans)\b[^.;]*$",
    re.IGNORECASE,
)
# … or a word right before it: "by Friday", "until the end of May", "the upcoming June summit".
FUTURE_JUST_BEFORE = re.compile(
    r"\b(?:by|until|till|before|ahead of|no later than|starting|upcoming|coming|forthcoming|next)\s+(?:the\s+)?"
    r"(?:(?:end|start|close) of\s+)?$",
    re.IGNORECASE,
)
PAST_JUST_BEFORE = re.compile(r"\b(?:since|after|following)\s+(?:the\s+)?$", re.IGNORECASE)
FUTURE_AFTER = re.compile(r"^[^.;,]{0,12}\b(?:will|shall|is to|are to)\b", re.IGNORECASE)
PAST_BEFORE = re.compile(
    r"(?<!\bbe )\b(?:said|told|last|since|was|were|had|did|after|following|met|held|announced|signed|took|made|came|went|"
    r"[a-z]{3,}ed)\b[^.;]*$"
)


def month_number(word: str) -> int:
    """The number of a month by name or abbreviation, any case, with or without its full stop.

    >>> month_number("Sept."), month_number("JUNE")
    (9, 6)
    """
    return MONTH_OF[word.rstrip(".").lower()]


def number(word: str) -> int:
    """A count in words or digits.

    >>> number("a couple of"), number("12")
    (2, 12)
    """
    return int(word) if word.isdigit() else NUMBER_OF[word.lower()]
