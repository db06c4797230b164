-- The oldest of each: with one min() SQLite takes the other columns from the row that has it.
SELECT author, kind, count(*) AS drafts, min(kept_at) AS kept_at, kept_offset
FROM draft
WHERE discarded = 0
GROUP BY author, kind
