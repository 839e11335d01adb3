"""Spans on a stored text → the pieces to print: a passage with its words marked, a page with the passages it is cited for."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from detente.brief.value import Cited, Piece
from detente.brief.wording import MARK_WORDS, without_controls
from detente.records import Span
from detente.records.merged import Passage, Said

Marks = Sequence[tuple[Span, str]]
CITED = "cited"
MAX_GAP = 160  # characters between a statement's words and its speaker or cue, beyond which they are not shown together
MAX_EDGE = 80  # characters that a passage may be widened by to begin and end with a sentence
_ENDS = '.!?\n”"'


def anchor(sheet: int, span: Span) -> str:
    """The name of the place on a sheet at which a span begins."""
    return f"t{sheet}-{span.start}"


def cite_event(passage: Passage, *, sheet: int) -> Cited:
    """The passage behind an event mention, with trigger, actors, recipients and date marked."""
    return Cited(
        sheet=sheet,
        span=passage.span,
        anchor=anchor(sheet, passage.span),
        pieces=marked(passage.text, passage.span, passage.marks),
        parts=_parts(passage.text, passage.span, passage.marks),
        mention=passage.mention,
    )


def cite_statement(said: Said, text: str, *, sheet: int) -> Cited:
    """A statement's words, from the first of speaker, cue and content to the last, with speaker, cue and date marked.

    `text`: the whole of the page. Where speaker or cue stand far off, the content stands alone.
    """
    statement = said.statement
    marks = [(statement.speaker.span, "speaker")]
    if statement.cue:
        marks.append((statement.cue.span, "cue"))
    if statement.date and statement.date.span:
        marks.append((statement.date.span, "date"))
    near = [mark for mark in marks if _gap(mark[0], statement.span) <= MAX_GAP]
    span = Span(min([statement.span.start, *(m.start for m, _ in near)]), max([statement.span.end, *(m.end for m, _ in near)]))
    span = _to_sentence(text, span)
    words = text[span.start : span.end]
    return Cited(
        sheet=sheet, span=span, anchor=anchor(sheet, span), pieces=marked(words, span, near), parts=_parts(words, span, near)
    )


def _gap(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)


def _to_sentence(text: str, span: Span) -> Span:
    """The span widened to the sentence's edges where these are near; quotation marks come in with their words."""
    start, end = span
    for at in range(start, max(-1, start - MAX_EDGE), -1):
        if at == 0 or text[at - 1] == "\n" or (text[at - 1] == " " and at > 1 and text[at - 2] in _ENDS):
            start = at
            break
    for at in range(end, min(len(text), end + MAX_EDGE) + 1):
        if at == len(text) or text[at] == "\n" or (at > end and text[at - 1] in _ENDS and text[at] == " "):
            end = at
            break
    return Span(start, end)


def marked(text: str, span: Span, marks: Marks) -> tuple[Piece, ...]:
    """The text of a span cut where a mark begins or ends; joined again, the pieces are the text.

    `marks` in characters of the page; what lies outside the span is cut off.
    """
    inside = [(max(m.start, span.start) - span.start, min(m.end, span.end) - span.start, what) for m, what in marks]
    inside = [mark for mark in inside if mark[0] < mark[1]]
    cuts = sorted({0, len(text), *(at for start, end, _ in inside for at in (start, end))})
    return tuple(
        Piece(
            text=without_controls(text[start:end]),
            marks=tuple(dict.fromkeys(what for s, e, what in inside if s <= start and end <= e)),
        )
        for start, end in pairwise(cuts)
    )


def _parts(text: str, span: Span, marks: Marks) -> tuple[tuple[str, str], ...]:
    return tuple(
        (MARK_WORDS[what], without_controls(text[m.start - span.start : m.end - span.start]))
        for m, what in sorted(set(marks))
        if span.start <= m.start and m.end <= span.end
    )


def sheet_pieces(text: str, used: Iterable[Span], *, number: int) -> tuple[Piece, ...]:
    """A whole page cut at the passages it is cited for; the first piece of each bears its anchor."""
    spans = sorted({Span(max(0, s.start), min(len(text), s.end)) for s in used})
    starts = {s.start for s in spans}
    cuts = sorted({0, len(text), *starts, *(s.end for s in spans)})
    return tuple(
        Piece(
            text=without_controls(text[start:end]),
            marks=(CITED,) if any(s.start <= start and end <= s.end for s in spans) else (),
            anchor=anchor(number, Span(start, end)) if start in starts else None,
        )
        for start, end in pairwise(cuts)
    )
