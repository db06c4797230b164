DELETE FROM said_word WHERE patient = ?1 AND entry = ?2
