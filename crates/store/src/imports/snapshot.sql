SELECT ledger.id, imported.import, imported.registered, imported.notes
FROM imported
JOIN ledger ON ledger.n = imported.entry
WHERE imported.patient = ?1
