SELECT ledger.*, salt, body, patient.id AS patient_id, family_name, given_name
FROM hold
JOIN patient ON patient.key = hold.patient
JOIN ledger ON ledger.n = hold.entry
JOIN ledger_body ON ledger_body.entry = hold.entry
ORDER BY hold.entry DESC
