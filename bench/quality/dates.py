"""Dates in text: the expressions of time of TimeML articles, each counted from the day its article was written.

    python bench/quality/dates.py --data FOLDER [--held-out] [--json]

`--data`: folders of `.tml` files (TempEval-3). Expressions are found and settled by the functions that reading uses, with the
document's creation time as the publication day. `--held-out` measures the tenth of documents (by the digest of their name) that
no rule was made for, of which only totals are printed; without it the rest is measured, and each miss is a line unless `--json`.
The last line is one JSON object:

- `value_f1_date` (with `precision_date`, `recall_date`): over DATE and TIME expressions whose value is a day (with or without an
  hour), a week or weekend, a month, a quarter or a year. A find is right where it overlaps the expression and its interval is
  that of the value. Precision is over all that we find of those kinds, wherever the gold has another kind or nothing. A value
  that leaves a place open ("1998-WXX") has no interval: neither it nor what is found in it counts.
- `value_f1`: over all TIMEX3, durations, sets and vague references included, by the value as a string. A find whose value has
  no such string (a span of some days) counts as wrong.
- `weekdays`: of expressions that are a weekday's name alone, the share found and right. `n`: expressions under `value_f1_date`.

Where TimeML wants another interval than our records have, it is mapped here: a part of a unit ("early March", "earlier this
month") is the whole unit there, "three weeks ago" is the calendar week around that day (ours has three days on either side), and
a season or decade is a kind of its own. A range is two expressions there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

from detente.dates.find import find_dates
from detente.records import Basis, DateMention, DateSpan, DateUnit, Published
from detente.resolve.days import resolve_date

DATA = Path(__file__).parents[3] / "shared" / "bench" / "tempeval3"
WEEKDAY = re.compile(r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)
SEASONS = {"winter": "WI", "spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA"}
Days = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A TIMEX3. `days` is None where the value is of no kind that has an interval; `open` where it leaves a place open."""

    start: int
    end: int
    text: str
    value: str
    days: Days | None
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """What was found: `value` None where TimeML has no such string, `days` None where it is of no kind with an interval."""

    start: int
    end: int
    text: str
    value: str | None
    days: Days | None


@dataclass(slots=True)
class Counts:
    """Sums over documents."""

    gold: int = 0
    found: int = 0
    right: int = 0
    all_gold: int = 0
    all_found: int = 0
    all_right: int = 0
    weekdays: int = 0
    weekdays_right: int = 0


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=DATA)
    ask.add_argument("--held-out", action="store_true")
    ask.add_argument("--json", action="store_true")
    asked = ask.parse_args()
    files = [f for f in sorted(asked.data.rglob("*.tml")) if held_out(f.stem) == asked.held_out]
    if not files:
        sys.exit(f"no .tml file in {asked.data}; give --data FOLDER")
    counts = Counts()
    for file in files:
        for line in judge(file, counts):
            if not asked.json and not asked.held_out:
                print(line)
    print(json.dumps(figures(counts)))


def held_out(name: str) -> bool:
    """True for the tenth of documents that no rule was made for."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 == 0


def figures(counts: Counts) -> dict[str, float]:
    """The shares, 0 to 1, and `n`."""
    precision, recall = counts.right / max(counts.found, 1), counts.right / max(counts.gold, 1)
    return {
        "n": counts.gold,
        "value_f1_date": round(2 * counts.right / max(counts.found + counts.gold, 1), 4),
        "precision_date": round(precision, 4),
        "recall_date": round(recall, 4),
        "value_f1": round(2 * counts.all_right / max(counts.all_found + counts.all_gold, 1), 4),
        "weekdays": round(counts.weekdays_right / max(counts.weekdays, 1), 4),
        "n_weekdays": counts.weekdays,
    }


def judge(file: Path, counts: Counts) -> Iterator[str]:
    """Adds a document to the counts; yields a line for each miss."""
    text, written, golds = document(file)
    finds = list(found_in(text, written))
    pairs = paired(golds, finds)
    for at, gold in enumerate(golds):
        find = finds[pairs[at]] if at in pairs else None
        right = find is not None and find.days == gold.days
        counts.all_gold += 1
        counts.all_right += find is not None and find.value == gold.value
        if gold.days is None:
            continue
        counts.gold += 1
        counts.right += right
        if WEEKDAY.fullmatch(gold.text):
            counts.weekdays += 1
            counts.weekdays_right += right
        if not right:
            yield _line("wrong" if find else "missed", file, written, text, gold, find)
    in_open = {k for k, f in enumerate(finds) if any(g.open and _shared(g, f) for g in golds)}
    counts.all_found += len(finds)
    counts.found += sum(f.days is not None and k not in in_open for k, f in enumerate(finds))
    for k, find in enumerate(finds):
        if find.days and k not in in_open and not any(pairs.get(at) == k and g.days for at, g in enumerate(golds)):
            over = next((g for g in golds if _shared(g, find)), None)
            yield _line("extra", file, written, text, over, find)


def _line(what: str, file: Path, written: date, text: str, gold: Gold | None, find: Find | None) -> str:
    at = gold or find
    assert at is not None
    around = " ".join(text[max(0, at.start - 60) : at.end + 40].split())
    wanted = f"{gold.text!r} {gold.value}" if gold else "nothing"
    said = f"{find.text!r} {find.value}" if find else "nothing"
    return f"{what}\t{file.stem}\t{written:%a %Y-%m-%d}\twant {wanted}\tfound {said}\t… {around} …"


def document(file: Path) -> tuple[str, date, list[Gold]]:
    """The text of an article, the day it was written and its expressions of time."""
    root = ElementTree.parse(file).getroot()
    created, body = root.find("DCT/TIMEX3"), root.find("TEXT")
    assert created is not None
    assert body is not None
    pieces: list[str] = []
    golds: list[Gold] = []
    _walk(body, pieces, golds)
    return "".join(pieces), date.fromisoformat(created.attrib["value"][:10]), golds


def _walk(element: ElementTree.Element, pieces: list[str], golds: list[Gold]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, golds)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        text, value = "".join(pieces)[start:], element.attrib.get("value", "")
        dated = element.attrib.get("type") in ("DATE", "TIME")
        days = interval(value) if dated else None
        golds.append(Gold(start=start, end=start + len(text), text=text, value=value, days=days, open=dated and "X" in value))


def interval(value: str) -> Days | None:
    """The days of a TimeML value that is a day, week, weekend, month, quarter or year; None for any other.

    >>> interval("1998-W02-WE")
    (datetime.date(1998, 1, 10), datetime.date(1998, 1, 11))
    """
    value = value.partition("T")[0]
    if day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        start = end = date(*map(int, day.groups()))
    elif week := re.fullmatch(r"(\d{4})-W(\d\d?)(-WE)?", value):
        start = date.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1)
        end = date.fromisocalendar(int(week[1]), int(week[2]), 7)
    elif month := re.fullmatch(r"(\d{4})-(\d\d)", value):
        start, end = _months(int(month[1]), int(month[2]), 1)
    elif quarter := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        start, end = _months(int(quarter[1]), 3 * int(quarter[2]) - 2, 3)
    elif re.fullmatch(r"\d{4}", value):
        start, end = _months(int(value), 1, 12)
    else:
        return None
    return start, end


def _months(year: int, month: int, width: int) -> Days:
    last = month + width - 1
    return date(year, month, 1), date(year, last, monthrange(year, last)[1])


def found_in(text: str, written: date) -> Iterator[Find]:
    """What reading finds in a text that was published on a day."""
    published = Published(start=written, end=written, basis=Basis.METADATA)
    for mention in find_dates(text):
        span, days = mention.span, resolve_date(mention, published)
        if mention.last_day and days and days.start and days.end:
            middle = (span.start + span.end) // 2
            for start, end, day in ((span.start, middle, days.start), (middle, span.end, days.end)):
                yield Find(start=start, end=end, text=mention.text, value=str(day), days=(day, day))
            continue
        value = timeml(mention, days)
        settled = interval(value) if value else None
        yield Find(start=span.start, end=span.end, text=mention.text, value=value, days=settled)


def timeml(mention: DateMention, days: DateSpan | None) -> str | None:
    """The value that TimeML has for what we found, None where it has none."""
    if mention.unit is DateUnit.RECENT:
        return "PAST_REF"
    if days is None or days.start is None or days.end is None:
        return None
    words, start, end = mention.text.lower(), days.start, days.end
    whole = mention.part is not None or words.startswith(("earlier", "later", "early", "late", "mid"))
    if mention.unit is DateUnit.WEEK and words.endswith("ago"):
        start, end = start + timedelta(days=3), start + timedelta(days=3)
        whole = True
    season = next((code for word, code in SEASONS.items() if word in words), None)
    if season and mention.unit is DateUnit.QUARTER:
        return f"{start.year}-{season}"
    return _string(start, end, mention.unit, whole=whole)


def _string(start: date, end: date, unit: DateUnit, *, whole: bool) -> str | None:
    week = start.isocalendar()
    units = {
        DateUnit.DAY: str(start),
        DateUnit.WEEK: f"{week.year}-W{week.week:02}",
        DateUnit.MONTH: f"{start:%Y-%m}",
        DateUnit.QUARTER: f"{start.year}-Q{(start.month + 2) // 3}",
        DateUnit.YEAR: f"{start.year}",
    }
    value = units.get(unit)
    for tried in (value, f"{value}-WE") if value else ():
        if whole or interval(tried) == (start, end):
            return tried
    decade = unit is DateUnit.DECADE or (
        start.year % 10 == 0 and (start.month, start.day, end.year, end.month) == (1, 1, start.year + 9, 12)
    )
    return f"{start.year // 10}" if decade else None


def paired(golds: list[Gold], finds: list[Find]) -> dict[int, int]:
    """Which find answers each gold: of those that overlap a right one, else the one that shares most; each used once."""
    pairs: dict[int, int] = {}
    tries = [(g.days == f.days, _shared(g, f), -i, -k) for i, g in enumerate(golds) for k, f in enumerate(finds) if _shared(g, f)]
    for _, _, i, k in sorted(tries, reverse=True):
        if -i not in pairs and -k not in pairs.values():
            pairs[-i] = -k
    return pairs


def _shared(a: Gold | Find, b: Gold | Find) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


if __name__ == "__main__":
    main()
