SELECT condition, reason, reading, sum(episodes) AS episodes, sum(held) AS held, sum(not_held) AS not_held,
       sum(goals) AS goals, sum(goals_met) AS goals_met, sum(goalless) AS goalless
FROM episode_total
WHERE month BETWEEN ?1 AND ?2
GROUP BY condition, reason, reading
