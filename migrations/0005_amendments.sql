-- What may be added to a signed session is held by the file itself, not only by the app that writes it: an
-- amendment belongs to a session that was signed in the same record, and nothing follows a voiding.
-- Once released, this file is never changed: its checksum is kept in every practice.

CREATE TRIGGER addition_needs_a_signed_session BEFORE INSERT ON ledger_body
WHEN EXISTS (SELECT 1 FROM ledger WHERE n = NEW.entry AND kind IN ('session-amended', 'session-voided'))
 AND NOT EXISTS (
  SELECT 1
  FROM ledger AS own
  JOIN ledger AS signed ON signed.subject = own.subject AND signed.kind = 'session-signed'
  JOIN ledger_body AS note ON note.entry = signed.n
  WHERE own.n = NEW.entry
    AND json_extract(CAST(note.body AS TEXT), '$.id') = json_extract(CAST(NEW.body AS TEXT), '$.session')
)
BEGIN SELECT RAISE(ABORT, 'an amendment belongs to a signed session of the same record'); END;

CREATE TRIGGER nothing_follows_a_voiding BEFORE INSERT ON ledger_body
WHEN EXISTS (SELECT 1 FROM ledger WHERE n = NEW.entry AND kind IN ('session-amended', 'session-voided'))
 AND EXISTS (
  SELECT 1
  FROM ledger AS own
  JOIN ledger AS voided ON voided.subject = own.subject AND voided.kind = 'session-voided' AND voided.n <> own.n
  JOIN ledger_body AS why ON why.entry = voided.n
  WHERE own.n = NEW.entry
    AND json_extract(CAST(why.body AS TEXT), '$.session') = json_extract(CAST(NEW.body AS TEXT), '$.session')
)
BEGIN SELECT RAISE(ABORT, 'a voided session accepts nothing more'); END;

-- Only who needled corrects the words of the note or takes it back.
CREATE TRIGGER only_the_signer_corrects BEFORE INSERT ON ledger_body
WHEN EXISTS (SELECT 1 FROM ledger WHERE n = NEW.entry AND kind IN ('session-amended', 'session-voided'))
 AND json_extract(CAST(NEW.body AS TEXT), '$.what.addendum') IS NULL
 AND EXISTS (
  SELECT 1
  FROM ledger AS own
  JOIN ledger AS signed ON signed.subject = own.subject AND signed.kind = 'session-signed'
  JOIN ledger_body AS note ON note.entry = signed.n
  WHERE own.n = NEW.entry
    AND json_extract(CAST(note.body AS TEXT), '$.id') = json_extract(CAST(NEW.body AS TEXT), '$.session')
    AND signed.author <> own.author
)
BEGIN SELECT RAISE(ABORT, 'only the therapist who signed corrects or voids a note'); END;
