DELETE FROM draft_handed WHERE draft = ?1
