INSERT INTO letter_word (patient, entry, word)
SELECT patient, ?2, word FROM patient_word WHERE patient = ?1
