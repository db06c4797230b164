INSERT INTO score (patient, day, entry, id, episode, held)
VALUES (?1, ?2, ?3, ?4, ?5, (SELECT held FROM episode WHERE patient = ?1 AND id = ?5))
