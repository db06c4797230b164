SELECT author, held, not_held, unbilled FROM visit_total WHERE month = ?1
