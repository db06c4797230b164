-- Pieces of files that belong to nobody who has a record.
SELECT EXISTS (SELECT 1 FROM attachment_piece WHERE patient NOT IN (SELECT id FROM patient))
