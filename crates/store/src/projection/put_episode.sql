UPDATE episode
SET entry = ?3, revision = revision + 1, opened_on = ?4, closed_on = ?5, authorised = ?6, expires = ?7,
    plan_sent_on = ?8, plan_sent_to = ?9, signature_due = ?10, certified_until = ?11, reassess_due = ?12
WHERE patient = ?1 AND id = ?2
