"""A brief's events → rows for CSV and records for JSON: what the page embeds and lets a reader take away."""

import csv
import io
from collections.abc import Iterable

import msgspec

from detente.brief.state import THIN_N
from detente.brief.value import Brief, Entry
from detente.brief.wording import how, what, when
from detente.records.merged import COUNTED, DyadPeriod, origins
from detente.series.dyads import RESAMPLES

Cell = str | int | float | None
COLUMNS = (
    "id",
    "start",
    "end",
    "date_basis",
    "status",
    "claimed_by",
    "actor",
    "recipient",
    "event",
    "mode",
    "in_words",
    "quad",
    "score",
    "context",
    "reports",
    "sources",
    "confidence",
    "outlets",
    "pages",
    "passage",
)
_FORMULA = ("=", "+", "-", "@", "\t")


def row(entry: Entry) -> dict[str, Cell]:
    """An event as one flat row; lists are joined with `; `, what is not known is None."""
    event, first = entry.event, entry.passages[0] if entry.passages else None
    return {
        "id": event.id,
        "start": str(event.date.start) if event.date and event.date.start else None,
        "end": str(event.date.end) if event.date and event.date.end else None,
        "date_basis": event.date.basis.value if event.date else None,
        "status": event.standing.value,
        "claimed_by": _joined(event.claimed_by),
        "actor": _joined(event.actor),
        "recipient": _joined(event.recipient),
        "event": event.event.value,
        "mode": event.mode,
        "in_words": what(event),
        "quad": event.quad.value,
        "score": event.score,
        "context": _joined(event.context),
        "reports": event.reports,
        "sources": event.sources,
        "confidence": round(event.confidence, 3),
        "outlets": _joined(sorted({m.source.outlet for m in event.mentions if m.source.outlet})),
        "pages": _joined(sorted({m.source.uri for m in event.mentions})),
        "passage": " ".join("".join(p.text for p in first.pieces).split()) if first else None,
    }


def _joined(parts: Iterable[str]) -> str | None:
    return "; ".join(parts) or None


def as_csv(entries: Iterable[Entry]) -> str:
    """The events as CSV with a header line.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([_inert(cell) for cell in row(entry).values()])
    return out.getvalue()


def _inert(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


def record(entry: Entry) -> dict[str, object]:
    """An event as a JSON record: the row, with its passages in full."""
    return {
        **row(entry),
        "date_how": how(entry.event.date),
        "passages": [
            {
                "text": "".join(piece.text for piece in p.pieces),
                "uri": p.mention.source.uri,
                "span": list(p.span),
                "outlet": p.mention.source.outlet,
                "published": when(p.mention.source.published),
                "joined": p.mention.rule,
            }
            for p in entry.passages
            if p.mention
        ],
    }


def as_json(entries: Iterable[Entry]) -> str:
    """The events as a JSON array of records."""
    return msgspec.json.encode([record(e) for e in entries]).decode("utf8")


def for_script(brief: Brief) -> str:
    """What the page's script needs, as JSON that can stand inside a `<script>` element: no `<`, `>` or `&` is left in it."""
    origin = origins(m.source for e in brief.entries for m in e.event.mentions)
    numbers: dict[str, int] = {}
    shas = {sheet.source.sha256: sheet.number for sheet in brief.sheets}
    events = [
        {
            **{"record": record(e), "ways": e.directions, "period": e.period, "counted": e.event.standing in COUNTED},
            "sheets": sorted({shas[m.source.sha256] for m in e.event.mentions}),
            "origins": sorted({numbers.setdefault(origin[m.source.sha256], len(numbers)) for m in e.event.mentions}),
        }
        for e in brief.entries
    ]
    data = {
        "columns": COLUMNS,
        "names": {"a": brief.one.name, "b": brief.other.name},
        "codes": [brief.one.code, brief.other.code],
        "by": brief.by,
        "thin": THIN_N,
        "resamples": RESAMPLES,
        "series": {"ab": [_period(p) for p in brief.series[0]], "ba": [_period(p) for p in brief.series[1]]},
        "events": events,
    }
    text = msgspec.json.encode(data).decode("utf8")
    for sign, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(sign, escaped)
    return text


def _period(period: DyadPeriod) -> dict[str, object]:
    return {
        "period": period.period,
        "start": str(period.start),
        "end": str(period.end),
        "n": period.events,
        "reports": period.reports,
        "mean": period.mean_score,
        "low": period.low,
        "high": period.high,
    }
