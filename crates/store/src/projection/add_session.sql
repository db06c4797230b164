INSERT INTO session (patient, session, id, entry, author, started, started_offset, recorded_at, recorded_offset,
                     region, not_held, episode, pain_before, pain_after, tolerance, needles_in, needles_out, events,
                     story, response, plan, days_late, other_care, amendments, amended_at, amended_offset, voided)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
        ?22, ?23, ?24, ?25, ?26, ?27)
