"""An archive → the frozen brief of one relationship. Pure: the same archive gives the same brief."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.brief.passages import cite_event, cite_statement, sheet_pieces
from detente.brief.sentence import outlook
from detente.brief.value import (
    Arrow,
    Brief,
    Direction,
    Entry,
    Measured,
    Reading,
    Sheet,
    Side,
    Utterance,
)
from detente.brief.wording import in_text
from detente.codebook.codes import Codes
from detente.records import Entity, Published, Span, digest
from detente.records.merged import COUNTED, Event, Said, Source, Standing, independent, origins
from detente.series.dyads import QUADS, By, directed, dyad_series, label, period_of
from detente.store.archive import Archive
from detente.store.rows import OFFICIAL_SECTORS

UNSURE = 0.6  # events below this confidence are counted in the honest box
NARROW_DAYS = 31  # a page published within so many days helps to tell which days the record spans
THIN_N = 3  # a period with fewer events than this is shown grey
Names = Callable[[str], Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a brief is asked for.

    `names`: which states and bodies a text names, by code; it decides whether a statement is about the other side. `persons`:
    also acts and words of those who do not act for the state. `made_by`: the maker's name and version, for the citation.
    """

    one: str
    other: str
    codes: Codes
    names: Names
    by: By = By.MONTH
    persons: bool = False
    made_by: str = "detente"
    measured: tuple[Measured, ...] = ()
    dated: date | None = None


def build_brief(archive: Archive, asked: Asked) -> Brief:
    """The brief of the relationship between two codes.

    Raises: ArchiveError where the archive cannot be read.
    """
    held = archive.events(asked.one, asked.other, officials_only=not asked.persons)
    events = tuple(e for e in held if _directions(e, asked))
    said = tuple(_said(archive, asked, x, y) for x, y in ((asked.one, asked.other), (asked.other, asked.one)))
    texts = _Texts(archive, _used_sources(events, said))
    since = _curves_begin(events, asked.by)
    entries = tuple(sorted((_entry(archive, e, asked, texts, since) for e in events), key=_undated_by_page))
    utterances = (_utterances(said[0], texts), _utterances(said[1], texts))
    cited = [p for entry in entries for p in entry.passages] + [u.cited for side in utterances for u in side]
    sheets = texts.sheets({n: [c.span for c in cited if c.sheet == n] for n in texts.numbers.values()})
    charted = tuple(entry.event for entry in entries if entry.period is not None)
    one, other = _side(asked.one, asked.codes), _side(asked.other, asked.codes)
    return Brief(
        one=one,
        other=other,
        by=asked.by,
        entries=entries,
        arrows=(_arrow(Direction.AB, one, other, entries), _arrow(Direction.BA, other, one, entries)),
        series=(
            dyad_series(charted, one.code, other.code, by=asked.by),
            dyad_series(charted, other.code, one.code, by=asked.by),
        ),
        outlook=outlook(_scores(charted, asked.by), by=asked.by, unplaced=_unplaced(entries)),
        utterances=utterances,
        sheets=sheets,
        outlets=tuple(sorted({s.source.outlet for s in sheets if s.source.outlet})),
        published=_published(sheets),
        happened=_happened(charted),
        reading=_reading(archive, asked, entries, sheets, aside=len(held) - len(events)),
        names=_names(events, asked.codes),
        record=_digest(archive, entries, utterances),
        made_by=asked.made_by,
        dated=asked.dated,
    )


def _side(code: str, codes: Codes) -> Side:
    name = codes.name_of(code)
    return Side(code=code, name=name, in_text=in_text(name))


def _names(events: Iterable[Event], codes: Codes) -> tuple[tuple[str, str], ...]:
    named = sorted({code for e in events for code in (*e.actor, *e.recipient, *e.claimed_by)})
    return tuple((code, codes.name_of(code)) for code in named)


def _directions(event: Event, asked: Asked) -> tuple[Direction, ...]:
    ways = ((Direction.AB, asked.one, asked.other), (Direction.BA, asked.other, asked.one))
    return tuple(way for way, actor, recipient in ways if directed(event, actor, recipient))


# ── the pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Texts:
    """The pages a brief rests on, in the order of their publication, each read from the archive once."""

    def __init__(self, archive: Archive, sources: Iterable[Source]) -> None:
        by_sha = {source.sha256: source for source in sources}
        self.ordered = sorted(by_sha.values(), key=_by_publication)
        self.numbers = {source.sha256: number for number, source in enumerate(self.ordered, start=1)}
        self.text = {source.sha256: archive.text(source.sha256) for source in self.ordered}

    def sheets(self, used: Mapping[int, Sequence[Span]]) -> tuple[Sheet, ...]:
        """The stored text of every page in pieces, `used` (spans by page number) cut out so that passages can be linked to."""
        first: dict[str, int] = {}
        sheets = []
        for number, source in enumerate(self.ordered, start=1):
            original = first.setdefault(source.article, number)
            pieces = sheet_pieces(self.text[source.sha256], used.get(number, ()), number=number)
            sheets.append(Sheet(number=number, source=source, copy_of=None if original == number else original, pieces=pieces))
        return tuple(sheets)


def _by_publication(source: Source) -> tuple[date, str, str]:
    published = source.published
    return (published.start if published and published.start else date.max, source.uri, source.sha256)


def _used_sources(events: Iterable[Event], said: Iterable[Iterable[Said]]) -> list[Source]:
    return [m.source for e in events for m in e.mentions] + [s.source for side in said for s in side]


def _published(sheets: Iterable[Sheet]) -> tuple[date, date] | None:
    spans = [(p.start, p.end) for s in sheets if (p := s.source.published) and p.start and p.end]
    narrow = [span for span in spans if (span[1] - span[0]).days <= NARROW_DAYS] or spans
    starts, ends = [start for start, _ in narrow], [end for _, end in narrow]
    return (min(starts), max(ends)) if starts and ends else None


# ── the events ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _curves_begin(events: Iterable[Event], by: By) -> date | None:
    """The first period that holds an event of the news; background from long before would stretch the curves to nothing."""
    placed = [(start, e.standing) for e in events if (start := period_of(e, by)) is not None]
    news = [start for start, standing in placed if standing is Standing.HAPPENED]
    return min(news or [start for start, _ in placed], default=None)


def _entry(archive: Archive, event: Event, asked: Asked, texts: _Texts, since: date | None) -> Entry:
    start = period_of(event, asked.by)
    charted = start is not None and since is not None and start >= since
    days = event.date
    return Entry(
        event=event,
        directions=_directions(event, asked),
        dated=days is not None and days.start is not None and days.end is not None,
        early=start is not None and not charted,
        period=label(start, asked.by) if start is not None and charted else None,
        passages=tuple(cite_event(p, sheet=texts.numbers[p.mention.source.sha256]) for p in archive.passages(event)),
    )


def _undated_by_page(entry: Entry) -> tuple[bool, int, int]:
    """Keeps dated events in the order they come in, by day; the undated follow in the order in which the pages tell them."""
    if entry.dated or not entry.passages:
        return (not entry.dated, 0, 0)
    return (True, *min((p.sheet, p.span.start) for p in entry.passages))


def _scores(charted: Iterable[Event], by: By) -> dict[date, list[float]]:
    scores: dict[date, list[float]] = {}
    for event in charted:
        start = period_of(event, by)
        if start is not None and event.standing in COUNTED and event.score is not None:
            scores.setdefault(start, []).append(event.score)
    return scores


def _unplaced(entries: Iterable[Entry]) -> int:
    return sum(e.period is None and e.event.standing in COUNTED for e in entries)


def _happened(charted: Iterable[Event]) -> tuple[date, date] | None:
    spans = [e.date for e in charted if e.standing in COUNTED and e.date]
    starts = [d.start for d in spans if d.start]
    ends = [d.end for d in spans if d.end]
    return (min(starts), max(ends)) if starts and ends else None


def _arrow(direction: Direction, actor: Side, recipient: Side, entries: Sequence[Entry]) -> Arrow:
    origin = origins(m.source for e in entries for m in e.event.mentions)
    events = [e.event for e in entries if direction in e.directions]
    counted = [e for e in events if e.standing in COUNTED]
    apart = {standing: sum(e.standing is standing for e in events) for standing in Standing}
    quads = tuple(sum(e.quad is quad for e in counted) for quad in QUADS)
    return Arrow(
        direction=direction,
        actor=actor,
        recipient=recipient,
        events=len(counted),
        background=apart[Standing.BACKGROUND],
        reports=len({m.source.sha256 for e in counted for m in e.mentions}),
        sources=len({origin[m.source.sha256] for e in counted for m in e.mentions}),
        quads=(quads[0], quads[1], quads[2], quads[3]),
        planned=apart[Standing.PLANNED],
        feared=apart[Standing.FEARED],
        denied=apart[Standing.DENIED],
        claimed=apart[Standing.CLAIMED],
    )


# ── the statements ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _said(archive: Archive, asked: Asked, speaker: str, other: str) -> tuple[Said, ...]:
    """What officials of one side said of the other or to it, newest first, undated last."""
    found = [
        said
        for said in archive.statements(codes=(speaker,))
        if (asked.persons or _official(said.statement.speaker)) and _concerns(said, other, asked.names)
    ]
    return tuple(sorted(found, key=_newest_first))


def _official(entity: Entity) -> bool:
    return not entity.sector or bool(OFFICIAL_SECTORS & set(entity.sector))


def _concerns(said: Said, other: str, names: Names) -> bool:
    return any(e.code == other for e in said.statement.recipient) or other in names(said.statement.content)


def _newest_first(said: Said) -> tuple[int, str, Span, str]:
    day = said_on(said)
    return (-day.toordinal() if day else 1, said.source.uri, said.statement.span, said.statement.id)


def said_on(said: Said) -> date | None:
    """The last day on which a statement can have been made, by its own date; None where that is not known."""
    days = said.statement.date
    return (days.end or days.start) if days else None


def _utterances(said: Iterable[Said], texts: _Texts) -> tuple[Utterance, ...]:
    return tuple(
        Utterance(said=s, cited=cite_statement(s, texts.text[s.source.sha256], sheet=texts.numbers[s.source.sha256]))
        for s in said
    )


# ── the honest box ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _reading(archive: Archive, asked: Asked, entries: Sequence[Entry], sheets: Sequence[Sheet], *, aside: int) -> Reading:
    sources = archive.sources()
    outside = [e for e in entries if e.period is None]
    placeable = [e for e in outside if period_of(e.event, asked.by) is not None]
    return Reading(
        read=len(sources),
        rejected=archive.rejections(),
        without_day=sum(not _day_exact(s.source.published) for s in sheets),
        copies=sum(s.copy_of is not None for s in sheets),
        reports=len({m.source.sha256 for e in entries for m in e.event.mentions}),
        sources=independent(m.source for e in entries for m in e.event.mentions),
        unsure=sum(e.event.confidence < UNSURE for e in entries),
        without_period=len(outside) - len(placeable),
        before_curves=len(placeable),
        aside=aside,
        last_seen=max((s.seen for s in sources), default=None),
        measured=asked.measured,
    )


def _day_exact(published: Published | None) -> bool:
    return published is not None and published.start is not None and published.start == published.end


def _digest(archive: Archive, entries: Iterable[Entry], utterances: Iterable[Iterable[Utterance]]) -> str:
    """What stands for this record in a citation: its events and statements with all their passages, and the pages read."""
    pages = sorted(source.sha256 for source in archive.sources())
    mentions = sorted(f"{e.event.id}:{m.source.sha256}:{m.found.id}" for e in entries for m in e.event.mentions)
    said = sorted(f"{u.said.source.sha256}:{u.said.statement.id}" for side in utterances for u in side)
    return digest("brief", *pages, *mentions, *said)
