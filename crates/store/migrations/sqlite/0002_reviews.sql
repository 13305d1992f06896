-- Reviews of findings by people; never changed, only undone by a later one. `finding` is the digest
-- of the finding's kind and of the entry it is anchored to.
CREATE TABLE review (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  finding BLOB NOT NULL,
  content TEXT NOT NULL
) STRICT;
