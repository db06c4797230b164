INSERT INTO attachment_piece (patient, attachment, n, bytes) VALUES (?1, ?2, ?3, ?4)
