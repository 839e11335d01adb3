"""Lines of a page → numbers, a row a line, for the model that tells the article's lines from the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.articles.split import Line
from detente.articles.wording import FUNCTION_WORDS, Cue, cues_of

Features = NDArray[np.float32]
_INNER_END = re.compile(r"[.!?][”\"’')]*\s+[“\"‘'(]?[A-ZÀ-Þ]")
_QUOTES = re.compile(r"[“”\"«»]")
_BULLET = re.compile(r"^\s*(?:[•*·▪►–—-]|\d{1,2}[.)])\s")
_LINKISH = re.compile(r"https?://|www\.|\w@\w|\.com\b", re.IGNORECASE)
_SEPARATORS = re.compile(r"[|»›•·]")
_PROSE_GAIN_WORDS = 60
_GAP_COST = 6.0


class Block(NamedTuple):
    """The densest run of prose on a page: first and last line, both in it."""

    first: int
    last: int


def densest_block(lines: Sequence[Line]) -> Block:
    """The run of lines with the most prose, each line that is none counting against it."""
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for i, line in enumerate(lines):
        gain = float(min(len(line.words), _PROSE_GAIN_WORDS)) if line.is_prose else -_GAP_COST
        if total <= 0:
            total, start = 0.0, i
        total += gain
        if total > best[0]:
            best = (total, start, i)
    return Block(best[1], best[2])


def features_of(lines: Sequence[Line]) -> Features:
    """float32[lines, features]: each line's own figures, its neighbours', and its place in the page."""
    if not lines:
        return np.zeros((0, len(FEATURE_NAMES)), dtype=np.float32)
    own = np.array([_own(line) for line in lines], dtype=np.float32)
    placed = np.array(_placed(lines), dtype=np.float32)
    near = [_shifted(own[:, list(_NEAR)], by) for by in (-3, -2, -1, 1, 2, 3)]
    prose = np.array([len(line.words) if line.is_prose else 0 for line in lines], dtype=np.float32)
    density = np.stack([_spread(prose, 3), _spread(prose, 8)], axis=1)
    return np.concatenate([own, placed, *near, density], axis=1).astype(np.float32)


def _own(line: Line) -> list[float]:
    words, text = line.words, line.text
    count = max(len(words), 1)
    cues = cues_of(text)
    return [
        float(np.log1p(len(text))),
        float(min(len(words), 80)),
        float(line.is_prose),
        float(line.ends_sentence),
        float(line.is_cut),
        float(text.endswith(":")),
        float(text.endswith("?")),
        sum(word.lower() in FUNCTION_WORDS for word in words) / count,
        sum(word[0].isupper() for word in words) / count,
        sum(word.isupper() and len(word) > 1 for word in words) / count,
        sum(char.isdigit() for char in text) / len(text),
        float(text[0].islower()),
        float(text[0] in "“\"‘'«"),
        float(len(_INNER_END.findall(text))),
        float(text.count(",")),
        sum(map(len, words)) / count,
        float(len(_QUOTES.findall(text))),
        float(bool(_BULLET.match(text))),
        float(bool(_LINKISH.search(text))),
        float(len(_SEPARATORS.findall(text))),
        float(min(line.blanks, 3)),
        sum(len(word) <= 3 and word.islower() for word in words) / count,
        *(float(cue in cues) for cue in Cue),
    ]


_OWN_NAMES = (
    "chars",
    "words",
    "prose",
    "ends",
    "cut",
    "colon",
    "question",
    "function",
    "capital",
    "upper",
    "digits",
    "lower_start",
    "quote_start",
    "inner_ends",
    "commas",
    "word_chars",
    "quotes",
    "bullet",
    "link",
    "separators",
    "blanks",
    "short_words",
    *(cue.value for cue in Cue),
)
_NEAR_NAMES = ("chars", "prose", "ends", "function", "cut", *(cue.value for cue in Cue))
_NEAR = tuple(_OWN_NAMES.index(name) for name in _NEAR_NAMES)
_PLACED_NAMES = (
    "from_top",
    "from_end",
    "count",
    "in_block",
    "after_block_start",
    "after_block_end",
    "prose_before",
    "prose_after",
    "prose_share",
    "repeats",
    "begins_another",
    "shared_words",
    "since_section",
    "since_prose",
    "until_prose",
    "margin",
    "same_indent",
    "after_title",
    "page_prose",
    "block_share",
    "of_longest",
)
FEATURE_NAMES: tuple[str, ...] = (
    *_OWN_NAMES,
    *_PLACED_NAMES,
    *(f"{name}{by:+d}" for by in (-3, -2, -1, 1, 2, 3) for name in _NEAR_NAMES),
    "density3",
    "density8",
)


def _placed(lines: Sequence[Line]) -> list[list[float]]:
    block = densest_block(lines)
    counts = Counter(line.key for line in lines)
    central = _central_words(lines, block)
    prose = [len(line.words) if line.is_prose else 0 for line in lines]
    total = max(sum(prose), 1)
    before = 0
    last_section, last_prose = -99, -99
    ahead = _distance_to_prose(prose)
    inside = range(block.first, block.last + 1)
    margin = Counter(lines[i].indent for i in inside if prose[i]).most_common(1)[0][0] if total > 1 else 0
    title = _likely_title(lines, block, central)
    block_share = sum(prose[i] for i in inside) / total
    longest = max(len(line.words) for line in lines) or 1
    rows = []
    for i, line in enumerate(lines):
        if Cue.SECTION in cues_of(line.text):
            last_section = i
        rows.append(
            [
                i / len(lines),
                float(min(len(lines) - 1 - i, 60)),
                float(min(len(lines), 400)),
                float(block.first <= i <= block.last),
                float(np.clip(i - block.first, -40, 40)),
                float(np.clip(i - block.last, -40, 40)),
                before / total,
                (total - before - prose[i]) / total,
                prose[i] / total,
                float(counts[line.key] > 1),
                float(_begins_another(line, lines)),
                _shared(line, central),
                float(min(i - last_section, 40)),
                float(min(i - last_prose, 20)),
                float(min(ahead[i], 20)),
                float(np.clip(line.indent - margin, -20, 20)),
                float(line.indent == (lines[i - 1].indent if i else -1)),
                float(np.clip(i - title, -20, 60)),
                float(min(total, 2000)),
                block_share,
                len(line.words) / longest,
            ]
        )
        before += prose[i]
        if prose[i]:
            last_prose = i
    return rows


def _distance_to_prose(prose: Sequence[int]) -> list[int]:
    ahead, distance = [0] * len(prose), 99
    for i in range(len(prose) - 1, -1, -1):
        ahead[i] = distance
        distance = 1 if prose[i] else distance + 1
    return ahead


def _central_words(lines: Sequence[Line], block: Block) -> Counter[str]:
    words: Counter[str] = Counter()
    for line in lines[block.first : block.last + 1]:
        if line.is_prose:
            words.update({word.casefold() for word in line.words} - FUNCTION_WORDS)
    return words


def _shared(line: Line, central: Counter[str]) -> float:
    """Share of a line's content words that stand in the densest block, in another line than this one."""
    content = {word.casefold() for word in line.words} - FUNCTION_WORDS
    own = 1 if line.is_prose else 0
    return sum(central[word] > own for word in content) / len(content) if content else 0.0


def _likely_title(lines: Sequence[Line], block: Block, central: Counter[str]) -> int:
    """The index of the line just above the densest block that reads like its title; the block's own start where none does."""
    best = (0.9, block.first)
    for line in lines[max(0, block.first - 25) : block.first]:
        if 3 <= len(line.words) <= 30 and not line.is_cut:
            best = max(best, (_shared(line, central) + min(len(line.words), 10) / 10, line.index))
    return best[1]


def _begins_another(line: Line, lines: Sequence[Line]) -> bool:
    """True for a teaser: its words (the last, which may be cut, aside) begin a longer line further down."""
    words = line.key.split()[:-1]
    if len(words) < 5:
        return False
    start = " ".join(words)
    return any(other.key.startswith(start) for other in lines[line.index + 1 : line.index + 40])


def _shifted(rows: Features, by: int) -> Features:
    out = np.zeros_like(rows)
    if abs(by) < len(rows):
        if by < 0:
            out[-by:] = rows[:by]
        else:
            out[:-by] = rows[by:]
    return out


def _spread(values: Features, reach: int) -> Features:
    """Each value's neighbourhood: the sum within `reach` lines, nearer ones weighing more."""
    weights = 1.0 / (1.0 + np.abs(np.arange(-reach, reach + 1)) / (reach / 2))
    padded = np.pad(values, reach)
    return np.convolve(padded, weights, mode="valid").astype(np.float32)
