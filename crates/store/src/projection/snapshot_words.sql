SELECT word FROM patient_word WHERE patient = ?1
