-- The index has no text of its own: it is told what it has to forget.
INSERT INTO note_fts (note_fts, rowid, folded)
SELECT 'delete', session, folded FROM note_text WHERE session = ?1
