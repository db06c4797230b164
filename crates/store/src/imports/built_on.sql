-- Whether anything was written about a patient after the entry of an import, or is being written now. Who looked, and
-- where the list of that went, builds on nothing.
SELECT EXISTS (
         SELECT 1 FROM ledger
         WHERE subject = ?1 AND n > ?2 AND kind NOT IN ('access', 'audit-exported')
       )
    OR EXISTS (SELECT 1 FROM draft WHERE patient = ?1)
