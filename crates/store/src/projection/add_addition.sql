INSERT INTO addition (session, n, entry)
VALUES (?1, (SELECT count(*) FROM addition WHERE session = ?1), ?2)
