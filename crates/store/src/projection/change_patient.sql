UPDATE patient
SET entry = ?2, revision = revision + 1, family_name = ?3, given_name = ?4, birth_date = ?5
WHERE key = ?1
