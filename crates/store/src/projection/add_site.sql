INSERT INTO site (patient, session, n, target, own_target, side, point, diameter_um, length_mm, needles, techniques,
                  twitch, twitches, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
