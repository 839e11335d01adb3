"""The words that name days: months, weekdays, numbers, years spelled out, days with a name of their own."""

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
SEASON_OF = {"winter": 1, "spring": 4, "summer": 7, "autumn": 10, "fall": 10}
QUARTER_OF = {"first": 1, "second": 4, "third": 7, "fourth": 10}
DECADE_OF = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
FEAST_OF = {
    "year-end": (12, 31), "year end": (12, 31), "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24),
    "new year's day": (1, 1), "new year's eve": (12, 31),
}  # fmt: skip

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
ANY_MONTH = rf"(?P<month>{_MONTH}|{_MONTH.upper()}|{_MONTH_SHORT}|{_MONTH_SHORT.upper()})"
ANY_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
NUMBER = "(?P<number>" + "|".join(sorted(NUMBER_OF, key=len, reverse=True)) + r"|\d{1,3})"

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SPELLED = {word: i + 1 for i, word in enumerate(_ONES + _TEENS)} | {word: 10 * (i + 2) for i, word in enumerate(_TENS)}
_ONE, _TEEN, _TEN = (f"(?:{'|'.join(words)})" for words in (_ONES, _TEENS, _TENS))
SPELLED_YEAR = (
    rf"(?P<spelled>(?:eighteen|nineteen|twenty)[ -](?:{_TEN}(?:[ -]{_ONE})?|{_TEEN}|oh[ -]{_ONE})|"
    rf"(?:the year )?two thousand(?: (?:and )?(?:{_TEEN}|{_ONE}))|the year two thousand)\b"
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


def spelled_year(words: str) -> int:
    """A year as it is read aloud.

    >>> spelled_year("nineteen ninety-six"), spelled_year("the year two thousand"), spelled_year("twenty twenty-one")
    (1996, 2000, 2021)
    """
    said = re.findall(r"[a-z]+", words.lower())
    if "thousand" in said:
        return 2000 + sum(_SPELLED.get(word, 0) for word in said[said.index("thousand") + 1 :])
    return 100 * _SPELLED[said[0]] + sum(_SPELLED.get(word, 0) for word in said[1:])
