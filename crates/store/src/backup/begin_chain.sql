UPDATE practice_file SET chain = ?1
