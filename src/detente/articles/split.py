"""A page's text → its lines, with what can be said of each line by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.records import Span

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # scripts without spaces: two characters make a word, by and large
WORD = re.compile(rf"[{_UNSPACED}]{{1,2}}|[^\W_{_UNSPACED}]+(?:[’'\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…。！？](?:[”\"’')\]»」』]|\s)*$|[.!?,][”\"’']$")
_ELLIPSIS_END = re.compile(r"(?:\.\.\.+|…)[”\"’')\]]*\s*$")
ARTICLE_WORDS = 15  # a sentence of an article has some fifteen words or more (measured on pages of news)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the page that is not blank. `span` leaves out the white space around it; `blanks`: blank lines just above;
    `indent`: characters of white space before it."""

    index: int
    span: Span
    text: str
    words: tuple[str, ...]
    blanks: int
    indent: int = 0

    @property
    def key(self) -> str:
        """The line's words alone, to compare lines by."""
        return " ".join(word.casefold() for word in self.words)

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
    """The lines of the text that are not blank, in order."""
    lines: list[Line] = []
    blanks = 0
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lead = start + len(raw) - len(raw.lstrip())
            words = tuple(WORD.findall(stripped))
            span = Span(lead, lead + len(stripped))
            lines.append(Line(index=len(lines), span=span, text=stripped, words=words, blanks=blanks, indent=lead - start))
            blanks = 0
        else:
            blanks += 1
        start += len(raw) + 1
    return tuple(lines)
