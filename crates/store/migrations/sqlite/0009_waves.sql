-- Waves of a questionnaire. Nothing here joins an answer to whoever gave it, or to when: a code that is used
-- is taken out, answers carry a random key and no time, and what one person said of other departments or in
-- words stands apart from what they ticked.
CREATE TABLE wave (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- The instrument as it was asked: a later change of a word changes nothing about this wave.
  instrument TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;

-- `place` is the order in which departments were named.
CREATE TABLE wave_department (
  wave INTEGER NOT NULL REFERENCES wave (number) ON DELETE CASCADE,
  department TEXT NOT NULL,
  place INTEGER NOT NULL,
  invited INTEGER NOT NULL,
  parent TEXT,
  PRIMARY KEY (wave, department)
) STRICT, WITHOUT ROWID;

-- Codes that may still be used, as keyed digests.
CREATE TABLE invitation (
  wave INTEGER NOT NULL REFERENCES wave (number) ON DELETE CASCADE,
  code BLOB NOT NULL,
  department TEXT NOT NULL,
  PRIMARY KEY (wave, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE ballot (
  wave INTEGER NOT NULL REFERENCES wave (number) ON DELETE CASCADE,
  key BLOB NOT NULL,
  department TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (wave, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE ballot_seen (
  wave INTEGER NOT NULL REFERENCES wave (number) ON DELETE CASCADE,
  key BLOB NOT NULL,
  rater TEXT NOT NULL,
  rated TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (wave, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE ballot_words (
  wave INTEGER NOT NULL REFERENCES wave (number) ON DELETE CASCADE,
  key BLOB NOT NULL,
  department TEXT NOT NULL,
  question TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (wave, key)
) STRICT, WITHOUT ROWID;

-- Files of answers that were taken in, so that none is counted twice.
CREATE TABLE wave_file (
  wave INTEGER NOT NULL REFERENCES wave (number) ON DELETE CASCADE,
  digest BLOB NOT NULL,
  PRIMARY KEY (wave, digest)
) STRICT, WITHOUT ROWID;

-- What was published of waves, so that no later figure tells, together with it, of too few people.
CREATE TABLE wave_published (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  state TEXT NOT NULL
) STRICT;
