-- What `detente watch` must remember: when each feed is asked next, and with which validators; times are UTC to the second.
CREATE TABLE watch_feed (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,
    valid_at TEXT,
    failures INTEGER NOT NULL,
    due TEXT NOT NULL
) WITHOUT ROWID;

-- Every item that a feed ever had. `mark` tells apart items that share an address; `page`, the item's own text as a record, is
-- kept until the item is read. `state`: due, done, aside.
CREATE TABLE watch_item (
    number INTEGER PRIMARY KEY,
    feed TEXT NOT NULL,
    address TEXT NOT NULL,
    mark TEXT NOT NULL,
    link TEXT,
    seen TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    begun INTEGER NOT NULL,
    due TEXT NOT NULL,
    page BLOB,
    UNIQUE (address, mark)
);
CREATE INDEX watch_item_due ON watch_item (due) WHERE state = 'due';

-- What a host asks of its visitors. `robots` is its robots.txt, NULL where it is to be asked; it is not visited before `held`.
CREATE TABLE watch_host (
    origin TEXT PRIMARY KEY,
    robots BLOB,
    got TEXT,
    held TEXT
) WITHOUT ROWID;
