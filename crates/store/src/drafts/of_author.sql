SELECT id, kind, patient, author, rev, body, caret, kept_at, kept_offset
FROM draft
WHERE author = ?1 AND discarded = 0
ORDER BY kept_at DESC, id DESC
