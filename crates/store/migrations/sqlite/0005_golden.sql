-- The newest stamp with which a statement came, so that what a source says again is what it says now;
-- and the date of the newest export that held it, so that what is still said is known to be.
ALTER TABLE statement ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statement ADD COLUMN exported INTEGER NOT NULL DEFAULT 0;
UPDATE statement SET seen = stamp, exported = stamp;

-- Choices of people: whose value of a field is the right one; never changed, only undone by a later
-- one. They name a record, a field and a statement, and hold no value.
CREATE TABLE choice (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
