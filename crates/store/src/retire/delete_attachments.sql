DELETE FROM attachment_piece WHERE patient = ?1
