-- The bytes of attached files, in pieces of at most 256 KiB. What a file is, and the SHA-256 that holds its bytes, stand in
-- its signed entry. They are no projection: the ledger says what they must be, and holds none of them.
-- Once released, this file is never changed: its checksum is kept in every practice.

CREATE TABLE attachment_piece (
  patient    BLOB    NOT NULL CHECK (length(patient) = 16),
  attachment BLOB    NOT NULL CHECK (length(attachment) = 16),
  n          INTEGER NOT NULL CHECK (n >= 0),
  bytes      BLOB    NOT NULL CHECK (length(bytes) BETWEEN 1 AND 262144),
  PRIMARY KEY (patient, attachment, n)
) STRICT;

-- INSERT OR REPLACE deletes without firing the trigger of a deletion.
CREATE TRIGGER attachment_is_never_replaced BEFORE INSERT ON attachment_piece
WHEN EXISTS (
  SELECT 1 FROM attachment_piece
  WHERE patient = NEW.patient AND attachment = NEW.attachment AND n = NEW.n
)
BEGIN SELECT RAISE(ABORT, 'an attached file is never replaced'); END;

CREATE TRIGGER attachment_is_never_updated BEFORE UPDATE ON attachment_piece
BEGIN SELECT RAISE(ABORT, 'an attached file is never updated'); END;

-- A file may go only when the destruction of its patient's record is itself on record.
CREATE TRIGGER attachment_goes_only_when_destroyed BEFORE DELETE ON attachment_piece
WHEN NOT EXISTS (
  SELECT 1 FROM ledger AS destroyed
  WHERE destroyed.kind = 'record-destroyed' AND destroyed.subject = OLD.patient
)
BEGIN SELECT RAISE(ABORT, 'an attached file stays until its record is destroyed'); END;
