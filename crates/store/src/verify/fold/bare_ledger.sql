-- The indexes that are made with the projections hang on it; nothing is put in.
CREATE TABLE ledger (n INTEGER PRIMARY KEY, author BLOB, kind TEXT, recorded_at INTEGER) STRICT;
