"""Words with their cue and the noun phrase they come from: what grammar and learned heads both make."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.records import Span, StatementKind, overlaps
from detente.statements.cues import Cue, Frame
from detente.statements.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What an attribution rests on. `grammar`: how sure the grammar is, None where it did not find it; `heard`: whether the
    learned heads hear it; `probability`: that content and source are right, None where no source is named.
    """

    grammar: float | None
    heard: bool
    probability: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words with their cue and the noun phrase they come from.

    `pieces`: spans of the content, more than one where the cue splits it. `source`, `source_head`: None where the words name no
    one; the speaker of `follows` (an index into the same list) then goes on. `frame`: how the content hangs on its cue. `verb`:
    the cue's token in its passage. `target`: whom the cue aims at ("urged *Ankara* to"). `via`: who carried the report.
    `evidence`: None where nothing was heard.
    """

    kind: StatementKind
    pieces: tuple[Span, ...]
    cue: Span | None
    entry: Cue | None
    source: Span | None
    source_head: Span | None
    frame: Frame
    confidence: float
    passage: int
    verb: int | None = None
    target: Span | None = None
    follows: int | None = None
    via: Span | None = None
    evidence: Evidence | None = None


def kind_of(passage: Passage, pieces: Sequence[Span]) -> StatementKind:
    """Direct where every piece stands in quotation marks, indirect where none does, else mixed."""
    inside = [any(q.span.start <= p.start and p.end <= q.span.end for q in passage.quotes) for p in pieces]
    if all(inside):
        return StatementKind.DIRECT
    touched = any(overlaps(q.inner, p) for q in passage.quotes for p in pieces)
    return StatementKind.MIXED if touched else StatementKind.INDIRECT
