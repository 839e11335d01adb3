"""One sentence with what belongs to it."""

from dataclasses import dataclass

from detente.events.coder import Coder
from detente.events.grammar import Tree
from detente.events.partners import Partners
from detente.records import ActorMention, DateSpan, EventType, Published, Statement

Act = tuple[EventType, frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence's tree, the statements that touch it, its days, and what the article says beyond it.

    `before`: who is named in the sentences just before, that may be a side of what this one tells.
    `told`: the acts that the page told before, type and both sides.
    """

    tree: Tree
    ground: Tree  # the tree with places that no actor covers
    statements: tuple[Statement, ...]
    dates: tuple[DateSpan, ...]
    published: Published | None
    partners: Partners
    coder: Coder
    before: tuple[tuple[ActorMention, ...], ...] = ()
    told: frozenset[Act] = frozenset()
