INSERT INTO draft_handed (draft, given_by, given_at, given_offset)
SELECT id, ?2, ?3, ?4 FROM draft WHERE id = ?1
ON CONFLICT (draft) DO UPDATE
SET given_by = excluded.given_by, given_at = excluded.given_at, given_offset = excluded.given_offset, opened = 0
