DELETE FROM patient_word WHERE patient = ?1
