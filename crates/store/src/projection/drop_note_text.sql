DELETE FROM note_text WHERE session = ?1
