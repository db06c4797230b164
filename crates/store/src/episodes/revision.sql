SELECT revision FROM episode WHERE patient = ?1 AND id = ?2
