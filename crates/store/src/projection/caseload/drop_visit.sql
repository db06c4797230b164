DELETE FROM visit_counted WHERE patient = ?1 AND session = ?2
