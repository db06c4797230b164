SELECT id FROM episode WHERE patient = ?1
