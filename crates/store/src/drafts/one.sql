SELECT id, kind, patient, author, rev, body, caret, kept_at, kept_offset
FROM draft
WHERE id = ?1 AND discarded = 0
