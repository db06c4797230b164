SELECT DISTINCT target, own_target FROM site WHERE patient = ?1
