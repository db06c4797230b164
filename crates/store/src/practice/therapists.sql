SELECT therapist.id, public_key, entry, role, added_at, added_offset, removed_at, removed_offset
FROM therapist
ORDER BY (SELECT min(n) FROM ledger WHERE subject = therapist.id AND kind = 'therapist-added')
