SELECT author, code, lines, units FROM code_total WHERE month = ?1 ORDER BY code, author
