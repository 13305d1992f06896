-- Which entries a later one corrects, found without looking at all: the columns beside the store hold both.
CREATE INDEX entry_superseded ON entry (seq) WHERE superseded = 1;
