SELECT * FROM ledger WHERE chain = ?1 AND seq = ?2
