UPDATE draft_handed SET opened = 1
WHERE draft = ?1 AND opened = 0 AND (SELECT author FROM draft WHERE id = ?1) = ?2
