INSERT INTO note_text (session, patient, text, folded) VALUES (?1, ?2, ?3, ?4)
