"""A noun phrase by its tokens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A noun phrase: its first, last and head token in the passage."""

    first: int
    last: int
    head: int
