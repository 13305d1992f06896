-- Whom the company asked how a case went, and what they answered. `record` is the record of the entry that ended the
-- case, so that it goes where its customer goes; an erasure takes it, the case and the code away, and leaves the
-- department and the points: counts still add up. The code is kept as a keyed digest, NULL where Filo did not ask.
CREATE TABLE heard_after (
  number INTEGER PRIMARY KEY,
  case_digest BLOB,
  record INTEGER REFERENCES record (id),
  department TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  code BLOB UNIQUE,
  -- When it was answered, where that is known.
  answered_at INTEGER,
  -- Points by the ids of the questions, as JSON; NULL while nobody answered.
  points TEXT
) STRICT;
CREATE INDEX heard_after_case ON heard_after (case_digest) WHERE case_digest IS NOT NULL;
CREATE INDEX heard_after_record ON heard_after (record) WHERE record IS NOT NULL;
