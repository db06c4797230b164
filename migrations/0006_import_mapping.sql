-- What somebody decided the columns of another system's file to mean, by the names of the columns: the next file of that
-- system begins with it. No part of the record: nobody signs it, and it is written over. No name of a patient is in it.
-- Once released, this file is never changed: its checksum is kept in every practice.

CREATE TABLE import_mapping (
  columns BLOB PRIMARY KEY CHECK (length(columns) = 32),
  mapping TEXT NOT NULL CHECK (json_valid(mapping))
) STRICT, WITHOUT ROWID;
