-- The page as read, once per content.
CREATE TABLE page (
    sha256 TEXT PRIMARY KEY,
    text_of TEXT NOT NULL,
    text TEXT NOT NULL
) WITHOUT ROWID;

-- Where and when a page was seen; one page may lie at many addresses.
CREATE TABLE sighting (
    uri TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES page (sha256),
    seen TEXT NOT NULL,
    PRIMARY KEY (uri, sha256)
) WITHOUT ROWID;
CREATE INDEX sighting_page ON sighting (sha256);

-- What of a page is the article. `id` is the digest of its words: rows that share it are copies of one text.
CREATE TABLE article (
    sha256 TEXT PRIMARY KEY REFERENCES page (sha256),
    id TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    agency TEXT,
    language TEXT,
    published_start TEXT,
    published_end TEXT,
    published_basis TEXT,
    record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX article_id ON article (id);

CREATE TABLE statement (
    sha256 TEXT NOT NULL REFERENCES article (sha256),
    id TEXT NOT NULL,
    speaker_code TEXT,
    speaker_name TEXT,
    kind TEXT NOT NULL,
    stance TEXT NOT NULL,
    content TEXT NOT NULL,
    said_start TEXT,
    said_end TEXT,
    confidence REAL NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (sha256, id)
) WITHOUT ROWID;
CREATE INDEX statement_speaker ON statement (speaker_code);

-- An act as one sentence tells it. `block` is the set of mentions among which it may be merged.
CREATE TABLE mention (
    sha256 TEXT NOT NULL REFERENCES article (sha256),
    id TEXT NOT NULL,
    block TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (sha256, id)
) WITHOUT ROWID;
CREATE INDEX mention_block ON mention (block);

-- Blocks whose mentions changed since they were last merged.
CREATE TABLE pending (block TEXT PRIMARY KEY) WITHOUT ROWID;

-- The merged record: mentions settled by rule.
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    block TEXT NOT NULL,
    event TEXT NOT NULL,
    mode TEXT,
    aux TEXT,
    standing TEXT NOT NULL,
    quad TEXT NOT NULL,
    score REAL,
    date_start TEXT,
    date_end TEXT,
    confidence REAL NOT NULL,
    reports INTEGER NOT NULL,
    sources INTEGER NOT NULL,
    record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX event_block ON event (block);

CREATE TABLE event_side (
    event_id TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    code TEXT NOT NULL,
    official INTEGER NOT NULL,
    PRIMARY KEY (code, event_id, side)
) WITHOUT ROWID;
CREATE INDEX event_side_event ON event_side (event_id);

-- Which rule joined a mention to its event.
CREATE TABLE decision (
    sha256 TEXT NOT NULL,
    mention_id TEXT NOT NULL,
    event_id TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    PRIMARY KEY (sha256, mention_id),
    FOREIGN KEY (sha256, mention_id) REFERENCES mention (sha256, id)
) WITHOUT ROWID;
CREATE INDEX decision_event ON decision (event_id);

-- What a person decided against the rules; a row is taken back by `undone`, never deleted.
CREATE TABLE override (
    number INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    mention_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('apart')),
    made TEXT NOT NULL,
    undone TEXT,
    FOREIGN KEY (sha256, mention_id) REFERENCES mention (sha256, id)
);

CREATE TABLE rejection (
    uri TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (uri, sha256)
) WITHOUT ROWID;
