INSERT INTO consent (patient, entry, id, kind, at, at_offset, regions, techniques)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
