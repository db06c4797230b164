UPDATE desk SET place = ?2 WHERE therapist = ?1
