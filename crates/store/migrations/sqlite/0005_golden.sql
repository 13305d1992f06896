-- The stamp of the newest export that held a statement: what a source said before and says again is
-- what it says now, and what it still says is known to be still said.
ALTER TABLE statement ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
UPDATE statement SET seen = stamp;

-- Choices of people: whose value of a field is the right one; never changed, only undone by a later
-- one. They name a record, a field and a statement, and hold no value.
CREATE TABLE choice (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
