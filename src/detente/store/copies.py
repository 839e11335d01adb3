"""Copies in the archive: the index of runs of words, the families it ties, the groups made of each.

A new page is looked up by its marks, of each of which no more than `TEXTS_A_MARK` texts are seen: the cost does not grow with
the archive, and a phrase that every page bears costs no more than another. What a new page touches is its family, grouped anew
as a whole, so that the order of reading leaves no trace.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from detente.records import Basis, Span
from detente.records.copies import Copy, CopyGroup, Joined, OriginalBy, Printed, Relation, Shingled
from detente.store.rows import SOURCE_COLUMNS, article_of, source_of

TEXTS_A_MARK = 128
_STORED = np.dtype("<u4")

Body = tuple[str, Sequence[Span]]
Differing = Callable[[Body, Body], tuple[tuple[Span, ...], tuple[Span, ...]]]


class Finding(Protocol):
    """What the archive asks of whoever tells copies; see `detente.copies.find.CopyRules`."""

    def shingled(self, text: str, body: Sequence[Span]) -> Shingled:
        """An article by its runs of words."""

    def worth_comparing(self, shared: int, one: int, other: int) -> bool:
        """Whether two texts with this many marks, so many of them shared, may be copies."""

    def linked(self, one: NDArray[np.uint32], other: NDArray[np.uint32]) -> bool:
        """Whether two texts are copies."""

    def group(self, pages: Sequence[Printed]) -> tuple[Joined, ...]:
        """The copies among the pages of a family."""


def seek(db: sqlite3.Connection, sha256: str, rules: Finding) -> None:
    """Index a page's text and tie it to the families of its copies; whatever that touches is to be grouped anew."""
    row = db.execute("SELECT a.record, p.text FROM article a JOIN page p USING (sha256) WHERE a.sha256 = ?", (sha256,)).fetchone()
    article = article_of(row["record"])
    known = db.execute("SELECT family FROM printed WHERE text = ?", (article.id,)).fetchone()
    if known:
        db.execute("INSERT OR IGNORE INTO ungrouped VALUES (?)", (known["family"],))
    else:
        found = rules.shingled(row["text"], article.body)
        families = _families(db, found, rules)
        stored = found.shingles.astype(_STORED).tobytes()
        db.execute("INSERT INTO printed VALUES (?, ?, ?)", (article.id, article.id, stored))
        db.executemany("INSERT INTO mark VALUES (?, ?, ?)", ((mark, article.id, len(found.marks)) for mark in found.marks))
        if families:
            _unite(db, {article.id, *families})
    db.execute("DELETE FROM unsought WHERE sha256 = ?", (sha256,))


def _families(db: sqlite3.Connection, found: Shingled, rules: Finding) -> set[str]:
    """The families that hold a copy of a text."""
    shared: Counter[tuple[str, int]] = Counter()
    for mark in found.marks:
        rows = db.execute("SELECT text, marks FROM mark WHERE mark = ? ORDER BY text LIMIT ?", (mark, TEXTS_A_MARK))
        shared.update((text, marks) for text, marks in rows)
    families: set[str] = set()
    worth = [(-n, text) for (text, marks), n in shared.items() if rules.worth_comparing(n, len(found.marks), marks)]
    for _, text in sorted(worth):
        other = db.execute("SELECT family, shingles FROM printed WHERE text = ?", (text,)).fetchone()
        if other["family"] not in families and rules.linked(found.shingles, _shingles(other["shingles"])):
            families.add(other["family"])
    return families


def _unite(db: sqlite3.Connection, families: set[str]) -> None:
    named = min(families)
    for family in families - {named}:
        db.execute("UPDATE printed SET family = ? WHERE family = ?", (named, family))
        db.execute("DELETE FROM ungrouped WHERE family = ?", (family,))
    db.execute("INSERT OR IGNORE INTO ungrouped VALUES (?)", (named,))


def _shingles(stored: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(stored, _STORED).astype(np.uint32, copy=False)


def regroup(db: sqlite3.Connection, family: str, rules: Finding) -> None:
    """Group the pages of a family anew, and have every block merged anew that holds a mention of a page whose group changed."""
    pages = tuple(_printed(db, family))
    before = {row["sha256"]: tuple(row) for page in pages for row in _copy_rows(db, page.sha256)}
    after = {j.sha256: (j.sha256, j.original, j.relation.value, j.score, j.reason.value) for j in rules.group(pages)}
    for sha256 in before.keys() | after.keys():
        if before.get(sha256) == after.get(sha256):
            continue
        db.execute("DELETE FROM copy WHERE sha256 = ?", (sha256,))
        if sha256 in after:
            db.execute("INSERT INTO copy VALUES (?, ?, ?, ?, ?)", after[sha256])
        db.execute("INSERT OR IGNORE INTO pending SELECT block FROM mention WHERE sha256 = ?", (sha256,))
    db.execute("DELETE FROM ungrouped WHERE family = ?", (family,))


def _copy_rows(db: sqlite3.Connection, sha256: str) -> list[sqlite3.Row]:
    return db.execute("SELECT sha256, original, relation, score, reason FROM copy WHERE sha256 = ?", (sha256,)).fetchall()


def _printed(db: sqlite3.Connection, family: str) -> Iterator[Printed]:
    rows = db.execute(
        """SELECT a.sha256, a.id, a.outlet, a.agency, a.published_start, a.published_end, a.published_basis, p.shingles
        FROM printed p JOIN article a ON a.id = p.text WHERE p.family = ?""",
        (family,),
    )
    for row in rows:
        stated = row["published_start"] and row["published_end"] and row["published_basis"] != Basis.INFERRED
        yield Printed(
            sha256=row["sha256"],
            text=row["id"],
            credit=_credit(row["agency"], row["outlet"]),
            day=date.fromisoformat(row["published_end"]) if stated else None,
            shingles=_shingles(row["shingles"]),
        )


def _credit(agency: str | None, outlet: str | None) -> int:
    if not agency:
        return 2
    return 0 if outlet and outlet.casefold() == agency.casefold() else 1


def groups(db: sqlite3.Connection, differing: Differing) -> Iterator[CopyGroup]:
    """Every group, the largest first, then by the original's SHA-256."""
    originals = db.execute("SELECT original FROM copy GROUP BY original ORDER BY count(*) DESC, original").fetchall()
    for row in originals:
        yield _group(db, row["original"], differing)


def _group(db: sqlite3.Connection, original: str, differing: Differing) -> CopyGroup:
    rows = db.execute(
        f"""SELECT {SOURCE_COLUMNS}, p.text AS text, c.relation AS relation, c.score AS score, c.reason AS reason
        FROM article a JOIN page p USING (sha256) LEFT JOIN copy c USING (sha256)
        WHERE a.sha256 = ? OR c.original = ? ORDER BY c.score DESC, a.sha256""",
        (original, original),
    ).fetchall()
    first = next(row for row in rows if row["sha256"] == original)
    others = [row for row in rows if row["sha256"] != original]
    return CopyGroup(
        original=source_of(first), reason=OriginalBy(others[0]["reason"]), copies=tuple(_copies(first, others, differing))
    )


def _copies(first: sqlite3.Row, others: Iterable[sqlite3.Row], differing: Differing) -> Iterator[Copy]:
    for row in others:
        cut, added = differing(_body(first), _body(row))
        yield Copy(source=source_of(row), relation=Relation(row["relation"]), score=row["score"], cut=cut, added=added)


def _body(row: sqlite3.Row) -> Body:
    return row["text"], article_of(row["article_record"]).body
