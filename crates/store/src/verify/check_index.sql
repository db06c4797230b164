-- Reads the whole index and compares it with the texts. It is a command, so it is written as an INSERT.
INSERT INTO note_fts (note_fts, rank) VALUES ('integrity-check', 1)
