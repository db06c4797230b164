INSERT INTO said_word (patient, entry, word) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING
