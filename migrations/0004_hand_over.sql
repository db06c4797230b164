-- A draft that was handed over: who gave it, when, and whether it was opened since. It ends with the draft.
CREATE TABLE draft_handed (
  draft        BLOB    PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE CHECK (length(draft) = 16),
  given_by     BLOB    NOT NULL CHECK (length(given_by) = 16),
  given_at     INTEGER NOT NULL,
  given_offset INTEGER NOT NULL,
  opened       INTEGER NOT NULL DEFAULT 0 CHECK (opened IN (0, 1))
) STRICT, WITHOUT ROWID;
