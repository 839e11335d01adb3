"""Records → the plain words that a reader sees: days and how they were got, what an act is, what is known of it."""

from datetime import date, timedelta

from detente.records import Basis, DateSpan, EventType, Published, QuadClass
from detente.records.merged import Event, Standing

# sign and word: the sign is told apart by shape, so that colour is never needed
STATUS = {
    Standing.HAPPENED: ("●", "happened"),
    Standing.BACKGROUND: ("○", "background"),
    Standing.PLANNED: ("▷", "planned"),
    Standing.FEARED: ("◇", "feared"),
    Standing.DENIED: ("✕", "denied"),
    Standing.CLAIMED: ("◐", "claimed"),
}

QUAD_WORDS = {
    QuadClass.VERBAL_COOPERATION: "words of cooperation",
    QuadClass.MATERIAL_COOPERATION: "deeds of cooperation",
    QuadClass.VERBAL_CONFLICT: "words of conflict",
    QuadClass.MATERIAL_CONFLICT: "deeds of conflict",
}

# nouns, so that they stand after any status: "planned: visit", "denied: drone attack"
TYPE_WORDS = {
    EventType.AGREE: "agreement or offer to cooperate",
    EventType.CONSULT: "meeting or talks",
    EventType.SUPPORT: "support, praise or a signature",
    EventType.CONCEDE: "concession in words",
    EventType.COOPERATE: "cooperation in deeds",
    EventType.AID: "aid",
    EventType.RETREAT: "concession carried out",
    EventType.REQUEST: "request or demand",
    EventType.ACCUSE: "criticism or accusation",
    EventType.REJECT: "refusal",
    EventType.THREATEN: "threat or warning",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "sanction or reduced relations",
    EventType.MOBILIZE: "forces moved",
    EventType.COERCE: "coercion",
    EventType.ASSAULT: "attack",
}

MODE_WORDS = {
    (EventType.CONSULT, "visit"): "visit",
    (EventType.CONSULT, "third-party"): "talks through a third party",
    (EventType.CONSULT, "multilateral"): "meeting of several sides",
    (EventType.CONSULT, "phone"): "telephone call",
    (EventType.RETREAT, "withdraw"): "withdrawal carried out",
    (EventType.RETREAT, "release"): "release of people or goods",
    (EventType.RETREAT, "disarm"): "disarming",
    (EventType.RETREAT, "ceasefire"): "ceasefire kept",
    (EventType.RETREAT, "access"): "access granted",
    (EventType.RETREAT, "resign"): "resignation",
    (EventType.REQUEST, "assist"): "request for help",
    (EventType.REQUEST, "change"): "demand for another policy",
    (EventType.REQUEST, "yield"): "demand to give way",
    (EventType.REQUEST, "meet"): "request for a meeting",
    (EventType.ACCUSE, "disapprove"): "criticism",
    (EventType.ACCUSE, "investigate"): "investigation",
    (EventType.ACCUSE, "allege"): "accusation",
    (EventType.REJECT, "assist"): "refusal to help",
    (EventType.REJECT, "change"): "refusal to change policy",
    (EventType.REJECT, "yield"): "refusal to give way",
    (EventType.REJECT, "meet"): "meeting refused or called off",
    (EventType.THREATEN, "restrict"): "threat of restrictions",
    (EventType.THREATEN, "arrest"): "threat of arrest",
    (EventType.THREATEN, "relations"): "threat to relations",
    (EventType.THREATEN, "expel"): "threat of expulsion",
    (EventType.THREATEN, "territory"): "threat to territory",
    (EventType.THREATEN, "violence"): "threat of force",
    (EventType.PROTEST, "demo"): "demonstration",
    (EventType.PROTEST, "riot"): "riot",
    (EventType.PROTEST, "strike"): "strike",
    (EventType.PROTEST, "hunger"): "hunger strike",
    (EventType.PROTEST, "boycott"): "boycott",
    (EventType.PROTEST, "obstruct"): "blockade by protesters",
    (EventType.PROTEST, "vandalize"): "vandalism in protest",
    (EventType.SANCTION, "convict"): "conviction",
    (EventType.SANCTION, "expel"): "diplomats expelled",
    (EventType.SANCTION, "withdraw"): "withdrawal from talks or a body",
    (EventType.SANCTION, "discontinue"): "ties or trade cut",
    (EventType.MOBILIZE, "troops"): "troops moved",
    (EventType.MOBILIZE, "weapons"): "weapons moved or tested",
    (EventType.MOBILIZE, "police"): "police moved",
    (EventType.MOBILIZE, "militia"): "militia moved",
    (EventType.COERCE, "seize"): "seizure",
    (EventType.COERCE, "restrict"): "restriction imposed",
    (EventType.COERCE, "censor"): "censorship",
    (EventType.COERCE, "curfew"): "curfew",
    (EventType.COERCE, "martial-law"): "martial law",
    (EventType.COERCE, "arrest"): "arrest",
    (EventType.COERCE, "deport"): "deportation",
    (EventType.COERCE, "withhold"): "goods or payments withheld",
    (EventType.COERCE, "misinformation"): "disinformation",
    (EventType.COERCE, "cyber"): "cyber attack",
    (EventType.ASSAULT, "abduct"): "abduction or capture",
    (EventType.ASSAULT, "beat"): "beating",
    (EventType.ASSAULT, "torture"): "torture",
    (EventType.ASSAULT, "sexual"): "sexual violence",
    (EventType.ASSAULT, "targeted"): "targeted killing",
    (EventType.ASSAULT, "destroy"): "destruction of property",
    (EventType.ASSAULT, "primitive"): "attack with simple weapons",
    (EventType.ASSAULT, "firearms"): "attack with firearms",
    (EventType.ASSAULT, "explosives"): "attack with explosives",
    (EventType.ASSAULT, "suicide-attack"): "suicide attack",
    (EventType.ASSAULT, "aerial"): "attack from the air",
    (EventType.ASSAULT, "drone"): "drone attack",
    (EventType.ASSAULT, "heavy-weapons"): "attack with heavy weapons",
    (EventType.ASSAULT, "crowd-control"): "force against a crowd",
    (EventType.ASSAULT, "unconventional"): "attack with unconventional weapons",
}

MARK_WORDS = {
    "trigger": "act",
    "actor": "who",
    "recipient": "to whom",
    "date": "when",
    "cue": "reporting verb",
    "speaker": "speaker",
}

_ARTICLED = (
    "United ",
    "European Union",
    "African Union",
    "Arab League",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Gambia",
    "West",
)
_ARTICLED_ENDS = (
    "Republic",
    "Islands",
    "Emirates",
    "Union",
    "Nations",
    "League",
    "States",
    "Council",
    "Organization",
    "Maldives",
    "Comoros",
)


def in_text(name: str) -> str:
    """A name as it stands in a sentence: with its article where English gives it one.

    >>> in_text("United States"), in_text("Czech Republic"), in_text("Chad")
    ('the United States', 'the Czech Republic', 'Chad')
    """
    articled = name.startswith(_ARTICLED) or name.endswith(_ARTICLED_ENDS)
    return f"the {name}" if articled and not name.startswith(("the ", "The ")) else name


def what(event: Event) -> str:
    """What kind of act an event is, in plain words."""
    return MODE_WORDS.get((event.event, event.mode or ""), TYPE_WORDS[event.event])


def plural(n: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "event"), plural(2, "event")
    ('1 event', '2 events')
    """
    return f"{n} {noun}" if n == 1 else f"{n:,} {noun}s"


def number(value: float) -> str:
    """A score with its sign, a true minus, one decimal.

    >>> number(-2.04), number(0.0)
    ('−2.0', '0.0')
    """
    rounded = round(value, 1)
    return "0.0" if rounded == 0 else f"{rounded:+.1f}".replace("-", "−")


def days(start: date, end: date) -> str:
    """An interval of days, as short as it can be said, the year always in it.

    >>> days(date(2021, 6, 1), date(2021, 6, 30)), days(date(2021, 6, 14), date(2021, 6, 16))
    ('June 2021', '14–16 June 2021')
    """
    if start == end:
        return f"{start.day} {start:%B %Y}"
    after = end + timedelta(days=1) if end < date.max else None
    whole_months = start.day == 1 and after is not None and after.day == 1
    if whole_months and after is not None:
        return _months(start, end, whole_years=start.month == 1 and after.month == 1)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%B %Y}"
    if start.year == end.year:
        return f"{start.day} {start:%B} – {end.day} {end:%B %Y}"
    return f"{start.day} {start:%B %Y} – {end.day} {end:%B %Y}"


def _months(start: date, end: date, *, whole_years: bool) -> str:
    if whole_years:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{end:%B %Y}"
    return f"{start:%B} – {end:%B %Y}" if start.year == end.year else f"{start:%B %Y} – {end:%B %Y}"


def when(span: DateSpan | Published | None) -> str:
    """The days of an event, statement or page, or that they are not known."""
    if span is None or (span.start is None and span.end is None):
        return "day unknown"
    if span.start is None or span.end is None:
        edge = span.start or span.end
        return f"{'from' if span.start else 'until'} {edge.day} {edge:%B %Y}" if edge else "day unknown"
    return days(span.start, span.end)


def how(span: DateSpan | Published | None) -> str:
    """How a day was got, with the words that it rests on."""
    if span is None or (span.start is None and span.end is None and not span.because):
        return "nothing on the page bounds it"
    words = f" “{' '.join(span.text.split())}”" if span.text else ""
    told = {
        Basis.STATED: f"stated{words}",
        Basis.RELATIVE: f"counted from{words or ' a relative expression'} and the day of publication",
        Basis.PARTIAL: f"completed from{words or ' an incomplete date'} and the day of publication",
        Basis.METADATA: f"from the page’s metadata{words}",
        Basis.URL: f"from the address{words}",
        Basis.DATELINE: f"from the dateline{words}",
        Basis.INFERRED: "inferred" + (f": {'; '.join(span.because)}" if span.because else ""),
    }
    return told[span.basis]


def basis(span: DateSpan | Published | None) -> str:
    """How a day was got, in one word; empty where it was not."""
    return span.basis.value if span is not None and (span.start or span.end) else ""


def without_controls(text: str) -> str:
    """Text with control characters (but newline and tab) and lone surrogates made visible, one for one: places still hold."""
    return "".join("\ufffd" if _hidden(c) else c for c in text)


def _hidden(c: str) -> bool:
    return (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff"
