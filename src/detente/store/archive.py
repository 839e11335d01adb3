"""The archive: add what was read, ask for what was found.

    with open_archive("desk.db", write=True) as archive:
        archive.add(outcome, seen=now)          # one transaction a page; the same page twice changes nothing
        archive.find_copies(CopyRules())        # the new pages looked up among all, the groups they touch made anew
        archive.merge(merge_block)              # what the new pages touched, recomputed block by block
        for event in archive.events("RUS", "USA"): ...

One process writes, any number read. A page goes in whole or not at all; a block is merged whole or stays pending.
"""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from detente.records import EventMention, Read, Rejected, Span, Stance
from detente.records.copies import CopyGroup
from detente.records.merged import Event, Mention, Passage, Said, Source
from detente.store.copies import Differing, Finding, groups, regroup, seek
from detente.store.rows import (
    SOURCE_COLUMNS,
    bare,
    bounds,
    event_of,
    mention_of,
    officials,
    rejection_of,
    source_of,
    statement_of,
    to_json,
)
from detente.store.schema import connect, transaction, translated
from detente.store.watching import Watching

BATCH = 200  # blocks or pages in one transaction

Merging = Callable[[Iterable[tuple[EventMention, Source, bool]]], tuple[Event, ...]]
Blocks = Callable[[EventMention], str]


class Archive:
    """An open archive. Make it with `open_archive`; close it, or use it as a context manager."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # ── adding ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def holds(self, uri: str, sha256: str | None) -> bool:
        """True where this page has been read at this address before."""
        with translated(self.path):
            return bool(self._db.execute("SELECT 1 FROM sighting WHERE uri = ? AND sha256 = ?", (uri, sha256)).fetchone())

    def knows(self, uri: str) -> bool:
        """True where some page at this address has been read or rejected before."""
        with translated(self.path):
            sql = "SELECT 1 FROM sighting WHERE uri = ? UNION ALL SELECT 1 FROM rejection WHERE uri = ?"
            return bool(self._db.execute(sql, (uri, uri)).fetchone())

    def see(self, uri: str, sha256: str, *, seen: datetime) -> bool:
        """Note that a page the archive holds was seen at this address, too; False where it holds no such page."""
        with self._transaction():
            if not self._db.execute("SELECT 1 FROM page WHERE sha256 = ?", (sha256,)).fetchone():
                return False
            self._db.execute("INSERT OR IGNORE INTO sighting VALUES (?, ?, ?)", (uri, sha256, seen.isoformat()))
            return True

    def rejected(self, uri: str, sha256: str | None) -> Rejected | None:
        """Why this page, at this address, could not be used before; None where it was not rejected."""
        with translated(self.path):
            row = self._db.execute("SELECT * FROM rejection WHERE uri = ? AND sha256 = ?", (uri, sha256 or "")).fetchone()
        return rejection_of(row) if row else None

    def add(self, outcome: Read | Rejected, *, seen: datetime, block_of: Blocks) -> bool:
        """Keep the outcome of one page; False where the archive held it already and nothing changed.

        Raises: ArchiveFull, ArchiveReadOnly, ArchiveError; the archive is then as it was before this page.
        """
        with self._transaction():
            if isinstance(outcome, Rejected):
                return self._add_rejection(outcome, seen)
            known = self._db.execute("SELECT 1 FROM page WHERE sha256 = ?", (outcome.page.sha256,)).fetchone()
            if not known:
                self._add_page(outcome, block_of)
            overcome = (outcome.page.uri, outcome.page.sha256)  # rejected, or not even readable, and read now
            self._db.execute("DELETE FROM rejection WHERE uri = ? AND sha256 IN (?, '')", overcome)
            sighting = (outcome.page.uri, outcome.page.sha256, seen.isoformat())
            return self._db.execute("INSERT OR IGNORE INTO sighting VALUES (?, ?, ?)", sighting).rowcount > 0

    def _add_rejection(self, outcome: Rejected, seen: datetime) -> bool:
        row = (outcome.uri, outcome.sha256 or "", outcome.reason, outcome.detail, seen.isoformat())
        return self._db.execute("INSERT OR IGNORE INTO rejection VALUES (?, ?, ?, ?, ?)", row).rowcount > 0

    def _add_page(self, outcome: Read, block_of: Blocks) -> None:
        page, article = outcome.page, outcome.article
        db, sha = self._db, page.sha256
        db.execute("INSERT INTO page VALUES (?, ?, ?)", (sha, page.text_of, page.text))
        published = article.published
        db.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(sha, article.id, article.title, article.outlet, article.agency, article.language),
                *(*bounds(published), published.basis if published and published.start else None, to_json(article)),
            ),
        )
        db.execute("INSERT INTO unsought VALUES (?)", (sha,))
        body = "\n".join(page.text[s.start : s.end] for s in article.body)
        db.execute("INSERT INTO article_text VALUES (?, ?, ?)", (sha, article.title or "", body))
        for s in outcome.statements:
            speaker = s.speaker.name or s.speaker.text
            row = (sha, s.id, s.speaker.code, speaker, s.kind, s.stance, s.content, *bounds(s.date), s.confidence, to_json(s))
            if db.execute("INSERT OR IGNORE INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row).rowcount:
                db.execute("INSERT INTO statement_text VALUES (?, ?, ?)", (sha, s.id, s.content))
        for m in outcome.events:
            block = block_of(m)
            db.execute("INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?)", (sha, m.id, block, to_json(m)))
            db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (block,))

    # ── copies ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def find_copies(self, rules: Finding) -> int:
        """Look for the copies of every page added since this was last done, and group anew what they touch; how many pages.

        Events whose pages changed their group wait for the next `merge`, which counts their sources anew. `rules`: how copies are
        told, such as `detente.copies.find.CopyRules`.
        """
        done = self._in_batches("SELECT sha256 FROM unsought ORDER BY sha256 LIMIT ?", lambda key: seek(self._db, key, rules))
        self._in_batches("SELECT family FROM ungrouped ORDER BY family LIMIT ?", lambda key: regroup(self._db, key, rules))
        return done

    def copy_groups(self, differing: Differing) -> tuple[CopyGroup, ...]:
        """Every group of copies, the largest first. `differing`: what a copy cut from its original, and added to it."""
        with translated(self.path):
            return tuple(groups(self._db, differing))

    def _in_batches(self, waiting: str, settle: Callable[[str], None]) -> int:
        """Settle what waits, a batch a transaction, until nothing does; `settle` takes a key off the list that is asked for."""
        done = 0
        while True:
            with self._transaction():
                keys = [row[0] for row in self._db.execute(waiting, (BATCH,)).fetchall()]
                for key in keys:
                    settle(key)
            done += len(keys)
            if len(keys) < BATCH:
                return done

    # ── merging ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def merge(self, merge_block: Merging) -> int:
        """Recompute the events of every block that changed since it was last merged; how many blocks that were."""
        waiting = "SELECT block FROM pending ORDER BY block LIMIT ?"
        return self._in_batches(waiting, lambda block: self._merge_one(block, merge_block))

    def _merge_one(self, block: str, merge_block: Merging) -> None:
        rows = self._db.execute(
            f"""SELECT m.record AS record, {SOURCE_COLUMNS},
                EXISTS (SELECT 1 FROM override o WHERE o.sha256 = m.sha256 AND o.mention_id = m.id AND o.undone IS NULL) AS apart
            FROM mention m JOIN article a USING (sha256) WHERE m.block = ?""",
            (block,),
        )
        events = merge_block((mention_of(row["record"]), source_of(row), bool(row["apart"])) for row in rows)
        self._db.execute("DELETE FROM event WHERE block = ?", (block,))
        for event in events:
            self._add_event(event, block)
        self._db.execute("DELETE FROM pending WHERE block = ?", (block,))

    def _add_event(self, event: Event, block: str) -> None:
        self._db.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(event.id, block, event.event, event.mode, event.aux, event.standing, event.quad, event.score),
                *(*bounds(event.date), event.confidence, event.reports, event.sources, bare(event)),
            ),
        )
        found = [m.found for m in event.mentions]
        sides = [(event.id, side, code, acts) for side in ("actor", "recipient") for code, acts in officials(found, side).items()]
        self._db.executemany("INSERT INTO event_side VALUES (?, ?, ?, ?)", sides)
        decisions = [(m.source.sha256, m.found.id, event.id, m.rule) for m in event.mentions]
        self._db.executemany("INSERT INTO decision VALUES (?, ?, ?, ?)", decisions)

    def set_apart(self, sha256: str, mention_id: str, *, made: datetime) -> int | None:
        """Record that a mention stands for an event of its own; the number of the override, None where there is no such mention.

        The block is merged anew at the next `merge`. The override is taken back with `undo`; one in force already is not doubled.
        """
        with self._transaction():
            one = (sha256, mention_id)
            held = self._db.execute(
                "SELECT number FROM override WHERE sha256 = ? AND mention_id = ? AND undone IS NULL", one
            ).fetchone()
            if held is not None:
                return int(held["number"])
            row = self._db.execute("SELECT block FROM mention WHERE sha256 = ? AND id = ?", one).fetchone()
            if row is None:
                return None
            self._db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (row["block"],))
            return self._db.execute(
                "INSERT INTO override (sha256, mention_id, kind, made) VALUES (?, ?, 'apart', ?)",
                (sha256, mention_id, made.isoformat()),
            ).lastrowid

    def undo(self, number: int, *, made: datetime) -> bool:
        """Take an override back; False where there is none of that number in force."""
        with self._transaction():
            changed = self._db.execute(
                "UPDATE override SET undone = ? WHERE number = ? AND undone IS NULL", (made.isoformat(), number)
            ).rowcount
            self._db.execute(
                "INSERT OR IGNORE INTO pending SELECT m.block FROM override o JOIN mention m ON m.sha256 = o.sha256 "
                "AND m.id = o.mention_id WHERE o.number = ?",
                (number,),
            )
            return changed > 0

    def _transaction(self) -> AbstractContextManager[None]:
        return transaction(self.path, self._db)

    def watching(self) -> Watching:
        """What `detente watch` remembers, in this archive; every commit from now on outlives a loss of power, too."""
        with translated(self.path):
            self._db.execute("PRAGMA synchronous = FULL")
        return Watching(self.path, self._db)

    # ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def events(self, one: str | None = None, other: str | None = None, *, officials_only: bool = True) -> tuple[Event, ...]:
        """Merged events, undated last; with two codes those between them in either direction, with one all that it is part of.

        `officials_only` leaves out those in which only private persons, opposition or the like stand for a side.
        """
        wanted = [code for code in (one, other) if code]
        where = " AND ".join(
            "id IN (SELECT event_id FROM event_side WHERE code = ?" + (" AND official" if officials_only else "") + ")"
            for _ in wanted
        )
        sql = (
            "SELECT * FROM event"
            + (f" WHERE {where}" if where else "")
            + " ORDER BY date_start IS NULL, date_start, date_end, id"
        )
        with translated(self.path):
            return tuple(event_of(row, self._mentions(row["id"])) for row in self._db.execute(sql, wanted).fetchall())

    def event(self, id_or_prefix: str) -> tuple[Event, ...]:
        """The events whose id is, or begins with, what was given."""
        with translated(self.path):
            rows = self._db.execute(
                "SELECT * FROM event WHERE substr(id, 1, ?) = ?", (len(id_or_prefix), id_or_prefix)
            ).fetchall()
            return tuple(event_of(row, self._mentions(row["id"])) for row in rows)

    def _mentions(self, event_id: str) -> tuple[Mention, ...]:
        rows = self._db.execute(
            f"""SELECT m.record AS record, d.rule AS rule, {SOURCE_COLUMNS}
            FROM decision d JOIN mention m ON m.sha256 = d.sha256 AND m.id = d.mention_id JOIN article a ON a.sha256 = d.sha256
            WHERE d.event_id = ?""",
            (event_id,),
        ).fetchall()
        mentions = (Mention(found=mention_of(r["record"]), source=source_of(r), rule=r["rule"]) for r in rows)
        return tuple(sorted(mentions, key=lambda m: (m.source.uri, m.found.span, m.found.id)))

    def statements(
        self,
        *,
        speaker: str | None = None,
        codes: Iterable[str] = (),
        words: str | None = None,
        to: str | None = None,
        stance: Stance | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[Said, ...]:
        """Statements by when they were said, undated last.

        `speaker`: part of a name; `codes`: of the speakers; `words`: full text; `to`: the code of whom they are aimed at;
        `since`, `until`: days of the saying, which leave out what has none.
        """
        chosen, wanted = tuple(codes), list[str]()
        where = ["1"]
        if chosen:
            where.append(f"st.speaker_code IN ({', '.join('?' * len(chosen))})")
            wanted += chosen
        if speaker:
            where.append("st.speaker_name LIKE ? ESCAPE '\\'")
            wanted.append("%" + speaker.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        if words:
            where.append("(st.sha256, st.id) IN (SELECT sha256, id FROM statement_text WHERE statement_text MATCH ?)")
            wanted.append(phrase(words))
        if to:
            where.append("EXISTS (SELECT 1 FROM json_each(st.record, '$.recipient') r WHERE json_extract(r.value, '$.code') = ?)")
            wanted.append(to)
        if stance:
            where.append("json_extract(st.record, '$.stance') = ?")
            wanted.append(stance)
        for day, bound in ((since, "st.said_end >= ?"), (until, "st.said_start <= ?")):
            if day:
                where.append(bound)
                wanted.append(str(day))
        sql = f"""SELECT st.record AS record, {SOURCE_COLUMNS} FROM statement st JOIN article a USING (sha256)
            WHERE {" AND ".join(where)} ORDER BY st.said_start IS NULL, st.said_start, st.sha256, st.id"""
        with translated(self.path):
            rows = self._db.execute(sql, wanted).fetchall()
            return tuple(Said(statement=statement_of(row["record"]), source=source_of(row)) for row in rows)

    def passages(self, event: Event) -> tuple[Passage, ...]:
        """Every passage behind an event, in the order of its mentions, with the stretches to mark."""
        return tuple(self._passage(mention) for mention in event.mentions)

    def _passage(self, mention: Mention) -> Passage:
        found = mention.found
        marks = [(found.trigger.span, "trigger")]
        marks += [(e.span, "actor") for e in found.actor] + [(e.span, "recipient") for e in found.recipient]
        if found.date and found.date.span:
            marks.append((found.date.span, "date"))
        inside = tuple(sorted({m for m in marks if found.span.start <= m[0].start and m[0].end <= found.span.end}))
        return Passage(text=self.text(mention.source.sha256, found.span), span=found.span, marks=inside, mention=mention)

    def unmerged(self) -> int:
        """How many blocks of mentions wait for merging, as after a run that was cut off."""
        with translated(self.path):
            return int(self._db.execute("SELECT count(*) FROM pending").fetchone()[0])

    def unsought(self) -> int:
        """How many pages wait for `find_copies`: after a run that was cut off, or in an archive of an earlier version."""
        with translated(self.path):
            return int(self._db.execute("SELECT count(*) FROM unsought").fetchone()[0])

    def text(self, sha256: str, span: Span | None = None) -> str:
        """The stored text of a page, or a stretch of it.

        Raises: KeyError where the archive holds no such page.
        """
        with translated(self.path):
            row = self._db.execute("SELECT text FROM page WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise KeyError(sha256)
        text: str = row["text"]
        return text if span is None else text[span.start : span.end]

    def sources(self) -> tuple[Source, ...]:
        """Every page that was read, by address."""
        with translated(self.path):
            rows = self._db.execute(f"SELECT {SOURCE_COLUMNS} FROM article a ORDER BY uri").fetchall()
            return tuple(source_of(row) for row in rows)

    def rejections(self) -> tuple[Rejected, ...]:
        """Every page that was not used, by address."""
        with translated(self.path):
            return tuple(map(rejection_of, self._db.execute("SELECT * FROM rejection ORDER BY uri, sha256").fetchall()))

    def search(self, words: str) -> tuple[Source, ...]:
        """Pages whose title or body holds these words, the best match first."""
        with translated(self.path):
            rows = self._db.execute(
                f"""SELECT {SOURCE_COLUMNS} FROM article_text t JOIN article a ON a.sha256 = t.sha256
                WHERE article_text MATCH ? ORDER BY rank, a.sha256""",
                (phrase(words),),
            ).fetchall()
            return tuple(source_of(row) for row in rows)


def phrase(words: str) -> str:
    """Words as a full-text query in which each is only a word, whatever signs it holds."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.split()) or '""'


def open_archive(path: str | Path, *, write: bool = False) -> Archive:
    """An archive, made where it is absent and `write` is set.

    Raises: ArchiveError, ArchiveNewer, ArchiveReadOnly, ArchiveFull.
    """
    return Archive(Path(path), connect(Path(path), write=write))
