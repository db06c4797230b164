INSERT INTO patient_word (patient, word) VALUES (?1, ?2)
