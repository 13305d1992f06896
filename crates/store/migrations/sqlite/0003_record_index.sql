-- The digests of records get an index with a name, so that the first weave can make it at once, from
-- sorted digests, instead of at random places record by record.
CREATE TABLE record_anew (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL,
  system INTEGER NOT NULL REFERENCES word,
  key TEXT,
  restricted INTEGER NOT NULL DEFAULT 0,
  erased INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO record_anew (id, digest, system, key, restricted, erased)
  SELECT id, digest, system, key, restricted, erased FROM record;
DROP TABLE record;
ALTER TABLE record_anew RENAME TO record;
CREATE UNIQUE INDEX record_digest ON record (digest);
