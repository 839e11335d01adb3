"""A page's text → its lines, with what can be said of each line by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.records import Span

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # scripts without spaces: two characters make a word, by and large
WORD = re.compile(rf"[{_UNSPACED}]{{1,2}}|[^\W_{_UNSPACED}]+(?:[’'\-][^\W_]+)*")
_SENTENCE_END = re.compile(  # a sign-off or a note may follow: "… the ministry said. (ab/cd)", "… in October.[3]"
    r"[.!?…。！？](?:[”\"’')\]»」』]|\s|[(\[][^()\[\]]{1,24}[)\]])*$|[.!?,][”\"’']$"
)
_ELLIPSIS_END = re.compile(r"(?:\.\.\.+|…)[”\"’')\]]*\s*$")
_WIDTHS = (45, 110)
_LEAST_BREAKS, _BROKEN_SHARE = 4, 0.25
_FULL, _SLACK = 0.75, 12
ARTICLE_WORDS = 15  # a sentence of an article has some fifteen words or more (measured on pages of news)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the page that is not blank.

    `span` leaves out the white space around it. `key`: its words in lower case, to compare lines by. `blanks`: blank lines just
    above. `indent`: characters of white space before it.
    """

    index: int
    span: Span
    text: str
    words: tuple[str, ...]
    key: str
    blanks: int
    indent: int = 0

    @property
    def ends_sentence(self) -> bool:
        """True where the line ends as a sentence does, and is not cut short by an ellipsis."""
        return bool(_SENTENCE_END.search(self.text)) and not self.is_cut

    @property
    def is_cut(self) -> bool:
        """True where the line ends in an ellipsis, as teasers do."""
        return bool(_ELLIPSIS_END.search(self.text))

    @property
    def is_prose(self) -> bool:
        """True for a line that reads as a sentence of an article: long enough, and ends like one."""
        return len(self.words) >= ARTICLE_WORDS and self.ends_sentence


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of the text that are not blank, in order; in text that is broken at a fixed width, the paragraphs instead."""
    lines = _as_broken(text)
    width = _fixed_width(lines)
    return _joined(text, lines, width) if width else lines


def _as_broken(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    blanks = 0
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lead = start + len(raw) - len(raw.lstrip())
            lines.append(_line(len(lines), Span(lead, lead + len(stripped)), stripped, blanks=blanks, indent=lead - start))
            blanks = 0
        else:
            blanks += 1
        start += len(raw) + 1
    return tuple(lines)


def _line(index: int, span: Span, text: str, *, blanks: int, indent: int) -> Line:
    words = tuple(WORD.findall(text))
    return Line(index=index, span=span, text=text, words=words, key=" ".join(words).casefold(), blanks=blanks, indent=indent)


def _fixed_width(lines: Sequence[Line]) -> int:
    """The width at which the text was broken; 0 where its lines are paragraphs."""
    broken = [len(above.text) for above, below in pairwise(lines) if _goes_on(above, below)]
    if len(broken) < _LEAST_BREAKS or len(broken) < _BROKEN_SHARE * len(lines):
        return 0
    return sorted(broken)[int(0.95 * (len(broken) - 1))]


def _goes_on(above: Line, below: Line) -> bool:
    """True where a sentence runs over a line break."""
    narrow = _WIDTHS[0] <= len(above.text) <= _WIDTHS[1]
    return narrow and not below.blanks and below.text[0].islower() and not above.ends_sentence


def _joined(text: str, lines: Sequence[Line], width: int) -> tuple[Line, ...]:
    runs: list[list[Line]] = []
    for line in lines:
        last = runs[-1][-1] if runs else None
        if last and not line.blanks and len(last.text) >= _FULL * width and len(line.text) <= width + _SLACK:
            runs[-1].append(line)
        else:
            runs.append([line])
    spans = [Span(run[0].span.start, run[-1].span.end) for run in runs]
    return tuple(
        _line(index, span, text[slice(*span)].replace("\n", " "), blanks=run[0].blanks, indent=run[0].indent)
        for index, (span, run) in enumerate(zip(spans, runs, strict=True))
    )


def stem(word: str) -> str:
    """The word in lower case, without the endings that title and text differ in.

    >>> stem("Talks"), stem("Norland’s")
    ('talk', 'norland')
    """
    lower = re.sub(r"[’']s$", "", word.casefold())
    return lower[:-1] if len(lower) > 4 and lower.endswith("s") else lower
