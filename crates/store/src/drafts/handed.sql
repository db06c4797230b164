SELECT draft, given_by, author, given_at, given_offset, opened
FROM draft_handed JOIN draft ON draft.id = draft_handed.draft
WHERE discarded = 0 AND (given_by = ?1 OR author = ?1)
ORDER BY given_at DESC
