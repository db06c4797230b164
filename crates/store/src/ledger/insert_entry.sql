INSERT INTO ledger (n, id, chain, seq, clock, author, recorded_at, recorded_offset, kind, subject,
                    schema_version, body_digest, prev_hash, hash, sig)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
