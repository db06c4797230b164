UPDATE draft SET author = ?2
WHERE id = ?1 AND discarded = 0
  AND EXISTS (SELECT 1 FROM draft_handed WHERE draft = ?1 AND given_by = ?2 AND opened = 0)
