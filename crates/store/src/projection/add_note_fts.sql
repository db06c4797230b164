INSERT INTO note_fts (rowid, folded) VALUES (?1, ?2)
