DELETE FROM score WHERE patient = ?1 AND id = ?2 RETURNING episode
