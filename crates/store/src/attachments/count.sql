SELECT count(DISTINCT attachment) FROM attachment_piece WHERE patient = ?1
