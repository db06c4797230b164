-- What a therapist's desk remembers: when the screen is covered and locked, what checks the PIN that opens the
-- cover, and where work stood at the last lock. No part of the record, and nothing that was signed.
-- Once released, this file is never changed: its checksum is kept in every practice.

CREATE TABLE desk (
  therapist      BLOB    PRIMARY KEY CHECK (length(therapist) = 16),
  cover_minutes  INTEGER CHECK (cover_minutes > 0),
  lock_minutes   INTEGER NOT NULL CHECK (lock_minutes > 0),
  pin_memory_kib INTEGER,
  pin_passes     INTEGER,
  pin_lanes      INTEGER,
  pin_salt       BLOB    CHECK (length(pin_salt) = 16),
  pin_hash       BLOB    CHECK (length(pin_hash) = 32),
  place          TEXT,
  CHECK ((pin_hash IS NULL) = (pin_salt IS NULL)),
  CHECK ((pin_hash IS NULL) = (pin_memory_kib IS NULL)),
  CHECK ((pin_hash IS NULL) = (pin_passes IS NULL)),
  CHECK ((pin_hash IS NULL) = (pin_lanes IS NULL))
) STRICT, WITHOUT ROWID;
