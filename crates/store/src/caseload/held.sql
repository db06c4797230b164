SELECT coalesce(sum(held), 0) AS held FROM visit_total WHERE month BETWEEN ?1 AND ?2
