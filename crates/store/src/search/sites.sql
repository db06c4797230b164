SELECT target, own_target FROM site WHERE patient = ?1 AND session = ?2
