SELECT therapist.id, public_key, entry
FROM therapist
ORDER BY (SELECT min(n) FROM ledger WHERE subject = therapist.id AND kind = 'therapist-added')
