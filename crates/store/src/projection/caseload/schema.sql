-- What the caseload is read from: totals by month, and the rows that they are made of. Nothing is ever counted by
-- scanning visits: a row that is added is added to its totals by the triggers below, and taken off them when it
-- goes. Months are those on the wall, as 2026-11.

DROP TABLE IF EXISTS visit_counted;
DROP TABLE IF EXISTS code_counted;
DROP TABLE IF EXISTS event_counted;
DROP TABLE IF EXISTS episode_done;
DROP TABLE IF EXISTS visit_total;
DROP TABLE IF EXISTS code_total;
DROP TABLE IF EXISTS event_total;
DROP TABLE IF EXISTS episode_total;

-- A visit whose note holds, by its key; or one that was not held and has no note, by its entry below zero. `billed`
-- says whether it has a billing code.
CREATE TABLE visit_counted (
  patient INTEGER NOT NULL,
  session INTEGER NOT NULL,
  month   TEXT    NOT NULL,
  author  BLOB    NOT NULL,
  held    INTEGER NOT NULL,
  billed  INTEGER NOT NULL,
  PRIMARY KEY (patient, session)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_without_code ON visit_counted (month, session) WHERE held = 1 AND billed = 0;

CREATE TABLE code_counted (
  patient INTEGER NOT NULL,
  session INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  month   TEXT    NOT NULL,
  author  BLOB    NOT NULL,
  code    TEXT    NOT NULL,
  units   INTEGER NOT NULL,
  PRIMARY KEY (patient, session, n)
) STRICT, WITHOUT ROWID;

-- An adverse event: of a visit by its key, in the month of the visit; or heard of later, by its entry below zero, in
-- the month it was heard of. `severity` is empty when the note gives none.
CREATE TABLE event_counted (
  patient  INTEGER NOT NULL,
  source   INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  month    TEXT    NOT NULL,
  kind     TEXT    NOT NULL,
  severity TEXT    NOT NULL,
  PRIMARY KEY (patient, source, n)
) STRICT, WITHOUT ROWID;

-- A closed episode of care, in the month of its discharge. `condition` is empty when it is in words alone. `reading`
-- is the band of the change in pain now before the visits, from the first to the last rating of the episode.
CREATE TABLE episode_done (
  patient   INTEGER NOT NULL,
  episode   BLOB    NOT NULL,
  month     TEXT    NOT NULL,
  condition TEXT    NOT NULL,
  reason    TEXT    NOT NULL,
  reading   TEXT    NOT NULL,
  held      INTEGER NOT NULL,
  not_held  INTEGER NOT NULL,
  goals     INTEGER NOT NULL,
  goals_met INTEGER NOT NULL,
  PRIMARY KEY (patient, episode)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit_total (
  month    TEXT    NOT NULL,
  author   BLOB    NOT NULL,
  held     INTEGER NOT NULL,
  not_held INTEGER NOT NULL,
  unbilled INTEGER NOT NULL,
  PRIMARY KEY (month, author)
) STRICT, WITHOUT ROWID;

CREATE TABLE code_total (
  month  TEXT    NOT NULL,
  author BLOB    NOT NULL,
  code   TEXT    NOT NULL,
  lines  INTEGER NOT NULL,
  units  INTEGER NOT NULL,
  PRIMARY KEY (month, author, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_total (
  month    TEXT    NOT NULL,
  kind     TEXT    NOT NULL,
  severity TEXT    NOT NULL,
  events   INTEGER NOT NULL,
  PRIMARY KEY (month, kind, severity)
) STRICT, WITHOUT ROWID;

CREATE TABLE episode_total (
  month     TEXT    NOT NULL,
  condition TEXT    NOT NULL,
  reason    TEXT    NOT NULL,
  reading   TEXT    NOT NULL,
  episodes  INTEGER NOT NULL,
  held      INTEGER NOT NULL,
  not_held  INTEGER NOT NULL,
  goals     INTEGER NOT NULL,
  goals_met INTEGER NOT NULL,
  goalless  INTEGER NOT NULL,
  PRIMARY KEY (month, condition, reason, reading)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER visit_is_added AFTER INSERT ON visit_counted
BEGIN
  INSERT INTO visit_total VALUES
    (NEW.month, NEW.author, NEW.held, 1 - NEW.held, NEW.held AND NOT NEW.billed)
  ON CONFLICT DO UPDATE SET
    held = held + excluded.held, not_held = not_held + excluded.not_held,
    unbilled = unbilled + excluded.unbilled;
END;
CREATE TRIGGER visit_is_taken_off AFTER DELETE ON visit_counted
BEGIN
  UPDATE visit_total
  SET held = held - OLD.held, not_held = not_held - (1 - OLD.held),
      unbilled = unbilled - (OLD.held AND NOT OLD.billed)
  WHERE month = OLD.month AND author = OLD.author;
  DELETE FROM visit_total WHERE month = OLD.month AND author = OLD.author AND held = 0 AND not_held = 0;
END;

CREATE TRIGGER code_is_added AFTER INSERT ON code_counted
BEGIN
  INSERT INTO code_total VALUES (NEW.month, NEW.author, NEW.code, 1, NEW.units)
  ON CONFLICT DO UPDATE SET lines = lines + 1, units = units + excluded.units;
END;
CREATE TRIGGER code_is_taken_off AFTER DELETE ON code_counted
BEGIN
  UPDATE code_total SET lines = lines - 1, units = units - OLD.units
  WHERE month = OLD.month AND author = OLD.author AND code = OLD.code;
  DELETE FROM code_total WHERE month = OLD.month AND author = OLD.author AND code = OLD.code AND lines = 0;
END;

CREATE TRIGGER event_is_added AFTER INSERT ON event_counted
BEGIN
  INSERT INTO event_total VALUES (NEW.month, NEW.kind, NEW.severity, 1)
  ON CONFLICT DO UPDATE SET events = events + 1;
END;
CREATE TRIGGER event_is_taken_off AFTER DELETE ON event_counted
BEGIN
  UPDATE event_total SET events = events - 1
  WHERE month = OLD.month AND kind = OLD.kind AND severity = OLD.severity;
  DELETE FROM event_total WHERE month = OLD.month AND kind = OLD.kind AND severity = OLD.severity AND events = 0;
END;

CREATE TRIGGER episode_is_added AFTER INSERT ON episode_done
BEGIN
  INSERT INTO episode_total VALUES
    (NEW.month, NEW.condition, NEW.reason, NEW.reading, 1, NEW.held, NEW.not_held, NEW.goals, NEW.goals_met,
     NEW.goals = 0)
  ON CONFLICT DO UPDATE SET
    episodes = episodes + 1, held = held + excluded.held, not_held = not_held + excluded.not_held,
    goals = goals + excluded.goals, goals_met = goals_met + excluded.goals_met,
    goalless = goalless + excluded.goalless;
END;
CREATE TRIGGER episode_is_taken_off AFTER DELETE ON episode_done
BEGIN
  UPDATE episode_total
  SET episodes = episodes - 1, held = held - OLD.held, not_held = not_held - OLD.not_held,
      goals = goals - OLD.goals, goals_met = goals_met - OLD.goals_met, goalless = goalless - (OLD.goals = 0)
  WHERE month = OLD.month AND condition = OLD.condition AND reason = OLD.reason AND reading = OLD.reading;
  DELETE FROM episode_total
  WHERE month = OLD.month AND condition = OLD.condition AND reason = OLD.reason AND reading = OLD.reading
    AND episodes = 0;
END;
