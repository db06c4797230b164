SELECT session, target, own_target, side, point, diameter_um, length_mm, needles, techniques, twitch, twitches, note
FROM site
WHERE patient = ?1 AND session BETWEEN ?2 AND ?3
ORDER BY session DESC, n DESC
