SELECT 1 FROM letter_word WHERE patient = ?1 AND entry = ?2 AND word >= ?3 AND word < ?4
