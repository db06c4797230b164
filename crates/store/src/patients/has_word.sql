SELECT 1 FROM patient_word WHERE patient = ?1 AND word >= ?2 AND word < ?3
