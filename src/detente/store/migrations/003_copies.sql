-- A text by its runs of words, once for all pages that print it. `shingles`: their hashes, uint32, little-endian, ascending.
-- `family`: the texts that copies tie together, directly or through others, named by the first of their ids.
CREATE TABLE printed (
    text TEXT PRIMARY KEY,
    family TEXT NOT NULL,
    shingles BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX printed_family ON printed (family);

-- Which texts hold a mark, and how many marks each has: the index in which copies are looked up.
CREATE TABLE mark (
    mark INTEGER NOT NULL,
    text TEXT NOT NULL REFERENCES printed (text),
    marks INTEGER NOT NULL,
    PRIMARY KEY (mark, text)
) WITHOUT ROWID;

-- Pages whose copies have not been looked for yet; families whose pages changed since they were last grouped.
CREATE TABLE unsought (sha256 TEXT PRIMARY KEY REFERENCES article (sha256)) WITHOUT ROWID;
INSERT INTO unsought SELECT sha256 FROM article;
CREATE TABLE ungrouped (family TEXT PRIMARY KEY) WITHOUT ROWID;

-- A page that copies another one. Originals have no row.
CREATE TABLE copy (
    sha256 TEXT PRIMARY KEY REFERENCES article (sha256),
    original TEXT NOT NULL REFERENCES article (sha256),
    relation TEXT NOT NULL,
    score REAL NOT NULL,
    reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX copy_original ON copy (original);

CREATE VIEW copies AS
SELECT c.relation, c.score, c.reason, a.outlet, a.title, a.published_start, o.outlet AS original_outlet, o.title AS original_title,
       o.published_start AS original_published_start, c.sha256, c.original
FROM copy c JOIN article a ON a.sha256 = c.sha256 JOIN article o ON o.sha256 = c.original;
