-- Projection: what was heard in the words of entries. A row holds places in the text and no word of it.
-- `probability` in thousandths; `due` is the day by which something was promised.
CREATE TABLE heard (
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  probability INTEGER NOT NULL,
  due TEXT,
  PRIMARY KEY (seq, kind, start)
) STRICT, WITHOUT ROWID;

-- Projection: what a matter of a customer shows over several entries. `anchor` is the first of them.
CREATE TABLE heard_dynamic (
  anchor INTEGER NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (anchor, kind)
) STRICT, WITHOUT ROWID;

-- Projection: from which words, by which phrases and weights, each customer was heard.
CREATE TABLE heard_of (
  customer INTEGER PRIMARY KEY,
  state BLOB NOT NULL
) STRICT;
