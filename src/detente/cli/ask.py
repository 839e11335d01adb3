"""The verbs that ask an archive: timeline, statements, series, show, split, undo, brief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from detente.cli.output import Format, Listing, counted, emit, interval, plain, say, show_rich
from detente.errors import InputError

if TYPE_CHECKING:
    from rich.text import Text

    from detente.records.merged import DyadPeriod, Event, Passage, Said
    from detente.store.archive import Archive

_ARCHIVE = typer.Option(..., "--archive", "-a", help="The archive that `detente read --archive` made.")
_FORMAT = typer.Option(Format.TABLE, "--format", "-f", help="A table, or JSON lines or CSV with everything.")
_ONE = typer.Argument(..., metavar="A", help="A country or body: RUS, NATO.")
_OTHER = typer.Argument(..., metavar="B", help="The other one: USA, EU.")
_PERSONS = typer.Option(False, "--persons", help="Also acts of those who do not act for the state: opposition, civilians, firms.")
WORDS_SHOWN = 90


def _codes(*asked: str) -> tuple[str, ...]:
    from detente.codebook.codes import load_codes

    codes = load_codes()
    found = tuple(str(codes.look_up(code).code) for code in asked)
    if len(set(found)) < len(found):
        raise InputError(f"{' and '.join(asked)}: the same side twice; name two different ones, such as RUS USA")
    return found


def _open(path: Path) -> Archive:
    from detente.store.archive import open_archive

    held = open_archive(path)
    if held.unmerged():
        say(f"{path}: a run was cut off before its mentions were merged; `detente read … --archive {path}` completes it")
    return held


def timeline(
    one: str = _ONE, other: str = _OTHER, archive: Path = _ARCHIVE, form: Format = _FORMAT, persons: bool = _PERSONS
) -> None:
    """Dated events between two sides, merged, with outlets and status."""
    from detente.series.dyads import directed

    a, b = _codes(one, other)
    with _open(archive) as held:
        together = held.events(a, b, officials_only=not persons)
    events = [e for e in together if directed(e, a, b) or directed(e, b, a)]
    reports = len({m.source.sha256 for e in events for m in e.mentions})
    beside = f" {len(together) - len(events)} more name both on one side." if len(together) > len(events) else ""
    emit(
        Listing(
            columns=("date", "how", "status", "who", "event", "whom", "score", "reports", "sources", "conf", "outlets", "id"),
            rows=[_event_row(e) for e in events],
            records=events,
            title=f"{a} – {b}",
            note=f"{len(events)} events in {reports} reports.{beside} `detente show ID --archive {archive}` gives the passages.",
            flat=[EVENT_FLAT, *(_event_flat(e) for e in events)],
            least=("how", "conf", "sources", "score", "outlets", "reports"),
        ),
        form,
    )


EVENT_FLAT = (
    "date_start", "date_end", "date_basis", "standing", "claimed_by", "actor", "event", "mode", "recipient", "quad", "score",
    "reports", "sources", "confidence", "outlets", "id",
)  # fmt: skip


def _event_flat(event: Event) -> tuple[object, ...]:
    days = event.date
    return (
        *((days.start, days.end, days.basis) if days else (None, None, None)),
        *(event.standing, " ".join(event.claimed_by), " ".join(event.actor), event.event, event.mode, " ".join(event.recipient)),
        *(event.quad, event.score, event.reports, event.sources, event.confidence, _outlets(event), event.id),
    )


def _outlets(event: Event) -> str:
    return ", ".join(sorted({m.source.outlet or m.source.agency or m.source.uri.rsplit("/", 1)[-1] for m in event.mentions}))


def _event_row(event: Event) -> tuple[str, ...]:
    claimed = f"claimed by {', '.join(event.claimed_by)}" if event.claimed_by else str(event.standing)
    return (
        interval(event.date),
        event.date.basis if event.date else "",
        claimed,
        " ".join(event.actor),
        f"{event.event} {event.mode}" if event.mode else event.event,
        " ".join(event.recipient),
        "" if event.score is None else f"{event.score:+.1f}",
        str(event.reports),
        str(event.sources),
        f"{event.confidence:.2f}",
        _outlets(event),
        event.id[:10],
    )


def statements(
    one: str | None = typer.Argument(None, metavar="[A]", help="Statements by this side …"),
    other: str | None = typer.Argument(None, metavar="[B]", help="… and by this one."),
    archive: Path = _ARCHIVE,
    speaker: str | None = typer.Option(None, help="By speakers whose name holds this: Peskov."),
    words: str | None = typer.Option(None, help="With these words in them."),
    to: str | None = typer.Option(None, help="Aimed at this side: “urged Ankara to …”, “told the Council”."),
    stance: str | None = typer.Option(None, help="neutral, claim, confirm, deny, warn, promise, demand, accuse or doubt."),
    since: str | None = typer.Option(None, metavar="DAY", help="Said on this day or later: 2022-03-01. Leaves out the undated."),
    until: str | None = typer.Option(None, metavar="DAY", help="Said on this day or earlier."),
    form: Format = _FORMAT,
) -> None:
    """Who said what: with the reporting verb, the day and the page."""
    from detente.records import Stance

    if stance is not None and stance not in set(Stance):
        raise InputError(f"--stance {stance!r}: one of {', '.join(Stance)}")
    codes = _codes(*(code for code in (one, other) if code))
    aimed = _codes(to)[0] if to else None
    first, last = _day("--since", since), _day("--until", until)
    if first and last and last < first:
        raise InputError(f"--until {last} lies before --since {first}")
    with _open(archive) as held:
        found = held.statements(
            speaker=speaker,
            codes=codes,
            words=words,
            to=aimed,
            stance=Stance(stance) if stance else None,
            since=first,
            until=last,
        )
    emit(
        Listing(
            columns=("said", "speaker", "side", "kind", "cue", "content", "conf", "page"),
            rows=[_statement_row(said) for said in found],
            records=found,
            note=f"{len(found)} statements.",
            flat=[STATEMENT_FLAT, *(_statement_flat(said) for said in found)],
            least=("conf", "kind", "page", "side", "cue"),
        ),
        form,
    )


def _day(option: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"{option} {text!r}: a day is written 2022-03-01") from None


STATEMENT_FLAT = (
    "said_start", "said_end", "speaker", "role", "side", "kind", "stance", "cue", "content", "confidence", "outlet",
    "published_start", "published_end", "uri", "start", "end", "id",
)  # fmt: skip


def _statement_flat(said: Said) -> tuple[object, ...]:
    s, source = said.statement, said.source
    published = source.published
    return (
        *((s.date.start, s.date.end) if s.date else (None, None)),
        *(s.speaker.name or s.speaker.text, s.speaker.role, s.speaker.code, s.kind, s.stance, s.cue.text if s.cue else None),
        *(s.content, s.confidence, source.outlet, *((published.start, published.end) if published else (None, None))),
        *(source.uri, s.span.start, s.span.end, s.id),
    )


def _statement_row(said: Said) -> tuple[str, ...]:
    s = said.statement
    content = " ".join(s.content.split())
    return (
        interval(s.date),
        s.speaker.name or s.speaker.text,
        s.speaker.code or "",
        s.kind,
        s.cue.text if s.cue else "",
        f"“{content}”" if s.kind == "direct" else content,
        f"{s.confidence:.2f}",
        said.source.outlet or said.source.uri.rsplit("/", 1)[-1],
    )


def series(
    one: str = _ONE,
    other: str = _OTHER,
    archive: Path = _ARCHIVE,
    by: str = typer.Option("month", help="week, month, quarter or year."),
    form: Format = _FORMAT,
    persons: bool = _PERSONS,
) -> None:
    """What each side did to the other, period by period: counts, sources, mean score with its interval."""
    from detente.series.dyads import By, dyad_series, undated

    if by not in set(By):
        raise InputError(f"--by {by!r}: one of {', '.join(By)}")
    a, b = _codes(one, other)
    with _open(archive) as held:
        events = held.events(a, b, officials_only=not persons)
    rows = [row for x, y in ((a, b), (b, a)) for row in dyad_series(events, x, y, by=by)]
    apart = {e.id for x, y in ((a, b), (b, a)) for e in undated(events, x, y, by=by)}
    emit(
        Listing(
            columns=(
                "period",
                "who",
                "whom",
                "events",
                "reports",
                "sources",
                "V+",
                "M+",
                "V-",
                "M-",
                "mean",
                "interval",
                "apart",
            ),
            rows=_folded(rows),
            records=rows,
            title=f"{a} – {b} by {by}",
            flat=[PERIOD_FLAT, *(_period_flat(row) for row in rows)],
            least=("sources", "interval", "apart"),
            note="V verbal, M material, + cooperation, - conflict. Mean: PLOVER score, −10 to +10, 95 % bootstrap interval. A "
            f"period without events is missing, not neutral. {len(apart)} events stand in no period: days unknown or too wide.",
        ),
        form,
    )


PERIOD_FLAT = (
    "period", "start", "end", "actor", "recipient", "events", "reports", "sources", "verbal_cooperation", "material_cooperation",
    "verbal_conflict", "material_conflict", "mean_score", "low", "high", "planned", "feared", "denied", "claimed",
)  # fmt: skip


def _period_flat(row: DyadPeriod) -> tuple[object, ...]:
    return (
        *(row.period, row.start, row.end, row.actor, row.recipient, row.events, row.reports, row.sources, *row.quads),
        *(row.mean_score, row.low, row.high, row.planned, row.feared, row.denied, row.claimed),
    )


def _folded(rows: Sequence[DyadPeriod]) -> list[tuple[str, ...]]:
    """The rows of a table: a run of periods without any event is one line, so that a lone event of long ago hides nothing."""
    cells: list[tuple[str, ...]] = []
    for (_, _, silent), run in groupby(rows, key=lambda r: (r.actor, r.recipient, not (r.events or _apart(r)))):
        held = list(run)
        if silent and len(held) > 1:
            first = _period_row(held[0])
            cells.append((f"{held[0].period} – {held[-1].period}", *first[1:]))
        else:
            cells += [_period_row(row) for row in held]
    return cells


def _apart(row: DyadPeriod) -> list[str]:
    return [f"{n} {what}" for what in ("planned", "feared", "denied", "claimed") if (n := getattr(row, what))]


def _period_row(row: DyadPeriod) -> tuple[str, ...]:
    return (
        row.period,
        row.actor,
        row.recipient,
        str(row.events),
        str(row.reports),
        str(row.sources),
        *(str(n) for n in row.quads),
        "missing" if row.mean_score is None else f"{row.mean_score:+.2f}",
        "" if row.low is None or row.high is None else f"{row.low:+.1f} … {row.high:+.1f}",
        ", ".join(_apart(row)),
    )


def show(
    event_id: str = typer.Argument(..., metavar="EVENT-ID", help="An event's id or its beginning, from `detente timeline`."),
    archive: Path = _ARCHIVE,
    form: Format = _FORMAT,
) -> None:
    """Every passage behind an event, with the words marked."""
    with _open(archive) as held:
        event = _one_event(held, event_id)
        passages = held.passages(event)
    if form is Format.TABLE:
        _print_event(event, passages)
        return
    rows = [(p.mention.source.uri, str(p.span.start), str(p.span.end), p.mention.rule, p.text) for p in passages]
    emit(Listing(columns=("page", "start", "end", "joined", "passage"), rows=rows, records=passages), form)


def _one_event(held: Archive, event_id: str) -> Event:
    found = held.event(event_id.strip()) if event_id.strip() else ()
    if not found:
        raise InputError(f"no event {event_id!r} in {held.path}; `detente timeline A B --archive {held.path}` lists their ids")
    if len(found) > 1:
        raise InputError(f"{event_id!r} begins {len(found)} ids: {', '.join(e.id for e in found[:4])}; give more of it")
    return found[0]


def _print_event(event: Event, passages: tuple[Passage, ...]) -> None:
    from rich.text import Text

    who = " ".join(event.actor) + (f" → {' '.join(event.recipient)}" if event.recipient else "")
    claimed = f", claimed by {', '.join(event.claimed_by)}" if event.claimed_by else ""
    counts = f"{counted(event.reports, 'report')} · {counted(event.sources, 'source')} · confidence {event.confidence:.2f}"
    show_rich(
        Text(f"{event.id}  {event.event}{' ' + event.mode if event.mode else ''}  {who}  {interval(event.date)}"),
        Text(f"{event.standing}{claimed} · {counts}"),
        *(line for passage in passages for line in _passage_lines(passage)),
        wrap=False,
    )


def _passage_lines(p: Passage) -> tuple[Text, Text, Text]:
    from rich.text import Text

    styles = {"trigger": "bold reverse", "actor": "bold underline", "recipient": "bold underline", "date": "italic underline"}
    source = p.mention.source
    published = (
        f"published {interval(source.published)} ({source.published.basis})" if source.published else "publication day unknown"
    )
    sentence = Text(plain(p.text.replace("\n", " ")))
    for span, what in p.marks:
        sentence.stylize(styles[what], span.start - p.span.start, span.end - p.span.start)
    marks = "; ".join(f"{what} “{p.text[s.start - p.span.start : s.end - p.span.start]}”" for s, what in p.marks)
    return (
        Text(f"\n{source.outlet or 'outlet not stated'} · {published} · {source.uri} [{p.span.start}:{p.span.end}]", "dim"),
        sentence,
        Text(f"{marks} · joined: {p.mention.rule} · mention {p.mention.found.id}", "dim"),
    )


def split(
    event_id: str = typer.Argument(..., metavar="EVENT-ID", help="The event that holds the mention."),
    mention_id: str = typer.Argument(..., metavar="MENTION-ID", help="The mention to set apart, from `detente show`."),
    archive: Path = _ARCHIVE,
) -> None:
    """Set a mention apart from its event; logged, and taken back with `detente undo`."""
    from detente.merge.block import merge_block
    from detente.store.archive import open_archive

    with open_archive(archive, write=True) as held:
        event = _one_event(held, event_id)
        chosen = [m for m in event.mentions if m.found.id.startswith(mention_id)]
        ids = {m.found.id for m in chosen}
        if len(ids) != 1:
            known = ", ".join(dict.fromkeys(m.found.id for m in event.mentions))
            raise InputError(f"mention {mention_id!r}: {len(ids)} of that id in event {event.id}; it holds {known}")
        now = datetime.now(UTC)  # copies of one text bear one id, and go together
        numbers = [held.set_apart(m.source.sha256, m.found.id, made=now) for m in chosen]
        held.merge(merge_block)
    back = f"detente undo {' '.join(map(str, numbers))} --archive {archive}"
    say(f"mention {ids.pop()} stands apart now; `{back}` takes it back")


def undo(
    numbers: list[int] = typer.Argument(..., metavar="NUMBER…", help="What `detente split` gave."), archive: Path = _ARCHIVE
) -> None:
    """Take a `detente split` back."""
    from detente.merge.block import merge_block
    from detente.store.archive import open_archive

    with open_archive(archive, write=True) as held:
        done = [number for number in numbers if held.undo(number, made=datetime.now(UTC))]
        held.merge(merge_block)
    for number in done:
        say(f"split {number} is taken back")
    if missing := [str(number) for number in numbers if number not in done]:
        raise InputError(f"no split {', '.join(missing)} in force in {archive}")
