INSERT INTO draft (id, kind, author, patient, rev, body, caret, kept_at, kept_offset)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (id) DO UPDATE
SET kind = excluded.kind, patient = excluded.patient, rev = excluded.rev, body = excluded.body,
    caret = excluded.caret, kept_at = excluded.kept_at, kept_offset = excluded.kept_offset
