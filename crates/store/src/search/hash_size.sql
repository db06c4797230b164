INSERT INTO note_fts (note_fts, rank) VALUES ('hashsize', ?1)
