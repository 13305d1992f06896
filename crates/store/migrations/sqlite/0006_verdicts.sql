-- What was asked of the guard and what it answered; never changed, but for an erasure. `customer` is the
-- number of the customer's naming record at that time, NULL where nobody was found. `claim` is the
-- claim's number as it was asked for, and goes with an erasure; `content` names entries by their
-- sequence numbers, and holds no value of the person.
CREATE TABLE verdict (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  asked_by TEXT NOT NULL,
  customer INTEGER,
  action TEXT NOT NULL,
  planned INTEGER NOT NULL,
  answer TEXT NOT NULL,
  claim TEXT,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX verdict_customer ON verdict (customer) WHERE customer IS NOT NULL;

-- What was done in the end after a verdict; the last word counts.
CREATE TABLE outcome (
  number INTEGER PRIMARY KEY,
  verdict INTEGER NOT NULL REFERENCES verdict,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX outcome_verdict ON outcome (verdict);
