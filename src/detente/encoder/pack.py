"""Sentences → passages: consecutive sentences that are encoded together, so that each is read in what surrounds it."""

from __future__ import annotations

from collections.abc import Sequence


def pack(lengths: Sequence[int], opens: Sequence[bool], most: int) -> tuple[tuple[int, int], ...]:
    """First and last (not included) sentence of each passage of at most `most` word pieces.

    `lengths`: the word pieces of each sentence; a sentence longer than `most` is a passage by itself. `opens`: whether it opens a
    paragraph; a passage that is cut ends before a paragraph where that leaves it more than half full.
    """
    cuts: list[tuple[int, int]] = []
    first = size = 0
    for at, length in enumerate(lengths):
        while at > first and size + length > most:
            cut = _cut(lengths[first:at], opens[first : at + 1], most) + first
            cuts.append((first, cut))
            size -= sum(lengths[first:cut])
            first = cut
        size += length
    if first < len(lengths):
        cuts.append((first, len(lengths)))
    return tuple(cuts)


def _cut(lengths: Sequence[int], opens: Sequence[bool], most: int) -> int:
    """How many of these sentences the passage keeps: up to the last paragraph, where that is more than half of it."""
    for at in range(len(lengths), 0, -1):
        if opens[at]:
            return at if 2 * sum(lengths[:at]) > most else len(lengths)
    return len(lengths)
