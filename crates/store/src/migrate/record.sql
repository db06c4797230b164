CREATE TABLE migration (
  version  INTEGER PRIMARY KEY,
  name     TEXT    NOT NULL,
  sha256   BLOB    NOT NULL CHECK (length(sha256) = 32),
  taken_at INTEGER NOT NULL
) STRICT;
