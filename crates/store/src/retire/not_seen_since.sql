-- Whoever was last seen, or else registered, before a moment: nobody else can be due yet.
SELECT patient.id, family_name, given_name, birth_date, last_started, last_offset,
       first.started AS first_started, first.started_offset AS first_offset,
       newest.recorded_at AS newest_at, newest.recorded_offset AS newest_offset,
       EXISTS (SELECT 1 FROM hold WHERE hold.patient = patient.key) AS held,
       EXISTS (
         SELECT 1 FROM ledger
         WHERE subject = patient.id AND kind NOT IN (SELECT value FROM json_each(?2))
       ) AS anything_signed
FROM patient
JOIN ledger AS newest ON newest.n = (
  SELECT n FROM ledger WHERE subject = patient.id AND kind <> 'access'
  ORDER BY clock DESC, chain DESC, seq DESC LIMIT 1
)
LEFT JOIN session AS first ON first.patient = patient.key AND first.session = (
  SELECT session FROM session AS held WHERE held.patient = patient.key AND not_held IS NULL AND voided IS NULL
  ORDER BY session LIMIT 1
)
WHERE patient.recent_at < ?1
ORDER BY patient.recent_at, patient.key
