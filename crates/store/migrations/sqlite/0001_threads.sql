-- Threads, records, decisions and readings. Projections are marked; they can be rebuilt.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Names of sources, systems, departments and files, each stored once.
CREATE TABLE word (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (kind, name)
) STRICT;

-- One reading of one file. The counts add up: rows = loaded + corrected + known + set_apart.
CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES word,
  path INTEGER NOT NULL REFERENCES word,
  file_digest BLOB NOT NULL,
  file_bytes INTEGER NOT NULL,
  mapping INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  export_stamp INTEGER NOT NULL,
  rows INTEGER NOT NULL DEFAULT 0,
  loaded INTEGER NOT NULL DEFAULT 0,
  corrected INTEGER NOT NULL DEFAULT 0,
  known INTEGER NOT NULL DEFAULT 0,
  set_apart INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0,
  newest_at INTEGER,
  finished INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX reading_path ON reading (source, path);

-- The versions of a source's mapping; a later one reads the same file anew and prevails.
CREATE TABLE mapping (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES word,
  digest BLOB NOT NULL
) STRICT;

-- Rows that could not be used, with their place and reason.
CREATE TABLE set_apart (
  id INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL REFERENCES reading,
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  raw TEXT
) STRICT;
CREATE INDEX set_apart_reading ON set_apart (reading);

-- What one system says about a person or firm.
CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  system INTEGER NOT NULL REFERENCES word,
  key TEXT,
  restricted INTEGER NOT NULL DEFAULT 0,
  erased INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What a source said of a record, version by version.
CREATE TABLE statement (
  seq INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES record,
  source INTEGER NOT NULL REFERENCES word,
  digest BLOB NOT NULL,
  mapping INTEGER NOT NULL,
  stamp INTEGER NOT NULL,
  superseded INTEGER NOT NULL DEFAULT 0,
  details TEXT NOT NULL
) STRICT;
CREATE INDEX statement_record ON statement (record);

-- One thing that happened. Never rewritten; `superseded` is a projection over the versions of a key.
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  source INTEGER NOT NULL,
  -- The digest of source and key in two halves; the first alone is indexed, the second confirms it.
  key INTEGER NOT NULL,
  key_rest INTEGER NOT NULL,
  mapping INTEGER NOT NULL,
  stamp INTEGER NOT NULL,
  superseded INTEGER NOT NULL DEFAULT 0,
  record INTEGER NOT NULL,
  at INTEGER NOT NULL,
  offset_minutes INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  known_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  department INTEGER NOT NULL,
  channel INTEGER,
  direction INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  case_number TEXT,
  case_step INTEGER,
  turn INTEGER NOT NULL,
  actor INTEGER,
  facts TEXT NOT NULL,
  given TEXT,
  reading INTEGER NOT NULL,
  line INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_key ON entry (key);
CREATE INDEX entry_record ON entry (record);

-- The words of an entry.
CREATE TABLE entry_text (
  seq INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  quoted TEXT,
  signature TEXT,
  layout TEXT
) STRICT;
CREATE VIRTUAL TABLE entry_search USING fts5 (
  text, content = 'entry_text', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO entry_search (entry_search, rank) VALUES ('secure-delete', 1);

-- Names, numbers and addresses of records, for finding people. Row id: the statement's.
CREATE VIRTUAL TABLE person_search USING fts5 (
  words, detail = 'none', columnsize = 0, tokenize = "unicode61 tokenchars '@.+_-:'"
);
INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 1);

-- Decisions of people about who is the same; never changed, only undone by a later one.
CREATE TABLE decision (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;

-- Projection: the customer of each record, named by the record with the smallest digest, and the
-- link that holds the record there.
CREATE TABLE membership (
  record INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL,
  linked_to INTEGER,
  rule TEXT
) STRICT;
CREATE INDEX membership_customer ON membership (customer);

-- Keyed digests of what was erased, so that the next export does not bring it back.
CREATE TABLE erased (
  digest BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
