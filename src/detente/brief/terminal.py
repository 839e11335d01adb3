"""A brief → what a terminal of 80 to 140 columns shows: the sentence, the arrows, a table of periods, the timeline."""

import re
from calendar import month_name
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from detente.brief.lines import citation, publisher, reasons, who
from detente.brief.sentence import say
from detente.brief.state import THIN_N, UNSURE
from detente.brief.value import Arrow, Brief, Entry, Utterance
from detente.brief.wording import STATUS, basis, days, number, plural, what, when, without_controls
from detente.records import StatementKind
from detente.records.merged import DyadPeriod

WORDS_SHOWN = 160
STATEMENTS_SHOWN = 5  # of each side: the newest; the page holds all
_MONTH = re.compile(rf"\b({'|'.join(month_name[1:])})\b")
_APART = ("planned", "feared", "denied", "claimed")


def render_terminal(brief: Brief) -> RenderableType:
    """Everything the terminal shows, for a Rich console to print; oldest event first, so that the newest stands by the prompt."""
    parts: list[RenderableType] = [*_head(brief), _arrows(brief), _periods(brief)]
    parts += [_heading("Timeline, oldest first"), _timeline(brief)] if brief.entries else []
    parts += _statements(brief)
    return Group(*parts, *_foot(brief))


def _heading(text: str) -> Text:
    return Text(f"\n{text}", "bold")


def _plain(text: str) -> str:
    """One line without control characters: a page's words never steer the terminal."""
    return without_controls(" ".join(text.split()))


def _head(brief: Brief) -> Iterable[Text]:
    published = f"pages published {days(*brief.published)}" if brief.published else "no publication day known"
    happened = f" · acts dated {days(*brief.happened)}" if brief.happened else ""
    counts = f"{plural(len(brief.sheets), 'page')}, {plural(len(brief.outlets), 'outlet')}"
    yield Text(f"{brief.one.name} and {brief.other.name}", "bold")
    yield Text(f"{published}{happened} · {counts}", "dim")
    yield Text("\n" + say(brief.outlook, brief.one, brief.other, by=brief.by))


def _table(*columns: tuple[str, bool]) -> Table:
    """A table whose columns are named, and right-aligned where they hold figures."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name, figures in columns:
        table.add_column(name, justify="right" if figures else "left", no_wrap=figures)
    return table


def _arrows(brief: Brief) -> Table:
    table = _table(
        ("who → whom", False),
        *((name, True) for name in ("events", "reports", "sources", "V+", "M+", "V−", "M−")),
        ("apart", False),
    )
    for arrow in brief.arrows:
        counts = (arrow.events, arrow.reports, arrow.sources, *arrow.quads)
        table.add_row(Text(f"{arrow.actor.name} → {arrow.recipient.name}"), *(str(n) for n in counts), Text(_apart(arrow)))
    return table


def _apart(row: Arrow | DyadPeriod) -> str:
    return ", ".join(f"{n} {name}" for name in _APART if (n := getattr(row, name)))


def _periods(brief: Brief) -> RenderableType:
    """Both directions side by side, a row for each period; a period without events says so, a thin one is dim."""
    one, other = brief.one.code, brief.other.code
    table = _table(
        (brief.by.value, False),
        *((f"{a}→{b} n", True) for a, b in ((one, other),)),
        *(("mean", True), ("95 %", True)),
        *((f"{b}→{a} n", True) for a, b in ((one, other),)),
        *(("mean", True), ("95 %", True)),
    )
    rows = [{row.period: row for row in series} for series in brief.series]
    starts = {row.period: row.start for series in brief.series for row in series}
    if not starts:
        return Text("\nNo act on record has days that fall in one period.", "dim")
    for period in sorted(starts, key=lambda p: starts[p]):
        table.add_row(period, *(cell for side in rows for cell in _cells(side.get(period))))
    note = f"mean PLOVER score, −10 conflict to +10 cooperation, with its 95 % interval; · silence, not zero; dim: n < {THIN_N}"
    return Group(table, Text(note, "dim"))


def _cells(row: DyadPeriod | None) -> tuple[Text, Text, Text]:
    if row is None or not row.events:
        return Text("·", "dim"), Text(""), Text("")
    style = "dim" if row.events < THIN_N else ""
    mean = "" if row.mean_score is None else number(row.mean_score)
    interval = "" if row.low is None or row.high is None else f"{number(row.low)}…{number(row.high)}"
    return Text(str(row.events), style), Text(mean, style), Text(interval, style)


def _timeline(brief: Brief) -> Table:
    table = _table(("date", False), ("", False), ("who, what", False), ("rep/src", True), ("conf", True), ("id", False))
    for entry in brief.entries:
        table.add_row(*_line(entry, brief))
    return table


def _line(entry: Entry, brief: Brief) -> tuple[Text, ...]:
    event = entry.event
    sign, word = STATUS[event.standing]
    claimed = " by " + _plain(", ".join(event.claimed_by)) if event.claimed_by else ""
    how = basis(event.date)
    return (
        Text.assemble(_short(when(event.date)), (f" {how}" if how else "", "dim")),
        Text(f"{sign} {word}{claimed}"),
        Text.assemble(_plain(" ".join(who(event, brief, by_code=True))), " ", what(event)),
        Text(f"{event.reports}/{event.sources}"),
        Text(f"{event.confidence:.2f}", "dim" if event.confidence < UNSURE else ""),
        Text(event.id[:6], "dim"),
    )


def _short(days_told: str) -> str:
    """Days with their months cut to three letters, for narrow columns."""
    return _MONTH.sub(lambda found: found[0][:3], days_told)


def _statements(brief: Brief) -> Iterable[RenderableType]:
    for speaker, other, utterances in zip((brief.one, brief.other), (brief.other, brief.one), brief.utterances, strict=True):
        if not utterances:
            continue
        shown = f", the newest {STATEMENTS_SHOWN} of {len(utterances)}" if len(utterances) > STATEMENTS_SHOWN else ""
        yield _heading(f"{speaker.name} on {other.name}{shown}")
        yield from (_utterance(u) for u in utterances[:STATEMENTS_SHOWN])


def _utterance(utterance: Utterance) -> Text:
    statement, source = utterance.said.statement, utterance.said.source
    content = _plain(statement.content)
    content = content if len(content) <= WORDS_SHOWN else content[:WORDS_SHOWN].rstrip() + " …"
    told = f"“{content}”" if statement.kind is StatementKind.DIRECT else content
    speaker = _plain(statement.speaker.name or statement.speaker.text)
    cue = f" {_plain(statement.cue.text)}" if statement.cue else ""
    return Text.assemble((speaker, "bold"), (f"{cue}, {when(statement.date)}, {_plain(publisher(source))}: ", "dim"), told)


def _foot(brief: Brief) -> Iterable[Text]:
    reading = brief.reading
    why = "; ".join(f"{n} {reason.replace('_', ' ')}" for reason, n in reasons(brief))
    figures = (
        f"{plural(reading.read, 'page')} read",
        f"{len(reading.rejected)} rejected" + (f" ({why})" if why else ""),
        f"not dated to the day {reading.without_day}",
        f"copies folded {reading.copies}",
        f"events below {UNSURE} confidence {reading.unsure} of {len(brief.entries)}",
        f"in no period {reading.without_period}",
        f"older background {reading.before_curves}",
    )
    yield Text("\n" + "; ".join(figures), "dim")
    yield Text(citation(brief), "dim")
