-- What is carried forward from version to version: the file itself, the ledger with its bodies, the drafts.
-- Everything else is a projection and is made anew from the ledger (crates/store/src/projection/schema.sql).
-- Once released, this file is never changed: its checksum is kept in every practice.

CREATE TABLE practice_file (
  one                INTEGER PRIMARY KEY CHECK (one = 1),
  practice           BLOB    NOT NULL CHECK (length(practice) = 16),
  chain              BLOB    NOT NULL CHECK (length(chain) = 16),
  header_revision    INTEGER NOT NULL CHECK (header_revision >= 0),
  projection_version INTEGER NOT NULL
) STRICT;

-- `n` is local to this file. Order is (clock, chain, seq); `recorded_at` is UTC in ms, its offset in minutes.
CREATE TABLE ledger (
  n               INTEGER PRIMARY KEY,
  id              BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
  chain           BLOB    NOT NULL CHECK (length(chain) = 16),
  seq             INTEGER NOT NULL CHECK (seq >= 1),
  clock           INTEGER NOT NULL CHECK (clock >= 1),
  author          BLOB    NOT NULL CHECK (length(author) = 16),
  recorded_at     INTEGER NOT NULL,
  recorded_offset INTEGER NOT NULL CHECK (recorded_offset BETWEEN -1439 AND 1439),
  kind            TEXT    NOT NULL,
  subject         BLOB    NOT NULL CHECK (length(subject) = 16),
  schema_version  INTEGER NOT NULL CHECK (schema_version >= 1),
  body_digest     BLOB    NOT NULL CHECK (length(body_digest) = 32),
  prev_hash       BLOB    NOT NULL CHECK (length(prev_hash) = 32),
  hash            BLOB    NOT NULL CHECK (length(hash) = 32),
  sig             BLOB    NOT NULL CHECK (length(sig) = 64),
  UNIQUE (chain, seq)
) STRICT;

-- One subject's entries in the order in which they are folded.
CREATE INDEX ledger_by_subject ON ledger (subject, clock, chain, seq);

-- The bytes as they were written, never re-serialised.
CREATE TABLE ledger_body (
  entry INTEGER PRIMARY KEY REFERENCES ledger (n),
  salt  BLOB NOT NULL CHECK (length(salt) = 32),
  body  BLOB NOT NULL
) STRICT;

-- What was signed is never updated. The insert trigger is there because INSERT OR REPLACE deletes without
-- firing the delete trigger.
CREATE TRIGGER ledger_is_only_appended BEFORE INSERT ON ledger
WHEN NEW.n <= coalesce((SELECT max(n) FROM ledger), 0)
  OR EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM ledger WHERE chain = NEW.chain AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;

CREATE TRIGGER ledger_is_never_updated BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is never updated'); END;

CREATE TRIGGER ledger_is_never_deleted BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is never deleted from'); END;

CREATE TRIGGER body_is_never_replaced BEFORE INSERT ON ledger_body
WHEN EXISTS (SELECT 1 FROM ledger_body WHERE entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'a body is never replaced'); END;

CREATE TRIGGER body_is_never_updated BEFORE UPDATE ON ledger_body
BEGIN SELECT RAISE(ABORT, 'a body is never updated'); END;

-- A body may go only when the destruction of its subject's record is itself on record.
CREATE TRIGGER body_goes_only_when_destroyed BEFORE DELETE ON ledger_body
WHEN NOT EXISTS (
  SELECT 1 FROM ledger AS destroyed
  WHERE destroyed.kind = 'record-destroyed'
    AND destroyed.subject = (SELECT subject FROM ledger WHERE n = OLD.entry)
)
BEGIN SELECT RAISE(ABORT, 'a body stays until its record is destroyed'); END;

-- The one mutable thing. `rev` rises with every keeping, so that two windows cannot overwrite each other.
-- A discarded draft is kept aside, one for each author, until the next one is discarded.
CREATE TABLE draft (
  id           BLOB    PRIMARY KEY CHECK (length(id) = 16),
  kind         TEXT    NOT NULL,
  author       BLOB    NOT NULL CHECK (length(author) = 16),
  patient      BLOB    CHECK (length(patient) = 16),
  rev          INTEGER NOT NULL CHECK (rev >= 1),
  body         TEXT    NOT NULL,
  caret        TEXT,
  kept_at      INTEGER NOT NULL,
  kept_offset  INTEGER NOT NULL,
  discarded    INTEGER NOT NULL DEFAULT 0 CHECK (discarded IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_by_author ON draft (author, discarded, kept_at);
