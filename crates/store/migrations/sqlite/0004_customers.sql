-- How likely a join by likeness was: the natural logarithm of its odds.
ALTER TABLE membership ADD COLUMN odds REAL;

-- What became of customers, each named by the record that gave it its id: `customer` was merged into
-- `other` (kind 1), or was made of records of `other` (kind 2). `decision` and `model` are the newest at
-- that time, `sequence` is what had been loaded.
CREATE TABLE lineage (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  customer INTEGER NOT NULL,
  other INTEGER NOT NULL,
  model INTEGER NOT NULL,
  decision INTEGER NOT NULL,
  sequence INTEGER NOT NULL
) STRICT;
CREATE INDEX lineage_customer ON lineage (customer);
CREATE INDEX lineage_other ON lineage (other);

-- Versions of what decides about likeness: learnt when, from how many records of which systems, whose
-- digest is `data`, and how many decisions. `content` holds hashes of values that at least five persons share.
CREATE TABLE model (
  version INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  records INTEGER NOT NULL,
  systems TEXT NOT NULL,
  labels INTEGER NOT NULL,
  data BLOB NOT NULL,
  precision REAL NOT NULL,
  expected_precision REAL NOT NULL,
  content TEXT NOT NULL
) STRICT;

-- Projection: pairs of customers that are left to people, the most valuable first, by a record of each.
CREATE TABLE proposal (
  place INTEGER PRIMARY KEY,
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  odds REAL NOT NULL,
  pairs INTEGER NOT NULL
) STRICT;
