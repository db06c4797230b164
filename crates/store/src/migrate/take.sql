INSERT INTO migration (version, name, sha256, taken_at) VALUES (?1, ?2, ?3, ?4)
