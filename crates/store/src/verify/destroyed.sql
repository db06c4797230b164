SELECT subject, max(n) AS n FROM ledger WHERE kind = 'record-destroyed' GROUP BY subject
