SELECT n FROM ledger WHERE id = ?1
