SELECT count(*) FROM patient
