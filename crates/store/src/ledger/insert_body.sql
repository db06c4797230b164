INSERT INTO ledger_body (entry, salt, body) VALUES (?1, ?2, ?3)
