SELECT n, bytes FROM attachment_piece WHERE patient = ?1 AND attachment = ?2 ORDER BY n
