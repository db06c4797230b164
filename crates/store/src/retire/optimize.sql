-- A word that is deleted stays in older segments of the index until they are merged. It is a command, so it
-- is written as an INSERT.
INSERT INTO note_fts (note_fts) VALUES ('optimize')
