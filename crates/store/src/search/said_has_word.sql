SELECT 1 FROM said_word WHERE patient = ?1 AND entry = ?2 AND word >= ?3 AND word < ?4
